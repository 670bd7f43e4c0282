"""The pretended sound devices: pairs of a sink and a source that hears what the sink is given."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Pair:
    """What goes into `sink` comes out of `source`, in the same cycle of the sound server."""

    sink: str
    source: str
    sink_priority: int = 500
    source_priority: int = 500

    def nodes(self) -> tuple[str, str]:
        """Properties of both nodes, in PipeWire's notation."""
        return (
            _node(self.sink, "Audio/Sink", self.sink_priority),
            _node(self.source, "Audio/Source/Virtual", self.source_priority),
        )

    def link(self) -> tuple[str, str]:
        """The two ports to join."""
        return f"{self.sink}:monitor_MONO", f"{self.source}:input_MONO"


# A person speaks into the mouth, the softphone hears the microphone; the softphone plays to the
# speaker, the person's ear hears it. Alice's are the default devices.
PAIRS = (
    Pair("alice_speaker", "alice_ear", sink_priority=1900),
    Pair("alice_mouth", "alice_microphone", source_priority=1900),
    Pair("bob_speaker", "bob_ear"),
    Pair("bob_mouth", "bob_microphone"),
    Pair("ringer", "ringer_ear"),
)
# in ALSA's list: what a softphone may choose from, and the persons' ends for the test
HEADSETS = {"alice_headset": ("alice_speaker", "alice_microphone"), "bob_headset": ("bob_speaker", "bob_microphone")}
DEFAULT_SINK, DEFAULT_SOURCE = "alice_speaker", "alice_microphone"


def _node(name: str, kind: str, priority: int) -> str:
    title = name.replace("_", " ").title()
    return (
        f'{{ factory.name = support.null-audio-sink node.name = {name} node.description = "{title}" '
        f"media.class = {kind} audio.position = [ MONO ] object.linger = true "
        f"session.suspend-timeout-seconds = 0 priority.session = {priority} }}"
    )


def write_alsa(path: Path, sinks: Iterable[str], sources: Iterable[str]) -> None:
    """Write the ALSA configuration of a client: exactly the lab's devices, no hardware.

    A new PortAudio reads it, so this is also how a device comes and goes for it.
    """
    sinks, sources = list(sinks), list(sources)
    text = "# What ALSA programs see in the softphone's lab\n"
    text += _duplex("!default", DEFAULT_SINK, DEFAULT_SOURCE, "Default of the lab")
    for name, (sink, source) in HEADSETS.items():
        if sink in sinks and source in sources:
            text += _duplex(name, sink, source, name.replace("_", " ").title())
    for name in sinks:
        text += _asym(name, f'playback.pcm {{ type pipewire playback_node "{name}" }}')
    for name in sources:
        text += _asym(name, f'capture.pcm {{ type pipewire capture_node "{name}" }}')
    new = path.with_suffix(".new")
    new.write_text(text)
    new.rename(path)


def _duplex(name: str, sink: str, source: str, title: str) -> str:
    return (
        f'pcm.{name} {{ type pipewire playback_node "{sink}" capture_node "{source}" '
        f'hint {{ show on description "{title}" }} }}\n'
    )


def _asym(name: str, half: str) -> str:
    return f'pcm.{name} {{ type asym {half} hint {{ show on description "{name.replace("_", " ").title()}" }} }}\n'
