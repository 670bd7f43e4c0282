"""Which sound devices there are, and how one is opened: through PipeWire where it runs, else through PortAudio."""

import re
import sys
from typing import Any, Protocol

from softphone.basics.ids import DeviceId
from softphone.engine.audio import pipewire
from softphone.engine.audio.streams import (
    InputStream,
    OutputStream,
    PortAudioInput,
    PortAudioOutput,
    StreamLost,
    sound_library,
)
from softphone.protocol.snapshots import AudioDevice

_CARD_NUMBER = re.compile(r" \(hw:\d+,\d+\)$")  # ALSA's: another one after each time that a headset is plugged in
_HOST_API = {"linux": "ALSA", "win32": "Windows WASAPI", "darwin": "Core Audio"}


class DeviceSource(Protocol):
    """Where devices come from. Used on the device worker only."""

    def list(self) -> tuple[AudioDevice, ...]:
        """Every device there is now. Raises OSError when the sound system does not answer."""

    def has(self, device_id: str, is_input: bool, devices: tuple[AudioDevice, ...]) -> bool:
        """True when the device is one of these and has that direction."""

    def open_input(self, device_id: DeviceId | None, rate_hz: int) -> InputStream:
        """Opens the device, None: the system's default. Raises StreamLost."""

    def open_output(self, device_id: DeviceId | None, rate_hz: int, role: str = ...) -> OutputStream:
        """Opens the device, None: the system's default. Raises StreamLost."""


class PortAudioDevices:
    """The devices as PortAudio names them; its list is made when it is initialised and never changes."""

    def list(self) -> tuple[AudioDevice, ...]:
        library = sound_library()
        defaults = tuple(library.default.device)
        return tuple(
            AudioDevice(
                device_id=DeviceId(name),
                name=str(entry["name"]),
                is_input=entry["max_input_channels"] > 0,
                is_output=entry["max_output_channels"] > 0,
                is_default=index in defaults,
            )
            for index, (name, entry) in self._entries(library).items()
        )

    def has(self, device_id: str, is_input: bool, devices: tuple[AudioDevice, ...]) -> bool:
        return any(d.device_id == device_id and (d.is_input if is_input else d.is_output) for d in devices)

    def open_input(self, device_id: DeviceId | None, rate_hz: int) -> InputStream:
        return PortAudioInput(self._index(device_id, 0), rate_hz, _extra())

    def open_output(self, device_id: DeviceId | None, rate_hz: int, role: str = "") -> OutputStream:
        return PortAudioOutput(self._index(device_id, 1), rate_hz, _extra())

    def _index(self, device_id: DeviceId | None, direction: int) -> int:
        library = sound_library()
        if device_id is None:
            return int(tuple(library.default.device)[direction])
        for index, (name, _) in self._entries(library).items():
            if name == device_id:
                return index
        raise StreamLost("the device is gone")

    @staticmethod
    def _entries(library: Any) -> dict[int, tuple[str, dict[str, Any]]]:
        """Device index -> unique name and PortAudio's record, of the system's own host API."""
        wanted = _HOST_API.get(sys.platform)
        apis = [index for index, api in enumerate(library.query_hostapis()) if api["name"] == wanted]
        entries: dict[int, tuple[str, dict[str, Any]]] = {}
        seen: dict[str, int] = {}
        for index, entry in enumerate(library.query_devices()):
            if apis and entry["hostapi"] not in apis:
                continue
            name = _CARD_NUMBER.sub("", entry["name"])
            count = seen[name] = seen.get(name, 0) + 1
            entries[index] = (name if count == 1 else f"{name} #{count}", entry)
        return entries


def system_devices() -> DeviceSource:
    """The source that fits this session now."""
    return pipewire.PipeWireDevices() if pipewire.is_running() else PortAudioDevices()


def list_anew() -> None:
    """Makes PortAudio look for devices again. Only while no stream is open, else they break."""
    library = sound_library()
    library._terminate()
    library._initialize()


def _extra() -> dict[str, Any]:
    if sys.platform == "win32":
        return {"extra_settings": sound_library().WasapiSettings(auto_convert=True)}
    return {}
