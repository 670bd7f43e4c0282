"""PipeWire's devices: listed through pw-dump, opened through its ALSA plug-in.

The plug-in reads the stream's properties from the environment when it is opened, so that one PortAudio device reaches
every node by name. `node.dont-reconnect` keeps the session from moving a stream whose device vanished somewhere else
behind our back: the stream breaks at once instead, and we choose and say so.
"""

import json
import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from softphone.basics.ids import DeviceId
from softphone.engine.audio.streams import PortAudioInput, PortAudioOutput, StreamLost, sound_library
from softphone.protocol.snapshots import AudioDevice

_PCMS = ("pipewire", "default")  # of ALSA, in order; what is asked of either is said in the environment
_MONITOR = ".monitor"
_TOOL = "pw-dump"
_DEFAULTS = ("default.audio.sink", "default.audio.source")
_QUANTUM = "256/48000"  # the cycle of the graph in a call; half of it is missed once a minute on a busy machine
_DUMP_TIMEOUT_S = 3.0
_environment_lock = threading.Lock()
_KINDS = {"Audio/Sink": (False, True), "Audio/Source": (True, False), "Audio/Duplex": (True, True)}


class PipeWireDevices:
    """The sound devices of the session's PipeWire."""

    def __init__(self) -> None:
        self._sinks: frozenset[str] = frozenset()

    def list(self) -> tuple[AudioDevice, ...]:
        """Every device there is now. Raises OSError when no PipeWire answers."""
        nodes, defaults = _read_dump(_dump())
        self._sinks = frozenset(node["node.name"] for node in nodes if _is_output(node))
        return tuple(_device(node, defaults) for node in nodes)

    def has(self, device_id: str, is_input: bool, devices: tuple[AudioDevice, ...]) -> bool:
        """True when the device can be opened; the monitor of a sink is an input that is not listed."""
        if is_input and device_id.endswith(_MONITOR):
            return device_id.removesuffix(_MONITOR) in self._sinks
        return any(d.device_id == device_id and (d.is_input if is_input else d.is_output) for d in devices)

    def open_input(self, device_id: DeviceId | None, rate_hz: int) -> PortAudioInput:
        """Opens the device, None: the session's default. Raises StreamLost."""
        with _stream_properties(device_id, "Communication"):
            return PortAudioInput(_pcm(), rate_hz)

    def open_output(self, device_id: DeviceId | None, rate_hz: int, role: str = "Communication") -> PortAudioOutput:
        """Opens the device, None: the session's default. Raises StreamLost."""
        with _stream_properties(device_id, role):
            return PortAudioOutput(_pcm(), rate_hz)


def is_running() -> bool:
    """True when this session has PipeWire and the tool to list its devices."""
    folder = os.environ.get("PIPEWIRE_RUNTIME_DIR") or os.environ.get("XDG_RUNTIME_DIR", "")
    name = os.environ.get("PIPEWIRE_REMOTE", "pipewire-0")
    return bool(folder) and (Path(folder) / name).exists() and _has_tool()


def _has_tool() -> bool:
    """As shutil.which finds it, without the memory of all that shutil imports."""
    return any(os.access(Path(folder) / _TOOL, os.X_OK) for folder in os.get_exec_path())


def _pcm() -> int:
    """PortAudio's number of the plug-in's device. Raises StreamLost when there is none."""
    try:
        names = [str(entry["name"]) for entry in sound_library().query_devices()]
    except Exception as error:
        raise StreamLost(str(error)) from error
    for name in _PCMS:
        if name in names:
            return names.index(name)
    raise StreamLost("PipeWire's ALSA plug-in is not installed (package pipewire-alsa)")


def _dump() -> list[dict[str, Any]]:
    try:
        done = subprocess.run([_TOOL], capture_output=True, timeout=_DUMP_TIMEOUT_S, check=True, encoding="utf-8")
        return list(_objects(done.stdout).values())
    except (subprocess.SubprocessError, ValueError) as error:
        raise OSError(f"PipeWire does not answer: {type(error).__name__}") from error


def _objects(text: str) -> dict[int, dict[str, Any]]:
    """PipeWire's objects by id. What changes while it dumps follows as further arrays; a null `info` is a removal."""
    decoder = json.JSONDecoder()
    found: dict[int, dict[str, Any]] = {}
    start = 0
    while (start := len(text) - len(text[start:].lstrip())) < len(text):
        entries, start = decoder.raw_decode(text, start)
        for entry in entries:
            if entry.get("info", entry.get("metadata", ())) is None:
                found.pop(entry["id"], None)
            else:
                found[entry["id"]] = {**found.get(entry["id"], {}), **entry}
    return found


def _read_dump(dump: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The audio nodes' properties, and the names of the default sink and source."""
    nodes, defaults = [], {}
    for entry in dump:
        properties = (entry.get("info") or {}).get("props") or {}
        if properties.get("node.name") and _kind(properties) is not None:
            nodes.append(properties)
        for item in entry.get("metadata") or ():
            value = item.get("value")
            if item.get("key") in _DEFAULTS and isinstance(value, dict):
                defaults[item["key"]] = value.get("name", "")
    return nodes, defaults


def _kind(properties: dict[str, Any]) -> tuple[bool, bool] | None:
    media_class = str(properties.get("media.class", ""))
    return _KINDS.get("/".join(media_class.split("/")[:2]))


def _is_output(properties: dict[str, Any]) -> bool:
    kind = _kind(properties)
    return kind is not None and kind[1]


def _device(properties: dict[str, Any], defaults: dict[str, str]) -> AudioDevice:
    is_input, is_output = _kind(properties) or (False, False)
    name = properties["node.name"]
    return AudioDevice(
        device_id=DeviceId(name),
        name=str(properties.get("node.description") or properties.get("node.nick") or name),
        is_input=is_input,
        is_output=is_output,
        is_default=name == defaults.get("default.audio.source" if is_input else "default.audio.sink"),
    )


@contextmanager
def _stream_properties(device_id: DeviceId | None, role: str) -> Iterator[None]:
    properties = {"media.role": role, "application.name": "Softphone"}
    if device_id is not None:
        properties["target.object"] = device_id.removesuffix(_MONITOR)
        properties["node.dont-reconnect"] = "true"
        if device_id.endswith(_MONITOR):
            properties["stream.capture.sink"] = "true"
    with _environment_lock:
        os.environ["PIPEWIRE_ALSA"] = json.dumps(properties)
        os.environ["PIPEWIRE_LATENCY"] = _QUANTUM
        try:
            yield
        finally:
            del os.environ["PIPEWIRE_ALSA"], os.environ["PIPEWIRE_LATENCY"]
