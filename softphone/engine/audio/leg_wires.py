"""What is joined with what for the sake of the legs: the user's own ends, the conference, digits, recordings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from softphone.engine.audio.wiring import Wire
from softphone.engine.pj import pj


@dataclass(frozen=True)
class Tap:
    """Where a leg's sound is also written: what we say goes left, what we hear goes right.

    Attributes:
        beep: heard by the user and by all who are recorded; None for none.
    """

    left: pj.AudioMedia
    right: pj.AudioMedia
    beep: pj.AudioMedia | None = None


@dataclass
class LegEnd:
    """A leg's end in the conference bridge.

    Attributes:
        hears, speaks: whether the user hears the leg, and whether the leg hears the user's microphone.
        is_mixed: it hears the others in the conference, and they hear it.
        is_far_muted: nobody hears it.
    """

    media: pj.AudioMedia
    hears: bool = True
    speaks: bool = True
    has_digits: bool = False
    is_mixed: bool = False
    is_far_muted: bool = False
    tap: Tap | None = None

    @property
    def is_heard(self) -> bool:
        return self.hears and not self.is_far_muted


def leg_wires(
    legs: Iterable[LegEnd], microphone: pj.AudioMedia, speaker: pj.AudioMedia, digits: pj.AudioMedia | None
) -> Iterator[Wire]:
    """The wires of all legs. digits: the generator of digits, once there is one."""
    ends = tuple(legs)
    mixed = tuple(end for end in ends if end.is_mixed and end.hears)
    for end in ends:
        others = tuple(other for other in mixed if other is not end) if end in mixed else ()
        if end.is_heard:
            yield Wire(end.media, speaker)
        if end.speaks:
            yield Wire(microphone, end.media)
        if end.has_digits and end.speaks and digits is not None:
            yield Wire(digits, end.media)
        for other in others:
            if other.is_heard:
                yield Wire(other.media, end.media)
        if end.tap is not None:
            yield from _tapped(end, others, end.tap, microphone, speaker)


def _tapped(
    end: LegEnd, others: tuple[LegEnd, ...], tap: Tap, microphone: pj.AudioMedia, speaker: pj.AudioMedia
) -> Iterator[Wire]:
    if end.speaks:
        yield Wire(microphone, tap.left)
    for heard in (end, *others):
        if heard.is_heard:
            yield Wire(heard.media, tap.right)
    if tap.beep is not None and end.hears:
        yield Wire(tap.beep, speaker)
        for hearer in (end, *others):
            yield Wire(tap.beep, hearer.media)
