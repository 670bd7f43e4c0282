"""Records the own voice for some seconds and plays it back, as others would hear it."""

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from softphone.basics.errors import UserFacingError
from softphone.basics.words import translate
from softphone.devices.devices import Devices
from softphone.protocol.snapshots import AudioSnapshot
from ui.style.tokens import SPACE_S, SPACE_XS
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

RECORD_S = 10  # what the engine keeps


class _State(Enum):
    IDLE = auto()
    RECORDING = auto()
    PLAYING = auto()
    RECORDED = auto()


class VoiceTest(QWidget):
    """Record, which plays back by itself when it is over, and Play back, to hear it again.

    Signals:
        began: a recording began, so the level shows the microphone.
        failed: with the UserFacingError, when it could not be done.
    """

    began = Signal()
    failed = Signal(object)

    def __init__(self, devices: Devices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._devices = devices
        self._state = _State.IDLE
        self._left_s = 0
        self.second = QTimer(self)
        self.second.setInterval(1000)
        self.second.timeout.connect(self._count_down)
        self.record = Button("", "record", "action")
        self.play = Button(translate("devices", "Play back"), "play", "action")
        self.words = Label("", "small", wraps=True)
        self._build()
        self.record.clicked.connect(self._on_record)
        self.play.clicked.connect(self._play)
        forgets = (devices.played_back.add(lambda _: self._on_played()), devices.changed.add(self._on_audio))
        self.destroyed.connect(lambda _=None: [forget() for forget in forgets])
        self._show()

    def reset(self) -> None:
        """What was recorded is gone: the test ended, or another one began."""
        self._enter(_State.IDLE)

    def _build(self) -> None:
        self.record.set_hint(translate("devices", "Record your voice for up to ten seconds, then hear it"))
        self.play.set_hint(translate("devices", "Hear again what was recorded"))
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self.record)
        row.addWidget(self.play)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        column.addLayout(row)
        column.addWidget(self.words)

    def _on_record(self) -> None:
        if self._state is _State.RECORDING:
            self._play()
            return
        if self._attempt(lambda: self._devices.start_test(records=True)):
            self._left_s = RECORD_S
            self._enter(_State.RECORDING)
            self.second.start()
            self.began.emit()

    def _count_down(self) -> None:
        self._left_s -= 1
        if self._left_s <= 0:
            self._play()
        else:
            self._show()

    def _play(self) -> None:
        if self._attempt(self._devices.play_back):
            self._enter(_State.PLAYING)

    def _on_played(self) -> None:
        if self._state is _State.PLAYING:
            self._enter(_State.RECORDED)

    def _on_audio(self, audio: AudioSnapshot) -> None:
        if not audio.is_open and self._state is not _State.RECORDING:  # a recording opens them only now
            self.reset()
        self._show()

    def _attempt(self, run: Callable[[], object]) -> bool:
        try:
            run()
        except UserFacingError as problem:
            self.reset()
            self.failed.emit(problem)
            return False
        return True

    def _enter(self, state: _State) -> None:
        self.second.stop()
        self._state = state
        self._show()

    def _show(self) -> None:
        is_recording = self._state is _State.RECORDING
        self.record.setText(translate("devices", "Stop") if is_recording else translate("devices", "Record"))
        self.record.set_icon_name("stop" if is_recording else "record")
        # Without a microphone nobody is asked to speak; what to do about it is told above.
        has_microphone = any(device.is_input for device in self._devices.snapshot.devices)
        self.record.setEnabled(is_recording or has_microphone)
        self.play.setEnabled(self._state in (_State.RECORDING, _State.RECORDED))
        self.words.setText(self._text())

    def _text(self) -> str:
        match self._state:
            case _State.IDLE:
                return translate("devices", "Record a few words and hear yourself as others do.")
            case _State.RECORDING:
                return translate("devices", "Speak now. You hear it in {seconds} s.").format(seconds=self._left_s)
            case _State.PLAYING:
                return translate("devices", "This is how others hear you.")
            case _State.RECORDED:
                return translate("devices", "Too quiet or noisy? Choose another microphone, or turn it up.")
