"""Transfers as the user sees them: blind, with consultation, and the way back at every step."""

import pytest

from softphone.basics.errors import DialError
from softphone.basics.ids import CallId, LegId
from softphone.calls.call import CallAction
from softphone.calls.transfer import TransferAction, TransferStage, TransferView
from softphone.history.entry import HistoryEntry, HistoryFilter
from softphone.protocol.commands import Dial, HangUp, Transfer, TransferToLeg
from softphone.protocol.snapshots import EndKind, EndReason, LegState
from softphone.settings.call_settings import TRANSFER_WAITS_FOR_ANSWER
from tests.unit.app.phone import Phone

A, S = TransferAction, TransferStage


class Desk:
    """Alice with Bob on the line."""

    def __init__(self) -> None:
        self.phone = Phone.signed_in()
        self.views: list[TransferView] = []
        self.transfers = self.phone.app.transfers
        self.transfers.changed.add(self.views.append)
        self.bob = self.phone.talk_to("1002")

    @property
    def stages(self) -> list[TransferStage]:
        """The stages that were announced, each once."""
        return [view.stage for at, view in enumerate(self.views) if at == 0 or self.views[at - 1].stage != view.stage]

    def view(self, call_id: CallId | None = None) -> TransferView:
        view = self.transfers.of(call_id or self.bob)
        assert view is not None
        return view

    def problem(self) -> str:
        problem = self.views[-1].problem
        assert problem is not None
        return str(problem)

    def advance(self, seconds: float = 0.5) -> None:
        self.phone.advance(seconds)

    def consult(self, text: str) -> CallId:
        call_id = self.transfers.consult(self.bob, text)
        self.advance()
        return call_id

    def is_held(self, call_id: CallId) -> bool:
        return self.phone.call(call_id).is_held

    def silent_leg(self) -> LegId:
        """The leg by which the program calls the target of a blind transfer."""
        return [dial.leg_id for dial in self.phone.told(Dial) if isinstance(dial, Dial) and dial.is_silent][-1]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def at_once(desk: Desk) -> None:
    desk.phone.app.settings.set(TRANSFER_WAITS_FOR_ANSWER, False)


# ------------------------------------------------------------------------- blind


@pytest.mark.parametrize("waits", [True, False])
def test_a_blind_transfer_holds_the_caller_and_leaves_him_with_the_target(desk: Desk, waits: bool) -> None:
    desk.phone.app.settings.set(TRANSFER_WAITS_FOR_ANSWER, waits)
    desk.transfers.blind(desk.bob, " 1003 ")
    assert desk.is_held(desk.bob)
    assert desk.view().stage == S.TRANSFERRING
    assert desk.view().target_text == "1003"
    desk.advance(2)
    assert desk.stages == [S.TRANSFERRING, S.DONE]
    end = desk.phone.call(desk.bob).leg.end
    assert end is not None
    assert end.kind == EndKind.TRANSFERRED
    assert desk.transfers.of(desk.bob) is None
    assert bool(desk.phone.told(TransferToLeg)) == waits
    assert bool(desk.phone.told(Transfer)) != waits


def test_the_call_to_the_target_of_a_blind_transfer_is_not_shown(desk: Desk) -> None:
    desk.transfers.blind(desk.bob, "ringing")
    desk.advance()
    assert [call.call_id for call in desk.phone.calls.calls()] == [desk.bob]


@pytest.mark.parametrize(
    ("target", "waits", "words"),
    [
        ("busy", True, "Busy. 1002 is on hold."),
        ("busy", False, "Busy. 1002 is on hold."),
        ("decline", True, "The call was declined. 1002 is on hold."),
        ("noanswer", True, "No answer. 1002 is on hold."),
        ("noanswer", False, "No answer. 1002 is on hold."),
        ("nobody", True, "This number is not in use. 1002 is on hold."),
        ("nobody", False, "This number is not in use. 1002 is on hold."),
    ],
)
def test_a_blind_transfer_that_fails_brings_the_caller_back(desk: Desk, target: str, waits: bool, words: str) -> None:
    desk.phone.app.settings.set(TRANSFER_WAITS_FOR_ANSWER, waits)
    desk.transfers.blind(desk.bob, target)
    desk.advance(30)
    assert desk.view().stage == S.FAILED
    assert desk.problem() == words
    assert desk.view().actions == {A.CANCEL}
    assert desk.is_held(desk.bob)
    assert CallAction.TRANSFER in desk.phone.call(desk.bob).actions
    desk.transfers.cancel(desk.bob)
    desk.advance()
    assert not desk.is_held(desk.bob)
    assert desk.transfers.of(desk.bob) is None


