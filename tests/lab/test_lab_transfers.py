"""Transfers through a real Asterisk, as a user makes them: over UDP, and over TLS with encrypted sound."""

from collections.abc import Iterator

import pytest
from softphone_lab import Lab

from softphone.accounts.credentials import MemoryCredentialStore
from softphone.basics.ids import CallId, LegId
from softphone.calls.transfer import TransferStage, TransferView
from softphone.headless import HeadlessPhone
from softphone.lab_account import lab_account
from softphone.protocol.commands import Answer, HangUp, Transfer
from softphone.protocol.events import CallLegChanged
from softphone.protocol.snapshots import EndKind, LegState
from softphone.runtime import PlainRuntime
from softphone.settings.call_settings import TRANSFER_WAITS_FOR_ANSWER
from softphone.settings.store import MemorySettingsStore
from tests.harness.engine_process import EngineProcess
from tests.harness.lab_accounts import lab_config, number

pytestmark = pytest.mark.lab
S = TransferStage


class Far:
    """Somebody at another telephone."""

    def __init__(self, lab: Lab, user: str) -> None:
        self.user = user
        self.engine = EngineProcess()
        self.config = lab_config(lab.facts, user)
        self.engine.register(self.config, f"secret-{user}")
        self.leg_id = LegId("")
        self._seen = 0

    def call(self, digits: str) -> None:
        self.leg_id = self.engine.dial(self.config.account_id, number(self.config, digits))

    def ring(self) -> None:
        """Waits until it rings here."""
        self.leg_id = self.engine.wait_incoming(self._seen).leg_id
        self._seen = len(self.engine.frames)

    def answer(self) -> None:
        self.engine.do(Answer(leg_id=self.leg_id))
        self.engine.wait_leg(self.leg_id, LegState.ESTABLISHED)

    def hang_up(self) -> None:
        self.engine.do(HangUp(leg_id=self.leg_id))

    def sees(self, digits: str) -> None:
        """Waits until the far party is that one."""
        self.engine.wait_leg(self.leg_id, lambda leg: leg.remote.number == digits)

    def is_talking(self) -> bool:
        self.engine.read_for(0.3)
        return self.engine.leg(self.leg_id).state == LegState.ESTABLISHED


class Office:
    """Alice, whose telephone is a whole softphone, with Bob on the line, and Carol, who may be called."""

    def __init__(self, lab: Lab, users: tuple[str, str, str]) -> None:
        self.lab = lab
        self.phone = HeadlessPhone(
            PlainRuntime(), settings_store=MemorySettingsStore(), credentials=MemoryCredentialStore()
        )
        self.phone.start()
        assert self.phone.sign_in(*lab_account(lab.facts, users[0])).is_registered
        self.number = users[0]
        self.bob, self.carol = Far(lab, users[1]), Far(lab, users[2])
        self.transfers = self.phone.app.transfers
        self.views: list[TransferView] = []
        self.transfers.changed.add(self.views.append)
        self.first = CallId("")

    def talk_to_bob(self) -> None:
        rung: list[CallId] = []
        forget = self.phone.app.calls.incoming.add(lambda call: rung.append(call.call_id))
        self.bob.call(self.number)
        self.phone.wait_for(lambda: bool(rung), 10, "Bob's call did not come.")
        forget()
        self.first = rung[0]
        self.phone.app.calls.answer(self.first)
        self.phone.wait_for_call(self.first, LegState.ESTABLISHED)
        self.bob.engine.wait_leg(self.bob.leg_id, LegState.ESTABLISHED)

    def stage(self) -> TransferStage | None:
        return self.views[-1].stage if self.views else None

    def wait_stage(self, stage: TransferStage) -> None:
        self.phone.wait_for(lambda: self.stage() == stage, 20, f"The transfer did not become {stage}.")

    def wait_ended(self, call_id: CallId) -> EndKind:
        def has_ended() -> bool:
            call = self.phone.app.calls.get(call_id)
            return call is not None and call.is_ended

        self.phone.wait_for(has_ended, 10, "The call did not end.")
        call = self.phone.app.calls.get(call_id)
        assert call is not None
        assert call.leg.end is not None
        return call.leg.end.kind

    def wait_back(self) -> None:
        """Waits until Alice speaks with Bob again."""

        def is_back() -> bool:
            call = self.phone.app.calls.get(self.first)
            return call is not None and call.state == LegState.ESTABLISHED and not call.is_held

        self.phone.wait_for(is_back, 10, "The caller is not back.")
        assert self.bob.is_talking()

    def problem(self) -> str:
        problem = self.views[-1].problem
        assert problem is not None
        return problem.title

    def close(self) -> None:
        self.phone.close()
        self.phone.runtime.close()
        self.bob.engine.close()
        self.carol.engine.close()


