"""A call's card that is dropped onto another: the two become one conference, or are connected with each other."""

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt
from PySide6.QtGui import QDrag, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from softphone.basics.ids import CallId
from softphone.basics.words import translate
from ui.calls.call_card import CallCard
from ui.calls.call_commands import CallCommands

CALL_TYPE = "application/x-softphone-call"
_PICTURE_WIDTH = 240


class CardDragging(QObject):
    """Watches the cards it is given. Everything it offers has a button, too, for the keyboard."""

    def __init__(self, commands: CallCommands, parent: QWidget) -> None:
        super().__init__(parent)
        self._commands, self._window = commands, parent
        self._pressed_at: QPoint | None = None
        self.menu: QMenu | None = None

    def add(self, card: CallCard) -> None:
        """This card can be dragged, and others dropped onto it."""
        card.setAcceptDrops(True)
        card.installEventFilter(self)

    def drag_of(self, card: CallCard) -> QDrag | None:
        """What is dragged of this card; None where it could be dropped nowhere."""
        call_id = card.call.call_id
        others = (call.call_id for call in self._commands.calls.calls() if call.call_id != call_id)
        if not any(self._is_offered(call_id, other) for other in others):
            return None
        drag = QDrag(self._window)  # the card may go while it is dragged
        data = QMimeData()
        data.setData(CALL_TYPE, call_id.encode())
        drag.setMimeData(data)
        drag.setPixmap(card.grab().scaledToWidth(_PICTURE_WIDTH, Qt.TransformationMode.SmoothTransformation))
        return drag

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, CallCard):
            return False
        if isinstance(event, QDropEvent):  # entering and moving are drops that have not happened yet
            return self._on_drop(watched, event)
        if isinstance(event, QMouseEvent):
            return self._on_mouse(watched, event)
        return False

    def _on_mouse(self, card: CallCard, event: QMouseEvent) -> bool:
        at = event.position().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = at
            return True  # else the moves go elsewhere
        if event.type() == QEvent.Type.MouseButtonRelease:
            self._pressed_at = None
        if event.type() != QEvent.Type.MouseMove or self._pressed_at is None:
            return False
        if (at - self._pressed_at).manhattanLength() < QApplication.startDragDistance():
            return False
        self._pressed_at = None
        drag = self.drag_of(card)
        if drag is not None:
            drag.exec(Qt.DropAction.MoveAction)
        return drag is not None

    def _on_drop(self, card: CallCard, event: QDropEvent) -> bool:
        dragged = CallId(event.mimeData().data(CALL_TYPE).toStdString())
        onto = card.call.call_id
        if not dragged or not self._is_offered(dragged, onto):
            event.ignore()
            return True
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self.menu = self._menu(dragged, onto)
            self.menu.popup(card.mapToGlobal(event.position().toPoint()))
        return True

    def _menu(self, dragged: CallId, onto: CallId) -> QMenu:
        commands, menu = self._commands, QMenu(self._window)
        if commands.can_merge(dragged, onto):
            merge = menu.addAction(translate("calls", "&Talk with both, all together"))
            merge.triggered.connect(lambda: commands.merge(dragged, onto))
        if commands.can_connect(dragged, onto):
            connect = menu.addAction(translate("calls", "&Connect the two, and leave them"))
            connect.triggered.connect(lambda: commands.connect_two(dragged, onto))
        menu.addSeparator()
        menu.addAction(translate("calls", "&Leave them apart"))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _is_offered(self, one: CallId, other: CallId) -> bool:
        return self._commands.can_merge(one, other) or self._commands.can_connect(one, other)