def test_back_to_the_caller_while_the_target_of_a_blind_transfer_rings(desk: Desk) -> None:
    desk.transfers.blind(desk.bob, "ringing")
    desk.advance()
    silent = desk.silent_leg()
    desk.transfers.cancel(desk.bob)
    desk.advance()
    assert not desk.is_held(desk.bob)
    assert HangUp(leg_id=silent) in desk.phone.told(HangUp)
    assert desk.stages == [S.TRANSFERRING, S.BACK_WITH_CALLER]


def test_taking_the_caller_off_hold_is_a_way_back_to_him_as_well(desk: Desk) -> None:
    desk.transfers.blind(desk.bob, "ringing")
    desk.advance()
    desk.phone.calls.swap()  # as a headset's key does
    desk.advance()
    assert desk.phone.told(HangUp) == [HangUp(leg_id=desk.silent_leg())]
    assert desk.stages == [S.TRANSFERRING, S.BACK_WITH_CALLER]
    assert desk.transfers.of(desk.bob) is None
    assert not desk.is_held(desk.bob)
    desk.advance(10)
    assert not desk.phone.told(TransferToLeg)


def test_a_phone_server_that_never_says_what_became_of_it_is_not_waited_for(desk: Desk) -> None:
    at_once(desk)
    desk.transfers.blind(desk.bob, "ringing")
    desk.advance(200)
    assert desk.view().stage == S.FAILED
    assert desk.problem() == "No answer. 1002 is on hold."


def test_a_caller_who_hangs_up_during_a_blind_transfer_ends_it(desk: Desk) -> None:
    desk.transfers.blind(desk.bob, "ringing")
    desk.advance()
    desk.phone.engine.far_hangs_up(desk.phone.leg_id(desk.bob))
    desk.advance()
    assert desk.views[-1].stage == S.FAILED
    assert desk.problem() == "1002 hung up before the transfer was done."
    assert desk.transfers.of(desk.bob) is None
    assert desk.phone.told(HangUp) == [HangUp(leg_id=desk.silent_leg())]


def test_an_engine_that_is_lost_ends_a_blind_transfer(desk: Desk) -> None:
    desk.transfers.blind(desk.bob, "ringing")
    desk.advance()
    desk.phone.engine.crash()
    desk.advance()
    assert desk.stages == [S.TRANSFERRING, S.FAILED]
    assert "the call was lost" in desk.problem()
    assert desk.transfers.of(desk.bob) is None


def test_what_cannot_be_dialled_leaves_the_call_as_it_is(desk: Desk) -> None:
    with pytest.raises(DialError):
        desk.transfers.blind(desk.bob, "")
    with pytest.raises(DialError):
        desk.transfers.consult(desk.bob, "")
    desk.advance()
    assert not desk.is_held(desk.bob)
    assert desk.transfers.of(desk.bob) is None


def test_a_blind_transfer_that_failed_can_be_tried_again(desk: Desk) -> None:
    desk.transfers.blind(desk.bob, "busy")
    desk.advance()
    desk.transfers.blind(desk.bob, "1003")
    desk.advance(2)
    assert desk.views[-1].stage == S.DONE


def test_a_caller_who_is_taken_off_hold_after_the_failure_ends_the_message(desk: Desk) -> None:
    desk.transfers.blind(desk.bob, "busy")
    desk.advance()
    desk.phone.calls.resume(desk.bob)
    desk.advance()
    assert desk.transfers.of(desk.bob) is None
    assert desk.views[-1].actions == frozenset()


