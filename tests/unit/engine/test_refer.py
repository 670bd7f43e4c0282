"""The news of a REFER, and what is made of their absence."""

import heapq
import itertools
from collections.abc import Callable

import pytest

from softphone.basics.ids import LegId
from softphone.engine.loop import Loop, LoopTimer
from softphone.engine.refer import FIRST_NEWS_S, OUTCOME_S, SETTLE_S, Refer
from softphone.protocol.snapshots import TransferState

T = TransferState


class VirtualLoop(Loop):
    """A loop whose time passes only when a test says so. It waits for no descriptor, so it opens none."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self._later: list[tuple[float, int, LoopTimer]] = []
        self._turn = itertools.count()

    def call_later(self, delay_s: float, function: Callable[[], None]) -> LoopTimer:
        timer = LoopTimer(self.now_s + max(0.0, delay_s), function)
        heapq.heappush(self._later, (timer.at_s, next(self._turn), timer))
        return timer

    def advance(self, seconds: float) -> None:
        end_s = self.now_s + seconds
        while self._later and self._later[0][0] <= end_s:
            self.now_s, _, timer = heapq.heappop(self._later)
            if timer.function is not None:
                function, timer.function = timer.function, None
                function()
        self.now_s = end_s


class Wire:
    """What is sent, and what was told."""

    def __init__(self, problem: str = "") -> None:
        self.loop = VirtualLoop()
        self.sent = 0
        self.told: list[TransferState] = []
        self._problem = problem
        self.is_settled = True
        self.refer = Refer(LegId("leg-1"), "sip:1003@pbx.test", self._send, self.loop, self._changed)

    def begin(self, answered_for_s: float = 60.0) -> None:
        self.refer.begin(answered_for_s, lambda: self.is_settled)
        self.loop.advance(0.0)

    @property
    def outcome(self) -> tuple[TransferState, int | None]:
        return self.refer.snapshot.state, self.refer.snapshot.status_code

    def _send(self) -> str:
        self.sent += 1
        return self._problem

    def _changed(self, refer: Refer) -> None:
        self.told.append(refer.snapshot.state)


def test_it_waits_until_the_pbx_has_joined_the_two() -> None:
    wire = Wire()
    wire.begin(answered_for_s=0.0)
    assert wire.sent == 0
    wire.loop.advance(SETTLE_S)
    assert wire.sent == 1


def test_a_clock_that_was_set_back_delays_nothing() -> None:
    wire = Wire()
    wire.begin(answered_for_s=-3600.0)
    wire.loop.advance(SETTLE_S)
    assert wire.sent == 1


def test_it_waits_until_a_hold_is_agreed_but_not_for_ever() -> None:
    wire = Wire()
    wire.is_settled = False
    wire.begin()
    wire.loop.advance(1)
    assert wire.sent == 0
    wire.is_settled = True
    wire.loop.advance(0.1)
    assert wire.sent == 1
    stubborn = Wire()
    stubborn.is_settled = False
    stubborn.begin()
    stubborn.loop.advance(10)
    assert stubborn.sent == 1


def test_news_to_the_good_end() -> None:
    wire = Wire()
    wire.begin()
    for code in (100, 100, 180, 183, 200):
        wire.refer.news(code, "", is_last=code == 200)
    assert wire.told == [T.ACCEPTED, T.RINGING, T.RINGING, T.SUCCEEDED]
    wire.loop.advance(1000)
    assert wire.outcome == (T.SUCCEEDED, 200)


@pytest.mark.parametrize(
    ("news", "code"),
    [
        ([(603, True)], 603),
        ([(100, False), (100, False), (486, True)], 486),
        ([(100, False), (100, False), (503, False)], 503),
        ([(100, False), (180, True)], None),
        ([(100, False), (100, True)], None),
    ],
)
def test_news_to_the_bad_end(news: list[tuple[int, bool]], code: int | None) -> None:
    wire = Wire()
    wire.begin()
    for status, is_last in news:
        wire.refer.news(status, "", is_last=is_last)
    assert wire.outcome == (T.FAILED, code)
    wire.refer.news(200, "", is_last=True)
    assert wire.outcome == (T.FAILED, code)


def test_a_refer_that_is_accepted_and_never_heard_of_again_has_failed() -> None:
    wire = Wire()
    wire.begin()
    wire.refer.news(100, "Accepted", is_last=False)
    wire.loop.advance(FIRST_NEWS_S - 1)
    assert wire.refer.is_taken
    wire.loop.advance(2)
    assert wire.outcome == (T.FAILED, 408)


def test_a_telephone_that_rings_has_longer() -> None:
    wire = Wire()
    wire.begin()
    for code in (100, 100, 180):
        wire.refer.news(code, "", is_last=False)
    wire.loop.advance(OUTCOME_S - 1)
    assert wire.outcome == (T.RINGING, 180)
    wire.loop.advance(2)
    assert wire.outcome == (T.FAILED, 408)


def test_what_cannot_be_sent_has_failed() -> None:
    wire = Wire("no such call")
    wire.begin()
    assert wire.outcome == (T.FAILED, None)


def test_a_leg_that_ends_meanwhile_is_told_of_no_more() -> None:
    wire = Wire()
    wire.begin()
    wire.refer.leg_ended(was_transferred=False)
    assert wire.outcome == (T.FAILED, None)
    wire.loop.advance(1000)
    assert wire.told == []
    left = Wire()
    left.begin()
    left.refer.news(100, "", is_last=False)
    left.refer.leg_ended(was_transferred=True)
    left.loop.advance(1000)
    assert left.outcome == (T.ACCEPTED, 100)
