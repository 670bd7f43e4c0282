"""Calls of a real engine through a real Asterisk."""

from collections.abc import Callable, Iterator

import pytest
from softphone_lab import Lab, Part

from softphone.basics.ids import LegId
from softphone.protocol.commands import (
    Answer,
    HangUp,
    Hold,
    Reject,
    Resume,
    SendDtmf,
    SetMeasuring,
)
from softphone.protocol.events import CallLegChanged, DtmfReceived, StatisticsMeasured
from softphone.protocol.snapshots import (
    AccountConfig,
    EndKind,
    EndReason,
    HoldState,
    LegState,
    Party,
    RejectReason,
    SrtpKeying,
    Transport,
)
from tests.harness.engine_process import EngineProcess
from tests.harness.lab_accounts import lab_config, number

pytestmark = pytest.mark.lab
Phone = Callable[..., tuple[EngineProcess, AccountConfig]]


@pytest.fixture
def phone(lab: Lab) -> Iterator[Phone]:
    """Makes an engine that is registered as a user of the lab."""
    engines = []

    def make(user: str, **settings: object) -> tuple[EngineProcess, AccountConfig]:
        engine = EngineProcess()
        engines.append(engine)
        config = lab_config(lab.facts, user, **settings)  # type: ignore[arg-type]
        engine.register(config, f"secret-{user}")
        return engine, config

    yield make
    for engine in engines:
        engine.close()


def call(engine: EngineProcess, config: AccountConfig, digits: str) -> LegId:
    return engine.dial(config.account_id, number(config, digits))


def end_of(engine: EngineProcess, leg_id: LegId, timeout_s: float = 20.0) -> EndReason:
    end = engine.wait_leg(leg_id, LegState.ENDED, timeout_s).end
    assert end is not None
    return end


def packets_come(engine: EngineProcess, leg_id: LegId, count: int = 20) -> None:
    engine.do(SetMeasuring(is_on=True, interval_ms=100))
    since = len(engine.frames)
    engine.wait(
        StatisticsMeasured,
        lambda e: e.statistics.leg_id == leg_id and e.statistics.rx_packets >= count,
        since=since,
    )


def digits_got(lab: Lab, engine: EngineProcess, user: str, digits: str) -> str:
    got = ""
    for _ in range(40):
        got = lab.received_dtmf(user)
        if len(got) >= len(digits):
            break
        engine.read_for(0.25)
    return got


@pytest.mark.parametrize("transport", list(Transport))
def test_echo_call(phone: Phone, transport: Transport) -> None:
    alice, config = phone("1001", transport=transport)
    leg_id = call(alice, config, "*43")
    leg = alice.wait_leg(leg_id, LegState.ESTABLISHED)
    assert leg.media is not None
    assert leg.media.codec == "opus"
    packets_come(alice, leg_id)
    alice.do(HangUp(leg_id=leg_id))
    assert end_of(alice, leg_id).kind == EndKind.LOCAL_HANG_UP


def test_ringback_then_cancel(phone: Phone) -> None:
    alice, config = phone("1001")
    leg_id = call(alice, config, "180")
    alice.wait_leg(leg_id, LegState.RINGBACK)
    alice.do(HangUp(leg_id=leg_id))
    assert end_of(alice, leg_id).kind == EndKind.CANCELLED


def test_early_media_then_busy(phone: Phone) -> None:
    alice, config = phone("1001")
    leg_id = call(alice, config, "183")
    leg = alice.wait_leg(leg_id, LegState.EARLY_MEDIA)
    assert leg.media is not None
    end = end_of(alice, leg_id)
    assert (end.kind, end.status_code) == (EndKind.BUSY, 486)


