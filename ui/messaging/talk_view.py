"""The messages of a conversation: keyboard, pointer, and older ones as they are scrolled to."""

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from softphone.basics.words import translate
from softphone.messaging.message import MessageId, MessageState
from ui.messaging.talk_delegate import TalkDelegate
from ui.messaging.talk_model import TalkModel
from ui.widgets.list_rows import RowView

_NEAR_TOP = 40  # pixels


class TalkView(RowView):
    """Signals:
    retry_wanted: a message that was not sent is to be sent again.
    copy_wanted: Ctrl+C.
    menu_wanted: the menu of a message, with the place on the screen.
    typed: a letter that belongs into the field below.
    """

    retry_wanted = Signal(str)
    copy_wanted = Signal(QModelIndex)
    typed = Signal(str)

    def __init__(self, model: TalkModel, parent: QWidget | None = None) -> None:
        delegate = TalkDelegate()
        super().__init__(model, delegate, parent)
        self._model, self._delegate = model, delegate
        self._is_at_end = True
        self.setAccessibleName(translate("messaging", "Messages"))
        self.setAccessibleDescription(translate("messaging", "Ctrl+C copies, Enter sends again what was not sent"))
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        model.rowsAboutToBeInserted.connect(lambda *_: self._note_end())
        model.modelAboutToBeReset.connect(self._note_end)
        model.rowsInserted.connect(self._on_rows)
        model.dataChanged.connect(lambda *_: self.scheduleDelayedItemsLayout())

    def show_end(self) -> None:
        """Shows the newest message."""
        self.scrollToBottom()
        QTimer.singleShot(0, self, self.scrollToBottom)  # what has just been laid out is as high as it is only now

    def show_message(self, message_id: MessageId) -> None:
        """Scrolls to the message, fetched if need be, and chooses it."""
        index = self._model.find(message_id)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
            self.setFocus()

    def keep_end(self) -> None:
        """After a change: the newest message stays in sight where it was before."""
        if self._is_at_end:
            self.show_end()

    # -------------------------------------------------------------------- inside

    def _note_end(self) -> None:
        bar = self.verticalScrollBar()
        self._is_at_end = bar.value() >= bar.maximum() - _NEAR_TOP

    def _on_rows(self, _parent: QModelIndex, first: int, _last: int) -> None:
        if first > 0:
            self.keep_end()

    def _on_scrolled(self, value: int) -> None:
        if value <= _NEAR_TOP and self._model.has_more and self.isVisible():
            QTimer.singleShot(0, self, self._fetch)

    def _fetch(self) -> None:
        """What is seen stays where it is."""
        bar = self.verticalScrollBar()
        if bar.value() > _NEAR_TOP:
            return
        from_end = bar.maximum() - bar.value()
        if self._model.fetch_older():
            self.doItemsLayout()
            bar.setValue(bar.maximum() - from_end)

    # ------------------------------------------------------------------------ Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._note_end()
        super().resizeEvent(event)
        # As if the bar was there: bubbles must not be broken anew when it comes.
        if self._delegate.set_width(self.width() - self.verticalScrollBar().sizeHint().width()):
            self.doItemsLayout()
        self.keep_end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid() and self._model.rowCount():  # else Qt takes the oldest
            self.setCurrentIndex(self._model.index(self._model.rowCount() - 1))
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, key, text = self.currentIndex(), event.key(), event.text()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit(index)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self._retry(index)
        elif text and text.isprintable() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.typed.emit(text)
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        message = self._model.message(index)
        if event.button() == Qt.MouseButton.LeftButton and message is not None:
            bubble = self._delegate.bubble_of(self.visualRect(index), message)
            if message.state is MessageState.FAILED and bubble.top() <= event.position().y() <= bubble.bottom():
                self._retry(index)

    def has_menu(self, index: QModelIndex) -> bool:
        return self._model.message(index) is not None

    def _retry(self, index: QModelIndex) -> None:
        message = self._model.message(index)
        if message is not None and message.is_own and message.state is MessageState.FAILED:
            self.retry_wanted.emit(message.message_id)
