"""The red sign of a call that is recorded: how much there is already, pause and stop."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from softphone.basics.words import translate
from softphone.protocol.snapshots import RecordingSnapshot, RecordingState
from ui.calls.call_words import duration_text
from ui.style.tokens import SPACE_S, SPACE_XS, Tone
from ui.widgets.buttons import IconButton
from ui.widgets.labels import ElidedLabel, IconLabel, Label

ON_AIR = (RecordingState.RUNNING, RecordingState.PAUSED)
_ICON = 16


class RecordingSign(QFrame):
    """Signals: pause_toggled with True to pause, and stop_wanted."""

    pause_toggled = Signal(bool)
    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recording: RecordingSnapshot | None = None
        self._began_s = 0.0
        self._icon = IconLabel("record", Tone.DANGER, _ICON)
        self._words = ElidedLabel("", "", keeps_width=True)
        self._time = Label("", "")
        self.pause = IconButton("pause", "")
        self.stop = IconButton("stop", translate("calls", "Stop recording"))
        self.setProperty("banner", "danger")
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_S, 0, SPACE_XS, 0)
        row.setSpacing(SPACE_S)
        for widget in (self._icon, self._words, self._time):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.pause)
        row.addWidget(self.stop)
        for button in (self.pause, self.stop):
            button.setFixedHeight(30)
        self.pause.clicked.connect(lambda: self.pause_toggled.emit(not self._is_paused()))
        self.stop.clicked.connect(self.stop_wanted)

    def show_recording(self, recording: RecordingSnapshot, now_s: float) -> None:
        """Shows it as it is now."""
        before, self._recording = self._recording, recording
        if before == recording:
            return
        self._began_s = now_s - recording.recorded_s
        if before is not None and before.state is recording.state:
            return
        is_paused = self._is_paused()
        tone = Tone.WARNING if is_paused else Tone.DANGER
        self._icon.set_icon("pause" if is_paused else "record", tone)
        self._words.set_full_text(
            translate("calls", "Recording paused") if is_paused else translate("calls", "Recording")
        )
        for label in (self._words, self._time):
            label.set_tone(tone)
        self.pause.set_icon_name("record" if is_paused else "pause")
        self.pause.set_hint(
            translate("calls", "Go on recording") if is_paused else translate("calls", "Pause the recording")
        )
        self.setAccessibleName(self._words.full_text())
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def tick(self, now_s: float) -> None:
        """Brings the time up to date."""
        if self._recording is not None:
            recorded_s = self._recording.recorded_s if self._is_paused() else now_s - self._began_s
            self._time.setText(duration_text(recorded_s))

    def words(self) -> str:
        """What it says, with the time."""
        return f"{self._words.full_text()} {self._time.text()}"

    def _is_paused(self) -> bool:
        return self._recording is not None and self._recording.state is RecordingState.PAUSED
