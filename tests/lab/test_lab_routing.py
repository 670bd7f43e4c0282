"""Where calls go at a real PBX: set here or elsewhere, read back, followed by real calls, true after its restart."""

import logging
from collections.abc import Callable, Iterator

import pytest
from softphone_lab import Lab, Part
from softphone_lab.line import Line
from softphone_lab.line_call import Answers

from softphone.accounts.credentials import MemoryCredentialStore
from softphone.basics.ids import AccountId
from softphone.calls.call import Call
from softphone.headless import HeadlessPhone
from softphone.lab_account import lab_account
from softphone.mobility.forward_target import MOBILE, VOICEMAIL, ForwardPlace, ForwardTarget
from softphone.mobility.forwarding import ForwardKind, ForwardRule, ForwardState
from softphone.mobility.twin_view import TwinMode
from softphone.protocol.snapshots import LegState
from softphone.runtime import PlainRuntime
from softphone.settings.store import MemorySettingsStore

pytestmark = pytest.mark.lab
PATIENCE_S = 60.0
ALICE = AccountId("lab-1001")
ON, OFF = ForwardState.ON, ForwardState.OFF
_OFF_CODES = ("CFU", "CFB", "CFNA", "CFNR", "TWIN", "TWINGUARD", "TWINDELAY")


@pytest.fixture(scope="module")
def own_lab() -> Iterator[Lab]:
    """A PBX of these tests' own: it is restarted."""
    lab = Lab(parts=(Part.PBX,), ring_seconds=4)
    lab.up()
    yield lab
    lab.down()


class Desk:
    """Somebody's program."""

    def __init__(self, runtime: PlainRuntime, lab: Lab, user: str) -> None:
        self.store = MemorySettingsStore()
        self.phone = HeadlessPhone(runtime, settings_store=self.store, credentials=MemoryCredentialStore())
        self.phone.start()
        assert self.phone.sign_in(*lab_account(lab.facts, user)).is_registered
        self.account_id = AccountId(f"lab-{user}")
        self.app = self.phone.app
        self.rung: list[Call] = []
        self._is_closed = False
        self.app.calls.incoming.add(self.rung.append)

    def close(self) -> None:
        if not self._is_closed:
            self._is_closed = True
            assert self.phone.close()

    def rule(self, kind: ForwardKind = ForwardKind.ALWAYS) -> ForwardRule:
        return self.app.forwarding.rule(self.account_id, kind)

    def forward(self, target: str | ForwardTarget | None, kind: ForwardKind = ForwardKind.ALWAYS) -> None:
        wanted = ForwardTarget(target) if isinstance(target, str) else target
        self.app.forwarding.set(self.account_id, kind, wanted)

    def sees(self, state: ForwardState, kind: ForwardKind = ForwardKind.ALWAYS) -> ForwardRule:
        """Waits until the PBX says so and nothing is pending."""
        self.wait(lambda: self.rule(kind).is_read_back and self.rule(kind).state == state, f"{kind} {state}")
        self.wait(lambda: not self.rule(kind).is_pending, f"{kind} is taken")
        return self.rule(kind)

    def wait(self, is_so: Callable[[], bool], what: str) -> None:
        self.phone.wait_for(is_so, PATIENCE_S, f"not so: {what}")


@pytest.fixture
def desks(own_lab: Lab) -> Iterator[Callable[[str], Desk]]:
    """Makes programs that share one loop."""
    runtime = PlainRuntime()
    made: list[Desk] = []

    def make(user: str) -> Desk:
        made.append(Desk(runtime, own_lab, user))
        return made[-1]

    yield make
    for desk in made:
        desk.close()
    runtime.close()
    for name in _OFF_CODES:
        own_lab.cli(f"database del {name} 1001")
        own_lab.cli(f"devstate change Custom:{name}1001 NOT_INUSE")


Desks = Callable[[str], Desk]


