"""Contract: every command gets exactly one reply, and what cannot be done is rejected for the right reason."""

import pytest

from softphone.basics.ids import AccountId, LegId
from softphone.basics.secret import Secret
from softphone.protocol.commands import (
    Answer,
    AnyCommand,
    Dial,
    HangUp,
    Hold,
    PutAccount,
    RefreshAudioDevices,
    Register,
    Reject,
    RemoveAccount,
    Resume,
    SelectAudio,
    SendDtmf,
    SetAudioProcessing,
    SetCodecs,
    SetMeasuring,
    SetMuted,
    SetRingtone,
    StopAudioTest,
    Unregister,
)
from softphone.protocol.commands import TestAccount as TryAccount  # pytest would take it for tests
from softphone.protocol.events import Accepted, EngineStarted, RejectCode, Rejected
from softphone.protocol.snapshots import AccountConfig, AudioProcessing, AudioSelection
from tests.contract.conftest import ALICE
from tests.contract.stations import Station

NOBODY = AccountId("nobody")
NO_LEG = LegId("no-leg")


def _code(station: Station, command: AnyCommand) -> RejectCode:
    reply = station.reply(command)
    assert isinstance(reply, Rejected), reply
    return reply.code


@pytest.mark.parametrize(
    "command",
    [
        RemoveAccount(account_id=NOBODY),
        Register(account_id=NOBODY),
        Unregister(account_id=NOBODY),
        Dial(leg_id=LegId("new"), account_id=NOBODY, target="sip:1002@127.0.0.1"),
    ],
    ids=lambda command: type(command).__name__,
)
def test_unknown_account_is_rejected(engine: Station, command: AnyCommand) -> None:
    assert _code(engine, command) == RejectCode.UNKNOWN_ACCOUNT


def test_unknown_leg_is_rejected(engine: Station) -> None:
    for command in (
        Answer(leg_id=NO_LEG),
        Reject(leg_id=NO_LEG),
        HangUp(leg_id=NO_LEG),
        Hold(leg_id=NO_LEG),
        Resume(leg_id=NO_LEG),
        SetMuted(leg_id=NO_LEG, is_muted=True),
        SendDtmf(leg_id=NO_LEG, digits="1"),
    ):
        assert _code(engine, command) == RejectCode.UNKNOWN_LEG, command


def test_target_that_is_no_sip_uri_is_rejected(near: Station) -> None:
    for target in ("", "1002", "tel:+49", "sip:a b@c", "http://x"):
        command = Dial(leg_id=LegId(f"leg{target}"), account_id=ALICE, target=target)
        assert _code(near, command) == RejectCode.BAD_ARGUMENT, target


def test_address_of_record_that_is_no_sip_uri_is_rejected(engine: Station) -> None:
    for address in ("", "1001", "sip:", "sip:pbx.example.com"):
        account = AccountConfig(account_id=AccountId("x"), address_of_record=address)
        assert _code(engine, PutAccount(account=account, password=Secret("x"))) == RejectCode.BAD_ARGUMENT, address
        test = TryAccount(test_id=f"t{address}", account=account, password=Secret("x"))
        assert _code(engine, test) == RejectCode.BAD_ARGUMENT, address


@pytest.mark.parametrize(
    "command",
    [
        SetCodecs(codecs=()),
        SetCodecs(codecs=("no such codec",)),
        SetRingtone(volume=1.5),
        SetRingtone(volume=-0.1),
        SetMeasuring(is_on=True, interval_ms=0),
        SetMeasuring(is_on=True, interval_ms=-5),
    ],
    ids=repr,
)
def test_bad_argument_is_rejected(engine: Station, command: AnyCommand) -> None:
    assert _code(engine, command) == RejectCode.BAD_ARGUMENT


def test_every_command_gets_exactly_one_reply(engine: Station) -> None:
    commands: list[AnyCommand] = [
        RefreshAudioDevices(),
        SelectAudio(selection=AudioSelection()),
        SetAudioProcessing(processing=AudioProcessing()),
        SetRingtone(),
        SetCodecs(codecs=engine.events(EngineStarted)[0].codecs[:1]),
        SetMeasuring(is_on=True),
        StopAudioTest(),
        SetMeasuring(is_on=False),
        HangUp(leg_id=NO_LEG),
        Register(account_id=NOBODY),
    ]
    sent = [engine.send(command) for command in commands]

    def replied() -> list[int]:
        return [f.event.command_id for f in engine.frames if isinstance(f.event, Accepted | Rejected)]

    engine.wait(lambda: len(replied()) >= len(sent), "all replies")
    engine.settle()
    assert replied() == sent


def test_reply_comes_before_the_outcome(near: Station) -> None:
    for at, frame in enumerate(near.frames):
        if frame.cause is not None:
            before = [f.event.command_id for f in near.frames[:at] if isinstance(f.event, Accepted)]
            assert frame.cause in before, frame
