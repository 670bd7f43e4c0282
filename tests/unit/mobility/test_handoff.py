"""A call goes to the mobile when a person there takes it, and stays here for every other answer."""

import pytest
from msgspec.structs import replace

from softphone.basics.errors import UserFacingError
from softphone.basics.ids import LegId
from softphone.basics.secret import Secret
from softphone.history.entry import HistoryFilter
from softphone.mobility.handoff import HandoffStage, HandoffView, NumberMissing
from softphone.mobility.handoff_ladder import USUAL_RING_S, ladder, ring_s
from softphone.pbx_profiles.profile import Feature, HandoffStep, Profile
from softphone.protocol.commands import Dial, HangUp, Hold, PlayToLeg, Reject, Transfer, TransferToLeg
from softphone.protocol.snapshots import EndKind, EndReason, EventPackage, LegState, RegistrationProblem
from softphone.remote_control import RemoteControl
from softphone.settings.handoff_settings import HANDOFF_CONFIRMATION
from softphone.settings.identity_settings import PRIVATE_NUMBER
from tests.fakes.fake_pbx import BUSY, DECLINED, NOT_FOUND, RINGS_FOR_EVER, Answers, Ends, Rings, Script
from tests.unit.app.phone import ALICE, WORK, Phone
from tests.unit.presence.documents import DIALOG_INFO, dialogs
from ui.history.history_words import details

S, W = HandoffStage, HandoffStep
NUMBER = "+491701234567"
PERSON: Script = ((0.05, Rings()), (3.0, Answers()))
FAILED: Script = ((0.05, Ends(EndReason(kind=EndKind.SERVER_FAILED, status_code=503))),)
GONE: Script = ((0.05, Ends(EndReason(kind=EndKind.NETWORK_LOST))),)


class Desk:
    """Alice, who talks with Bob; her mobile does what the script says."""

    def __init__(self, script: Script = PERSON, profile: str = "", has_number: bool = True) -> None:
        self.phone = Phone.signed_in(replace(ALICE, pbx_profile=profile))
        self.phone.app.settings.set(PRIVATE_NUMBER, "allow")
        if has_number:
            self.phone.app.mobile_numbers.set(ALICE.account_id, NUMBER)
        self.phone.advance(0.1)
        self.phone.engines.pbx.scripts[NUMBER] = script
        self.handoffs = self.phone.app.handoffs
        self.views: list[HandoffView] = []
        self.handoffs.changed.add(self.views.append)
        self.bob = self.second = self.phone.talk_to("1002")

    @property
    def stages(self) -> list[HandoffStage]:
        """Those that were announced, each once."""
        return [view.stage for at, view in enumerate(self.views) if at == 0 or self.views[at - 1].stage != view.stage]

    @property
    def steps(self) -> list[HandoffStep]:
        """Those that were tried."""
        return list(dict.fromkeys(view.step for view in self.views))

    def problem(self) -> str:
        problem = self.views[-1].problem
        return "" if problem is None else str(problem)

    def push(self) -> None:
        self.handoffs.push(self.bob)

    def push_until_answered(self) -> LegId:
        """The leg to the mobile."""
        self.push()
        self.phone.advance(3.5)
        return self.silent_leg()

    def silent_leg(self) -> LegId:
        return self.dials()[-1].leg_id

    def dials(self) -> list[Dial]:
        return [dial for dial in self.phone.told(Dial) if isinstance(dial, Dial) and dial.is_silent]

    def press(self, key: str = "1") -> None:
        self.phone.engine.far_sends_digit(self.silent_leg(), key)
        self.phone.advance(0.1)

    def is_talking_here(self) -> bool:
        call = self.phone.call(self.bob)
        return call.state == LegState.ESTABLISHED and not call.is_held and call.is_active

    def has_silent_leg(self) -> bool:
        hung_up = {command.leg_id for command in self.phone.told(HangUp) if isinstance(command, HangUp)}
        return self.silent_leg() not in hung_up

    def entry_text(self) -> str:
        self.phone.advance(1)
        store = self.phone.history_store
        return repr(list(store.each(HistoryFilter())))