@pytest.fixture(scope="module", params=[("1001", "1002", "1003"), ("1005", "1006", "1008")], ids=["udp", "tls_srtp"])
def line(request: pytest.FixtureRequest, lab: Lab) -> Iterator[Office]:
    office = Office(lab, request.param)
    yield office
    office.close()


@pytest.fixture
def office(line: Office) -> Iterator[Office]:
    """Alice speaks with Bob."""
    line.views.clear()
    line.phone.app.settings.set(TRANSFER_WAITS_FOR_ANSWER, True)
    line.talk_to_bob()
    yield line
    for call in line.phone.app.calls.calls():
        line.phone.app.calls.hang_up(call.call_id)
    for far in (line.bob, line.carol):
        far.engine.read_for(0.2)
        for leg_id in {e.leg.leg_id for e in far.engine.events if isinstance(e, CallLegChanged)}:
            if far.engine.leg(leg_id).state != LegState.ENDED:
                far.engine.ask(HangUp(leg_id=leg_id))
    line.phone.wait_for_silence(10)


def carol_and_bob_talk(office: Office) -> None:
    """Both are up, and each is shown the other."""
    assert office.bob.is_talking()
    assert office.carol.is_talking()
    office.bob.sees(office.carol.user)
    office.carol.sees(office.bob.user)


# ------------------------------------------------------------------------- blind


@pytest.mark.parametrize("waits", [True, False], ids=["keeping", "sending_on"])
def test_a_blind_transfer_joins_caller_and_target(office: Office, waits: bool) -> None:
    office.phone.app.settings.set(TRANSFER_WAITS_FOR_ANSWER, waits)
    office.transfers.blind(office.first, office.carol.user)
    office.carol.ring()
    office.carol.answer()
    assert office.wait_ended(office.first) == EndKind.TRANSFERRED
    assert office.stage() == S.DONE
    carol_and_bob_talk(office)


@pytest.mark.parametrize(
    ("digits", "words"),
    [
        ("77777", "This number is not in use"),
        ("486", "Busy"),
        ("408", "No answer"),
        ("603", "The call was declined"),
    ],
)
def test_a_blind_transfer_that_fails_brings_the_caller_back(office: Office, digits: str, words: str) -> None:
    office.transfers.blind(office.first, digits)
    office.wait_stage(S.FAILED)
    assert office.problem() == words
    office.transfers.cancel(office.first)
    office.wait_back()


def test_a_phone_server_that_knows_no_such_number_gives_the_caller_back(office: Office) -> None:
    office.phone.app.settings.set(TRANSFER_WAITS_FOR_ANSWER, False)
    office.transfers.blind(office.first, "77777")
    office.wait_stage(S.FAILED)
    assert office.problem() == "This number is not in use."
    office.transfers.cancel(office.first)
    office.wait_back()


def test_back_to_the_caller_while_the_target_of_a_blind_transfer_rings(office: Office) -> None:
    office.transfers.blind(office.first, office.carol.user)
    office.carol.ring()
    office.transfers.cancel(office.first)
    office.wait_back()
    office.carol.engine.wait_leg(office.carol.leg_id, LegState.ENDED)


# ----------------------------------------------------------------------- consult


def test_a_consultation_to_its_end(office: Office) -> None:
    consult = office.transfers.consult(office.first, office.carol.user)
    office.carol.ring()
    assert office.stage() == S.CONSULT_RINGING
    office.carol.answer()
    office.wait_stage(S.CONSULTING)
    office.transfers.complete(consult)
    assert office.wait_ended(office.first) == EndKind.TRANSFERRED
    assert office.wait_ended(consult) == EndKind.TRANSFERRED
    assert office.stage() == S.DONE
    carol_and_bob_talk(office)


def test_two_calls_are_connected_in_one_step(office: Office) -> None:
    second = office.phone.app.calls.dial(office.carol.user)
    office.carol.ring()
    office.carol.answer()
    office.phone.wait_for_call(second, LegState.ESTABLISHED)
    office.transfers.connect(office.first, second)
    for call_id in (office.first, second):
        assert office.wait_ended(call_id) == EndKind.TRANSFERRED
    assert office.stage() == S.DONE
    carol_and_bob_talk(office)


