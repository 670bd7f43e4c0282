"""What the user wants outlasts whatever keeps the library from offering it now."""

from collections.abc import Callable

import pytest

from softphone.engine.hold import Hold
from softphone.engine.native_call import MediaStatus
from softphone.engine.pj import PjError, pj
from softphone.protocol.snapshots import HoldState

_BOTH = pj.PJMEDIA_DIR_ENCODING | pj.PJMEDIA_DIR_DECODING


class Call:
    """The library's call: takes offers, or is busy with another one.

    Attributes:
        offers: what was offered, True for a hold.
    """

    def __init__(self) -> None:
        self.is_busy = False
        self.offers: list[bool] = []

    def setHold(self, prm: pj.CallOpParam) -> None:
        self._offer(True)

    def reinvite(self, prm: pj.CallOpParam) -> None:
        self._offer(False)

    def _offer(self, wants_hold: bool) -> None:
        if self.is_busy:
            raise PjError(70013, "reinvite", "Invalid operation", "", 0)
        self.offers.append(wants_hold)


class Talk:
    """A call with its hold, and what was left for later."""

    def __init__(self) -> None:
        self.native = Call()
        self.later: list[Callable[[], None]] = []
        self.hold = Hold(lambda delay_s, function: self.later.append(function), self.pursue)

    def pursue(self) -> None:
        self.hold.pursue(self.native)  # type: ignore[arg-type]

    def want(self, wants_hold: bool) -> None:
        self.hold.wanted = wants_hold
        self.pursue()

    def pass_time(self) -> None:
        due, self.later = self.later, []
        for function in due:
            function()

    def answered(self, *, is_held: bool) -> None:
        """An offer has been answered; as the leg does, it looks for more to offer."""
        status = pj.PJSUA_CALL_MEDIA_LOCAL_HOLD if is_held else pj.PJSUA_CALL_MEDIA_ACTIVE
        self.hold.media_changed(MediaStatus(0, pj.PJMEDIA_DIR_ENCODING if is_held else _BOTH, status))
        self.pursue()


@pytest.fixture
def talk() -> Talk:
    return Talk()


def test_a_busy_library_is_asked_until_it_takes_the_offer(talk: Talk) -> None:
    talk.native.is_busy = True
    talk.want(True)
    talk.pass_time()
    talk.pass_time()
    assert talk.native.offers == []
    talk.native.is_busy = False
    talk.pass_time()
    assert talk.native.offers == [True]


def test_an_offer_of_the_far_party_s_meanwhile_takes_nothing_away(talk: Talk) -> None:
    talk.native.is_busy = True
    talk.want(True)
    talk.answered(is_held=False)
    talk.native.is_busy = False
    talk.pass_time()
    assert talk.native.offers == [True], "one offer, however often it was looked for"
    talk.answered(is_held=True)
    assert talk.hold.state == HoldState.LOCAL
    assert talk.hold.is_settled


def test_glare_is_tried_again(talk: Talk) -> None:
    talk.want(True)
    assert talk.hold.offer_ended(491)
    talk.pass_time()
    assert talk.native.offers == [True, True]


def test_what_was_refused_is_given_up(talk: Talk) -> None:
    talk.want(True)
    assert not talk.hold.offer_ended(488)
    assert not talk.hold.wanted
    assert talk.later == []


def test_a_change_of_mind_while_an_offer_is_under_way_follows_it(talk: Talk) -> None:
    talk.want(True)
    talk.want(False)
    assert talk.native.offers == [True]
    talk.answered(is_held=True)
    assert talk.native.offers == [True, False]
