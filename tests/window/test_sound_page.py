"""The settings page of sound: hearing oneself, the tone of a second caller, the headset's buttons."""

from softphone.basics.listeners import Listeners
from softphone.protocol.commands import PlayAudioTest, SetCallWaitingTone, StartAudioTest, StopAudioTest
from softphone.settings.declared import HEADSET_BUTTONS
from tests.fakes.fake_audio import BUILT_IN, HEADSET
from tests.window.window_stage import WindowStage
from ui.devices.headset_line import HeadsetLine
from ui.devices.sound_page import SoundPage


def page_of(stage: WindowStage) -> SoundPage:
    page = stage.windows.open_settings("sound").findChild(SoundPage)
    assert page is not None
    stage.settle()
    return page


def told(stage: WindowStage, kind: type) -> list[object]:
    return [command for command in stage.engine.commands if isinstance(command, kind)]


def test_the_own_voice_is_recorded_and_played_back_by_itself_and_again(phone: WindowStage) -> None:
    page = page_of(phone)
    voice = page.voice
    assert not voice.play.isEnabled()
    voice.record.click()
    phone.advance(1)
    assert told(phone, StartAudioTest) == [StartAudioTest(records=True)]
    assert voice.record.text() == "Stop"
    assert voice.words.text() == "Speak now. You hear it in 10 s."
    assert page.meter.value() > 0
    voice.second.timeout.emit()
    assert voice.words.text() == "Speak now. You hear it in 9 s."
    phone.advance(1)
    voice.record.click()
    phone.advance(0.5)
    assert len(told(phone, PlayAudioTest)) == 1
    assert voice.words.text() == "This is how others hear you."
    assert not voice.play.isEnabled()
    phone.advance(3)
    assert voice.play.isEnabled()
    voice.play.click()
    phone.advance(0.5)
    assert len(told(phone, PlayAudioTest)) == 2
    page.test_microphone.click()  # the end of the test is the end of what was recorded
    phone.advance(0.1)
    assert told(phone, StopAudioTest)
    assert not voice.play.isEnabled()
    assert voice.words.text() == "Record a few words and hear yourself as others do."


def test_after_ten_seconds_it_is_played_back(phone: WindowStage) -> None:
    voice = page_of(phone).voice
    voice.record.click()
    for _ in range(10):
        phone.advance(1)
        voice.second.timeout.emit()
    phone.advance(0.1)
    assert len(told(phone, PlayAudioTest)) == 1
    assert not voice.second.isActive()


def test_without_an_engine_the_test_says_why_it_cannot_be(phone: WindowStage) -> None:
    page = page_of(phone)
    phone.engine.crash()
    phone.settle()
    phone.runtime.run_posted()
    page.voice.record.click()
    assert page.problem.isVisible()
    assert page.voice.record.text() == "Record"


def test_another_test_forgets_what_was_recorded(phone: WindowStage) -> None:
    page = page_of(phone)
    page.voice.record.click()
    phone.advance(1)
    page.test_speaker.click()
    phone.advance(0.1)
    assert page.voice.record.text() == "Record"
    assert not page.voice.second.isActive()


def test_the_tone_of_a_second_caller_is_set_by_keys_too(phone: WindowStage) -> None:
    page = page_of(phone)
    assert page.call_waiting.value() == 30
    page.call_waiting.triggerAction(page.call_waiting.SliderAction.SliderToMinimum)
    phone.settle()
    phone.advance(0.1)
    assert told(phone, SetCallWaitingTone)[-1] == SetCallWaitingTone(volume=0.0)
    assert phone.softphone.devices.call_waiting_volume == 0.0


class OneHeadset:
    """name: of the headset that is there."""

    def __init__(self) -> None:
        self.changed: Listeners[str] = Listeners()
        self.name = ""


def test_the_headset_whose_buttons_are_used_is_named(phone: WindowStage) -> None:
    headset = OneHeadset()
    line = HeadsetLine(phone.softphone.settings, headset)
    assert line.name.text() == "No headset with buttons for calls is connected."
    headset.name = "Jabra Evolve2 40"
    headset.changed.announce(headset.name)
    assert line.name.text().startswith("Jabra Evolve2 40: ")
    line.buttons.click()
    assert not phone.softphone.settings.get(HEADSET_BUTTONS)
    assert line.name.text() == "The buttons do nothing in this program."
    line.deleteLater()


def test_nobody_is_asked_to_speak_where_there_is_no_microphone(phone: WindowStage) -> None:
    voice = page_of(phone).voice
    phone.engine.set_devices()
    phone.advance(0.1)
    assert not voice.record.isEnabled()
    phone.engine.set_devices(BUILT_IN, HEADSET)
    phone.advance(0.1)
    assert voice.record.isEnabled()
