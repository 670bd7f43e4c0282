"""Two real engines call each other over loopback, each driven through its pipe."""

import pytest

from softphone.basics.ids import LegId, new_leg_id
from softphone.protocol.commands import (
    Answer,
    Dial,
    HangUp,
    Hold,
    Reject,
    RemoveAccount,
    Resume,
    SendDtmf,
    SetCodecs,
    SetMeasuring,
    SetMuted,
)
from softphone.protocol.events import (
    AccountRemoved,
    CallLegChanged,
    DtmfReceived,
    RejectCode,
    Rejected,
    StatisticsMeasured,
)
from softphone.protocol.snapshots import (
    Direction,
    DtmfMethod,
    EndKind,
    HoldState,
    LegState,
    RejectReason,
    SrtpKeying,
    SrtpMode,
)
from tests.harness.engine_pair import ALICE, EnginePair
from tests.harness.engine_process import EngineProcess, local_account
from tests.harness.scripted_registrar import request, sdp
from tests.harness.stranger import Stranger


def hold_of(engine: EngineProcess, leg_id: LegId, hold: HoldState, since: int = 0) -> None:
    engine.wait_leg(leg_id, lambda leg: leg.hold == hold, since=since)


def states(engine: EngineProcess, leg_id: LegId) -> list[LegState]:
    told = [event.leg.state for event in engine.events if isinstance(event, CallLegChanged)
            if event.leg.leg_id == leg_id]  # fmt: skip
    return [state for index, state in enumerate(told) if index == 0 or told[index - 1] != state]


def test_call_with_sound_both_ways(pair: EnginePair) -> None:
    dialled, incoming = pair.talk()
    assert states(pair.alice, dialled) == [LegState.CALLING, LegState.RINGBACK, LegState.ESTABLISHED]
    assert states(pair.bob, incoming) == [LegState.ALERTING, LegState.ANSWERING, LegState.ESTABLISHED]
    for engine, leg_id in ((pair.alice, dialled), (pair.bob, incoming)):
        leg = engine.leg(leg_id)
        assert leg.media is not None
        assert leg.media.codec == "opus"
        assert not leg.media.is_encrypted
        assert leg.answered_at_s is not None
        engine.do(SetMeasuring(is_on=True, interval_ms=200))
        engine.wait(StatisticsMeasured, lambda e: e.statistics.rx_packets > 20 and e.statistics.tx_packets > 20)
    assert pair.alice.leg(dialled).sip_call_id == pair.bob.leg(incoming).sip_call_id
    caller = pair.bob.leg(incoming).remote
    assert (caller.number, caller.is_asserted) == ("alice", False)


def test_caller_hangs_up(pair: EnginePair) -> None:
    dialled, incoming = pair.talk()
    pair.alice.do(HangUp(leg_id=dialled))
    ended = pair.alice.wait_leg(dialled, LegState.ENDED)
    assert ended.end is not None
    assert ended.end.kind == EndKind.LOCAL_HANG_UP
    assert ended.ended_at_s is not None
    other = pair.bob.wait_leg(incoming, LegState.ENDED)
    assert other.end is not None
    assert other.end.kind == EndKind.REMOTE_HANG_UP


def test_callee_hangs_up(pair: EnginePair) -> None:
    dialled, incoming = pair.talk()
    pair.bob.do(HangUp(leg_id=incoming))
    end = pair.alice.wait_leg(dialled, LegState.ENDED).end
    assert end is not None
    assert end.kind == EndKind.REMOTE_HANG_UP


@pytest.mark.parametrize(
    ("reason", "status", "kind"),
    [(RejectReason.BUSY, 486, EndKind.BUSY), (RejectReason.DECLINE, 603, EndKind.DECLINED)],
)
def test_reject(pair: EnginePair, reason: RejectReason, status: int, kind: EndKind) -> None:
    dialled, incoming = pair.ring()
    pair.bob.do(Reject(leg_id=incoming, reason=reason))
    own_end = pair.bob.wait_leg(incoming, LegState.ENDED).end
    end = pair.alice.wait_leg(dialled, LegState.ENDED).end
    assert own_end is not None
    assert end is not None
    assert (own_end.kind, own_end.status_code) == (EndKind.REJECTED, status)
    assert (end.kind, end.status_code) == (kind, status)


