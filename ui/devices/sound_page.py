"""The settings page of sound: devices, their tests, ringtone, processing."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from softphone.basics.errors import UserFacingError
from softphone.basics.ids import DeviceId
from softphone.basics.words import translate
from softphone.devices.devices import FILE_PREFIX, Devices
from softphone.protocol.events import LevelsMeasured
from softphone.protocol.snapshots import AudioDevice, AudioProcessing, AudioSelection, AudioSnapshot
from softphone.settings.settings import Settings
from ui.devices.device_words import device_name, used_name
from ui.devices.ringtones import ringtone_choices
from ui.devices.voice_test import VoiceTest
from ui.devices.volume_slider import VolumeSlider
from ui.style.tokens import SPACE_L, SPACE_M, SPACE_S, Tone
from ui.widgets.attempt import attempt
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, ToggleButton
from ui.widgets.forms import ChoiceBox, add_row, new_form, plain
from ui.widgets.labels import Label
from ui.widgets.level_meter import LevelMeter

if TYPE_CHECKING:
    from ui.devices.headset_line import HeadsetLine, HeadsetName

_OTHER_FILE = "?"


class SoundPage(QWidget):
    """Every change takes effect at once, also in a running call.

    settings, headset: what the buttons of a headset need; without them they are not shown.
    """

    def __init__(
        self,
        devices: Devices,
        settings: Settings | None = None,
        headset: "HeadsetName | None" = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._devices = devices
        self.problem = Banner()
        self.microphone, self.speaker, self.ringer = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self.meter = LevelMeter()
        self.test_microphone = ToggleButton(translate("devices", "Test"), "microphone", is_panel=True)
        self.test_speaker = Button(translate("devices", "Play tone"), "speaker", "action")
        self.test_ringer = Button(translate("devices", "Play tone"), "bell", "action")
        self.ringtone = ChoiceBox()
        self.volume, self.call_waiting = VolumeSlider(), VolumeSlider()
        self.voice = VoiceTest(devices)
        self.headset = _headset_line(settings, headset) if settings is not None and headset is not None else None
        self.echo = QCheckBox(translate("devices", "Remove &echo of the other side"))
        self.noise = QCheckBox(translate("devices", "Remove &background noise"))
        self.gain = QCheckBox(translate("devices", "Even out the &loudness of my voice"))
        self._build()
        self._show_processing()
        self._show_ringtone()
        self._on_changed(devices.snapshot)
        self._connect()

    # ------------------------------------------------------------------ layout

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_L)
        column.addWidget(self.problem)
        column.addLayout(self._device_grid())
        column.addWidget(Label(translate("devices", "When a call comes in"), "section"))
        column.addLayout(self._ringtone_form())
        column.addWidget(Label(translate("devices", "Your voice"), "section"))
        for box in (self.echo, self.noise, self.gain):
            column.addWidget(box)
        if self.headset is not None:
            column.addWidget(Label(translate("devices", "Headset"), "section"))
            column.addWidget(self.headset)
        column.setSpacing(SPACE_M)

    def _device_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_M)
        grid.setVerticalSpacing(SPACE_S)
        grid.setColumnStretch(1, 1)
        self.test_microphone.set_hint(translate("devices", "Speak and watch the level"))
        self.test_speaker.set_hint(translate("devices", "Play a test tone on the speaker"))
        self.test_ringer.set_hint(translate("devices", "Play a test tone on the ringer"))
        meter_row = QHBoxLayout()
        meter_row.addWidget(self.meter, 1)
        meter_row.addStretch(0)
        self.meter.setMinimumWidth(120)
        self.meter.setMaximumWidth(220)
        _device_row(grid, 0, translate("devices", "&Microphone"), self.microphone, self.test_microphone)
        grid.addLayout(meter_row, 1, 1)
        grid.addWidget(self.voice, 2, 1, 1, 2)
        _device_row(grid, 3, translate("devices", "&Speaker or headset"), self.speaker, self.test_speaker)
        _device_row(grid, 4, translate("devices", "&Ringer"), self.ringer, self.test_ringer)
        return grid

    def _ringtone_form(self) -> QVBoxLayout:
        form = new_form()
        add_row(form, translate("devices", "Rin&gtone"), self.ringtone)
        add_row(form, translate("devices", "&Volume"), self.volume)
        add_row(
            form,
            translate("devices", "Tone of a secon&d caller"),
            self.call_waiting,
            translate("devices", "In your ear while you talk; all the way down for none."),
        )
        column = QVBoxLayout()
        column.addLayout(form)
        return column

    def _connect(self) -> None:
        forgets: list[Callable[[], None]] = [
            self._devices.changed.add(self._on_changed),
            self._devices.levels.add(self._on_levels),
        ]
        self.destroyed.connect(lambda _=None: [forget() for forget in forgets])
        for box in (self.microphone, self.speaker, self.ringer):
            box.activated.connect(lambda _: self._select())
        self.test_microphone.clicked.connect(self._on_test_microphone)
        self.test_speaker.clicked.connect(lambda: self._play(ringer=False))
        self.test_ringer.clicked.connect(lambda: self._play(ringer=True))
        self.ringtone.activated.connect(lambda _: self._on_ringtone())
        self.volume.chosen.connect(self._save_ringtone)
        self.call_waiting.chosen.connect(self._save_call_waiting)
        self.voice.began.connect(lambda: self._show_testing(True))
        self.voice.failed.connect(self._show_problem)
        for check in (self.echo, self.noise, self.gain):
            check.clicked.connect(lambda _: self._set_processing())

    # ------------------------------------------------------------------ what is there

    def _on_changed(self, audio: AudioSnapshot) -> None:
        wanted = self._devices.selection
        for box, devices, chosen, used in (
            (self.microphone, self._devices.microphones(), wanted.microphone, audio.used.microphone),
            (self.speaker, self._devices.speakers(), wanted.speaker, audio.used.speaker),
            (self.ringer, self._devices.speakers(), wanted.ringer, audio.used.ringer),
        ):
            self._fill(box, devices, chosen, used_name(audio, used))
        explanation = self._devices.explanation
        if explanation is None:
            self.problem.hide()
        else:
            self.problem.show_message(Tone.WARNING, explanation.title, explanation.remedy)
        if not audio.is_open:
            self._show_testing(False)
            self.meter.clear_level()

    def _fill(self, box: ChoiceBox, devices: tuple[AudioDevice, ...], chosen: DeviceId | None, used: str) -> None:
        if box.view().isVisible():
            return  # not under the user's hands; the next change brings it up to date
        box.clear()
        default = translate("devices", "System default")
        box.addItem(f"{default} ({used})" if used and chosen is None else default, None)
        for device in devices:
            box.addItem(device_name(device), device.device_id)
        if chosen is not None and chosen not in {device.device_id for device in devices}:
            is_file = chosen.startswith(FILE_PREFIX)
            missing = translate("devices", "File {name}") if is_file else translate("devices", "{name} (not connected)")
            box.addItem(missing.format(name=chosen.removeprefix(FILE_PREFIX)), chosen)
        box.choose(chosen)
        box.setToolTip(box.currentText())

    def _on_levels(self, levels: LevelsMeasured) -> None:
        self.meter.set_level(levels.microphone_dbfs)

    def _show_processing(self) -> None:
        processing = self._devices.processing
        self.echo.setChecked(processing.has_echo_cancellation)
        self.noise.setChecked(processing.has_noise_suppression)
        self.gain.setChecked(processing.has_gain_control)

    def _show_ringtone(self) -> None:
        chosen = self._devices.ringtone
        self.ringtone.clear()
        for value, name in ringtone_choices(chosen):
            self.ringtone.addItem(name, value)
        self.ringtone.addItem(translate("devices", "Another sound file…"), _OTHER_FILE)
        self.ringtone.choose(chosen)
        self.volume.set_volume(self._devices.ringer_volume)
        self.call_waiting.set_volume(self._devices.call_waiting_volume)

    # ------------------------------------------------------------------ what the user does

    def _select(self) -> None:
        self._try(
            lambda: self._devices.select(
                AudioSelection(microphone=_id(self.microphone), speaker=_id(self.speaker), ringer=_id(self.ringer))
            )
        )

    def _on_test_microphone(self, is_on: bool) -> None:
        self.voice.reset()
        if is_on:
            self._show_testing(self._try(self._devices.start_test))
        else:
            self._show_testing(False)
            self._devices.stop_test()

    def _show_testing(self, is_testing: bool) -> None:
        self.test_microphone.setChecked(is_testing)
        self.test_microphone.setText(translate("devices", "Stop") if is_testing else translate("devices", "Test"))

    def _play(self, ringer: bool) -> None:
        self.voice.reset()
        if self._try(lambda: self._devices.start_test(plays_tone=True, ringer=ringer)):
            self._show_testing(True)

    def _on_ringtone(self) -> None:
        if self.ringtone.chosen() == _OTHER_FILE:
            self._choose_file()
        else:
            self._save_ringtone()

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, translate("devices", "Ringtone"), "", translate("devices", "Sound files (*.wav)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self._set_ringtone(path))
        dialog.rejected.connect(self._show_ringtone)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save_call_waiting(self) -> None:
        self._try(lambda: self._devices.set_call_waiting_volume(self.call_waiting.volume()))

    def _save_ringtone(self) -> None:
        self._set_ringtone(str(self.ringtone.chosen()))

    def _set_ringtone(self, ringtone: str) -> None:
        self._try(lambda: self._devices.set_ringtone(ringtone, self.volume.volume()))
        self._show_ringtone()

    def _set_processing(self) -> None:
        self._devices.set_processing(
            AudioProcessing(
                has_echo_cancellation=self.echo.isChecked(),
                has_noise_suppression=self.noise.isChecked(),
                has_gain_control=self.gain.isChecked(),
            )
        )

    def _try(self, run: Callable[[], object]) -> bool:
        return attempt(run, self._show_problem)

    def _show_problem(self, problem: UserFacingError) -> None:
        self.problem.show_message(Tone.WARNING, problem.title, problem.remedy)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.voice.reset()
        self._devices.stop_test()


def _headset_line(settings: Settings, headset: "HeadsetName") -> "HeadsetLine":
    from ui.devices.headset_line import HeadsetLine

    return HeadsetLine(settings, headset)


def _device_row(grid: QGridLayout, row: int, text: str, box: ChoiceBox, button: QWidget) -> None:
    label = QLabel(text)
    label.setBuddy(box)
    box.setAccessibleName(plain(text))
    grid.addWidget(label, row, 0)
    grid.addWidget(box, row, 1)
    grid.addWidget(button, row, 2)


def _id(box: ChoiceBox) -> DeviceId | None:
    chosen = box.chosen()
    return DeviceId(str(chosen)) if chosen is not None else None