def test_a_person_at_the_mobile_presses_1_and_has_the_call() -> None:
    desk = Desk()
    assert desk.handoffs.can_push(desk.bob)
    leg_id = desk.push_until_answered()
    assert desk.dials()[-1].target == f"sip:{NUMBER}@pbx.example.com"
    assert desk.phone.engine.leg_playing.heard[leg_id].endswith("handoff_key_en.wav")
    assert desk.is_talking_here()
    desk.press("5")
    assert desk.stages == [S.CALLING_MOBILE, S.WAITING_FOR_CONFIRMATION]
    desk.press()
    assert desk.is_talking_here()  # until the key is up again
    assert not desk.phone.engine.leg_playing.heard
    assert not desk.handoffs.can_push(desk.bob)
    desk.phone.advance(2)
    assert desk.stages == [S.CALLING_MOBILE, S.WAITING_FOR_CONFIRMATION, S.MOVING, S.DONE]
    assert not desk.phone.told(Hold)
    call = desk.phone.call(desk.bob)
    assert (call.end_text and call.end_text.title) == "Goes on on your mobile"


def test_the_history_says_mobile_and_never_the_number() -> None:
    desk = Desk()
    desk.push_until_answered()
    desk.press()
    desk.phone.advance(2)
    told = desk.entry_text()
    assert "transfer_kind='mobile', transfer_target='mobile'" in told
    assert "is_missed=False" in told
    assert "end_text='Goes on on your mobile'" in told
    assert NUMBER not in told
    (entry,) = desk.phone.history_store.each(HistoryFilter())
    assert ("Continued on", "My mobile") in details(entry)


@pytest.mark.parametrize(
    ("script", "words"),
    [
        (BUSY, "Your mobile is busy."),
        (DECLINED, "declined on your mobile"),
        (RINGS_FOR_EVER, "Nobody answered on your mobile."),
        (FAILED, "could not be reached"),
        (GONE, "could not be reached"),
        (((0.05, Rings()), (1.0, Ends(EndReason(kind=EndKind.NO_ANSWER, status_code=480)))), "Nobody answered"),
    ],
)
def test_whatever_else_the_mobile_says_the_call_stays_and_nothing_rings_again(script: Script, words: str) -> None:
    desk = Desk(script)
    desk.push()
    desk.phone.advance(30)
    assert desk.stages[-1] == S.BACK
    assert words in desk.problem()
    assert "still here" in desk.problem()
    assert desk.is_talking_here()
    assert len(desk.dials()) == 1
    assert not desk.phone.told(Hold)
    assert not desk.phone.told(Transfer)
    assert desk.handoffs.can_push(desk.bob)


def test_a_mailbox_that_answers_presses_nothing_and_the_call_stays() -> None:
    desk = Desk()
    desk.push_until_answered()
    desk.phone.advance(25)
    assert desk.stages == [S.CALLING_MOBILE, S.WAITING_FOR_CONFIRMATION, S.BACK]
    assert "voicemail may have answered" in desk.problem()
    assert not desk.has_silent_leg()
    assert desk.is_talking_here()


def test_whoever_hangs_up_at_the_mobile_leaves_the_call_here() -> None:
    desk = Desk()
    leg_id = desk.push_until_answered()
    desk.phone.engine.far_hangs_up(leg_id)
    desk.phone.advance(1)
    assert desk.stages[-1] == S.BACK
    assert "not taken on your mobile" in desk.problem()
    assert desk.is_talking_here()


def test_hanging_up_after_the_key_leaves_the_call_here_too() -> None:
    desk = Desk()
    leg_id = desk.push_until_answered()
    desk.press()
    desk.phone.engine.far_hangs_up(leg_id)
    desk.phone.advance(3)
    assert desk.stages[-1] == S.BACK
    assert desk.is_talking_here()
    assert not desk.phone.told(TransferToLeg)


