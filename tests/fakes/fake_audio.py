"""The sound of a FakeEngine: three devices that can vanish, and no samples."""

from collections.abc import Callable

from softphone.basics.ids import CommandId, DeviceId
from softphone.protocol.commands import SelectAudio, StartAudioTest
from softphone.protocol.events import AudioChanged, LevelsMeasured
from softphone.protocol.snapshots import AudioDevice, AudioProblem, AudioSelection, AudioSnapshot
from softphone.runtime import Timer
from tests.fakes.fake_stage import Stage

BUILT_IN = AudioDevice(
    device_id=DeviceId("built-in"), name="Built-in audio", is_input=True, is_output=True, is_default=True
)
HEADSET = AudioDevice(device_id=DeviceId("headset"), name="Headset", is_input=True, is_output=True)
MONITOR = AudioDevice(device_id=DeviceId("monitor"), name="Monitor speakers", is_input=False, is_output=True)


class FakeAudio:
    """Devices, their selection and what is open."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._devices: tuple[AudioDevice, ...] = (BUILT_IN, HEADSET, MONITOR)
        self._wanted = AudioSelection()
        self._has_call = False
        self._has_test = False
        self._problem: AudioProblem | None = None
        self.on_call: Callable[[bool], None] = lambda has_call: None
        self._levels_timer: Timer | None = None
        self._levels_interval_s: float | None = None

    @property
    def has_call(self) -> bool:
        """A call has the devices."""
        return self._has_call

    def announce(self, cause: CommandId | None = None) -> None:
        """Sends the whole snapshot."""
        self._stage.announce(AudioChanged(audio=self.snapshot()), cause)

    def select(self, command: SelectAudio, command_id: CommandId) -> None:
        self._wanted = command.selection
        self._problem = None if self._devices else AudioProblem.NO_DEVICE
        self.announce(command_id)

    def set_call(self, has_call: bool) -> None:
        """The first call opens the devices, the last closes them."""
        self._set_open(has_call, self._has_test)
        self.on_call(has_call)

    def start_test(self, _command: StartAudioTest, command_id: CommandId) -> None:
        self._set_open(self._has_call, True, command_id)

    def stop_test(self, command_id: CommandId) -> None:
        self._set_open(self._has_call, False, command_id)

    def measure(self, interval_s: float | None) -> None:
        """Levels at this interval while something is open; None for none."""
        self._levels_interval_s = interval_s
        self._schedule_levels()

    def set_devices(self, *devices: AudioDevice) -> None:
        """Devices come and go."""
        gone = {device.device_id for device in self._devices} - {device.device_id for device in devices}
        used = self.snapshot().used
        self._devices = devices
        if not devices:
            self._problem = AudioProblem.NO_DEVICE
        elif used.microphone in gone:
            self._problem = AudioProblem.MICROPHONE_GONE
        elif used.speaker in gone:
            self._problem = AudioProblem.SPEAKER_GONE
        elif used.ringer in gone:
            self._problem = AudioProblem.RINGER_GONE
        else:
            self._problem = None
        self.announce()

    def snapshot(self) -> AudioSnapshot:
        return AudioSnapshot(
            devices=self._devices,
            wanted=self._wanted,
            used=AudioSelection(
                microphone=self._used(self._wanted.microphone, is_input=True),
                speaker=self._used(self._wanted.speaker, is_input=False),
                ringer=self._used(self._wanted.ringer, is_input=False),
            ),
            is_open=self._is_open and bool(self._devices),
            problem=self._problem,
        )

    @property
    def _is_open(self) -> bool:
        return self._has_call or self._has_test

    def _used(self, wanted: DeviceId | None, *, is_input: bool) -> DeviceId | None:
        if wanted is not None and wanted.startswith("file:"):
            return wanted
        fitting = [d.device_id for d in self._devices if (d.is_input if is_input else d.is_output)]
        preferred = () if wanted is None else (wanted, *self._wanted.known)
        return next((each for each in (*preferred, *fitting) if each in fitting), None)

    def _set_open(self, has_call: bool, has_test: bool, cause: CommandId | None = None) -> None:
        was_open = self._is_open
        self._has_call, self._has_test = has_call, has_test
        if self._is_open != was_open:
            self.announce(cause)
            self._schedule_levels()

    def _schedule_levels(self) -> None:
        if self._levels_timer is not None:
            self._levels_timer.cancel()
            self._levels_timer = None
        interval_s = 0.1 if self._has_test and self._levels_interval_s is None else self._levels_interval_s
        if self._is_open and interval_s is not None:
            self._levels_timer = self._stage.later(interval_s, self._send_levels)

    def _send_levels(self) -> None:
        self._stage.announce(LevelsMeasured(microphone_dbfs=-30.0, speaker_dbfs=-40.0))
        self._schedule_levels()
