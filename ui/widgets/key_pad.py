"""Twelve keys, 0 to 9, star and hash, for dialling and for tones in a call."""

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from softphone.basics.words import translate
from ui.style.theme import theme
from ui.style.tokens import SPACE_S, TYPE_SMALL, TYPE_TITLE

_KEYS = (
    ("1", ""),
    ("2", "ABC"),
    ("3", "DEF"),
    ("4", "GHI"),
    ("5", "JKL"),
    ("6", "MNO"),
    ("7", "PQRS"),
    ("8", "TUV"),
    ("9", "WXYZ"),
    ("*", ""),
    ("0", "+"),
    ("#", ""),
)
_LONG_PRESS_MS = 600


class KeyPad(QWidget):
    """Signals: pressed with the digit, or ``+`` after a long press of 0 where `has_plus`; held with the digit after a
    long press that `set_held` has given a meaning."""

    pressed = Signal(str)
    held = Signal(str)

    def __init__(self, parent: QWidget | None = None, key_height: int = 56, has_plus: bool = True) -> None:
        super().__init__(parent)
        names = {"*": translate("window", "star"), "#": translate("window", "hash")}
        self._keys: dict[str, _Key] = {}
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as on every telephone, also in Arabic
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE_S)
        for index, (digit, letters) in enumerate(_KEYS):
            shown = letters if has_plus or letters != "+" else ""
            key = _Key(digit, shown, names.get(digit, digit), key_height, has_plus and digit == "0", self)
            key.chosen.connect(self.pressed)
            key.held.connect(lambda digit=digit: self.held.emit(digit))
            self._keys[digit] = key
            grid.addWidget(key, index // 3, index % 3)
        self.setAccessibleName(translate("window", "Dial pad"))

    def flash(self, digit: str) -> None:
        """Shows the key as pressed for a moment, e.g. when it was typed."""
        key = self._keys.get(digit)
        if key is not None:
            key.setDown(True)
            QTimer.singleShot(120, key, lambda: key.setDown(False))

    def set_held(self, digit: str, hint: str) -> None:
        """Gives a long press of this key a meaning; an empty hint takes it away."""
        self._keys[digit].set_held(hint)

    def key(self, digit: str) -> QPushButton:
        """The button of one digit."""
        return self._keys[digit]


class _Key(QPushButton):
    chosen = Signal(str)
    held = Signal()

    def __init__(self, digit: str, letters: str, name: str, height: int, is_long: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._digit, self._letters = digit, letters
        self._was_long = False
        self.setProperty("kind", "key")
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        if letters:
            self.setAccessibleDescription(letters)
        self._long = QTimer(self)
        self._long.setSingleShot(True)
        self._long.setInterval(_LONG_PRESS_MS)
        self._long.timeout.connect(self._on_long)
        if is_long:
            self.setToolTip(translate("window", "Hold for +"))
        self._is_long, self._is_held = is_long, False
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        if not self._was_long:
            self.chosen.emit(self._digit)
        self._was_long = False

    def _on_long(self) -> None:
        if self.isDown():
            self._was_long = True
            if self._is_held:
                self.held.emit()
            else:
                self.chosen.emit("+")

    def set_held(self, hint: str) -> None:
        """A long press has this meaning."""
        self._is_held = self._is_long = bool(hint)
        self.setToolTip(hint)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._was_long = False
        if self._is_long and event.button() == Qt.MouseButton.LeftButton:
            self._long.start()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._long.stop()
        super().mouseReleaseEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(72, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        digit_font, letters_font = QFont(self.font()), QFont(self.font())
        digit_font.setPointSizeF(self.font().pointSizeF() * TYPE_TITLE)
        letters_font.setPointSizeF(self.font().pointSizeF() * TYPE_SMALL * 0.85)
        letters_font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1.0)
        painter.setFont(digit_font)
        painter.setPen(QColor(theme.palette.text))
        middle = self.height() // 2
        if self._letters:
            painter.drawText(QRect(0, 3, self.width(), middle + 4), _CENTRE, self._digit)
            painter.setFont(letters_font)
            painter.setPen(QColor(theme.palette.muted))
            painter.drawText(QRect(0, middle + 4, self.width(), middle - 8), _CENTRE, self._letters)
        else:
            painter.drawText(self.rect(), _CENTRE, self._digit)
        painter.end()


_CENTRE = Qt.AlignmentFlag.AlignCenter
