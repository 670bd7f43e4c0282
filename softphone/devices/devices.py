"""The user's choice of sound devices and processing: kept in the settings, told to the engine."""

from collections.abc import Callable

import msgspec

from softphone.basics.errors import EngineUnavailable
from softphone.basics.explanation import Explanation
from softphone.basics.ids import DeviceId
from softphone.basics.listeners import Listeners
from softphone.devices.explain import explain
from softphone.devices.known_devices import FILE_PREFIX, with_chosen
from softphone.engine_client.gateway import EngineGateway
from softphone.engine_client.state import EngineState
from softphone.protocol.commands import (
    PlayAudioTest,
    RefreshAudioDevices,
    SelectAudio,
    SetAudioProcessing,
    SetCallWaitingTone,
    SetMeasuring,
    SetRingtone,
    StartAudioTest,
    StopAudioTest,
)
from softphone.protocol.events import AudioChanged, AudioTestPlayed, EventFrame, LevelsMeasured, TalkedWhileMuted
from softphone.protocol.snapshots import AudioDevice, AudioProcessing, AudioSelection, AudioSnapshot
from softphone.settings.declared import (
    ECHO_CANCELLATION,
    GAIN_CONTROL,
    MICROPHONE,
    NOISE_SUPPRESSION,
    RINGER,
    RINGER_VOLUME,
    RINGTONE,
    SPEAKER,
)
from softphone.settings.settings import Settings
from softphone.settings.sound_settings import CALL_WAITING_VOLUME, PREFERRED_HEADSETS, WARNS_WHEN_MUTED

__all__ = ["FILE_PREFIX", "Devices"]