def test_cancel(pair: EnginePair) -> None:
    dialled, incoming = pair.ring()
    pair.alice.do(HangUp(leg_id=dialled))
    end = pair.alice.wait_leg(dialled, LegState.ENDED).end
    missed = pair.bob.wait_leg(incoming, LegState.ENDED).end
    assert end is not None
    assert missed is not None
    assert (end.kind, missed.kind) == (EndKind.CANCELLED, EndKind.MISSED)


def test_hold_and_resume_by_both_sides(pair: EnginePair) -> None:
    a, b = pair.talk()
    pair.alice.do(Hold(leg_id=a))
    hold_of(pair.alice, a, HoldState.LOCAL)
    hold_of(pair.bob, b, HoldState.REMOTE)
    pair.bob.do(Hold(leg_id=b))
    hold_of(pair.bob, b, HoldState.BOTH)
    hold_of(pair.alice, a, HoldState.BOTH)
    since_a, since_b = len(pair.alice.frames), len(pair.bob.frames)
    pair.alice.do(Resume(leg_id=a))
    hold_of(pair.alice, a, HoldState.REMOTE, since_a)
    hold_of(pair.bob, b, HoldState.LOCAL, since_b)
    pair.bob.do(Resume(leg_id=b))
    hold_of(pair.bob, b, HoldState.NONE, since_b)
    hold_of(pair.alice, a, HoldState.NONE, since_a)


def test_both_hold_at_the_same_moment(pair: EnginePair) -> None:
    a, b = pair.talk()
    pair.alice.post(Hold(leg_id=a))
    pair.bob.post(Hold(leg_id=b))
    hold_of(pair.alice, a, HoldState.BOTH)
    hold_of(pair.bob, b, HoldState.BOTH)


def test_hold_and_resume_in_quick_succession_ends_resumed(pair: EnginePair) -> None:
    a, b = pair.talk()
    for _ in range(3):
        pair.alice.do(Hold(leg_id=a))
        pair.alice.do(Resume(leg_id=a))
    pair.alice.do(Hold(leg_id=a))
    hold_of(pair.alice, a, HoldState.LOCAL)
    since = len(pair.bob.frames)
    pair.alice.do(Resume(leg_id=a))
    pair.bob.read_for(1.0)
    pair.alice.read_for(0.2)
    assert pair.alice.leg(a).hold == HoldState.NONE
    assert pair.bob.leg(b).hold == HoldState.NONE
    assert len(pair.bob.frames) >= since


def test_states_are_checked(pair: EnginePair) -> None:
    a, b = pair.ring()

    def refused(engine: EngineProcess, command: object) -> RejectCode:
        reply = engine.ask(command)  # type: ignore[arg-type]
        assert isinstance(reply, Rejected)
        return reply.code

    assert refused(pair.alice, Answer(leg_id=a)) == RejectCode.WRONG_STATE
    assert refused(pair.alice, Hold(leg_id=a)) == RejectCode.WRONG_STATE
    assert refused(pair.bob, SendDtmf(leg_id=b, digits="1")) == RejectCode.WRONG_STATE
    assert refused(pair.bob, Answer(leg_id=new_leg_id())) == RejectCode.UNKNOWN_LEG
    pair.bob.do(Answer(leg_id=b))
    pair.alice.wait_leg(a, LegState.ESTABLISHED)
    assert refused(pair.alice, Resume(leg_id=a)) == RejectCode.WRONG_STATE
    assert refused(pair.alice, SendDtmf(leg_id=a, digits="1x")) == RejectCode.BAD_ARGUMENT
    pair.alice.do(HangUp(leg_id=a))
    pair.alice.wait_leg(a, LegState.ENDED)
    assert refused(pair.alice, HangUp(leg_id=a)) == RejectCode.UNKNOWN_LEG
    again = Dial(leg_id=a, account_id=ALICE, target="sip:bob@127.0.0.1")
    assert refused(pair.alice, again) == RejectCode.BAD_ARGUMENT
    nonsense = Dial(leg_id=new_leg_id(), account_id=ALICE, target="bob")
    assert refused(pair.alice, nonsense) == RejectCode.BAD_ARGUMENT