# ----------------------------------------------------------------------- consult


def test_a_consultation_to_its_end(desk: Desk) -> None:
    carol = desk.transfers.consult(desk.bob, "1003")
    assert desk.view().stage == S.CONSULT_RINGING
    assert desk.is_held(desk.bob)
    desk.advance()
    assert desk.view(carol).stage == S.CONSULTING
    assert desk.view(carol).actions == {A.COMPLETE, A.SWAP, A.CANCEL, A.INTRODUCE}
    desk.transfers.complete(carol)
    assert desk.view().stage == S.TRANSFERRING
    desk.advance()
    assert desk.stages == [S.CONSULT_RINGING, S.CONSULTING, S.TRANSFERRING, S.DONE]
    for call_id in (desk.bob, carol):
        end = desk.phone.call(call_id).leg.end
        assert end is not None
        assert end.kind == EndKind.TRANSFERRED
    assert desk.transfers.of(desk.bob) is desk.transfers.of(carol) is None


def test_an_introduction_of_the_three_that_ends_in_a_transfer(desk: Desk) -> None:
    carol = desk.consult("1003")
    desk.transfers.introduce(carol)
    desk.advance()
    assert desk.view().stage == S.INTRODUCING
    assert desk.view().actions == {A.COMPLETE, A.CANCEL}
    assert not desk.is_held(desk.bob)
    assert not desk.is_held(carol)
    desk.transfers.complete(carol)
    desk.advance()
    assert desk.views[-1].stage == S.DONE
    assert desk.phone.app.conference.view is None


def test_back_to_the_caller_after_an_introduction(desk: Desk) -> None:
    carol = desk.consult("1003")
    desk.transfers.introduce(carol)
    desk.advance()
    desk.transfers.cancel(carol)
    desk.advance()
    assert desk.phone.call(carol).is_ended
    assert desk.phone.call(desk.bob).is_active
    assert not desk.is_held(desk.bob)
    assert desk.transfers.of(desk.bob) is None


def test_swapping_between_caller_and_target(desk: Desk) -> None:
    carol = desk.consult("1003")
    desk.transfers.swap(desk.bob)
    desk.advance()
    assert desk.view().stage == S.BACK_WITH_CALLER
    assert (desk.is_held(desk.bob), desk.is_held(carol)) == (False, True)
    desk.transfers.swap(desk.bob)
    desk.advance()
    assert desk.view().stage == S.CONSULTING
    assert (desk.is_held(desk.bob), desk.is_held(carol)) == (True, False)


@pytest.mark.parametrize("target", ["1003", "ringing"])
def test_back_to_the_caller_from_a_consultation(desk: Desk, target: str) -> None:
    carol = desk.consult(target)
    desk.transfers.cancel(carol)
    desk.advance()
    assert desk.phone.call(carol).is_ended
    assert not desk.is_held(desk.bob)
    assert desk.phone.call(desk.bob).is_active
    assert desk.transfers.of(desk.bob) is None
    assert desk.views[-1].stage == S.BACK_WITH_CALLER


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("busy", "Busy. 1002 is on hold."),
        ("noanswer", "No answer. 1002 is on hold."),
        ("nobody", "This number is not in use. 1002 is on hold."),
        ("short", "The other side hung up. 1002 is on hold."),
    ],
)
def test_a_target_that_cannot_be_spoken_to_leaves_the_caller_on_hold(desk: Desk, target: str, words: str) -> None:
    desk.transfers.consult(desk.bob, target)
    desk.advance(60)
    assert desk.view().stage == S.FAILED
    assert desk.problem() == words
    assert desk.view().actions == {A.CANCEL}
    desk.transfers.cancel(desk.bob)
    desk.advance()
    assert not desk.is_held(desk.bob)


def test_a_target_that_hangs_up_while_the_user_is_back_with_the_caller_ends_it(desk: Desk) -> None:
    carol = desk.consult("1003")
    desk.transfers.swap(carol)
    desk.advance()
    desk.phone.engine.far_hangs_up(desk.phone.leg_id(carol))
    desk.advance()
    assert desk.problem() == "The other side hung up. 1002 is with you again."
    assert desk.transfers.of(desk.bob) is None