class Devices:
    """Sound devices and how they are used.

    Attributes:
        snapshot: the engine's last word about the devices; empty before the first.
        changed: announces each new snapshot.
        levels: announces sound levels in dBFS while a call or a test measures them.
        played_back: announces that what a test has recorded was played to its end.
        talked_while_muted: announces that the user speaks and nobody hears it, if that is to be said.
    """

    def __init__(self, gateway: EngineGateway, settings: Settings, default_ringtone: str = "") -> None:
        self.snapshot = AudioSnapshot()
        self.changed: Listeners[AudioSnapshot] = Listeners()
        self.levels: Listeners[LevelsMeasured] = Listeners()
        self.played_back: Listeners[None] = Listeners()
        self.talked_while_muted: Listeners[None] = Listeners()
        self._gateway = gateway
        self._settings = settings
        self._default_ringtone = default_ringtone
        self._is_silent = False
        self._is_testing = False
        self._measurers: dict[object, int] = {}
        gateway.events.add(self._on_event)
        gateway.state_changed.add(self._on_engine_state)

    def start(self) -> None:
        """Tells the engine what the settings say."""
        if self.selection != AudioSelection():
            self._gateway.send(SelectAudio(selection=self.selection))
        self._gateway.send(SetAudioProcessing(processing=self.processing))
        self._send_ringtone()
        if self.call_waiting_volume != CALL_WAITING_VOLUME.default:
            self._gateway.send(SetCallWaitingTone(volume=self.call_waiting_volume))

    @property
    def selection(self) -> AudioSelection:
        """The devices that the user chose, and those that were chosen before."""
        return AudioSelection(
            microphone=_device(self._settings.get(MICROPHONE)),
            speaker=_device(self._settings.get(SPEAKER)),
            ringer=_device(self._settings.get(RINGER)),
            known=self._known,
        )

    @property
    def processing(self) -> AudioProcessing:
        """What the user chose to be done to the microphone's sound."""
        return AudioProcessing(
            has_echo_cancellation=self._settings.get(ECHO_CANCELLATION),
            has_noise_suppression=self._settings.get(NOISE_SUPPRESSION),
            has_gain_control=self._settings.get(GAIN_CONTROL),
        )

    @property
    def explanation(self) -> Explanation | None:
        """What is wrong with the sound, in words; None when all is well."""
        return None if self.snapshot.problem is None else explain(self.snapshot.problem)

    @property
    def ringer_volume(self) -> float:
        """From 0 to 1."""
        return self._settings.get(RINGER_VOLUME)

    @property
    def ringtone(self) -> str:
        """``default``, ``none`` or the path of a WAV file."""
        return self._settings.get(RINGTONE)

    @property
    def call_waiting_volume(self) -> float:
        """How loud a second caller is in the ear: from 0, not at all, to 1."""
        return self._settings.get(CALL_WAITING_VOLUME)

    @property
    def _known(self) -> tuple[DeviceId, ...]:
        return tuple(DeviceId(name) for name in self._settings.get(PREFERRED_HEADSETS))

    def microphones(self) -> tuple[AudioDevice, ...]:
        """Devices that can be chosen as microphone."""
        return tuple(device for device in self.snapshot.devices if device.is_input)

    def speakers(self) -> tuple[AudioDevice, ...]:
        """Devices that can be chosen as speaker or ringer."""
        return tuple(device for device in self.snapshot.devices if device.is_output)

    def select(self, selection: AudioSelection, keep: bool = True) -> None:
        """Uses these devices from now on, also in a running call. keep: False leaves the settings as they are."""
        if keep:
            self._settings.set(MICROPHONE, selection.microphone or "")
            self._settings.set(SPEAKER, selection.speaker or "")
            self._settings.set(RINGER, selection.ringer or "")
            self._settings.set(PREFERRED_HEADSETS, with_chosen(self._known, selection))
        self._gateway.send(SelectAudio(selection=msgspec.structs.replace(selection, known=self._known)))

    def set_processing(self, processing: AudioProcessing) -> None:
        """Switches echo cancellation, noise suppression and gain control, also in a running call."""
        self._settings.set(ECHO_CANCELLATION, processing.has_echo_cancellation)
        self._settings.set(NOISE_SUPPRESSION, processing.has_noise_suppression)
        self._settings.set(GAIN_CONTROL, processing.has_gain_control)
        self._gateway.send(SetAudioProcessing(processing=processing))

    def set_ringtone(self, ringtone: str, volume: float) -> None:
        """Rings with this from now on: ``default``, ``none`` or a path; volume 0 to 1. Raises SettingsError."""
        self._settings.set(RINGER_VOLUME, volume)
        self._settings.set(RINGTONE, ringtone)
        self._send_ringtone()

    def set_call_waiting_volume(self, volume: float) -> None:
        """A second caller is that loud from now on, 0 to 1; 0: is only seen. Raises SettingsError."""
        self._settings.set(CALL_WAITING_VOLUME, volume)
        self._gateway.send(SetCallWaitingTone(volume=volume))

    def refresh(self) -> None:
        """Looks for devices anew. Raises EngineUnavailable."""
        self._gateway.send(RefreshAudioDevices())

    def start_test(self, plays_tone: bool = False, ringer: bool = False, records: bool = False) -> None:
        """Opens the devices so that `levels` come, and plays a tone when asked. Raises EngineUnavailable.

        records: keeps the last ten seconds of the microphone for `play_back`.
        """
        self._gateway.send(StartAudioTest(plays_tone=plays_tone, ringer=ringer, records=records))
        self._is_testing = True

    def play_back(self) -> None:
        """Plays what the test has recorded, then announces `played_back`. Raises EngineUnavailable."""
        self._gateway.send(PlayAudioTest())

    def stop_test(self) -> None:
        """Ends the test; does nothing when none runs."""
        if self._is_testing:
            self._is_testing = False
            try:
                self._gateway.send(StopAudioTest())
            except EngineUnavailable:
                return  # the test ended with the engine

    def measure(self, interval_ms: int = 100) -> Callable[[], None]:
        """Lets levels and statistics come during calls, at least this often; returns the function that ends it."""
        key = object()
        self._measurers[key] = interval_ms
        self._send_measuring()

        def stop() -> None:
            if self._measurers.pop(key, None) is not None:
                self._send_measuring()

        return stop

    def _send_measuring(self) -> None:
        intervals = self._measurers.values()
        self._gateway.send(SetMeasuring(is_on=bool(intervals), interval_ms=min(intervals, default=100)))

    def set_silent(self, is_silent: bool) -> None:
        """Keeps the bell silent whatever the ringtone, as long as the user does not want to be disturbed."""
        if is_silent != self._is_silent:
            self._is_silent = is_silent
            self._send_ringtone()

    def _send_ringtone(self) -> None:
        chosen = self._settings.get(RINGTONE)
        path = "" if self._is_silent else {"default": self._default_ringtone, "none": ""}.get(chosen, chosen)
        self._gateway.send(SetRingtone(path=path, volume=self._settings.get(RINGER_VOLUME)))

    def _on_event(self, frame: EventFrame) -> None:
        match frame.event:
            case AudioChanged(audio=audio):
                self.snapshot = audio
                self.changed.announce(audio)
            case LevelsMeasured() as levels:
                self.levels.announce(levels)
            case AudioTestPlayed():
                self.played_back.announce(None)
            case TalkedWhileMuted() if self._settings.get(WARNS_WHEN_MUTED):
                self.talked_while_muted.announce(None)

    def _on_engine_state(self, state: EngineState) -> None:
        if state in (EngineState.RESTARTING, EngineState.STOPPED):
            self._is_testing = False
            if self.snapshot.is_open:  # the engine that is gone had the devices open
                self.snapshot = msgspec.structs.replace(self.snapshot, is_open=False)
                self.changed.announce(self.snapshot)


def _device(text: str) -> DeviceId | None:
    return DeviceId(text) if text else None
