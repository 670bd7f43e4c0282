"""The sound devices in use, with the microphone's level during a call; a click opens the sound settings."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from softphone.basics.words import translate
from softphone.devices.devices import Devices
from softphone.protocol.events import LevelsMeasured
from softphone.protocol.snapshots import AudioSnapshot
from ui.devices.device_words import used_name
from ui.shortcuts import Keys
from ui.style.tokens import SPACE_S, Tone
from ui.widgets.buttons import native_keys
from ui.widgets.labels import ElidedLabel, IconLabel
from ui.widgets.level_meter import LevelMeter

LEVEL_INTERVAL_MS = 100


class DeviceButton(QPushButton):
    """Measures levels only while the devices are open and the window is shown."""

    def __init__(self, devices: Devices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._devices = devices
        self._stop_measuring: Callable[[], None] | None = None
        self._is_window_shown = False
        self._is_engine_ready = True
        self.setProperty("kind", "quiet")
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(38)
        self._icon = IconLabel("headset")
        self._name = ElidedLabel("", "muted")
        self._meter = LevelMeter()
        self._meter.setFixedWidth(64)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_S, 0, SPACE_S, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self._icon)
        row.addWidget(self._name, 1)
        row.addWidget(self._meter)
        for child in (self._icon, self._name, self._meter):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        devices.changed.add(self._on_changed)
        devices.levels.add(self._on_levels)
        self._on_changed(devices.snapshot)

    def set_window_shown(self, is_shown: bool) -> None:
        """No level is measured that nobody sees."""
        self._is_window_shown = is_shown
        self._show_open(self._devices.snapshot.is_open)

    def set_engine_ready(self, is_ready: bool) -> None:
        """Without an engine nothing is open, whatever it said last."""
        self._is_engine_ready = is_ready
        self._show_open(self._devices.snapshot.is_open)

    def is_measuring(self) -> bool:
        """Whether levels are asked for now."""
        return self._stop_measuring is not None

    def _on_changed(self, audio: AudioSnapshot) -> None:
        problem = self._devices.explanation
        name = used_name(audio, audio.used.microphone) or translate("devices", "Sound")
        tone = Tone.WARNING if problem else Tone.NEUTRAL
        self._name.set_full_text(problem.title if problem else name)
        self._name.set_tone(tone)
        self._icon.set_icon("warning" if problem else "headset", tone)
        self.setAccessibleName(translate("devices", "Sound: {name}").format(name=str(problem) if problem else name))
        hint = str(problem) if problem else translate("devices", "Choose and test microphone and speaker")
        self.setToolTip(f"{hint} ({native_keys(Keys.SOUND)})")
        self.setAccessibleDescription(self.toolTip())
        self._show_open(audio.is_open)

    def _show_open(self, is_open: bool) -> None:
        self._meter.setVisible(is_open and self._is_engine_ready)
        self._measure(is_open and self._is_engine_ready)

    def _on_levels(self, levels: LevelsMeasured) -> None:
        if not self._meter.isHidden():
            self._meter.set_level(levels.microphone_dbfs)

    def _measure(self, is_open: bool) -> None:
        should = is_open and self._is_window_shown
        if should and self._stop_measuring is None:
            self._stop_measuring = self._devices.measure(LEVEL_INTERVAL_MS)
        elif not should and self._stop_measuring is not None:
            self._stop_measuring()
            self._stop_measuring = None
            self._meter.clear_level()