def test_mute_is_told(pair: EnginePair) -> None:
    a, _ = pair.talk()
    pair.alice.do(SetMuted(leg_id=a, is_muted=True))
    assert pair.alice.wait_leg(a, lambda leg: leg.is_muted).state == LegState.ESTABLISHED


@pytest.mark.parametrize("method", [DtmfMethod.TELEPHONE_EVENT, DtmfMethod.SIP_INFO])
def test_digits_arrive(pair: EnginePair, method: DtmfMethod) -> None:
    pair.configure(dtmf=method)
    a, b = pair.talk()
    pair.alice.do(SendDtmf(leg_id=a, digits="15*#", duration_ms=100))
    pair.bob.wait(DtmfReceived, lambda event: event.digit == "#")
    got = [event for event in pair.bob.events if isinstance(event, DtmfReceived)]
    assert "".join(event.digit for event in got) == "15*#"
    assert {(event.leg_id, event.method) for event in got} == {(b, method)}


@pytest.mark.parametrize("codec", ["G722", "PCMA", "PCMU", "opus"])
def test_codec_order(pair: EnginePair, codec: str) -> None:
    pair.alice.do(SetCodecs(codecs=(codec,)))
    a, b = pair.talk()
    for engine, leg_id in ((pair.alice, a), (pair.bob, b)):
        media = engine.leg(leg_id).media
        assert media is not None
        assert media.codec == codec


@pytest.mark.parametrize("keying", list(SrtpKeying))
def test_encrypted_sound(pair: EnginePair, keying: SrtpKeying) -> None:
    pair.configure(srtp=SrtpMode.REQUIRED, srtp_keying=keying)
    a, b = pair.talk()
    for engine, leg_id in ((pair.alice, a), (pair.bob, b)):
        leg = engine.wait_leg(leg_id, lambda leg: leg.media is not None and leg.media.is_encrypted)
        assert leg.media is not None
        assert leg.media.keying == keying
        assert leg.media.crypto_suite
        engine.do(SetMeasuring(is_on=True, interval_ms=200))
        engine.wait(StatisticsMeasured, lambda event: event.statistics.rx_packets > 20)
    for engine, leg_id in ((pair.alice, a), (pair.bob, b)):
        engine.do(Hold(leg_id=leg_id))
        hold_of(engine, leg_id, HoldState.LOCAL)
        since = len(engine.frames)
        engine.do(Resume(leg_id=leg_id))
        hold_of(engine, leg_id, HoldState.NONE, since)
    for engine in (pair.alice, pair.bob):
        since = len(engine.frames)
        engine.wait(StatisticsMeasured, lambda event: event.statistics.rx_packets > 100, since=since)


def test_preferred_encryption_falls_back_and_required_refuses(pair: EnginePair) -> None:
    pair.alice.put_account(local_account("alice", srtp=SrtpMode.PREFERRED))
    a, b = pair.talk()
    media = pair.alice.leg(a).media
    assert media is not None
    assert not media.is_encrypted
    pair.bob.do(HangUp(leg_id=b))
    pair.alice.wait_leg(a, LegState.ENDED)
    pair.alice.put_account(local_account("alice", srtp=SrtpMode.REQUIRED))
    refused = pair.alice.dial(ALICE, f"sip:bob@127.0.0.1:{pair.bob_port}")
    end = pair.alice.wait_leg(refused, LegState.ENDED).end
    assert end is not None
    assert (end.kind, end.status_code) == (EndKind.NOT_ACCEPTABLE, 488)