def test_a_caller_who_hangs_up_leaves_a_plain_call_with_the_target(desk: Desk) -> None:
    carol = desk.consult("1003")
    desk.phone.engine.far_hangs_up(desk.phone.leg_id(desk.bob))
    desk.advance()
    assert desk.problem() == "1002 hung up before the transfer was done."
    assert desk.transfers.of(carol) is None
    assert desk.phone.call(carol).is_active
    assert CallAction.TRANSFER in desk.phone.call(carol).actions


def test_completing_while_it_rings_joins_at_the_answer(desk: Desk) -> None:
    carol = desk.consult("ringing")
    desk.transfers.complete(carol)
    desk.advance()
    assert desk.view().stage == S.TRANSFERRING
    assert desk.view().actions == {A.CANCEL}
    assert desk.phone.call(carol).leg.is_muted
    desk.phone.engine.far_answers(desk.phone.leg_id(carol))
    desk.advance()
    assert desk.views[-1].stage == S.DONE


def test_completing_while_it_rings_and_nobody_answers_brings_the_caller_back(desk: Desk) -> None:
    carol = desk.consult("noanswer")
    desk.transfers.complete(carol)
    desk.advance(60)
    assert desk.view().stage == S.FAILED
    assert desk.problem() == "No answer. 1002 is on hold."


def test_a_target_that_does_not_take_the_caller_leaves_both(desk: Desk) -> None:
    desk.phone.engine.pbx.refuses_replaces = 603
    carol = desk.consult("1003")
    desk.transfers.complete(carol)
    desk.advance()
    assert desk.view().stage == S.FAILED
    assert desk.problem() == "The call was declined. 1002 is on hold."
    assert desk.view().actions == {A.COMPLETE, A.SWAP, A.CANCEL, A.INTRODUCE}
    assert desk.phone.call(carol).state == LegState.ESTABLISHED
    desk.phone.engine.pbx.refuses_replaces = None
    desk.transfers.complete(desk.bob)
    desk.advance()
    assert desk.views[-1].stage == S.DONE


def test_a_target_whom_the_user_hangs_up_on_is_no_failure(desk: Desk) -> None:
    carol = desk.consult("1003")
    desk.phone.calls.hang_up(carol)
    desk.advance()
    assert desk.views[-1].stage == S.BACK_WITH_CALLER
    assert desk.views[-1].problem is None
    assert desk.transfers.of(desk.bob) is None
    assert desk.is_held(desk.bob)


def test_what_is_not_possible_does_nothing(desk: Desk) -> None:
    for action in (desk.transfers.complete, desk.transfers.cancel, desk.transfers.swap, desk.transfers.introduce):
        action(desk.bob)
        action(CallId("call-unknown"))
    carol = desk.consult("1003")
    desk.transfers.blind(carol, "1004")
    assert desk.transfers.consult(desk.bob, "1004") == desk.bob
    desk.advance()
    assert desk.view().stage == S.CONSULTING


def test_an_engine_that_is_lost_is_named_as_the_reason(desk: Desk) -> None:
    desk.consult("1003")
    desk.phone.engine.crash()
    desk.advance(5)
    assert "the call was lost" in desk.problem()
    assert desk.transfers.of(desk.bob) is None


# ----------------------------------------------------------------- of two calls


@pytest.mark.parametrize("is_swapped", [False, True])
def test_two_calls_are_connected_in_one_step(desk: Desk, is_swapped: bool) -> None:
    carol = desk.phone.talk_to("1003")
    desk.transfers.connect(*((carol, desk.bob) if is_swapped else (desk.bob, carol)))
    assert desk.view(carol).first == desk.bob, "who is on hold goes to whom the user speaks with"
    desk.advance()
    assert desk.stages == [S.TRANSFERRING, S.DONE]
    for call_id in (desk.bob, carol):
        end = desk.phone.call(call_id).leg.end
        assert end is not None
        assert end.kind == EndKind.TRANSFERRED
    assert desk.transfers.of(desk.bob) is desk.transfers.of(carol) is None