def test_a_consultation_that_is_cancelled_while_it_rings(office: Office) -> None:
    consult = office.transfers.consult(office.first, office.carol.user)
    office.carol.ring()
    office.transfers.cancel(consult)
    office.wait_back()
    assert office.wait_ended(consult) == EndKind.CANCELLED


def test_a_consultation_with_swaps_that_is_cancelled(office: Office) -> None:
    consult = office.transfers.consult(office.first, office.carol.user)
    office.carol.ring()
    office.carol.answer()
    office.wait_stage(S.CONSULTING)
    for stage in (S.BACK_WITH_CALLER, S.CONSULTING):
        office.transfers.swap(consult)
        office.wait_stage(stage)
        office.phone.pause(0.3)
    office.transfers.cancel(office.first)
    office.wait_back()
    assert office.wait_ended(consult) == EndKind.LOCAL_HANG_UP


def test_three_speak_together_before_two_are_left(office: Office) -> None:
    consult = office.transfers.consult(office.first, office.carol.user)
    office.carol.ring()
    office.carol.answer()
    office.wait_stage(S.CONSULTING)
    office.transfers.introduce(consult)
    office.wait_stage(S.INTRODUCING)

    def are_mixed() -> bool:
        calls = (office.phone.app.calls.get(call_id) for call_id in (office.first, consult))
        return all(call is not None and call.leg.is_mixed and call.is_hold_settled for call in calls)

    office.phone.wait_for(are_mixed, 10, "The three are not together.")
    office.transfers.complete(consult)
    for call_id in (office.first, consult):
        assert office.wait_ended(call_id) == EndKind.TRANSFERRED
    carol_and_bob_talk(office)


def test_a_target_that_hangs_up_leaves_the_caller(office: Office) -> None:
    office.transfers.consult(office.first, office.carol.user)
    office.carol.ring()
    office.carol.answer()
    office.wait_stage(S.CONSULTING)
    office.carol.hang_up()
    office.wait_stage(S.FAILED)
    assert office.problem() == "The other side hung up"
    office.transfers.cancel(office.first)
    office.wait_back()


def test_completing_while_it_rings(office: Office) -> None:
    consult = office.transfers.consult(office.first, office.carol.user)
    office.carol.ring()
    office.transfers.complete(consult)
    office.carol.answer()
    assert office.wait_ended(office.first) == EndKind.TRANSFERRED
    carol_and_bob_talk(office)


# ------------------------------------------------------------- what others do to us


def test_a_transfer_by_the_far_side_goes_on_in_the_same_call(office: Office) -> None:
    rung: list[CallId] = []
    forget = office.phone.app.calls.incoming.add(lambda call: rung.append(call.call_id))
    facts = office.lab.facts
    target = f"sip:{office.carol.user}@{facts.host}:{facts.sip_udp}"
    office.phone.app.calls.hang_up(office.first)
    office.phone.wait_for_silence(10)
    office.lab.call_out(office.number, "Transfer", f"PJSIP/{target}")
    office.phone.wait_for(lambda: bool(rung), 10, "The PBX did not call.")
    forget()
    office.phone.app.calls.answer(rung[0])
    office.carol.ring()
    office.carol.answer()

    def is_with_carol() -> bool:
        call = office.phone.app.calls.get(rung[0])
        return call is not None and call.state == LegState.ESTABLISHED and call.leg.remote.number == office.carol.user

    office.phone.wait_for(is_with_carol, 10, "The call did not go on with Carol.")
    assert len([call for call in office.phone.app.calls.calls() if not call.is_ended]) == 1
    assert office.carol.is_talking()
    office.phone.app.calls.hang_up(rung[0])
    office.carol.engine.wait_leg(office.carol.leg_id, LegState.ENDED)


def test_a_transfer_among_others_changes_the_name_on_our_side(office: Office) -> None:
    """Bob gives Alice to Carol: Alice's call stays, and shows Carol."""
    office.bob.engine.do(Transfer(leg_id=office.bob.leg_id, target=number(office.bob.config, office.carol.user)))
    office.carol.ring()
    office.carol.answer()

    def shows_carol() -> bool:
        call = office.phone.app.calls.get(office.first)
        return call is not None and call.leg.remote.number == office.carol.user

    office.phone.wait_for(shows_carol, 10, "The name did not follow.")
    call = office.phone.app.calls.get(office.first)
    assert call is not None
    assert call.name == office.lab.facts.user(office.carol.user).name
    assert office.bob.engine.wait_leg(office.bob.leg_id, LegState.ENDED).end is not None
