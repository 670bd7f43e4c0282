"""Ports of the conference bridge whose sound is kept, frame by frame, for whoever writes it."""

from collections import deque

from softphone.engine.audio.ports import FRAME_BYTES, SILENCE, port_format
from softphone.engine.pj import pj

_AUDIO: int = pj.PJMEDIA_FRAME_TYPE_AUDIO
_MOST_FRAMES = 6000  # one minute: a disk that stands still for longer loses the oldest


class TapPort(pj.AudioMediaPort):
    """Keeps what it hears while it is on. The media clock calls it in each of its turns, so silence is kept, too.

    Attributes:
        frames: what was heard and not yet taken, 16-bit mono of 10 ms each; beyond `most_frames` the oldest is lost.
        is_on: whether anything is kept.
    """

    def __init__(self, name: str, most_frames: int = _MOST_FRAMES) -> None:
        super().__init__()
        self.frames: deque[bytes | bytearray] = deque(maxlen=most_frames)
        self.is_on = False
        self.createPort(name, port_format())

    def onFrameReceived(self, frame: pj.MediaFrame) -> None:
        if not self.is_on:
            return
        buf = frame.buf
        if frame.type == _AUDIO and buf.size() == FRAME_BYTES:
            heard = bytearray(FRAME_BYTES)
            buf.copy_to_bytearray(heard)
            self.frames.append(heard)
        else:
            self.frames.append(SILENCE)


class TapPair:
    """Left and right of one recording."""

    def __init__(self) -> None:
        self.left, self.right = TapPort("ours"), TapPort("theirs")

    def set_on(self, is_on: bool) -> None:
        """Begins or ceases to keep what is heard; what was kept stays until it is taken."""
        self.left.is_on = self.right.is_on = is_on

    def clear(self) -> None:
        """Forgets what was kept."""
        self.left.frames.clear()
        self.right.frames.clear()

    def take(self) -> tuple[bytes, bytes]:
        """All that both sides have kept, equally much of each. May be called from any thread."""
        count = min(len(self.left.frames), len(self.right.frames))
        left, right = self.left.frames.popleft, self.right.frames.popleft
        return b"".join([left() for _ in range(count)]), b"".join([right() for _ in range(count)])


class TapPairs:
    """The pairs that there are. One that was given back is used again: a port must not go while the clock runs."""

    def __init__(self) -> None:
        self._free: list[TapPair] = []

    def take(self) -> TapPair:
        """A pair for a new recording."""
        return self._free.pop() if self._free else TapPair()

    def give_back(self, pair: TapPair) -> None:
        """The recording is over."""
        pair.set_on(False)
        pair.clear()
        self._free.append(pair)

    def release(self) -> None:
        """Lets go of the ports, which must not outlive the library."""
        self._free.clear()