def test_two_calls_on_hold_are_connected_as_well(desk: Desk) -> None:
    carol = desk.phone.talk_to("1003")
    desk.phone.calls.hold(carol)
    desk.advance()
    desk.transfers.connect(desk.bob, carol)
    desk.advance()
    assert desk.stages == [S.TRANSFERRING, S.DONE]


def test_two_calls_that_cannot_be_connected_can_be_kept(desk: Desk) -> None:
    desk.phone.engine.pbx.refuses_replaces = 603
    carol = desk.phone.talk_to("1003")
    desk.transfers.connect(desk.bob, carol)
    desk.advance()
    assert desk.problem() == "The call was declined. 1002 is on hold."
    assert desk.view().keeps_both
    assert desk.view().actions == {A.COMPLETE, A.SWAP, A.CANCEL, A.INTRODUCE}
    desk.transfers.cancel(carol)
    desk.advance()
    assert desk.transfers.of(desk.bob) is None
    assert desk.is_held(desk.bob)
    assert desk.phone.call(carol).is_active
    desk.phone.engine.pbx.refuses_replaces = None
    desk.transfers.connect(desk.bob, carol)
    desk.advance()
    assert desk.views[-1].stage == S.DONE


def test_one_of_two_who_hangs_up_leaves_the_other(desk: Desk) -> None:
    desk.phone.engine.pbx.refuses_replaces = 603
    carol = desk.phone.talk_to("1003")
    desk.transfers.connect(desk.bob, carol)
    desk.advance()
    desk.phone.engine.far_hangs_up(desk.phone.leg_id(carol))
    desk.advance()
    assert desk.problem() == "The other side hung up. 1002 is on hold."
    assert not desk.view().keeps_both
    desk.transfers.cancel(desk.bob)
    desk.advance()
    assert desk.phone.call(desk.bob).is_active


def test_what_cannot_be_connected_is_left_alone(desk: Desk) -> None:
    desk.transfers.connect(desk.bob, desk.bob)
    desk.transfers.connect(desk.bob, CallId("call-unknown"))
    ringing = desk.phone.calls.dial("ringing")
    desk.advance()
    desk.transfers.connect(desk.bob, ringing)
    assert desk.views == []


# ----------------------------------------------------------------------- history


def entry(desk: Desk) -> HistoryEntry:
    return next(e for e in desk.phone.history_store.each(HistoryFilter()) if e.call_id == desk.bob)


@pytest.mark.parametrize("kind", ["blind", "consult", "connect"])
def test_the_history_says_whom_the_caller_was_given_to(desk: Desk, kind: str) -> None:
    if kind == "blind":
        desk.transfers.blind(desk.bob, "1003")
    elif kind == "connect":
        desk.transfers.connect(desk.bob, desk.phone.talk_to("1003"))
    else:
        desk.transfers.complete(desk.consult("1003"))
    desk.advance(3)
    leg = entry(desk).legs[-1]
    assert (leg.transfer_kind, leg.transfer_target) == ("blind" if kind == "blind" else "consult", "1003")
    assert leg.end_kind == EndKind.TRANSFERRED


def test_the_history_says_nothing_of_a_transfer_that_failed(desk: Desk) -> None:
    at_once(desk)
    desk.transfers.blind(desk.bob, "busy")
    desk.advance(3)
    assert desk.view().stage == S.FAILED
    assert entry(desk).legs[-1].transfer_kind == ""


def test_a_far_party_that_leaves_without_the_last_word_was_transferred(desk: Desk) -> None:
    at_once(desk)
    desk.transfers.blind(desk.bob, "ringing")
    desk.advance()
    desk.phone.engine.far_ends(desk.phone.leg_id(desk.bob), EndReason(kind=EndKind.TRANSFERRED))
    desk.advance()
    assert desk.views[-1].stage == S.DONE
    assert entry(desk).legs[-1].transfer_kind == "blind"
