"""Names of sound devices made fit for a list."""

from softphone.basics.ids import DeviceId
from softphone.protocol.snapshots import AudioDevice, AudioSnapshot


def device_name(device: AudioDevice) -> str:
    """The device's name on one line."""
    return " ".join(device.name.split())


def used_name(audio: AudioSnapshot, device_id: DeviceId | None) -> str:
    """Name of the device with this id; empty when there is none."""
    return next((device_name(device) for device in audio.devices if device.device_id == device_id), "")
