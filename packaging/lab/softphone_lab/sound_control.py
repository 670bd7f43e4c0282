"""Sound devices that come and go, and what goes into them and comes out."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from .errors import LabError, NotRunning
from .sound_devices import Pair, write_alsa

HEADER_BYTES = 44
RATE = 48_000
_RECORDER_PRIORITY = 50  # of 1 to 99


class SoundControl:
    """The devices of a running sound server. Raises LabError with PipeWire's words.

    folder: the part's folder of the instance. env: what clients of the server are given.
    """

    def __init__(self, folder: Path, env: Mapping[str, str]) -> None:
        self._folder = folder
        self._env = {**os.environ, **env, "LC_ALL": "C"}

    def sinks(self) -> tuple[str, ...]:
        """The names of the devices that take sound."""
        return tuple(name for name, kind in self._nodes() if kind == "Audio/Sink")

    def sources(self) -> tuple[str, ...]:
        """The names of the devices that give sound."""
        return tuple(name for name, kind in self._nodes() if kind.startswith("Audio/Source"))

    def add_sink(self, name: str, source: str | None = None) -> Pair:
        """Plug in a speaker; what it is given comes out of the source, `<name>_ear` unless told."""
        pair = Pair(name, source or f"{name}_ear")
        self._add(pair, pair.nodes())
        return pair

    def add_source(self, name: str, hears: str) -> Pair:
        """Plug in a microphone that hears what a sink is given, as others may, too."""
        pair = Pair(hears, name)
        self._add(pair, pair.nodes()[1:])
        return pair

    def remove(self, name: str) -> None:
        """Unplug a device, and the `_ear` of a speaker: streams on it lose it, as when a headset is pulled out."""
        self._run("pw-cli", "destroy", name)
        if f"{name}_ear" in self.sources():
            self._run("pw-cli", "destroy", f"{name}_ear")
        self._rewrite_alsa()

    def set_default(self, sink: str) -> None:
        """Make the sink the one that the user chose in the desktop's settings."""
        self._run("pw-metadata", "0", "default.configured.audio.sink", f'{{ "name": "{sink}" }}', "Spa:String:JSON")

    def play(self, wav: Path, sink: str) -> None:
        """Play a WAV file into a sink; returns when it is over."""
        self._run("pw-play", "--target", sink, str(wav))

    @contextmanager
    def playing(self, wav: Path, sink: str) -> Iterator[None]:
        """Play a WAV file into a sink meanwhile; what is left of it at the end is not played."""
        with self._process("pw-play", "--target", sink, str(wav)):
            yield

    def record(self, source: str, seconds: float, wav: Path) -> Path:
        """Record that long from a source into a 16-bit mono WAV of 48 kHz; returns its path."""
        with self.recording(source, wav):
            time.sleep(seconds)
        return wav

    @contextmanager
    def recording(self, source: str, wav: Path) -> Iterator[Path]:
        """Record from a source meanwhile; sound is coming in when the block begins, the file is whole after it."""
        options = ["--rate", str(RATE), "--channels", "1", "--format", "s16", "--latency", "20ms"]
        with self._process("pw-record", "--target", source, *options, str(wav)):
            deadline = time.monotonic() + 5
            while not (wav.exists() and wav.stat().st_size > HEADER_BYTES):
                if time.monotonic() > deadline:
                    raise LabError(f"nothing comes from {source}")
                time.sleep(0.02)
            yield wav

    def join(self, pair: Pair) -> bool:
        """Let the pair's source hear its sink; False when their ports do not exist yet."""
        done = self._attempt("pw-link", *pair.link())
        return done.returncode == 0 or "File exists" in done.stderr

    def _add(self, pair: Pair, nodes: Iterable[str]) -> None:
        if not re.fullmatch(r"[A-Za-z0-9_]+", f"{pair.sink}{pair.source}"):
            raise LabError(f"{pair.sink}, {pair.source}: a device name has letters, digits and _ only")
        for node in nodes:
            self._run("pw-cli", "create-node", "adapter", node)
        deadline = time.monotonic() + 5
        while not self.join(pair):
            if time.monotonic() > deadline:
                raise LabError(f"the sound server did not join {pair.sink} and {pair.source}")
            time.sleep(0.02)
        self._rewrite_alsa()

    def _nodes(self) -> list[tuple[str, str]]:
        """Name and media class of each node."""
        found = []
        for block in re.split(r"^\s*id \d+,", self._run("pw-cli", "list-objects", "Node"), flags=re.MULTILINE):
            values = dict(re.findall(r'(\S+) = "([^"]*)"', block))
            if "node.name" in values:
                found.append((values["node.name"], values.get("media.class", "")))
        return found

    def _rewrite_alsa(self) -> None:
        write_alsa(self._folder / "asound.conf", self.sinks(), self.sources())

    @contextmanager
    def _process(self, *command: str) -> Iterator[None]:
        with subprocess.Popen(command, env=self._env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
            hurry(running.pid)
            try:
                yield
            finally:
                running.send_signal(signal.SIGINT)

    def _run(self, *command: str) -> str:
        done = self._attempt(*command)
        if done.returncode or "Error:" in done.stderr:
            raise LabError(f"{command[0]}: {(done.stderr or done.stdout).strip()[-300:]}")
        return done.stdout

    def _attempt(self, *command: str) -> subprocess.CompletedProcess[str]:
        try:
            return subprocess.run(command, env=self._env, capture_output=True, text=True, check=False, timeout=60)
        except FileNotFoundError as error:
            raise NotRunning(f"{command[0]} not found: run `python3 -m softphone_lab install`") from error


def hurry(process_id: int) -> None:
    """Lets a process that plays or records run before others, where that is allowed: pw-record takes the sound on its
    usual thread, and loses what it does not take in time."""
    with suppress(OSError, AttributeError):
        os.sched_setscheduler(process_id, os.SCHED_FIFO, os.sched_param(_RECORDER_PRIORITY))
