"""Off, preferred, required; keys by SDES and by DTLS: what comes of each at a PBX that can one of them or none."""

from collections.abc import Callable, Iterator

import pytest
from softphone_lab import Lab

from softphone.protocol.commands import Answer, Hold, Resume
from softphone.protocol.events import CallLegChanged
from softphone.protocol.snapshots import (
    AccountConfig,
    CallLegSnapshot,
    EndKind,
    HoldState,
    LegState,
    SrtpKeying,
    SrtpMode,
)
from tests.harness.engine_process import EngineProcess
from tests.harness.lab_accounts import lab_config, number

pytestmark = pytest.mark.lab
OFF, PREFERRED, REQUIRED = SrtpMode.OFF, SrtpMode.PREFERRED, SrtpMode.REQUIRED
SDES, DTLS = SrtpKeying.SDES, SrtpKeying.DTLS
PBX = {None: "1001", SDES: "1005", DTLS: "1008"}  # what the PBX insists on for this account
SignIn = Callable[[SrtpKeying | None, SrtpMode, SrtpKeying], tuple[EngineProcess, AccountConfig]]


@pytest.fixture
def sign_in(lab: Lab) -> Iterator[SignIn]:
    """Signs in at the PBX, which insists on the first, with these settings of the account."""
    with EngineProcess() as engine:

        def register(pbx: SrtpKeying | None, mode: SrtpMode, keying: SrtpKeying) -> tuple[EngineProcess, AccountConfig]:
            user = PBX[pbx]
            config = lab_config(lab.facts, user, srtp=mode, srtp_keying=keying)
            engine.register(config, f"secret-{user}")
            return engine, config

        yield register


def is_settled(leg: CallLegSnapshot) -> bool:
    return leg.state in (LegState.ESTABLISHED, LegState.ENDED)


def tells_the_truth(leg: CallLegSnapshot, keying: SrtpKeying | None) -> bool:
    """Whether the sound is said to be encrypted by these keys, or not to be."""
    media = leg.media
    return media is not None and (media.keying, media.is_encrypted, bool(media.crypto_suite)) == (
        keying, keying is not None, keying is not None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("pbx", "mode", "keying", "agreed"),
    [
        (None, OFF, SDES, None),
        (None, OFF, DTLS, None),
        (None, PREFERRED, SDES, None),
        (SDES, PREFERRED, SDES, SDES),
        (SDES, REQUIRED, SDES, SDES),
        (DTLS, PREFERRED, DTLS, DTLS),
        (DTLS, REQUIRED, DTLS, DTLS),
    ],
)
def test_what_is_agreed_is_told(
    sign_in: SignIn, pbx: SrtpKeying | None, mode: SrtpMode, keying: SrtpKeying, agreed: SrtpKeying | None
) -> None:
    engine, config = sign_in(pbx, mode, keying)
    leg_id = engine.dial(config.account_id, number(config, "*43"))
    engine.wait_leg(leg_id, LegState.ESTABLISHED)
    engine.wait_leg(leg_id, lambda leg: tells_the_truth(leg, agreed))
    engine.do(Hold(leg_id=leg_id))
    engine.wait_leg(leg_id, lambda leg: leg.hold == HoldState.LOCAL)
    since = len(engine.frames)
    engine.do(Resume(leg_id=leg_id))
    engine.wait_leg(leg_id, lambda leg: leg.hold == HoldState.NONE and tells_the_truth(leg, agreed), since=since)


@pytest.mark.parametrize(
    ("pbx", "mode", "keying"),
    [
        (None, REQUIRED, SDES),
        (None, REQUIRED, DTLS),
        (SDES, OFF, SDES),
        (SDES, REQUIRED, DTLS),
        (DTLS, OFF, SDES),
        (DTLS, REQUIRED, SDES),
        (DTLS, PREFERRED, SDES),
    ],
)
def test_what_cannot_be_agreed_is_refused(
    sign_in: SignIn, pbx: SrtpKeying | None, mode: SrtpMode, keying: SrtpKeying
) -> None:
    engine, config = sign_in(pbx, mode, keying)
    leg_id = engine.dial(config.account_id, number(config, "*43"))
    end = engine.wait_leg(leg_id, LegState.ENDED).end
    assert end is not None
    assert end.kind == EndKind.NOT_ACCEPTABLE


@pytest.mark.parametrize(
    ("pbx", "mode", "keying", "agreed"),
    [
        (None, OFF, DTLS, None),
        (None, PREFERRED, SDES, None),
        (None, PREFERRED, DTLS, None),
        (SDES, PREFERRED, DTLS, SDES),
        (SDES, REQUIRED, SDES, SDES),
        (DTLS, PREFERRED, SDES, DTLS),
        (DTLS, REQUIRED, DTLS, DTLS),
    ],
)
def test_a_caller_is_taken_with_whatever_keys_he_has(
    sign_in: SignIn, lab: Lab, pbx: SrtpKeying | None, mode: SrtpMode, keying: SrtpKeying, agreed: SrtpKeying | None
) -> None:
    engine, _ = sign_in(pbx, mode, keying)
    lab.call_out(PBX[pbx])
    leg_id = engine.wait_incoming().leg_id
    engine.do(Answer(leg_id=leg_id))
    engine.wait_leg(leg_id, lambda leg: leg.state == LegState.ESTABLISHED and tells_the_truth(leg, agreed))


@pytest.mark.parametrize(
    ("pbx", "mode", "keying"),
    [
        (None, REQUIRED, SDES),
        (None, REQUIRED, DTLS),
        (SDES, OFF, SDES),
        (SDES, REQUIRED, DTLS),
        (DTLS, OFF, SDES),
        (DTLS, REQUIRED, SDES),
    ],
)
def test_a_caller_without_what_is_required_does_not_get_through(
    sign_in: SignIn, lab: Lab, pbx: SrtpKeying | None, mode: SrtpMode, keying: SrtpKeying
) -> None:
    engine, _ = sign_in(pbx, mode, keying)
    lab.call_out(PBX[pbx], caller_id='"Bob" <1002>')
    told = engine.wait(CallLegChanged).leg
    assert told.state == LegState.ENDED
    assert told.end is not None
    assert (told.end.kind, told.end.status_code) == (EndKind.NOT_ACCEPTABLE, 488)
    assert told.remote is not None
    assert told.remote.number == "1002"
    assert told.media is None
