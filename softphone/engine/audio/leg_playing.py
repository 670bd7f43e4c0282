"""Sound files that far parties hear: each leg has one at the most, mixed with nothing else."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from softphone.basics.ids import LegId
from softphone.engine.audio.channel import Loop, Timer
from softphone.engine.audio.files import file_player
from softphone.engine.audio.wiring import Wire
from softphone.engine.pj import pj

_TAIL_S = 0.1  # what the conference bridge has still to play when the file is at its end


class _Playing:
    """What is played to one leg. media: the leg's end in the bridge, None while it has none."""

    def __init__(self, player: pj.AudioMediaPlayer, media: pj.AudioMedia | None) -> None:
        self.player = player
        self.media = media
        self.end: Timer | None = None


class LegPlayings:
    """Who hears which file. Legs are named, since the library makes their media anew now and then."""

    def __init__(self, loop: Loop, on_wires: Callable[[], None], drop: Callable[[pj.AudioMedia], None]) -> None:
        """on_wires: called when what is to be joined has changed. drop: called with what is about to go."""
        self._loop = loop
        self._on_wires, self._drop = on_wires, drop
        self._playings: dict[LegId, _Playing] = {}

    @property
    def is_playing(self) -> bool:
        return bool(self._playings)

    def play(self, leg_id: LegId, media: pj.AudioMedia | None, path: Path, is_repeated: bool) -> None:
        """Plays this WAV file from its beginning, in place of what was played to the leg. Raises FileRefused."""
        player = file_player(path, loops=is_repeated)
        self._remove(leg_id)
        playing = self._playings[leg_id] = _Playing(player, media)
        if not is_repeated:
            playing.end = self._loop.call_later(_length_s(player) + _TAIL_S, lambda: self.stop(leg_id))
        self._on_wires()

    def connect(self, leg_id: LegId, media: pj.AudioMedia | None) -> None:
        """The leg's media was made anew, or has gone."""
        playing = self._playings.get(leg_id)
        if playing is not None:
            if playing.media is not None:
                self._drop(playing.media)
            playing.media = media
            self._on_wires()

    def stop(self, leg_id: LegId) -> None:
        """Plays nothing to the leg from now on."""
        if self._remove(leg_id):
            self._on_wires()

    def release(self) -> None:
        """Gives PJSIP's objects back."""
        for leg_id in tuple(self._playings):
            self._remove(leg_id)

    def alone(self, wires: Iterable[Wire]) -> Iterator[Wire]:
        """These wires without what would be mixed into what is played, and with what is played."""
        hearers = {_port(playing.media) for playing in self._playings.values() if playing.media is not None}
        yield from (wire for wire in wires if _port(wire.sink) not in hearers)
        for playing in self._playings.values():
            if playing.media is not None:
                yield Wire(playing.player, playing.media)

    def _remove(self, leg_id: LegId) -> bool:
        playing = self._playings.pop(leg_id, None)
        if playing is None:
            return False
        if playing.end is not None:
            playing.end.cancel()
        self._drop(playing.player)
        return True


def _port(media: pj.AudioMedia) -> int:
    return int(media.getPortId())


def _length_s(player: pj.AudioMediaPlayer) -> float:
    rate_hz = int(player.getPortInfo().format.clockRate)
    return int(player.getInfo().sizeSamples) / max(1, rate_hz)