@pytest.mark.parametrize("seconds", [1.0, 3.5])
def test_the_user_may_have_it_back_until_it_moves(seconds: float) -> None:
    desk = Desk()
    desk.push()
    desk.phone.advance(seconds)
    desk.handoffs.cancel(desk.bob)
    desk.phone.advance(1)
    assert desk.stages[-1] == S.BACK
    assert desk.problem() == ""
    assert not desk.has_silent_leg()
    assert desk.is_talking_here()


def test_where_the_answer_is_enough_it_has_to_last() -> None:
    desk = Desk()
    desk.phone.app.settings.set(HANDOFF_CONFIRMATION, "answer")
    leg_id = desk.push_until_answered()
    assert desk.phone.engine.leg_playing.heard[leg_id].endswith("handoff_answer_en.wav")
    assert desk.stages[-1] == S.WAITING_FOR_CONFIRMATION
    desk.phone.advance(9)
    assert HandoffStage.DONE in desk.stages


def test_an_answer_that_ends_before_the_guard_time_leaves_the_call_here() -> None:
    desk = Desk((*PERSON, (4.0, Ends(EndReason(kind=EndKind.REMOTE_HANG_UP)))))
    desk.phone.app.settings.set(HANDOFF_CONFIRMATION, "answer")
    desk.push()
    desk.phone.advance(12)
    assert desk.stages[-1] == S.BACK
    assert desk.is_talking_here()


def test_a_mobile_that_answers_at_once_is_its_mailbox_where_the_answer_is_enough() -> None:
    desk = Desk(((0.05, Rings()), (0.2, Answers())))
    desk.phone.app.settings.set(HANDOFF_CONFIRMATION, "answer")
    desk.push()
    desk.phone.advance(1)
    assert desk.stages == [S.CALLING_MOBILE, S.BACK]
    assert "voicemail answered" in desk.problem()


def test_a_way_that_the_phone_system_does_not_know_is_followed_by_the_next() -> None:
    desk = Desk()
    desk.phone.engines.pbx.refuses_replaces = 501
    desk.push_until_answered()
    desk.press()
    desk.phone.advance(6)
    assert desk.steps == [W.CONSULT, W.BLIND]
    assert desk.stages[-1] == S.DONE


def test_a_phone_system_that_fails_to_move_it_does_not_call_the_mobile_again() -> None:
    desk = Desk()
    desk.phone.engines.pbx.refuses_replaces = 481
    desk.push_until_answered()
    desk.press()
    desk.phone.advance(3)
    assert desk.stages[-1] == S.BACK
    assert "could not be moved" in desk.problem()
    assert not desk.phone.told(Transfer)
    assert desk.is_talking_here()


def test_the_far_party_who_leaves_ends_it_all() -> None:
    desk = Desk()
    desk.push_until_answered()
    desk.phone.engine.far_hangs_up(desk.phone.leg_id(desk.bob))
    desk.phone.advance(1)
    assert desk.stages[-1] == S.BACK
    assert desk.problem() == "The other side has hung up."
    assert not desk.has_silent_leg()


def test_without_a_number_it_is_said_where_to_enter_it() -> None:
    desk = Desk(has_number=False)
    with pytest.raises(NumberMissing, match="Where my calls go"):
        desk.push()
    assert not desk.dials()


def test_a_private_number_that_would_be_seen_is_warned_of_and_meant_the_second_time() -> None:
    desk = Desk()
    desk.phone.app.settings.set(PRIVATE_NUMBER, "warn")
    with pytest.raises(UserFacingError, match="private mobile number"):
        desk.push()
    desk.push()
    desk.phone.advance(0.5)
    assert desk.stages == [S.CALLING_MOBILE]


def test_a_company_that_forbids_it_lets_nothing_pass() -> None:
    desk = Desk()
    desk.phone.app.settings.set(PRIVATE_NUMBER, "block")
    for _ in range(2):
        with pytest.raises(UserFacingError, match="does not allow"):
            desk.push()
    assert not desk.dials()


