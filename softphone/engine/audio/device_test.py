"""The test of devices: what of the microphone it keeps, and how that is played back."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from softphone.engine.audio.ports import SILENCE, port_format
from softphone.engine.audio.streams import FRAME_MS
from softphone.engine.audio.tap_ports import TapPort
from softphone.engine.audio.wiring import Wire
from softphone.engine.pj import pj

_KEPT_FRAMES = 10_000 // FRAME_MS
_AUDIO: int = pj.PJMEDIA_FRAME_TYPE_AUDIO


class ReplayPort(pj.AudioMediaPort):
    """Plays what it is given, once. on_end: called on the media clock after the last frame."""

    def __init__(self, on_end: Callable[[], None]) -> None:
        super().__init__()
        self._on_end = on_end
        self._left: deque[bytes | bytearray] | None = None
        self.createPort("replay", port_format())

    def play(self, frames: Iterable[bytes | bytearray]) -> None:
        """Begins anew with these frames of 10 ms."""
        self._left = deque(frames)

    def stop(self) -> None:
        """Plays no more, and tells of no end."""
        self._left = None

    def onFrameRequested(self, frame: pj.MediaFrame) -> None:
        frame.type = _AUDIO
        frame.buf.assign_from_bytes(self._next())

    def _next(self) -> bytes:
        left = self._left
        if left:
            return bytes(left.popleft())
        if left is not None:
            self._left = None
            self._on_end()
        return SILENCE


class DeviceTest:
    """One test of the devices, or none. All on the loop's thread.

    Attributes:
        is_running: whether there is a test.
        is_on_ringer: whether its tone comes from the ringer.
        is_playing: whether what was kept is heard now.
    """

    def __init__(self, post: Callable[[Callable[[], None]], None], on_played: Callable[[], None]) -> None:
        """post: calls a function on the loop's thread. on_played: called when what was kept was played to its end."""
        self._post = post
        self._on_played = on_played
        self.is_running = self.is_on_ringer = self.is_playing = False
        self._records = False
        self._turn = 0  # of playing: the end of an earlier one is of no interest
        # made when first needed; neither may go before the media clock has stopped
        self._tap: TapPort | None = None
        self._replay: ReplayPort | None = None

    def start(self, is_on_ringer: bool, records: bool) -> None:
        """Begins anew; nothing is kept of an earlier test."""
        self.stop()
        self.is_running, self.is_on_ringer, self._records = True, is_on_ringer, records
        if records:
            if self._tap is None:
                self._tap = TapPort("test", _KEPT_FRAMES)
            self._tap.is_on = True

    def stop(self) -> None:
        """Ends the test; does nothing when none runs."""
        self.is_running = self.is_on_ringer = self._records = False
        self._stop_playing()
        if self._tap is not None:
            self._tap.is_on = False
            self._tap.frames.clear()

    def play(self) -> bool:
        """Plays what was kept, from its beginning. No more is kept, so that it can be heard again. False: nothing."""
        if self._tap is None or not self._tap.frames:
            return False
        self._records = self._tap.is_on = False
        if self._replay is None:
            self._replay = ReplayPort(self._ended)
        self._turn += 1
        self._replay.play(self._tap.frames)
        self.is_playing = True
        return True

    def wires(self, microphone: pj.AudioMedia, speaker: pj.AudioMedia) -> Iterator[Wire]:
        """What the test joins with the two."""
        if self._records and self._tap is not None:
            yield Wire(microphone, self._tap)
        if self.is_playing and self._replay is not None:
            yield Wire(self._replay, speaker)

    def release(self) -> None:
        """Lets go of the ports, which must not outlive the library."""
        self.stop()
        self._tap = self._replay = None

    def _ended(self) -> None:
        """Media clock."""
        turn = self._turn
        self._post(lambda: self._played(turn))

    def _played(self, turn: int) -> None:
        if self.is_playing and turn == self._turn:
            self._stop_playing()
            self._on_played()

    def _stop_playing(self) -> None:
        self.is_playing = False
        if self._replay is not None:
            self._replay.stop()