def test_what_is_set_on_one_laptop_is_seen_on_the_other(own_lab: Lab, desks: Desks) -> None:
    here, there = desks("1001"), desks("1001")
    for kind in ForwardKind:
        here.forward("1003", kind)
    for kind in ForwardKind:
        assert here.sees(ON, kind).target == "1003"
        assert there.sees(ON, kind).target == ""  # the lamp does not tell where to
    assert "1003" in own_lab.cli("database get CFU 1001")
    there.forward(None)
    there.sees(OFF)
    here.sees(OFF)
    assert (here.rule().problem, here.rule(ForwardKind.BUSY).state) == (None, ON)


def test_a_real_call_goes_where_all_calls_are_sent(own_lab: Lab, desks: Desks) -> None:
    alice, bob, carol = desks("1001"), desks("1002"), desks("1007")
    alice.forward("1007")
    alice.sees(ON)
    dialled = bob.app.calls.dial("1001")
    carol.wait(lambda: bool(carol.rung), "Carol is called")
    carol.app.calls.answer(carol.rung[0].call_id)
    bob.phone.wait_for_call(dialled, LegState.ESTABLISHED)
    assert alice.rung == []
    bob.phone.hang_up(dialled)
    bob.phone.wait_for_silence()
    carol.phone.wait_for_silence()


def test_a_caller_leaves_a_message_where_calls_go_to_voicemail(own_lab: Lab, desks: Desks) -> None:
    alice, bob = desks("1001"), desks("1002")
    alice.forward(VOICEMAIL)
    assert alice.sees(ON).target == "voicemail"
    bob.phone.hang_up(bob.phone.dial("1001").call_id)
    bob.phone.wait_for_silence()
    assert alice.rung == []
    assert "*551001" in own_lab.cli("database get CFU 1001")


def test_calls_go_on_while_no_phone_is_registered(own_lab: Lab, desks: Desks) -> None:
    alice, bob, carol = desks("1001"), desks("1002"), desks("1007")
    alice.forward("1007", ForwardKind.NOT_REGISTERED)
    alice.sees(ON, ForwardKind.NOT_REGISTERED)
    call_id = bob.app.calls.dial("1001")
    alice.wait(lambda: bool(alice.rung), "Alice's phone rings while there is one")
    bob.phone.hang_up(call_id)
    alice.app.accounts.remove(ALICE)
    alice.wait(lambda: own_lab.contacts("1001") == (), "signed out")
    call_id = bob.app.calls.dial("1001")
    carol.wait(lambda: bool(carol.rung), "Carol is called")
    bob.phone.hang_up(call_id)
    bob.phone.wait_for_silence()
    carol.phone.wait_for_silence()


def test_a_code_that_the_pbx_refuses_is_said(own_lab: Lab, desks: Desks) -> None:
    alice = desks("1001")
    alice.sees(OFF)
    own_lab.cli("dialplan remove extension _*72.@features")
    try:
        alice.forward("1003")
        alice.wait(lambda: alice.rule().problem is not None, "refused")
        assert (alice.rule().state, alice.rule().is_pending) == (OFF, False)
    finally:
        own_lab.cli("dialplan reload")


def test_after_a_restart_of_the_pbx_it_is_shown_as_the_pbx_has_it(own_lab: Lab, desks: Desks) -> None:
    alice = desks("1001")
    alice.forward("1003")
    alice.sees(ON)
    own_lab.kill(Part.PBX)
    alice.app.accounts.register_now(ALICE)
    alice.wait(lambda: not alice.rule().is_read_back, "not heard any more")
    assert (alice.rule().state, alice.rule().target) == (ON, "1003")
    own_lab.start(Part.PBX)  # which forgot everything
    alice.sees(OFF)
    alice.forward("1003")
    assert alice.sees(ON).target == "1003"


@pytest.fixture
def mobile(own_lab: Lab) -> Iterator[Line]:
    """Alice's mobile. The desk rings for long, so that there is time to see who gets the call."""
    own_lab.cli("database put RINGSECS 1001 40")
    with Line(own_lab.facts, "mobile1001", 600.0) as line:
        yield line
    own_lab.cli("database del RINGSECS 1001")


