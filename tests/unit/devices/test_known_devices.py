"""Headsets that were chosen before are remembered, last chosen first."""

from softphone.basics.ids import DeviceId
from softphone.devices.known_devices import with_chosen
from softphone.protocol.commands import SelectAudio
from softphone.protocol.snapshots import AudioSelection
from tests.fakes.fake_audio import BUILT_IN, HEADSET, MONITOR
from tests.unit.app.phone import Phone


def chosen(*names: str) -> AudioSelection:
    microphone, speaker = (*map(DeviceId, names), None, None)[:2]
    return AudioSelection(microphone=microphone, speaker=speaker)


def test_the_last_chosen_comes_first_and_each_once() -> None:
    known = with_chosen((), chosen("office"))
    known = with_chosen(known, chosen("home", "home"))
    assert known == ("home", "office")
    assert with_chosen(known, chosen("office")) == ("office", "home")


def test_what_is_built_in_and_files_are_not_remembered() -> None:
    built_in = chosen("alsa_input.pci-0000_00_1f.3.analog-stereo", "alsa_output.platform-soc.stereo")
    assert with_chosen(("office",), built_in) == ("office",)
    assert with_chosen((), chosen("file:/voice.wav")) == ()


def test_there_is_an_end_to_what_is_remembered() -> None:
    known: tuple[str, ...] = ()
    for number in range(50):
        known = with_chosen(known, chosen(f"headset {number}"))
    assert len(known) == 20
    assert known[0] == "headset 49"


def test_the_engine_is_told_and_uses_what_is_there() -> None:
    phone = Phone()
    phone.app.start()
    phone.advance(1)
    phone.app.devices.select(chosen("monitor", "monitor"))
    phone.app.devices.select(chosen("headset", "headset"))
    phone.advance(1)
    told = phone.told(SelectAudio)[-1]
    assert isinstance(told, SelectAudio)
    assert told.selection.known == ("headset", "monitor")
    phone.engine.set_devices(BUILT_IN, MONITOR)
    phone.advance(0.1)
    assert phone.app.devices.snapshot.used.speaker == MONITOR.device_id
    phone.engine.set_devices(BUILT_IN, MONITOR, HEADSET)
    phone.advance(0.1)
    assert phone.app.devices.snapshot.used.speaker == HEADSET.device_id
