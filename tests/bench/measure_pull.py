"""Calls taken from the mobile to the desk through the real PBX, one after the other; and such that must stay there.

A call counts as taken when the far party hears the desk, the desk has it as a call of its own, and the mobile is free.
"""

import time
from collections.abc import Callable
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path

import msgspec
from softphone_lab import Lab, Part
from softphone_lab.line_call import Answers, LineCall

from softphone.basics.errors import UserFacingError
from softphone.basics.explanation import Explanation
from softphone.calls.call import Call
from softphone.mobility.pull import PullOffer
from softphone.pbx_profiles.profile import Feature
from softphone.protocol.snapshots import LegState
from tests.bench.figures import Figure
from tests.bench.mobility_stage import ALICE, DESK_HZ, MOBILE_HZ, PATIENCE_S, WORK_NUMBER, MobilityStage, NotSo

GAP_LIMIT_MS = 300.0
REFUSED, GONE, UNANSWERED = "refused", "gone", "unanswered"
_CODES = {REFUSED: "503", UNANSWERED: "180"}  # numbers of the lab that fail so
_SETTLE_S = 0.4


class PullStage(MobilityStage):
    """Calls come to the mobile by twinning, and are taken from there."""

    def __init__(self, lab: Lab, stack: ExitStack, folder: Path) -> None:
        super().__init__(lab, stack, folder)
        self._others = frozenset(lab.channels())  # calls that somebody else has left there
        lab.cli(f"database put TWIN {ALICE} 1")
        self._code = self._profile.code(Feature.PULL)
        self.failed: list[Explanation] = []
        self.desk.app.pulls.failed.add(self.failed.append)
        self.mobile.answers = Answers.SILENT_PERSON

    def use_code(self, code: str = "") -> None:
        """What is dialled to take a call from now on; the lab's own unless given."""
        codes = {**self._profile.codes, Feature.PULL: code or self._code}
        self._profile = msgspec.structs.replace(self._profile, codes=codes)

    def call_on_the_mobile(self) -> tuple[LineCall, PullOffer]:
        """Somebody calls from outside, and the mobile answers: the call there, and the desk's offer of it."""
        theirs = self.far.dial_soon(WORK_NUMBER)
        pulls = self.desk.app.pulls
        self.wait(lambda: bool(pulls.offers), "nothing is offered")
        self.wait(lambda: theirs.voice.hears(MOBILE_HZ), "the far party does not hear the mobile")
        return theirs, pulls.offers[0]

    def clear(self) -> None:
        super().clear()
        if not self.desk.runtime.run_until(lambda: not self._own_channels(), PATIENCE_S):
            raise NotSo(f"the phone system still has {sorted(self._own_channels())}")
        self.wait(lambda: not self.desk.app.pulls.offers, "a call that is over is still offered")

    def _own_channels(self) -> frozenset[str]:
        return frozenset(self.lab.channels()) - self._others

    def taken(self) -> Call | None:
        """The call that was taken, if it is there."""
        return next((call for call in self.desk.app.calls.calls() if call.taken_from and not call.is_ended), None)

    def take(self, theirs: LineCall, offer: PullOffer) -> tuple[float, float]:
        """Takes it; the far party's longest silence, and how long it took until they were heard, in seconds."""
        since_s = time.time()
        self.desk.app.pulls.take(offer.offer_id)
        self.wait(lambda: self.taken() is not None, "the call did not come")
        self.wait(lambda: theirs.voice.hears(DESK_HZ, 0.1), "the far party does not hear the desk")
        took_s = time.time() - since_s
        mobile, call = self.mobile.call, self.taken()
        assert mobile is not None
        assert call is not None
        self.wait(lambda: mobile.is_ended, "the mobile is not free")
        self.wait(lambda: not self.desk.app.pulls.offers, "it is still offered")
        self.desk.pause(_SETTLE_S)
        if theirs.is_ended or call.state != LegState.ESTABLISHED or "*" in call.name + call.number:
            raise NotSo(f"the far party is gone, or the call is not one ({call.state}, {call.name})")
        return theirs.voice.worst_gap_s((MOBILE_HZ, DESK_HZ), since_s, time.time() - 0.05), took_s

    def fail_to_take(self, theirs: LineCall, offer: PullOffer, how: str) -> float:
        """The call does not come, and that is said; the far party's longest silence while it lives, in seconds."""
        since_s, pulls = time.time(), self.desk.app.pulls
        self.failed.clear()
        pulls.take(offer.offer_id)
        if how == GONE:
            theirs.hang_up()
            self.wait(lambda: not pulls.offers, "it is still offered")
            if self.taken() is not None:
                self.wait(lambda: self.taken() is None, "a call is left that nobody is in")
            return 0.0
        self.wait(lambda: pulls.problem_of(offer.offer_id) is not None, "nothing is said")
        self.desk.pause(_SETTLE_S)
        if theirs.is_ended or not theirs.voice.hears(MOBILE_HZ):
            raise NotSo("the far party does not hear the mobile any more")
        if any(not call.is_ended for call in self.desk.app.calls.calls()):
            raise NotSo("the desk has a call")
        return theirs.voice.worst_gap_s((MOBILE_HZ,), since_s, time.time() - 0.05)


def pull_times(stage: PullStage, count: int) -> tuple[list[float], list[float], list[str]]:
    """Gaps and durations of the calls that were taken, in seconds, and what was seen of the others."""
    gaps: list[float] = []
    times: list[float] = []
    lost: list[str] = []
    stage.use_code()
    for _ in range(count):
        try:
            gap_s, took_s = stage.take(*stage.call_on_the_mobile())
            gaps.append(gap_s)
            times.append(took_s)
        except (NotSo, UserFacingError) as error:
            lost.append(str(error))
        stage.clear()
    return gaps, times, lost


def safe_failures(stage: PullStage, count: int) -> tuple[list[float], list[str]]:
    """Gaps of calls that stayed where they were, in seconds, and what was seen of those that did not."""
    gaps: list[float] = []
    lost: list[str] = []
    for how, _ in zip(cycle((REFUSED, GONE, REFUSED, GONE, UNANSWERED)), range(count), strict=False):
        stage.use_code(_CODES.get(how, ""))
        try:
            gaps.append(stage.fail_to_take(*stage.call_on_the_mobile(), how))
        except (NotSo, UserFacingError) as error:
            lost.append(f"{how}: {error}")
        stage.clear()
    return gaps, lost


def measure_pulls(folder: Path, add: Callable[[Figure], None], count: int) -> None:
    """So many calls that come here, and so many that must not."""
    lab = Lab(parts=(Part.PBX,))
    lab.up()
    try:
        with ExitStack() as stack:
            stage = PullStage(lab, stack, folder)
            gaps, times, lost = pull_times(stage, count)
            add(Figure("pulls_failed", "", [float(len(lost))], limit=0, note=_note(count, lost)))
            if gaps:
                add(Figure("pull_far_gap_ms", "ms", [gap * 1000 for gap in gaps], p95_limit=GAP_LIMIT_MS))
                add(Figure("pull_ms", "ms", [took * 1000 for took in times]))
            stayed, moved = safe_failures(stage, count)
            add(Figure("pull_failures_unsafe", "", [float(len(moved))], limit=0, note=_note(count, moved)))
            if stayed:
                add(Figure("pull_failure_far_gap_ms", "ms", [gap * 1000 for gap in stayed], p95_limit=GAP_LIMIT_MS))
    finally:
        lab.down()


def _note(count: int, failures: list[str]) -> str:
    return f"of {count}" + (f"; first: {failures[0]}" if failures else "")