def test_the_mobile_rings_too_while_that_is_on(desks: Desks, mobile: Line) -> None:
    alice, other, bob = desks("1001"), desks("1001"), desks("1002")
    alice.app.twinning.set_mode(ALICE, TwinMode.ALWAYS)
    alice.wait(lambda: bool(alice.app.twinning.view(ALICE).is_on), "the mobile rings too")
    other.wait(lambda: other.app.twinning.view(ALICE).mode is TwinMode.ALWAYS, "seen on the other laptop")
    bob.phone.hang_up(bob.phone.dial("1001").call_id)  # the mobile answers
    bob.phone.wait_for_silence()
    assert len(mobile.calls) == 1
    other.app.twinning.set_mode(ALICE, TwinMode.OFF)
    alice.wait(lambda: alice.app.twinning.view(ALICE).mode is TwinMode.OFF, "switched off on the other laptop")
    rung = len(alice.rung)
    call_id = bob.app.calls.dial("1001")
    alice.wait(lambda: len(alice.rung) > rung, "the desk rings")
    bob.phone.hang_up(call_id)
    bob.phone.wait_for_silence()
    assert len(mobile.calls) == 1


def test_calls_go_to_the_own_mobile_whose_number_is_kept_nowhere(
    desks: Desks, mobile: Line, caplog: pytest.LogCaptureFixture
) -> None:
    alice, bob = desks("1001"), desks("1002")
    with caplog.at_level(logging.DEBUG):
        alice.app.mobile_numbers.set(ALICE, "+1 555 010 1001", lambda _: None)
        alice.wait(lambda: ForwardPlace.MOBILE in alice.app.forwarding.places(ALICE), "the mobile is known")
        alice.forward(MOBILE)
        assert alice.sees(ON).target == "mobile"
        bob.phone.hang_up(bob.phone.dial("1001").call_id)  # the mobile answers
        bob.phone.wait_for_silence()
    assert len(mobile.calls) == 1
    assert alice.rung == []
    alice.close()  # saves
    assert "mobile" in str(alice.store.load().values)
    assert "5550101001" not in str(alice.store.load().values) + caplog.text


def test_a_guarded_mobile_gets_a_call_only_when_a_person_says_so(own_lab: Lab, desks: Desks, mobile: Line) -> None:
    alice, bob = desks("1001"), desks("1002")
    twinning = alice.app.twinning
    twinning.set_mode(ALICE, TwinMode.ALWAYS)
    twinning.set_guarded(ALICE, True)
    twinning.set_delay(ALICE, 1)
    alice.wait(lambda: bool(twinning.view(ALICE).is_on and not twinning.view(ALICE).is_pending), "all is set")
    assert twinning.view(ALICE).is_guarded
    assert "1" in own_lab.cli("database get TWINDELAY 1001")
    mobile.answers = Answers.VOICEMAIL
    call_id = bob.app.calls.dial("1001")
    alice.wait(lambda: bool(mobile.calls) and mobile.calls[0].is_talking, "the mobile's voicemail answers")
    alice.wait(lambda: mobile.calls[0].is_ended, "it is sent away")
    call = bob.app.calls.get(call_id)
    assert call is not None
    assert call.state is LegState.RINGBACK
    alice.app.calls.answer(alice.rung[-1].call_id)  # the desk has rung all the time
    bob.phone.wait_for_call(call_id, LegState.ESTABLISHED)
    bob.phone.hang_up(call_id)
    bob.phone.wait_for_silence()
    alice.phone.wait_for_silence()
    mobile.answers = Answers.PERSON
    bob.phone.hang_up(bob.phone.dial("1001", timeout_s=PATIENCE_S).call_id)
    assert mobile.calls[1].pressed == "1"
    bob.phone.wait_for_silence()


def test_the_mobile_goes_on_ringing_when_the_program_ends(own_lab: Lab, desks: Desks) -> None:
    alice = desks("1001")
    alice.app.twinning.set_mode(ALICE, TwinMode.WHEN_AWAY)
    alice.wait(lambda: alice.app.twinning.view(ALICE).is_read_back, "read back")
    assert alice.app.twinning.view(ALICE).is_on is False
    alice.close()
    assert "1" in own_lab.cli("database get TWIN 1001").replace("1001", "")
