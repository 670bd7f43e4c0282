"""Calls on the own mobile and other devices: what is offered, and what taking one does."""

from msgspec.structs import replace

from softphone.basics.explanation import Explanation
from softphone.history.entry import HistoryFilter
from softphone.mobility.pull import PullOffer, PullPlace
from softphone.protocol.commands import Dial, HangUp, Hold
from softphone.protocol.snapshots import Direction, EndKind, EndReason, EventPackage, HoldState
from softphone.remote_control import RemoteControl
from tests.fakes.fake_pbx import Answers, Ends, Script
from tests.unit.app.phone import ALICE, Phone
from tests.unit.presence.documents import DIALOG_INFO, dialogs
from ui.history.history_words import outcome_words

AT_LAB = replace(ALICE, pbx_profile="lab")
REFUSED: Script = ((0.05, Ends(EndReason(kind=EndKind.SERVER_FAILED, status_code=503))),)
MOBILE, OWN = "*741001", "1001"


class Desk:
    """Alice's program at the lab's phone system, which tells of her mobile and of her other devices."""

    def __init__(self, **settings: object) -> None:
        self.phone = Phone.signed_in(replace(AT_LAB, **settings))
        self.pulls = self.phone.app.pulls
        self.failed: list[Explanation] = []
        self.pulls.failed.add(self.failed.append)
        self._versions: dict[str, int] = {}

    def lamp(self, user: str, *states: str, call_id: str = "") -> None:
        version = self._versions[user] = self._versions.get(user, -1) + 1
        target = self.phone.engine.events.find(user, EventPackage.DIALOG)
        self.phone.engine.notify(target, dialogs(*states, version=version, user=user, call_id=call_id), DIALOG_INFO)
        self.phone.advance(0.5)

    def mobile(self, is_busy: bool) -> None:
        self.lamp(MOBILE, *(["confirmed"] if is_busy else []))

    def answered_at_mobile(self) -> None:
        """Erin calls, and Alice answers at her mobile."""
        rung = self.phone.ring_from("1007", "Erin")
        self.phone.engine.far_hangs_up(self.phone.leg_id(rung), EndKind.ANSWERED_ELSEWHERE)
        self.mobile(True)

    def only(self) -> PullOffer:
        (offer,) = self.pulls.offers
        return offer

    def dials(self) -> list[Dial]:
        return [command for command in self.phone.told(Dial) if isinstance(command, Dial)]


def test_a_call_on_the_mobile_is_offered_while_it_lasts() -> None:
    desk = Desk()
    assert desk.pulls.offers == ()
    desk.mobile(True)
    offer = desk.only()
    assert (offer.where, offer.account_id, offer.party_name) == (PullPlace.MOBILE, ALICE.account_id, "")
    desk.mobile(False)
    assert desk.pulls.offers == ()


def test_a_call_that_was_answered_at_the_mobile_is_offered_with_its_caller_and_said_to_be_there() -> None:
    desk = Desk()
    desk.answered_at_mobile()
    offer = desk.only()
    assert (offer.party_name, offer.party_number) == ("Erin", "1007")
    assert [call.end_text.title for call in desk.phone.calls.calls() if call.end_text] == ["Answered on your mobile"]
    assert all(not call.is_missed for call in desk.phone.calls.calls())


def test_a_call_is_taken_by_the_phone_systems_code_and_is_never_called_like_it() -> None:
    desk = Desk()
    desk.answered_at_mobile()
    desk.phone.seen.clear()
    desk.pulls.take(desk.only().offer_id)
    assert desk.only().is_being_taken
    desk.phone.advance(2)
    assert desk.dials()[-1].target == "sip:*741007@pbx.example.com"
    (call,) = [call for call in desk.phone.calls.calls() if not call.is_ended]
    assert (call.name, call.number, call.taken_from, call.leg.direction) == (
        "Erin",
        "1007",
        "mobile",
        Direction.INCOMING,
    )
    assert call.is_active
    assert desk.pulls.offers == ()
    assert not [seen for seen in desk.phone.seen if "*" in seen.name + seen.number]


def test_the_other_call_is_held_before_one_is_taken() -> None:
    desk = Desk()
    other = desk.phone.talk_to("1003")
    desk.mobile(True)
    desk.pulls.take(desk.only().offer_id)
    desk.phone.advance(0.05)
    asked = [type(command) for command in desk.phone.engine.commands if isinstance(command, Hold | Dial)]
    assert asked == [Dial, Hold, Dial]
    desk.phone.advance(2)
    assert desk.phone.call(other).is_held
    assert desk.phone.calls.active() != desk.phone.call(other)


