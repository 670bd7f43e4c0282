"""The dot that says how a person is: a shape of its own for each state, so that no colour has to be seen."""

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from softphone.basics.words import translate
from softphone.presence.state import PresenceState, Presentity
from ui.style.icons import pixmap
from ui.style.theme import theme
from ui.style.tokens import Tone

DOT_SIZE = 16
_S = PresenceState
_TONES = {
    _S.AVAILABLE: Tone.POSITIVE,
    _S.BUSY: Tone.DANGER,
    _S.ON_THE_PHONE: Tone.DANGER,
    _S.DO_NOT_DISTURB: Tone.DANGER,
    _S.RINGING: Tone.ACCENT,
    _S.AWAY: Tone.WARNING,
    _S.OUT_OF_OFFICE: Tone.WARNING,
}


def state_tone(state: PresenceState) -> Tone:
    """What the colour of this state says."""
    return _TONES.get(state, Tone.NEUTRAL)


def state_words(state: PresenceState) -> str:
    """The state in one or two words; they stand beside every dot or are what a screen reader says of it."""
    match state:
        case _S.AVAILABLE:
            return translate("window", "Available")
        case _S.BUSY:
            return translate("window", "Busy")
        case _S.AWAY:
            return translate("window", "Away")
        case _S.ON_THE_PHONE:
            return translate("window", "On the phone")
        case _S.RINGING:
            return translate("window", "Ringing")
        case _S.DO_NOT_DISTURB:
            return translate("window", "Do not disturb")
        case _S.OUT_OF_OFFICE:
            return translate("window", "Out of office")
        case _S.INVISIBLE:
            return translate("window", "Appear offline")
        case _S.OFFLINE:
            return translate("window", "Offline")
        case _S.NOT_REGISTERED:
            return translate("window", "Not registered")
    return translate("window", "Unknown")


def dot_pixmap(state: PresenceState, size: int = DOT_SIZE, is_stale: bool = False) -> QPixmap:
    """The dot in the theme's colours, `size` device-independent pixels wide. is_stale: nothing was heard lately, so
    the colour says nothing."""
    tone = Tone.NEUTRAL if is_stale else state_tone(state)
    return pixmap(f"lamp-{state.value.replace('_', '-')}", theme.palette.tone(tone), size)


def paint_lamp(painter: QPainter, at: QPoint, presentity: Presentity | None, size: int = DOT_SIZE) -> None:
    """Draws the dot with its upper left corner at the point; nothing when there is no presentity."""
    if presentity is not None:
        painter.drawPixmap(at, dot_pixmap(presentity.state, size, presentity.stale_since_s is not None))


class PresenceDot(QWidget):
    """A dot beside the words for it, or alone with the words as its name and tooltip."""

    def __init__(
        self, state: PresenceState = PresenceState.UNKNOWN, size: int = DOT_SIZE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._state, self._size, self._is_stale = state, size, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(size, size)
        theme.changed.connect(self.update)
        self._name_it()

    @property
    def state(self) -> PresenceState:
        """What it shows."""
        return self._state

    def set_state(self, state: PresenceState, is_stale: bool = False) -> None:
        """Shows another state."""
        if (state, is_stale) != (self._state, self._is_stale):
            self._state, self._is_stale = state, is_stale
            self._name_it()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, dot_pixmap(self._state, self._size, self._is_stale))
        painter.end()

    def _name_it(self) -> None:
        words = state_words(self._state)
        self.setAccessibleName(words)
        self.setToolTip(words)
