"""The page of the history: which calls, search, the list, and what can be done with a call."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from softphone.basics.errors import UserFacingError
from softphone.basics.words import translate
from softphone.history.entry import HistoryEntry, HistoryFilter, HistoryKind
from softphone.runtime import Runtime
from ui.history.history_menu import CallDeeds, history_menu
from ui.history.history_model import CallRow, HistoryModel, LoadState
from ui.history.history_view import HistoryView
from ui.history.history_words import callable_number
from ui.history.ports import CallHistory
from ui.history.runs import Run
from ui.style.tokens import SPACE_S, SPACE_XS, Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, IconButton, ToggleButton
from ui.widgets.forms import line_edit
from ui.widgets.list_page import ListPage
from ui.widgets.message_entries import Write
from ui.widgets.placeholder import Placeholder
from ui.widgets.transfer_entries import TransferDeeds

_TYPING_MS = 120


class HistoryPage(ListPage):
    """Shows the calls, newest first. With `transfer`, the menu of one can send the current call to its far party.

    Signals:
        dial_wanted: a number to call back.
        favourite_wanted: name and number of somebody to add to the favourites.
        badge_changed: how many missed calls the user has not seen.
    """

    dial_wanted = Signal(str)
    favourite_wanted = Signal(str, str)
    badge_changed = Signal(int)

    def __init__(
        self,
        history: CallHistory,
        runtime: Runtime,
        account_name: Callable[[str], str] = lambda _: "",
        parent: QWidget | None = None,
    ) -> None:
        """account_name: what the account of this id is called."""
        super().__init__(parent)
        self._history, self._account_name = history, account_name
        self.transfer: TransferDeeds | None = None
        self.message: Write | None = None
        self.model = HistoryModel(history, runtime.wall_time_s, self)
        self.view: HistoryView = HistoryView(self.model)
        self.search = line_edit("", translate("history", "Search calls"), 200)
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(translate("history", "Search calls"))
        self.export_button = IconButton("export", translate("history", "Save these calls as a table (CSV)"))
        self.kinds: dict[HistoryKind, ToggleButton] = {}
        self.person = Button("", "close", "action")
        self.banner = Banner(is_dismissible=True)
        self.placeholder = Placeholder("history")
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._build()
        self._connect()
        self.person.hide()
        self._show_state()
        self.model.reload()

    def _build(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(SPACE_S)
        first.addWidget(self.search, 1)
        first.addWidget(self.export_button)
        second = QHBoxLayout()
        second.setSpacing(SPACE_XS)
        group = QButtonGroup(self)
        for kind, text in (
            (HistoryKind.ALL, translate("history", "All")),
            (HistoryKind.MISSED, translate("history", "Missed")),
            (HistoryKind.INCOMING, translate("history", "Incoming")),
            (HistoryKind.OUTGOING, translate("history", "Outgoing")),
        ):
            button = self.kinds[kind] = ToggleButton(text, "", is_panel=True)
            button.clicked.connect(self._apply)
            group.addButton(button)
            second.addWidget(button)
        second.addStretch(1)
        self.kinds[HistoryKind.ALL].setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self.person, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.banner)
        column.addLayout(self._stacked(), 1)

    def _connect(self) -> None:
        self._typing.timeout.connect(self._apply)
        self.search.textChanged.connect(lambda _: self._typing.start())
        self.search.returnPressed.connect(self._apply)
        self.export_button.clicked.connect(self.ask_where_to_export)
        self.person.clicked.connect(lambda: self.show_person("", ""))
        self.model.state_changed.connect(self._show_state)
        self.model.modelAboutToBeReset.connect(self._remember_place)
        self.model.modelReset.connect(self._find_place)
        self.view.chosen.connect(lambda index: self._with_call(index, lambda row: self.call_back(row.entry)))
        self.view.edit_wanted.connect(lambda index: self._with_call(index, lambda row: self.open_entry(row.entry)))
        self.view.remove_wanted.connect(lambda index: self._with_call(index, lambda row: self._ask_to_delete(row.run)))
        self.view.fold_wanted.connect(self._on_fold)
        self.view.menu_wanted.connect(self._on_menu)
        self.view.typed.connect(self._on_typed)
        forget = (
            self._history.changed.add(lambda _: self._on_changed()),
            self._history.problem.add(self.show_problem),
        )
        self.destroyed.connect(lambda: [remove() for remove in forget])

    # ------------------------------------------------------------------ which calls

    def show_kind(self, kind: HistoryKind) -> None:
        """Shows all, missed, incoming or outgoing calls."""
        self.kinds[kind].setChecked(True)
        self._apply()

    def show_person(self, address: str, name: str) -> None:
        """Shows the calls with one person only (address or number); an empty address shows everybody's."""
        self.person.setVisible(bool(address))
        self.person.setText(translate("history", "Calls with {name}").format(name=name.replace("&", "&&")))
        self.person.set_hint(translate("history", "Show everybody's calls"))
        self.model.show_only(replace(self.model.filter, address=address))

    def _apply(self) -> None:
        self._typing.stop()
        kind = next(kind for kind, button in self.kinds.items() if button.isChecked())
        self.model.show_only(replace(self.model.filter, kind=kind, text=self.search.text().strip()))

    # ------------------------------------------------------------------ what the user does

    def call_back(self, entry: HistoryEntry) -> None:
        """Calls the far party of this call, if it is known."""
        number = callable_number(entry)
        if number:
            self.dial_wanted.emit(number)
        else:
            self.banner.show_message(Tone.NEUTRAL, translate("history", "This caller's number is not known."))

    def open_entry(self, entry: HistoryEntry) -> QDialog:
        """Opens the details with note and tags."""
        from ui.history.entry_dialog import EntryDialog

        return self._open(EntryDialog(self._history, entry, self._account_name, self.window()))

    def menu_of(self, index: QModelIndex) -> QMenu | None:
        """What can be done with this call; None for the heading of a day."""
        row = self.model.call_at(index)
        if row is None:
            return None
        deeds = CallDeeds(
            call_back=self.call_back,
            show_person=self.show_person,
            can_fold=self.model.can_fold,
            set_unfolded=self.model.set_unfolded,
            open_entry=self.open_entry,
            add_favourite=self.favourite_wanted.emit,
            delete=self._ask_to_delete,
            transfer=self.transfer,
            message=self.message,
        )
        return history_menu(row, deeds, self)

    def ask_where_to_export(self) -> None:
        """Asks for a file and writes the calls that are shown, all of them, also those not loaded yet."""
        from ui.history.history_dialogs import export_dialog

        self._open(export_dialog(self.export_to, self.window()))

    def export_to(self, path: Path) -> None:
        """Writes the calls that fit to this file and says so."""

        def on_done(count: int) -> None:
            text = translate("history", "%n call(s) saved in {name}.", "", count).format(name=path.name)
            self.banner.show_message(Tone.POSITIVE, text)

        self._history.export_csv(path, self.model.filter, on_done, self.show_problem)

    def show_problem(self, problem: UserFacingError) -> None:
        """Says what went wrong and what helps."""
        again = (translate("history", "&Try again"), self._try_again)
        self.banner.show_message(Tone.DANGER, problem.title, problem.remedy, (again,))
        self._show_state()

    def _try_again(self) -> None:
        self.banner.hide()
        self.model.reload()

    def _ask_to_delete(self, run: Run) -> None:
        from ui.history.history_dialogs import removal_dialog

        self._open(removal_dialog(run, lambda: self._history.delete(run.ids), self.window()))

    def _with_call(self, index: QModelIndex, run: Callable[[CallRow], object]) -> None:
        row = self.model.call_at(index)
        if row is not None:
            run(row)

    def _on_fold(self, index: QModelIndex, is_unfolded: bool) -> None:
        row = self.model.call_at(index)
        if row is not None and (row.run.count > 1 if is_unfolded else self.model.can_fold(row.run)):
            self.model.set_unfolded(row.run, is_unfolded)

    def _on_menu(self, index: QModelIndex, at: QPoint) -> None:
        menu = self.menu_of(index)
        if menu is not None:
            menu.popup(at)

    def _on_typed(self, text: str) -> None:
        self.search.setFocus()
        self.search.insert(text)

    # ------------------------------------------------------------------ what is shown

    def _show_state(self) -> None:
        if self.model.state is LoadState.LOADING:
            self.placeholder.say(translate("history", "Loading…"))
        elif self.model.filter != HistoryFilter():
            self.placeholder.say(
                translate("history", "No call matches"), "", translate("history", "Show all"), self._show_all
            )
        elif self.banner.property("banner") == Tone.DANGER.value and not self.banner.isHidden():
            self.placeholder.say(translate("history", "The history cannot be shown"))
        else:
            self.placeholder.say(
                translate("history", "No calls yet"),
                translate("history", "Calls that you make, take or miss are listed here."),
            )
        self._show_list(self.model.rowCount() > 0)
        self._mark_seen()

    def _show_all(self) -> None:
        self.search.clear()
        self.kinds[HistoryKind.ALL].setChecked(True)
        self.person.hide()
        self._typing.stop()
        self.model.show_only(HistoryFilter())

    def _remember_place(self) -> None:
        row = self.model.call_at(self.view.currentIndex())
        self._place = (row.entry.entry_id if row is not None else None, self.view.verticalScrollBar().value())

    def _find_place(self) -> None:
        entry_id, scrolled = self._place
        if entry_id is not None:
            index = self.model.index_of(entry_id)
            if index.isValid():
                self.view.setCurrentIndex(index)
        self.view.verticalScrollBar().setValue(scrolled)

    def _on_changed(self) -> None:
        self.badge_changed.emit(self._history.unseen_missed)

    def _mark_seen(self) -> None:
        is_looked_at = self.isVisible() and self.window().isActiveWindow() and not self.window().isMinimized()
        if is_looked_at and self.model.state is LoadState.READY and self._history.unseen_missed:
            self._history.mark_seen()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._mark_seen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.model.filter != HistoryFilter():
            self._show_all()
            self.view.setFocus()
        elif event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.view.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