def test_a_refused_code_leaves_the_call_where_it_is_and_says_so() -> None:
    desk = Desk()
    desk.phone.engines.pbx.scripts["*74"] = REFUSED
    other = desk.phone.talk_to("1003")
    desk.mobile(True)
    desk.phone.seen.clear()
    desk.pulls.take(desk.only().offer_id)
    desk.phone.advance(1)
    offer = desk.only()
    problem = desk.pulls.problem_of(offer.offer_id)
    assert problem is not None
    assert problem.title == "The call could not be taken here."
    assert not offer.is_being_taken
    assert desk.phone.call(other).leg.hold == HoldState.NONE
    assert {seen.call_id for seen in desk.phone.seen} == {other}


def test_a_call_that_ends_while_it_is_taken_is_said_to_have_ended() -> None:
    desk = Desk()
    desk.phone.engines.pbx.scripts["*74"] = ((0.6, REFUSED[0][1]),)
    desk.mobile(True)
    desk.pulls.take(desk.only().offer_id)
    desk.mobile(False)
    desk.phone.advance(1)
    assert [problem.title for problem in desk.failed] == ["The call ended before it could be taken here."]
    assert desk.phone.calls.calls() == ()


def test_a_code_that_is_answered_and_ended_at_once_has_brought_nothing() -> None:
    desk = Desk()
    desk.phone.engines.pbx.scripts["*74"] = ((0.05, Answers()), (0.1, Ends(EndReason(kind=EndKind.REMOTE_HANG_UP))))
    desk.mobile(True)
    desk.pulls.take(desk.only().offer_id)
    desk.phone.advance(2)
    assert desk.phone.calls.calls() == ()
    assert desk.pulls.problem_of(desk.only().offer_id) is not None


def test_the_users_second_thoughts_leave_it_where_it_is_without_a_problem() -> None:
    desk = Desk()
    desk.phone.engines.pbx.scripts["*74"] = ()
    desk.mobile(True)
    desk.pulls.take(desk.only().offer_id)
    desk.phone.advance(0.5)
    desk.pulls.cancel()
    desk.phone.advance(1)
    assert len(desk.phone.told(HangUp)) == 1
    assert desk.pulls.problem_of(desk.only().offer_id) is None
    assert not desk.only().is_being_taken


def test_a_code_that_is_never_answered_is_given_up() -> None:
    desk = Desk()
    desk.phone.engines.pbx.scripts["*74"] = ()
    desk.mobile(True)
    desk.pulls.take(desk.only().offer_id)
    desk.phone.advance(12)
    assert desk.pulls.problem_of(desk.only().offer_id) is not None


def test_a_call_of_the_desk_phone_is_taken_by_replacing_its_dialog() -> None:
    desk = Desk()
    desk.lamp(OWN, "initiator:confirmed", call_id="abc")
    offer = desk.only()
    assert (offer.where, offer.party_name, offer.party_number) == (PullPlace.DEVICE, "Erin", "1007")
    desk.pulls.take(offer.offer_id)
    desk.phone.advance(1)
    dial = desk.dials()[-1]
    assert dial.target == "sip:1007@pbx.example.com"
    assert dial.replaces is not None
    assert (dial.replaces.call_id, dial.replaces.to_tag, dial.replaces.from_tag) == ("abc", "r", "l")
    assert not dial.replaces.is_early_only
    (call,) = desk.phone.calls.calls()
    assert (call.name, call.taken_from, call.leg.direction) == ("Erin", "device", Direction.OUTGOING)


def test_where_replacing_is_refused_the_code_is_tried() -> None:
    desk = Desk()
    desk.phone.engines.pbx.scripts["1007"] = REFUSED
    desk.lamp(OWN, "confirmed", call_id="abc")
    desk.pulls.take(desk.only().offer_id)
    desk.phone.advance(2)
    assert [dial.target for dial in desk.dials()] == ["sip:1007@pbx.example.com", "sip:*741007@pbx.example.com"]
    assert [call.name for call in desk.phone.calls.calls()] == ["Erin"]


def test_without_a_code_only_a_named_dialog_is_offered() -> None:
    desk = Desk(pbx_profile="")
    desk.lamp(OWN, "confirmed")
    assert desk.pulls.offers == ()
    desk.lamp(OWN, "confirmed", call_id="abc")
    assert desk.only().where is PullPlace.DEVICE


