"""Labels: with a role from the type scale, elided with a tooltip, and icons that follow the theme."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.style.icons import pixmap
from ui.style.sides import is_mirrored
from ui.style.theme import theme
from ui.style.tokens import ICON_SIZE, Tone

_AT_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


def refresh_style(widget: QWidget) -> None:
    """Applies the style sheet anew after a property that it selects on has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class Label(QLabel):
    """Plain text in a role: ``title``, ``section``, ``name``, ``timer``, ``muted``, ``small``, ``problem`` or none."""

    def __init__(self, text: str = "", role: str = "", wraps: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        if is_mirrored():  # else Qt puts a number, or a name in Latin letters, at the wrong end of the line
            self.setAlignment(_AT_RIGHT)
        if role:
            self.setProperty("role", role)

    def set_tone(self, tone: Tone) -> None:
        """Colours the text; the words must say the same."""
        if self.property("tone") != tone.value:
            self.setProperty("tone", tone.value)
            refresh_style(self)


class ElidedLabel(Label):
    """One line that ends in … when there is no room; then the tooltip has the whole text."""

    def __init__(
        self, text: str = "", role: str = "", parent: QWidget | None = None, *, keeps_width: bool = False
    ) -> None:
        """keeps_width: takes the room that its text needs before others do, but not more."""
        super().__init__("", role, False, parent)
        self._full = ""
        policy = QSizePolicy.Policy.Maximum if keeps_width else QSizePolicy.Policy.Ignored
        self.setSizePolicy(policy, QSizePolicy.Policy.Fixed)
        self.set_full_text(text)

    def set_full_text(self, text: str) -> None:
        """Shows the text, elided if need be."""
        if text != self._full:
            self._full = text
            self.setAccessibleName(text)
            self.updateGeometry()
            self._elide()

    def full_text(self) -> str:
        """The text without elision."""
        return self._full

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, max(0, self.width()))
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(self._full if shown != self._full else "")

    def sizeHint(self) -> QSize:
        height = super().sizeHint().height()
        return QSize(self.fontMetrics().horizontalAdvance(self._full) + 2, height)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("…"), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()


class IconLabel(QLabel):
    """An icon in a tone. It repeats what words beside it say, so a screen reader passes over it."""

    def __init__(self, name: str, tone: Tone = Tone.NEUTRAL, size: int = ICON_SIZE, parent: QWidget | None = None):
        super().__init__(parent)
        self._name, self._tone, self._size = name, tone, size
        self.setFixedSize(size, size)
        theme.changed.connect(self._draw)
        self._draw()

    def set_icon(self, name: str, tone: Tone) -> None:
        """Shows another icon or tone."""
        if (name, tone) != (self._name, self._tone):
            self._name, self._tone = name, tone
            self._draw()

    def _draw(self) -> None:
        self.setPixmap(pixmap(self._name, theme.palette.tone(self._tone), self._size))
