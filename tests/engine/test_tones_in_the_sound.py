"""Accounts that send digits as tones talk in G.711, whatever codecs the user prefers."""

from collections.abc import Iterator
from typing import Any

import pytest

from softphone.basics.ids import AccountId, LegId
from softphone.protocol.commands import Answer, Hold, Resume, SetCodecs
from softphone.protocol.snapshots import (
    AccountConfig,
    CallLegSnapshot,
    DtmfMethod,
    HoldState,
    LegState,
    SrtpKeying,
    SrtpMode,
)
from tests.harness.engine_pair import BOB, EnginePair
from tests.harness.engine_process import EngineProcess, local_account
from tests.harness.scripted_registrar import Message, ScriptedRegistrar

CODECS = ("opus", "G722", "PCMU", "PCMA")


@pytest.fixture
def registrar() -> Iterator[ScriptedRegistrar]:
    with ScriptedRegistrar() as scripted:
        yield scripted


def offer(engine: EngineProcess, registrar: ScriptedRegistrar, dtmf: DtmfMethod, codecs: tuple[str, ...]) -> list[str]:
    """Encoding names of the INVITE's offer, in their order; static payload types by name too."""
    config = AccountConfig(
        account_id=AccountId("a"), address_of_record=f"sip:alice@127.0.0.1:{registrar.port}", dtmf=dtmf
    )
    engine.register(config, "right")
    engine.do(SetCodecs(codecs=codecs))
    engine.dial(config.account_id, f"sip:100@127.0.0.1:{registrar.port}")
    return encodings(registrar.wait(lambda message: message.method == "INVITE"))


def encodings(message: Message) -> list[str]:
    names = {"0": "PCMU", "8": "PCMA", "9": "G722", "13": "CN"}
    lines = message.text.split("\r\n")
    for line in lines:
        if line.startswith("a=rtpmap:"):
            number, name = line.removeprefix("a=rtpmap:").split(" ")
            names[number] = name.split("/")[0]
    (audio,) = [line for line in lines if line.startswith("m=audio")]
    offered = audio.split(" ")[3:]
    described = {line.split(":")[1].split(" ")[0] for line in lines if line.startswith(("a=rtpmap:", "a=fmtp:"))}
    assert described <= set(offered)
    return [names[number] for number in offered]


@pytest.mark.parametrize("codecs", [CODECS, CODECS[::-1], ("G722", "opus")])
def test_codecs_are_offered_in_the_users_order(
    engine: EngineProcess, registrar: ScriptedRegistrar, codecs: tuple[str, ...]
) -> None:
    offered = offer(engine, registrar, DtmfMethod.TELEPHONE_EVENT, codecs)
    assert [name for name in offered if name != "telephone-event"] == list(codecs)
    assert "telephone-event" in offered


def test_the_usual_order(engine: EngineProcess, registrar: ScriptedRegistrar) -> None:
    config = AccountConfig(account_id=AccountId("a"), address_of_record=f"sip:alice@127.0.0.1:{registrar.port}")
    engine.register(config, "right")
    engine.dial(config.account_id, f"sip:100@127.0.0.1:{registrar.port}")
    offered = encodings(registrar.wait(lambda message: message.method == "INVITE"))
    assert [name for name in offered if name != "telephone-event"] == ["opus", "G722", "PCMA", "PCMU"]


def test_tones_need_g711(engine: EngineProcess, registrar: ScriptedRegistrar) -> None:
    assert offer(engine, registrar, DtmfMethod.INBAND, CODECS) == ["PCMU", "PCMA"]


def test_a_user_without_g711_still_calls(engine: EngineProcess, registrar: ScriptedRegistrar) -> None:
    assert "opus" in offer(engine, registrar, DtmfMethod.INBAND, ("opus", "G722"))


def talk(pair: EnginePair, caller: str) -> tuple[LegId, LegId]:
    """Alice's and Bob's leg of an established call."""
    if caller == "alice":
        return pair.talk()
    since = len(pair.alice.frames)
    b = pair.bob.dial(BOB, f"sip:alice@127.0.0.1:{pair.alice_port}")
    a = pair.alice.wait_incoming(since).leg_id
    pair.alice.do(Answer(leg_id=a))
    pair.alice.wait_leg(a, LegState.ESTABLISHED)
    return a, b


def codec(leg: CallLegSnapshot) -> str:
    return leg.media.codec if leg.media else ""


@pytest.mark.parametrize("caller", ["alice", "bob"])
@pytest.mark.parametrize("keying", [None, *SrtpKeying])
def test_whoever_calls_and_after_hold(pair: EnginePair, keying: SrtpKeying | None, caller: str) -> None:
    srtp: dict[str, Any] = {"srtp": SrtpMode.REQUIRED, "srtp_keying": keying} if keying else {}
    pair.alice.put_account(local_account("alice", dtmf=DtmfMethod.INBAND, **srtp))
    pair.bob.put_account(local_account("bob", **srtp))
    a, b = talk(pair, caller)
    assert codec(pair.alice.wait_leg(a, lambda leg: leg.state == LegState.ESTABLISHED and bool(codec(leg)))) == "PCMA"
    pair.bob.do(Hold(leg_id=b))
    pair.alice.wait_leg(a, lambda leg: leg.hold == HoldState.REMOTE)
    pair.alice.do(Hold(leg_id=a))
    pair.alice.wait_leg(a, lambda leg: leg.hold == HoldState.BOTH)
    since = len(pair.alice.frames)
    pair.bob.do(Resume(leg_id=b))
    pair.alice.wait_leg(a, lambda leg: leg.hold == HoldState.LOCAL, since=since)
    pair.alice.do(Resume(leg_id=a))
    assert codec(pair.alice.wait_leg(a, lambda leg: leg.hold == HoldState.NONE, since=since)) == "PCMA"
