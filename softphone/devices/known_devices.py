"""The headsets that the user has chosen before, by their stable names."""

from softphone.basics.ids import DeviceId
from softphone.protocol.snapshots import AudioSelection

FILE_PREFIX = "file:"
_MOST = 20
_BUILT_IN = (".pci-", ".platform-")  # in PipeWire's names; such a device is there anyway, and comes last


def with_chosen(known: tuple[str, ...], chosen: AudioSelection) -> tuple[str, ...]:
    """Last chosen first, each once. What is built in is not remembered."""
    new = [each for each in (chosen.microphone, chosen.speaker) if each is not None and _is_removable(each)]
    return tuple(dict.fromkeys((*new, *known)))[:_MOST]


def _is_removable(device_id: DeviceId) -> bool:
    return not device_id.startswith(FILE_PREFIX) and not any(part in device_id for part in _BUILT_IN)
