"""The sound server: a private PipeWire with null sinks, its session manager and its PulseAudio side."""

from dataclasses import replace
from pathlib import Path

from . import templates
from .facts import LabFacts, SoundFacts
from .server import Place, program, wait_ready
from .sound_control import SoundControl
from .sound_devices import PAIRS, write_alsa

PACKAGES = "pipewire pipewire-pulse pipewire-alsa wireplumber pulseaudio-utils"


class PipeWire:
    """Sound without hardware, without D-Bus and without any file of the user's."""

    processes = ("pipewire", "wireplumber", "pipewire_pulse")

    def __init__(self, place: Place) -> None:
        self._place = place
        self._programs = {name: program(name, PACKAGES) for name in ("pipewire", "wireplumber")}
        program("pw-link", PACKAGES)
        self.folder = place.folder / "sound"
        self._run = place.ports.run / "sound"

    @property
    def env(self) -> dict[str, str]:
        """What a client needs beside its own environment."""
        return {
            "PIPEWIRE_RUNTIME_DIR": str(self._run),
            "PULSE_RUNTIME_PATH": str(self._run / "pulse"),
            "PULSE_SERVER": f"unix:{self._run}/pulse/native",
            "ALSA_CONFIG_PATH": str(self.folder / "asound.conf"),
        }

    def prepare(self) -> None:
        nodes = "\n".join(f"    {{ factory = adapter args = {node} }}" for pair in PAIRS for node in pair.nodes())
        templates.fill_folder("sound", self.folder, {"NODES": nodes})

    def start(self) -> None:
        processes = self._place.processes
        (self._run / "pulse").mkdir(mode=0o700, parents=True, exist_ok=True)
        write_alsa(self.folder / "asound.conf", (p.sink for p in PAIRS), (p.source for p in PAIRS))
        env = self.env | {
            "XDG_RUNTIME_DIR": str(self._run), "XDG_CONFIG_HOME": str(self.folder),
            "XDG_STATE_HOME": str(self.folder / "state"), "PIPEWIRE_CONFIG_DIR": str(self.folder / "pipewire"),
            "DBUS_SESSION_BUS_ADDRESS": "disabled:", "DBUS_SYSTEM_BUS_ADDRESS": "disabled:",
        }  # fmt: skip
        if not processes.running("pipewire"):
            (self._run / "pipewire-0").unlink(missing_ok=True)
            processes.spawn("pipewire", [self._programs["pipewire"]], self._log("pipewire"), env)
            self._wait("pipewire", self._run / "pipewire-0")
        if not processes.running("wireplumber"):
            processes.spawn("wireplumber", [self._programs["wireplumber"]], self._log("wireplumber"), env)
        if not processes.running("pipewire_pulse"):
            (self._run / "pulse/native").unlink(missing_ok=True)
            argv = [self._programs["pipewire"], "-c", str(self.folder / "pipewire/pipewire-pulse.conf")]
            processes.spawn("pipewire_pulse", argv, self._log("pipewire_pulse"), env)
        self._link()
        self._wait("pipewire_pulse", self._run / "pulse/native")

    def describe(self, facts: LabFacts) -> LabFacts:
        found = SoundFacts(self.env, tuple(p.sink for p in PAIRS), tuple(p.source for p in PAIRS))
        return replace(facts, sound=found)

    def _log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def _wait(self, name: str, socket: Path) -> None:
        wait_ready(socket.exists, self._place, name, self._log(name))

    def _link(self) -> None:
        """Join each sink with its source, once the session manager has given them ports."""
        control = SoundControl(self.folder, self.env)
        log = self._log("wireplumber")
        for pair in PAIRS:
            wait_ready(lambda pair=pair: control.join(pair), self._place, "wireplumber", log)  # type: ignore[misc]
