"""Sound devices and what is done to the sound."""

from enum import StrEnum

from softphone.basics.ids import DeviceId
from softphone.protocol.snapshots.value import Value


class AudioDevice(Value, frozen=True, kw_only=True):
    """A sound device. device_id is stable over restarts (its name, not its index)."""

    device_id: DeviceId
    name: str
    is_input: bool
    is_output: bool
    is_default: bool = False


class AudioProblem(StrEnum):
    """What is wrong with the sound; `softphone.devices` has the words and the remedy."""

    NO_DEVICE = "no_device"
    MICROPHONE_GONE = "microphone_gone"
    SPEAKER_GONE = "speaker_gone"
    RINGER_GONE = "ringer_gone"
    DEVICE_REFUSED = "device_refused"


class AudioSelection(Value, frozen=True, kw_only=True):
    """Which devices to use. None: the system's default. ``file:/path.wav`` plays from or records to a WAV file.

    Attributes:
        known: what is used instead of a microphone or speaker that is not there, the first that is; after those the
            system's default.
    """

    microphone: DeviceId | None = None
    speaker: DeviceId | None = None
    ringer: DeviceId | None = None
    known: tuple[DeviceId, ...] = ()


class AudioProcessing(Value, frozen=True, kw_only=True):
    """What is done to the microphone's sound before it is sent."""

    has_echo_cancellation: bool = True
    has_noise_suppression: bool = True
    has_gain_control: bool = True


class AudioSnapshot(Value, frozen=True, kw_only=True):
    """The sound devices as they are now.

    Attributes:
        wanted: what was selected.
        used: what is really in use or would be used by the next call (after falling back).
        is_open: True while microphone and speaker are open (a call or a test).
    """

    devices: tuple[AudioDevice, ...] = ()
    wanted: AudioSelection = AudioSelection()
    used: AudioSelection = AudioSelection()
    is_open: bool = False
    problem: AudioProblem | None = None
    detail: str = ""
