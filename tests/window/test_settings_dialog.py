"""The settings pages: sound with its tests, sound formats, colours, closing."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton

from softphone.basics.ids import DeviceId
from softphone.protocol.commands import (
    SelectAudio,
    SetAudioProcessing,
    SetCodecs,
    SetRingtone,
    StartAudioTest,
    StopAudioTest,
)
from softphone.protocol.snapshots import AudioDevice
from softphone.settings.declared import CLOSES_TO_TRAY, THEME
from tests.window.window_stage import WindowStage
from ui.calls.calls_page import CallsPage
from ui.devices.sound_page import SoundPage
from ui.settings.directory_page import DirectoryPage
from ui.settings.program_page import ProgramPage
from ui.settings.settings_dialog import PageName, SettingsDialog
from ui.style.theme import Appearance, theme
from ui.style.tokens import DARK, LIGHT

HEADSET = AudioDevice(device_id=DeviceId("headset"), name="Jabra  Evolve2", is_input=True, is_output=True)
DOCK = AudioDevice(device_id=DeviceId("dock"), name="Dock", is_input=False, is_output=True)


def _sound(stage: WindowStage) -> tuple[QDialog, SoundPage]:
    stage.engine.set_devices(HEADSET, DOCK)
    stage.advance(0.1)
    dialog = stage.windows.open_settings("sound")
    page = dialog.findChild(SoundPage)
    assert page is not None
    stage.settle()
    return dialog, page


def _last(stage: WindowStage, kind: type) -> object:
    return [command for command in stage.engine.commands if isinstance(command, kind)][-1]


def test_a_device_is_chosen_at_once(phone: WindowStage) -> None:
    _, page = _sound(phone)
    assert [page.microphone.itemText(i) for i in range(page.microphone.count())] == [
        "System default (Jabra Evolve2)",
        "Jabra Evolve2",
    ]
    page.speaker.choose(DOCK.device_id)
    page.speaker.activated.emit(page.speaker.currentIndex())
    phone.advance(0.1)
    command = _last(phone, SelectAudio)
    assert isinstance(command, SelectAudio)
    assert command.selection.speaker == DOCK.device_id


def test_a_device_that_went_away_stays_chosen_and_is_told(phone: WindowStage) -> None:
    _, page = _sound(phone)
    page.microphone.choose(HEADSET.device_id)
    page.microphone.activated.emit(1)
    phone.advance(0.1)
    phone.engine.set_devices(DOCK)
    phone.advance(0.1)
    assert page.microphone.currentText() == "headset (not connected)"
    assert page.problem.isVisible()
    assert phone.main.device_button.accessibleName().startswith("Sound: The chosen microphone is not connected")


def test_the_microphone_test_shows_the_level_and_ends_with_the_page(phone: WindowStage) -> None:
    dialog, page = _sound(phone)
    page.test_microphone.click()
    phone.advance(1)
    assert isinstance(_last(phone, StartAudioTest), StartAudioTest)
    assert page.meter.value() == 50, "-30 dBFS is half way up from -60"
    dialog.reject()
    phone.advance(0.1)
    assert StopAudioTest() in phone.engine.commands
    assert not phone.softphone.devices.snapshot.is_open


def test_tones_are_played_on_speaker_and_ringer(phone: WindowStage) -> None:
    _, page = _sound(phone)
    page.test_speaker.click()
    phone.advance(0.1)
    assert _last(phone, StartAudioTest) == StartAudioTest(plays_tone=True, ringer=False)
    page.test_ringer.click()
    phone.advance(0.1)
    assert _last(phone, StartAudioTest) == StartAudioTest(plays_tone=True, ringer=True)


def test_ringtone_volume_and_processing(phone: WindowStage) -> None:
    _, page = _sound(phone)
    page.volume.setValue(30)
    page.volume.sliderReleased.emit()
    page.ringtone.choose("none")
    page.ringtone.activated.emit(page.ringtone.currentIndex())
    page.noise.click()
    phone.advance(0.1)
    assert _last(phone, SetRingtone) == SetRingtone(path="", volume=0.3)
    processing = _last(phone, SetAudioProcessing)
    assert isinstance(processing, SetAudioProcessing)
    assert not processing.processing.has_noise_suppression


def test_sound_formats_are_ordered_and_one_must_stay(phone: WindowStage) -> None:
    dialog = phone.windows.open_settings("calls")
    page = dialog.findChild(CallsPage)
    assert page is not None
    page.list.setCurrentRow(1)
    page.up.click()
    phone.advance(0.1)
    command = _last(phone, SetCodecs)
    assert isinstance(command, SetCodecs)
    assert command.codecs[:2] == ("G722", "opus")
    for row in range(page.list.count()):
        page.list.item(row).setCheckState(page.list.item(row).checkState().Unchecked)
    phone.advance(0.1)
    assert page.problem.isVisible()
    last = _last(phone, SetCodecs)
    assert isinstance(last, SetCodecs)
    assert last.codecs, "no call without sound"


def test_colours_change_at_once_and_are_kept(phone: WindowStage) -> None:
    dialog = phone.windows.open_settings("program")
    page = dialog.findChild(ProgramPage)
    assert page is not None
    page.choices[Appearance.DARK].click()
    assert theme.palette is DARK
    assert phone.softphone.settings.get(THEME) == "dark"
    page.choices[Appearance.LIGHT].click()
    assert theme.palette is LIGHT


def test_what_closing_does_is_a_setting(phone: WindowStage) -> None:
    dialog = phone.windows.open_settings("program")
    page = dialog.findChild(ProgramPage)
    assert page is not None
    page.closes_to_tray.click()
    assert phone.softphone.settings.get(CLOSES_TO_TRAY) is False


def test_levels_are_measured_only_while_somebody_sees_them(phone: WindowStage) -> None:
    phone.type_and_call("1002")
    phone.advance(1)
    assert phone.main.device_button.is_measuring()
    phone.main.hide()
    phone.advance(0.1)
    assert not phone.main.device_button.is_measuring()


def test_tab_goes_through_the_page_before_the_close_button_and_return_closes_nothing(phone: WindowStage) -> None:
    dialog = phone.windows.open_settings("directory")
    assert isinstance(dialog, SettingsDialog)
    dialog.activateWindow()
    assert QTest.qWaitForWindowActive(dialog)
    page = dialog.open_page(PageName.DIRECTORY)
    assert isinstance(page, DirectoryPage)
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is page.form.host
    QTest.keyClick(page.form.host, Qt.Key.Key_Return)
    assert dialog.isVisible(), "what was entered would be lost"
    dialog.search.field.setFocus()
    QTest.keyClick(dialog.search.field, Qt.Key.Key_Backtab)
    button = dialog.focusWidget()
    assert isinstance(button, QPushButton)
    assert button.text() == "&Close"
