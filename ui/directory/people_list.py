"""A list of people: its lamps are watched for what is seen, and a person's other numbers open from the row."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QWidget

from softphone.basics.words import translate
from softphone.directory.person import Hit
from ui.directory.people_model import PeopleModel
from ui.directory.person_delegate import PersonDelegate
from ui.directory.person_words import best_number, kind_words, numbers_of, shown_number
from ui.directory.ports import Lamps
from ui.style.theme import theme
from ui.widgets.message_entries import Write, add_message_entry
from ui.widgets.transfer_entries import TransferDeeds, add_transfer_entries

_PAD_KEYS = "0123456789*#+"
_SETTLE_MS = 350  # nobody is watched while the list still changes with every letter


class PeopleList(QListView):
    """Signals: dial_wanted with a number or address, person_wanted with the hit whose card is to be shown.

    Attributes:
        transfer: lets the menu of a person send the current call there. message: lets it write to the person.
    """

    dial_wanted = Signal(str)
    person_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people = PeopleModel(self)
        self.transfer: TransferDeeds | None = None
        self.message: Write | None = None
        self._lamps: Lamps | None = None
        self._watched: dict[str, Callable[[], None]] = {}
        self._delegate = PersonDelegate(self)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLE_MS)
        self._settling.timeout.connect(self._watch_visible)
        self.setModel(self.people)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setProperty("people", "true")
        self._delegate.action_wanted.connect(self._on_action)
        self.activated.connect(self._on_activated)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._settling.start())
        for signal in (self.people.rowsInserted, self.people.rowsRemoved, self.people.modelReset):
            signal.connect(lambda *_: self._settling.start())
        self.people.modelReset.connect(lambda: self._show_focus() if self.hasFocus() else None)
        theme.changed.connect(self.viewport().update)

    def set_lamps(self, lamps: Lamps) -> None:
        """Shows this presence; what is visible is watched."""
        self._lamps = lamps
        self.people.set_lamps(lamps)
        self._settling.start()

    def current_hit(self) -> Hit | None:
        """The selected person."""
        index = self.currentIndex()
        return self.people.hit(index.row()) if index.isValid() else None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self._show_focus()

    def _show_focus(self) -> None:
        """Without a current row nobody sees where the keyboard is."""
        if not self.currentIndex().isValid() and self.people.rowCount():
            self.select_row(0)

    def select_row(self, row: int) -> None:
        """Selects this row; -1 selects none."""
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            return
        if row >= self.people.rowCount() and self.people.canFetchMore(QModelIndex()):
            self.people.fetchMore(QModelIndex())
        index = self.people.index(min(row, self.people.rowCount() - 1))
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def call(self, hit: Hit) -> bool:
        """Asks to call the person's best number. False when there is none."""
        number = best_number(hit)
        if number is not None:
            self.dial_wanted.emit(number.text)
        return number is not None

    def open_others(self, row: int) -> None:
        """Opens the menu of this row's numbers below it."""
        hit = self.people.hit(row)
        if hit is not None:
            place = self.visualRect(self.people.index(row))
            self.build_menu(hit).popup(self.viewport().mapToGlobal(QPoint(place.left(), place.bottom())))

    def build_menu(self, hit: Hit) -> QMenu:
        """What can be done with the person; deletes itself when it closes."""
        menu = QMenu(self)
        for number in numbers_of(hit.person):
            text = translate("directory", "Call {number} ({kind})").format(
                number=shown_number(number), kind=kind_words(number.kind)
            )
            action = QAction(text.replace("&", "&&"), menu)
            action.triggered.connect(lambda _=False, wanted=number.text: self.dial_wanted.emit(wanted))
            menu.addAction(action)
        numbers = numbers_of(hit.person)
        targets = [(number.text, f"{shown_number(number)} ({kind_words(number.kind)})") for number in numbers]
        add_transfer_entries(menu, self.transfer, targets)
        add_message_entry(menu, self.message, targets)
        menu.addSeparator()
        menu.addAction(translate("directory", "Show &details"), lambda: self.person_wanted.emit(hit))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def watched(self) -> frozenset[str]:
        """The addresses that are watched now."""
        return frozenset(self._watched)

    def _on_action(self, row: int) -> None:
        hit = self.people.hit(row)
        if hit is not None and len(numbers_of(hit.person)) > 1:
            self.open_others(row)
        elif hit is not None:
            self.call(hit)

    def _on_activated(self, index: QModelIndex) -> None:
        hit = self.people.hit(index.row())
        if hit is not None and not self.call(hit):
            self.person_wanted.emit(hit)

    def _watch_visible(self) -> None:
        wanted = self._visible_addresses() if self.isVisible() and self._lamps is not None else set()
        for address in set(self._watched) - wanted:
            self._watched.pop(address)()
        if self._lamps is not None:
            for address in wanted - set(self._watched):
                self._watched[address] = self._lamps.watch(address)

    def _visible_addresses(self) -> set[str]:
        count = self.people.rowCount()
        if not count:
            return set()
        first = max(0, self.indexAt(QPoint(1, 1)).row())
        below = self.indexAt(QPoint(1, self.viewport().height() - 1)).row()
        last = below if below >= 0 else count - 1
        return {address for row in range(first, last + 1) if (address := self.people.address(row))}

    # ------------------------------------------------------------------ Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Enter and arrow right show the card, Alt+Down the numbers; digits are for the field at the top."""
        hit = self.current_hit()
        is_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        is_card = event.key() == Qt.Key.Key_Right or (is_alt and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter))
        if hit is not None and is_card:
            self.person_wanted.emit(hit)
        elif hit is not None and is_alt and event.key() == Qt.Key.Key_Down:
            self.open_others(self.currentIndex().row())
        elif event.text() and event.text() in _PAD_KEYS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos()) if event.reason() == QContextMenuEvent.Reason.Mouse else self.currentIndex()
        hit = self.people.hit(index.row()) if index.isValid() else None
        if hit is not None:
            self.build_menu(hit).popup(event.globalPos())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        hit = self.people.hit(index.row()) if index.isValid() else None
        if hit is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if not self._delegate.is_action(self.visualRect(index), hit, event.position().toPoint()):
            self.person_wanted.emit(hit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settling.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._settling.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._settling.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.doItemsLayout()