@pytest.mark.parametrize(
    ("digits", "kind"),
    [
        ("403", EndKind.FORBIDDEN),
        ("404", EndKind.NOT_FOUND),
        ("480", EndKind.UNAVAILABLE),
        ("484", EndKind.NOT_FOUND),
        ("486", EndKind.BUSY),
        ("488", EndKind.NOT_ACCEPTABLE),
        ("500", EndKind.SERVER_FAILED),
        ("503", EndKind.SERVER_FAILED),
        ("603", EndKind.DECLINED),
        ("604", EndKind.NOT_FOUND),
        ("1999", EndKind.NOT_FOUND),
    ],
)
def test_end_kinds(phone: Phone, digits: str, kind: EndKind) -> None:
    alice, config = phone("1001")
    end = end_of(alice, call(alice, config, digits))
    assert end.kind == kind
    assert end.status_code is not None


def test_incoming_call_names_the_caller_as_the_pbx_vouches(phone: Phone) -> None:
    alice, alice_config = phone("1001")
    bob, _ = phone("1002")
    leg_id = call(alice, alice_config, "1002")
    incoming = bob.wait_incoming()
    assert (incoming.remote.name, incoming.remote.number) == ("Alice Archer", "1001")
    assert incoming.remote.is_asserted
    alice.wait_leg(leg_id, LegState.RINGBACK)
    bob.do(Answer(leg_id=incoming.leg_id))
    alice.wait_leg(leg_id, LegState.ESTABLISHED)
    packets_come(alice, leg_id)
    packets_come(bob, incoming.leg_id)
    bob.do(HangUp(leg_id=incoming.leg_id))
    assert end_of(alice, leg_id).kind == EndKind.REMOTE_HANG_UP


def test_decline_and_busy_as_the_caller_sees_them(phone: Phone) -> None:
    alice, config = phone("1001")
    bob, _ = phone("mobile1002")  # a line without voicemail
    leg_id = call(alice, config, "+15550101002")
    incoming = bob.wait_incoming()
    bob.do(Reject(leg_id=incoming.leg_id, reason=RejectReason.BUSY))
    assert end_of(alice, leg_id).kind == EndKind.BUSY
    assert end_of(bob, incoming.leg_id) == EndReason(kind=EndKind.REJECTED, status_code=486)


def test_missed_call(phone: Phone) -> None:
    alice, config = phone("1001")
    bob, _ = phone("1002")
    leg_id = call(alice, config, "1002")
    incoming = bob.wait_incoming()
    alice.do(HangUp(leg_id=leg_id))
    assert end_of(bob, incoming.leg_id).kind == EndKind.MISSED


def test_answered_on_another_device(phone: Phone) -> None:
    alice, config = phone("1001")
    desk, _ = phone("1002")
    laptop, _ = phone("1002", transport=Transport.TCP)
    call(alice, config, "1002")
    at_desk, at_laptop = desk.wait_incoming(), laptop.wait_incoming()
    desk.do(Answer(leg_id=at_desk.leg_id))
    end = end_of(laptop, at_laptop.leg_id)
    assert (end.kind, end.status_code) == (EndKind.ANSWERED_ELSEWHERE, 200)


def test_hold_and_resume_keep_the_sound(phone: Phone) -> None:
    alice, config = phone("1001")
    leg_id = call(alice, config, "*43")
    alice.wait_leg(leg_id, LegState.ESTABLISHED)
    alice.do(Hold(leg_id=leg_id))
    alice.wait_leg(leg_id, lambda leg: leg.hold == HoldState.LOCAL)
    since = len(alice.frames)
    alice.do(Resume(leg_id=leg_id))
    alice.wait_leg(leg_id, lambda leg: leg.hold == HoldState.NONE, since=since)
    packets_come(alice, leg_id, 60)