def test_call_for_nobody_is_not_found(pair: EnginePair) -> None:
    leg_id = pair.alice.dial(ALICE, f"sip:carol@127.0.0.1:{pair.bob_port}")
    end = pair.alice.wait_leg(leg_id, LegState.ENDED).end
    assert end is not None
    assert (end.kind, end.status_code) == (EndKind.NOT_FOUND, 404)
    assert not [event for event in pair.bob.events if isinstance(event, CallLegChanged)]


def test_no_common_codec_is_not_acceptable(pair: EnginePair) -> None:
    pair.alice.do(SetCodecs(codecs=("G722",)))
    pair.bob.do(SetCodecs(codecs=("opus",)))
    leg_id = pair.alice.dial(ALICE, f"sip:bob@127.0.0.1:{pair.bob_port}")
    end = pair.alice.wait_leg(leg_id, LegState.ENDED).end
    assert end is not None
    assert (end.kind, end.status_code) == (EndKind.NOT_ACCEPTABLE, 488)


def test_nobody_there(pair: EnginePair) -> None:
    leg_id = pair.alice.dial(ALICE, "sip:bob@127.0.0.1:9")
    pair.alice.do(HangUp(leg_id=leg_id))
    end = pair.alice.wait_leg(leg_id, LegState.ENDED, timeout_s=10.0).end
    assert end is not None
    assert end.kind == EndKind.CANCELLED


def test_unknown_host_ends_the_leg(pair: EnginePair) -> None:
    leg_id = pair.alice.dial(ALICE, "sip:bob@phone.nowhere.invalid")
    end = pair.alice.wait_leg(leg_id, LegState.ENDED).end
    assert end is not None
    assert end.kind == EndKind.NETWORK_LOST


def test_account_that_is_removed_in_a_call_lasts_until_the_call_ends(pair: EnginePair) -> None:
    a, b = pair.talk()
    pair.alice.do(RemoveAccount(account_id=ALICE))
    pair.alice.wait(AccountRemoved)
    pair.alice.do(Hold(leg_id=a))
    hold_of(pair.alice, a, HoldState.LOCAL)
    pair.bob.do(HangUp(leg_id=b))
    pair.alice.wait_leg(a, LegState.ENDED)
    pair.configure()
    pair.talk()


@pytest.mark.slow
def test_sixty_four_calls_and_not_one_more(pair: EnginePair) -> None:
    dialled = [pair.alice.dial(ALICE, f"sip:bob@127.0.0.1:{pair.bob_port}") for _ in range(64)]
    for leg_id in dialled:
        pair.alice.wait_leg(leg_id, LegState.RINGBACK)
    reply = pair.alice.ask(Dial(leg_id=new_leg_id(), account_id=ALICE, target=f"sip:bob@127.0.0.1:{pair.bob_port}"))
    assert isinstance(reply, Rejected)
    assert reply.code == RejectCode.TOO_MANY_CALLS
    pair.bob.read_for(0.2)
    incoming = {event.leg.leg_id for event in pair.bob.events if isinstance(event, CallLegChanged)
                if event.leg.direction == Direction.INCOMING}  # fmt: skip
    assert len(incoming) == 64
    with Stranger(("127.0.0.1", pair.bob_port)) as stranger:
        stranger.send(request("INVITE", f"sip:bob@127.0.0.1:{pair.bob_port}", stranger.port, body=sdp()))
        assert stranger.receive().startswith(b"SIP/2.0 486 ")
    for leg_id in dialled:
        pair.alice.post(HangUp(leg_id=leg_id))
    for leg_id in incoming:
        pair.bob.wait_leg(leg_id, LegState.ENDED)
    pair.talk()