def test_what_rings_elsewhere_and_what_is_ours_is_not_offered() -> None:
    desk = Desk()
    desk.lamp(OWN, "recipient:early", call_id="abc")
    assert desk.pulls.offers == ()
    desk.phone.talk_to("1007")
    desk.lamp(OWN, "confirmed")
    assert desk.pulls.offers == ()


def test_one_call_on_the_mobile_is_one_offer_though_two_lamps_tell_of_it() -> None:
    desk = Desk()
    desk.lamp(OWN, "confirmed")
    desk.mobile(True)
    assert desk.only().where is PullPlace.MOBILE


def test_of_several_calls_each_is_offered() -> None:
    desk = Desk()
    desk.mobile(True)
    desk.phone.advance(1)
    desk.lamp(OWN, "confirmed", call_id="abc")
    assert [offer.where for offer in desk.pulls.offers] == [PullPlace.MOBILE, PullPlace.DEVICE]
    desk.pulls.take(desk.pulls.offers[1].offer_id)
    desk.pulls.take(desk.pulls.offers[0].offer_id)  # one at a time
    desk.phone.advance(2)
    assert [call.taken_from for call in desk.phone.calls.calls()] == ["device"]


def test_a_call_to_the_own_mobile_is_not_offered_to_be_taken() -> None:
    desk = Desk()
    desk.phone.app.mobile_numbers.set(ALICE.account_id, "+15550101001")
    desk.phone.advance()
    desk.phone.talk_to("+15550101001")
    desk.mobile(True)
    assert desk.pulls.offers == ()


def test_a_call_that_the_mobile_answers_is_ours_also_where_its_number_is_not_known() -> None:
    desk = Desk()
    call_id = desk.phone.calls.dial("+15550101001")
    desk.phone.advance(0.3)
    desk.mobile(True)
    assert desk.phone.call(call_id).answered_at_now_s is not None
    assert desk.pulls.offers == ()
    desk.phone.advance(5)
    assert desk.pulls.offers == ()


def test_the_history_says_where_a_call_was_taken_from() -> None:
    desk = Desk()
    desk.phone.calls.dial("1003")
    desk.phone.advance(6)
    desk.answered_at_mobile()
    desk.pulls.take(desk.only().offer_id)
    desk.phone.advance(2)
    taken, elsewhere, _ = desk.phone.history_store.page(HistoryFilter(), None, 9).entries
    assert (taken.taken_from, taken.dialled_text, taken.presented_number) == ("mobile", "", "1007")
    assert elsewhere.end_text == "Answered on your mobile"
    assert not elsewhere.is_missed


def test_the_accounts_lamp_is_let_go_with_the_account() -> None:
    desk = Desk()
    desk.mobile(True)
    desk.phone.accounts.remove(ALICE.account_id)
    desk.phone.advance()
    assert desk.pulls.offers == ()


def test_a_connected_party_is_shown_as_the_phone_system_says() -> None:
    desk = Desk()
    desk.mobile(True)
    desk.pulls.take(desk.only().offer_id)
    desk.phone.advance(1)
    (call,) = desk.phone.calls.calls()
    assert call.name == "Call from your mobile"
    desk.phone.engine.far_is(call.leg.leg_id, "1007", "Erin")
    desk.phone.advance()
    assert [(call.name, call.number) for call in desk.phone.calls.calls()] == [("Erin", "1007")]


def test_the_command_line_takes_the_only_call_or_the_one_that_is_named() -> None:
    desk = Desk()
    remote = RemoteControl(desk.phone.app)
    assert not remote.carry_out(("pull",)).is_done
    desk.mobile(True)
    desk.phone.advance(1)
    desk.lamp(OWN, "confirmed", call_id="abc")
    assert remote.carry_out(("pull",)).text.startswith("It is not clear which call is meant.")
    assert remote.carry_out(("pull", "erin")) == (True, "Taking the call with Erin here.")
    desk.phone.advance(2)
    assert [call.taken_from for call in desk.phone.calls.calls()] == ["device"]


def test_the_history_words_name_the_place() -> None:
    desk = Desk()
    desk.mobile(True)
    desk.pulls.take(desk.only().offer_id)
    desk.phone.advance(6)
    (call,) = desk.phone.calls.calls()
    desk.phone.calls.hang_up(call.call_id)
    desk.phone.advance(2)
    entry = desk.phone.history_store.page(HistoryFilter(), None, 1).entries[0]
    assert outcome_words(entry).startswith("Taken from your mobile, 0:0")
