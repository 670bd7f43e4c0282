"""The legs' ends in the conference bridge: who hears whom, and whose sound is written to a file."""

from collections.abc import Callable, Iterator

from softphone.basics.ids import LegId
from softphone.engine.audio.leg_wires import LegEnd, Tap, leg_wires
from softphone.engine.audio.levels import SILENCE_DBFS, dbfs, level_of
from softphone.engine.audio.wiring import Wire
from softphone.engine.pj import pj


class LegEnds:
    """All on the loop's thread. Legs that are not known are passed over."""

    def __init__(self, on_wires: Callable[[], None], drop: Callable[[pj.AudioMedia], None]) -> None:
        """on_wires: called when what is to be joined has changed. drop: called with what is about to go."""
        self._on_wires, self._drop = on_wires, drop
        self._ends: dict[LegId, LegEnd] = {}

    @property
    def are_muted(self) -> bool:
        """There are legs that the user hears, and none of them hears the user."""
        talking = [leg for leg in self._ends.values() if leg.hears]
        return bool(talking) and not any(leg.speaks for leg in talking)

    def connect(self, media: pj.AudioMedia, leg_id: LegId) -> None:
        """Joins a leg's sound with the devices; again whenever PJSIP has made its media anew."""
        before = self._ends.get(leg_id)
        if before is None:
            self._ends[leg_id] = LegEnd(media)
        else:
            self._drop(before.media)
            before.media = media
        self._on_wires()

    def disconnect(self, leg_id: LegId) -> None:
        """The leg has no sound any more, or ended."""
        leg = self._ends.pop(leg_id, None)
        if leg is not None:
            self._drop(leg.media)
            self._on_wires()

    def set_active(self, leg_id: LegId, hears: bool, speaks: bool) -> None:
        """Whether the user hears the leg, and whether the leg hears the user (False: muted)."""
        leg = self._ends.get(leg_id)
        if leg is not None:
            leg.hears, leg.speaks = hears, speaks
            self._on_wires()

    def set_mixed(self, leg_id: LegId, is_mixed: bool, is_far_muted: bool) -> None:
        """Whether the leg is in the conference, and whether its far party is kept from being heard there."""
        leg = self._ends.get(leg_id)
        if leg is not None and (leg.is_mixed, leg.is_far_muted) != (is_mixed, is_far_muted):
            leg.is_mixed, leg.is_far_muted = is_mixed, is_far_muted
            self._on_wires()

    def tap(self, leg_id: LegId, tap: Tap | None) -> None:
        """Leads the leg's sound to the tap, too; None: not any more."""
        leg = self._ends.get(leg_id)
        if leg is not None and leg.tap is not tap:
            leg.tap = tap
            self._on_wires()

    def lead_digits_into(self, leg_id: LegId | None) -> None:
        """Whose far party hears digits that are played, from the next change of wires on; None: nobody's."""
        for each, leg in self._ends.items():
            leg.has_digits = each == leg_id

    def level(self, leg_id: LegId) -> float:
        """How loud the far party is, in dBFS; -100.0 for silence, and for whoever is not heard."""
        leg = self._ends.get(leg_id)
        return SILENCE_DBFS if leg is None or not leg.is_heard else dbfs(level_of(leg.media))

    def wires(self, microphone: pj.AudioMedia, speaker: pj.AudioMedia, digits: pj.AudioMedia | None) -> Iterator[Wire]:
        """What is joined for their sake. digits: the generator of digits, once there is one."""
        return leg_wires(self._ends.values(), microphone, speaker, digits)

    def clear(self) -> None:
        """Forgets all of them."""
        self._ends.clear()
