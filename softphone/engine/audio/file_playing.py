"""A recorded message on the speaker: played, paused, moved to another place, faster or slower.

What reads and stretches it, and numpy with it, is imported at the first message, on the worker's thread.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from softphone.engine.audio.channel import Loop, Timer
from softphone.engine.audio.files import FileRefused
from softphone.engine.audio.ports import BRIDGE_RATE_HZ, FRAME_BYTES, SILENCE, port_format
from softphone.engine.audio.wiring import Wire
from softphone.engine.audio.worker import DeviceWorker
from softphone.engine.pj import pj
from softphone.protocol.events import PlayingChanged, PlayingState

if TYPE_CHECKING:
    from softphone.engine.audio.sound_file import Samples

TELL_S = 0.2
SPEEDS = (0.5, 2.0)
_AUDIO: int = pj.PJMEDIA_FRAME_TYPE_AUDIO
_BYTES_PER_S = BRIDGE_RATE_HZ * 2


class MessagePort(pj.AudioMediaPort):
    """Gives the bridge the sound from a place on. on_end: called on the media clock after the last frame."""

    def __init__(self, on_end: Callable[[], None]) -> None:
        super().__init__()
        self._on_end = on_end
        self._sound = b""
        self._at = -1
        self.createPort("message", port_format())

    @property
    def at(self) -> int:
        """The next byte; -1 while nothing is played."""
        return self._at

    def play(self, sound: bytes, at: int) -> None:
        """Plays from this byte on."""
        self._at = -1
        self._sound = sound
        self._at = at - at % 2

    def stop(self) -> None:
        """Plays nothing from now on, and tells of no end."""
        self._at = -1

    def release(self) -> None:
        """Lets go of the sound."""
        self._at, self._sound = -1, b""

    def onFrameRequested(self, frame: pj.MediaFrame) -> None:
        frame.type = _AUDIO
        frame.buf.assign_from_bytes(self._next())

    def _next(self) -> bytes:
        at = self._at
        if at < 0:
            return SILENCE
        piece = self._sound[at : at + FRAME_BYTES]
        if not piece:
            self._at = -1
            self._on_end()
            return SILENCE
        if self._at == at:  # else it was moved meanwhile
            self._at = at + FRAME_BYTES
        return piece if len(piece) == FRAME_BYTES else piece + SILENCE[len(piece) :]


class FilePlaying:
    """What is played now, or nothing. All on the loop's thread; files are read and stretched on the worker's.

    Attributes:
        is_playing: sound comes now.
    """

    def __init__(
        self,
        loop: Loop,
        worker: DeviceWorker,
        on_wires: Callable[[], None],
        on_changed: Callable[[PlayingChanged], None],
    ) -> None:
        """on_wires: called when what is to be heard has changed."""
        self._loop, self._worker = loop, worker
        self._on_wires, self._on_changed = on_wires, on_changed
        self.is_playing = False
        self._playing_id = ""
        self._turn = 0
        self._samples: Samples | None = None
        self._sound = b""
        self._speed, self._sound_speed = 1.0, 1.0
        self._position_s = 0.0
        self._wants_sound = False
        self._port: MessagePort | None = None  # may not go before the media clock has stopped
        self._timer: Timer | None = None

    def play(self, playing_id: str, path: Path, position_s: float, speed: float) -> None:
        """Plays this file in place of what plays."""
        self._silence()
        self._turn += 1
        turn = self._turn
        self._playing_id, self._speed, self._position_s = playing_id, speed, position_s
        self._samples, self._sound, self._wants_sound = None, b"", True

        def read() -> "Samples | FileRefused":
            from softphone.engine.audio.sound_file import read_sound

            try:
                return read_sound(path)
            except FileRefused as refusal:
                return refusal

        self._worker.run(read, lambda found: self._read(turn, found))

    def pause(self, is_paused: bool) -> None:
        """Holds the place, or goes on from it; at the end from the beginning."""
        if is_paused:
            self._wants_sound = False
            self._silence()
            self._tell(PlayingState.PAUSED)
        else:
            if self._position_s >= self._length_s - 0.05:
                self._position_s = 0.0
            self._wants_sound = True
            self._go_on()

    def pause_for_call(self) -> None:
        """A call needs the speaker: holds the place."""
        if self._wants_sound:
            self.pause(True)

    def move(self, position_s: float) -> None:
        """Goes to this second of the sound."""
        was_playing = self.is_playing
        self._silence()
        self._position_s = max(0.0, min(position_s, self._length_s))
        if was_playing:
            self._go_on()
        elif self._samples is not None:
            self._tell(PlayingState.PAUSED)

    def set_speed(self, speed: float) -> None:
        """Plays faster (above 1.0) or slower from now on."""
        self._note_position()
        self._speed = speed
        if self._samples is not None and self._wants_sound:
            self._silence()
            self._go_on()
        elif self._samples is not None:
            self._tell(PlayingState.PAUSED)

    def stop(self) -> None:
        """Ends it and lets go of the sound; does nothing when nothing plays."""
        had_sound = bool(self._playing_id)
        self._turn += 1
        self._silence()
        self._wants_sound, self._samples, self._sound = False, None, b""
        if self._port is not None:
            self._port.release()
        if had_sound:
            self._tell(PlayingState.ENDED)
        self._playing_id = ""

    def release(self) -> None:
        """Gives PJSIP's object back."""
        self._silence()
        self._port = None

    def wires(self, speaker: pj.AudioMedia) -> Iterator[Wire]:
        """What is joined with the speaker."""
        if self.is_playing and self._port is not None:
            yield Wire(self._port, speaker)

    # ------------------------------------------------------------------ inside

    @property
    def _length_s(self) -> float:
        return 0.0 if self._samples is None else len(self._samples) / BRIDGE_RATE_HZ

    def _read(self, turn: int, found: "Samples | FileRefused") -> None:
        if turn != self._turn:
            return
        if isinstance(found, FileRefused):
            self._wants_sound = False
            self._tell(PlayingState.FAILED, str(found))
            self._playing_id = ""
            return
        self._samples = found
        self._sound, self._sound_speed = b"", 0.0
        self._position_s = max(0.0, min(self._position_s, self._length_s))
        if self._wants_sound:
            self._go_on()
        else:
            self._tell(PlayingState.PAUSED)

    def _go_on(self) -> None:
        samples, speed, turn = self._samples, self._speed, self._turn
        if samples is None:
            return
        if self._sound and self._sound_speed == speed:
            self._begin()
            return

        def make() -> bytes:
            from softphone.engine.audio.sound_file import as_frames, stretched

            return as_frames(stretched(samples, speed))

        def made(sound: bytes) -> None:
            if turn == self._turn and speed == self._speed:
                self._sound, self._sound_speed = sound, speed
                if self._wants_sound:
                    self._begin()

        self._worker.run(make, made)

    def _begin(self) -> None:
        if self._port is None:
            self._port = MessagePort(lambda: self._loop.post(self._ended))
        at = int(self._position_s / self._sound_speed * _BYTES_PER_S)
        self._port.play(self._sound, at)
        self.is_playing = True
        self._on_wires()
        self._tell(PlayingState.PLAYING)
        self._tell_later()

    def _silence(self) -> None:
        self._note_position()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self.is_playing:
            self.is_playing = False
            if self._port is not None:
                self._port.stop()
            self._on_wires()

    def _note_position(self) -> None:
        at = self._port.at if self._port is not None and self.is_playing else -1
        if at >= 0:
            self._position_s = min(at / _BYTES_PER_S * self._sound_speed, self._length_s)

    def _ended(self) -> None:
        if self.is_playing and self._port is not None and self._port.at < 0:
            self._silence()
            self._wants_sound = False
            self._position_s = self._length_s
            self._tell(PlayingState.PLAYED)

    def _tell_later(self) -> None:
        def tell() -> None:
            self._timer = None
            if self.is_playing:
                self._note_position()
                self._tell(PlayingState.PLAYING)
                self._tell_later()

        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._loop.call_later(TELL_S, tell)

    def _tell(self, state: PlayingState, detail: str = "") -> None:
        self._on_changed(
            PlayingChanged(
                playing_id=self._playing_id,
                state=state,
                position_s=round(self._position_s, 2),
                length_s=round(self._length_s, 2),
                speed=self._speed,
                detail=detail,
            )
        )
