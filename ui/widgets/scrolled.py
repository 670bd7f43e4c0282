"""The content of a dialog, which scrolls where the screen has no room for all of it, as at 200 %."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Scrolled(QScrollArea):
    """Asks for the room that its content needs, but does with less; then each line still has its own height."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        content.setObjectName("scroll_content")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(content)

    def sizeHint(self) -> QSize:
        """The content's, for its lines as they are broken at this width."""
        width = self._width()
        return QSize(width, self._height(max(width, self.width() if self.isVisible() else 0)))

    def minimumSizeHint(self) -> QSize:
        """As wide as the content has to be beside the bar; any height will do."""
        return QSize(self._width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """QScrollArea watches its content by this."""
        result = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.LayoutRequest and watched is self._content:
            self._fit()
            self.updateGeometry()
        return result

    def _fit(self) -> None:
        self._content.setMinimumHeight(self._height(self.viewport().width()))

    def _width(self) -> int:
        return self._content.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()

    def _height(self, width: int) -> int:
        layout = self._content.layout()
        if layout is not None and layout.hasHeightForWidth():
            return layout.totalHeightForWidth(width)
        return self._content.sizeHint().height()