def test_three_calls_at_once(phone: Phone, lab: Lab) -> None:
    alice, config = phone("1001")
    first = call(alice, config, "*43")
    alice.wait_leg(first, LegState.ESTABLISHED)
    since = len(alice.frames)
    lab.call_out("1001")
    waiting = alice.wait_incoming(since)
    assert waiting.remote.name == "The Lab"
    alice.do(Hold(leg_id=first))
    alice.do(Answer(leg_id=waiting.leg_id))
    alice.wait_leg(waiting.leg_id, LegState.ESTABLISHED)
    alice.wait_leg(first, lambda leg: leg.hold == HoldState.LOCAL)
    alice.do(Hold(leg_id=waiting.leg_id))
    third = call(alice, config, "*44")
    alice.wait_leg(third, LegState.ESTABLISHED)
    packets_come(alice, third)
    for leg_id in (first, waiting.leg_id, third):
        alice.do(HangUp(leg_id=leg_id))
        alice.wait_leg(leg_id, LegState.ENDED)
    alice.read_for(0.3)
    assert not [name for name in lab.channels() if "1001" in name]


@pytest.mark.parametrize("user", ["1001", "1009", "1010"])
def test_digits_as_the_pbx_gets_them(phone: Phone, lab: Lab, user: str) -> None:
    engine, config = phone(user)
    leg_id = call(engine, config, "*46")
    engine.wait_leg(leg_id, LegState.ESTABLISHED)
    engine.read_for(0.5)
    engine.do(SendDtmf(leg_id=leg_id, digits="1590*2"))
    assert digits_got(lab, engine, user, "1590*2") == "1590*2"


def test_digits_from_the_pbx(phone: Phone) -> None:
    alice, config = phone("1001")
    leg_id = call(alice, config, "*47")
    alice.wait(DtmfReceived, lambda event: event.digit == "#")
    digits = [event.digit for event in alice.events if isinstance(event, DtmfReceived)]
    assert "".join(digits) == "0123456789*#"
    alice.do(HangUp(leg_id=leg_id))


@pytest.mark.parametrize(("user", "keying"), [("1005", SrtpKeying.SDES), ("1008", SrtpKeying.DTLS)])
def test_encrypted_echo_call(phone: Phone, user: str, keying: SrtpKeying) -> None:
    engine, config = phone(user)
    leg_id = call(engine, config, "*43")
    engine.wait_leg(leg_id, LegState.ESTABLISHED)
    leg = engine.wait_leg(leg_id, lambda leg: leg.media is not None and leg.media.is_encrypted)
    assert leg.media is not None
    assert leg.media.keying == keying
    packets_come(engine, leg_id)
    engine.do(Hold(leg_id=leg_id))
    engine.wait_leg(leg_id, lambda leg: leg.hold == HoldState.LOCAL)
    since = len(engine.frames)
    engine.do(Resume(leg_id=leg_id))
    engine.wait_leg(leg_id, lambda leg: leg.hold == HoldState.NONE, since=since)
    packets_come(engine, leg_id, 100)


def test_caller_withheld(phone: Phone, lab: Lab) -> None:
    alice, _ = phone("1001")
    lab.call_out("1001", caller_id='"Anonymous" <anonymous>')
    remote = alice.wait_incoming().remote
    assert isinstance(remote, Party)
    assert remote.is_anonymous


def test_pbx_dies_in_a_call() -> None:
    lab = Lab()
    lab.up()
    try:
        with EngineProcess() as alice:
            config = lab_config(lab.facts, "1001", Transport.TCP)
            alice.register(config, "secret-1001")
            leg_id = call(alice, config, "*43")
            alice.wait_leg(leg_id, LegState.ESTABLISHED)
            lab.kill(Part.PBX)
            alice.read_for(1.0)
            # The user hangs up, and it ends for him at once although nobody answers the BYE.
            alice.do(HangUp(leg_id=leg_id))
            assert alice.wait_leg(leg_id, LegState.ENDED, timeout_s=10.0).end is not None
            assert not [event for event in alice.events if isinstance(event, CallLegChanged)
                        and event.leg.state == LegState.ENDED and event.leg.leg_id != leg_id]  # fmt: skip
    finally:
        lab.down()