def test_no_log_and_no_view_holds_the_number(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    desk = Desk()
    desk.push_until_answered()
    desk.press()
    desk.phone.advance(2)
    assert "landed" in caplog.text
    assert NUMBER not in caplog.text
    assert NUMBER[1:] not in repr(desk.views)


# ---------------------------------------------------------------------- by the phone system's code


def _transfer(desk: Desk) -> None:
    desk.phone.app.transfers.blind(desk.bob, "1004", waits_for_answer=False)


class CodeDesk(Desk):
    """At the lab's phone system, whose code moves the call and whose lamp tells of the mobile."""

    def __init__(self, script: Script = RINGS_FOR_EVER, has_number: bool = True) -> None:
        super().__init__(profile="lab", has_number=has_number)
        self.phone.engines.pbx.scripts["*75"] = script
        self._version = 0
        self.lamp(False)

    def lamp(self, is_lit: bool) -> None:
        target = self.phone.engine.events.find("*741001", EventPackage.DIALOG)
        states = ["confirmed"] if is_lit else []
        body = dialogs(*states, version=self._version, user="*741001")
        self._version += 1
        self.phone.engine.notify(target, body, DIALOG_INFO)
        self.phone.advance(0.2)


def test_the_code_needs_no_number_and_is_taken_back_when_the_call_has_gone() -> None:
    desk = CodeDesk(has_number=False)
    desk.push()
    desk.phone.advance(2)
    assert desk.dials()[-1].target == "sip:*75@pbx.example.com"
    assert desk.is_talking_here()
    desk.lamp(True)
    desk.phone.engine.far_hangs_up(desk.phone.leg_id(desk.bob))
    desk.phone.advance(0.5)
    assert (desk.steps, desk.stages) == ([W.CODE], [S.CALLING_MOBILE, S.DONE])
    assert not desk.has_silent_leg()
    assert "transfer_kind='mobile'" in desk.entry_text()


def test_a_far_party_who_leaves_while_the_mobile_rings_is_not_said_to_be_there() -> None:
    desk = CodeDesk()
    desk.push()
    desk.phone.advance(1)
    desk.phone.engine.far_hangs_up(desk.phone.leg_id(desk.bob))
    desk.phone.advance(3)
    assert desk.stages[-1] == S.BACK
    assert desk.problem() == "The other side has hung up."
    assert not desk.has_silent_leg()


@pytest.mark.parametrize(("script", "words"), [(BUSY, "busy"), (FAILED, "could not be reached")])
def test_a_code_that_comes_back_leaves_the_call_here(script: Script, words: str) -> None:
    desk = CodeDesk(script)
    desk.push()
    desk.phone.advance(40)
    assert (desk.steps, desk.stages[-1]) == ([W.CODE], S.BACK)
    assert words in desk.problem()
    assert desk.is_talking_here()


def test_a_code_that_the_phone_system_does_not_know_is_followed_by_a_call_to_the_mobile() -> None:
    desk = CodeDesk(NOT_FOUND)
    desk.push()
    desk.phone.advance(1)
    assert desk.steps == [W.CODE, W.CONSULT]
    assert desk.dials()[-1].target.startswith(f"sip:{NUMBER}@")


# ---------------------------------------------------------------------- own devices


def test_other_own_devices_ring_and_this_one_says_busy_without_a_sign() -> None:
    desk = CodeDesk(NOT_FOUND)
    desk.phone.engines.pbx.scripts[NUMBER] = NOT_FOUND
    desk.phone.engines.pbx.scripts["1001"] = PERSON
    desk.push()
    desk.phone.advance(1)
    assert desk.steps == [W.CODE, W.CONSULT, W.OWN_DEVICES]
    alerts = len(desk.phone.alerts)
    leg_id = desk.phone.engine.incoming(ALICE.account_id, "1001", "Alice")
    desk.phone.advance(0.5)
    assert [command.leg_id for command in desk.phone.told(Reject) if isinstance(command, Reject)] == [leg_id]
    assert (len(desk.phone.alerts), len(desk.phone.calls.calls())) == (alerts, 1)
    desk.phone.advance(3)
    assert len(desk.phone.told(PlayToLeg)) == 1
    desk.press()
    desk.phone.advance(2)
    assert desk.stages[-1] == S.DONE


def test_an_engine_that_dies_in_the_middle_leaves_nothing_behind() -> None:
    desk = Desk()
    desk.push_until_answered()
    desk.phone.engine.crash()
    desk.phone.advance(5)
    assert desk.stages[-1] == S.BACK
    assert not desk.handoffs.can_push(desk.bob)


def test_the_command_line_sends_it_and_has_it_back() -> None:
    desk = Desk()
    remote = RemoteControl(desk.phone.app)
    assert not remote.carry_out(("handoff", "back")).is_done
    reply = remote.carry_out(("handoff",))
    assert (reply.is_done, NUMBER in reply.text) == (True, False)
    desk.phone.advance(1)
    assert desk.stages == [S.CALLING_MOBILE]
    assert remote.carry_out(("handoff", "back")).is_done
    assert desk.stages[-1] == S.BACK
    assert desk.is_talking_here()


def test_a_code_is_not_dialled_while_it_could_mean_another_call() -> None:
    desk = CodeDesk()
    desk.phone.calls.hold(desk.bob)
    desk.bob = desk.phone.talk_to("1003")
    desk.push()
    desk.phone.advance(0.5)
    assert desk.steps == [W.CONSULT]


def test_who_ends_the_call_while_the_mobile_rings_is_told_nothing() -> None:
    desk = Desk()
    desk.push()
    desk.phone.advance(1)
    desk.phone.calls.hang_up(desk.bob)
    desk.phone.advance(1)
    assert (desk.stages[-1], desk.problem()) == (S.BACK, "")
    assert not desk.has_silent_leg()


def test_the_mobile_of_another_account_is_the_users_too() -> None:
    desk = Desk(has_number=False)
    desk.phone.accounts.add(WORK, Secret("right"))
    desk.phone.app.mobile_numbers.set(WORK.account_id, NUMBER)
    desk.phone.advance(1)
    desk.push()
    desk.phone.advance(0.5)
    assert desk.stages == [S.CALLING_MOBILE]


def test_a_conference_or_a_transfer_takes_the_place_of_it() -> None:
    for other in (lambda desk: desk.phone.app.conference.join((desk.bob, desk.second)), _transfer):
        desk = Desk()
        desk.second = desk.phone.talk_to("1003")
        desk.phone.calls.resume(desk.bob)
        desk.phone.advance(1)
        desk.push()
        desk.phone.advance(1)
        other(desk)
        desk.phone.advance(1)
        assert (desk.stages[-1], desk.problem()) == (S.BACK, "")
        assert not desk.has_silent_leg()


def test_a_phone_system_that_goes_away_is_said_and_the_call_stays() -> None:
    desk = Desk()
    desk.push()
    desk.phone.advance(1)
    desk.phone.engine.fail_registration(ALICE.account_id, RegistrationProblem.NO_ANSWER)
    desk.phone.advance(1)
    assert desk.stages[-1] == S.BACK
    assert "does not answer" in desk.problem()
    assert desk.is_talking_here()


LADDER = Profile(
    profile_id="x", name="x", codes={Feature.PUSH: "*75"}, handoff=(W.CODE, W.OWN_DEVICES, W.CONSULT, W.BLIND)
)


def test_what_would_leave_the_call_to_a_mailbox_is_tried_late() -> None:
    unsafe_last = (W.OWN_DEVICES, W.CONSULT, W.CODE, W.BLIND)
    assert ladder(LADDER, has_number=True, needs_key=True) == unsafe_last
    assert ladder(LADDER, has_number=True, needs_key=False) == LADDER.handoff
    confirming = replace(LADDER, push_confirms=True)
    assert ladder(confirming, has_number=True, needs_key=True) == LADDER.handoff
    assert ladder(confirming, has_number=False, needs_key=True) == (W.CODE, W.OWN_DEVICES)


def test_the_mobile_stops_ringing_before_its_mailbox_answers() -> None:
    assert ring_s(LADDER, 0) == USUAL_RING_S
    assert ring_s(LADDER, 30) == 30
    waits = replace(LADDER, rings_before_voicemail_s=15.0)
    assert (ring_s(waits, 0), ring_s(waits, 30), ring_s(waits, 6)) == (12, 12, 6)
