"""Desired state: what a new engine is told."""

from hypothesis import given
from hypothesis import strategies as st

from softphone.basics.ids import AccountId, CommandId, DeviceId, LegId
from softphone.basics.secret import Secret
from softphone.engine_client.desired_state import DesiredState
from softphone.protocol.commands import (
    AnyCommand,
    CommandFrame,
    HangUp,
    PutAccount,
    Register,
    RemoveAccount,
    SelectAudio,
    SetCodecs,
    Unregister,
)
from softphone.protocol.snapshots import AccountConfig, AudioSelection
from tests.unit.protocol.generated_messages import command_frames


def _told(*commands: AnyCommand) -> list[AnyCommand]:
    desired = DesiredState()
    for at, command in enumerate(commands, 1):
        desired.remember(CommandFrame(command_id=CommandId(at), command=command))
    return [frame.command for frame in desired.frames()]


def _put(account_id: str = "a", *, is_enabled: bool = True, password: str = "x") -> PutAccount:
    config = AccountConfig(account_id=AccountId(account_id), address_of_record="sip:a@pbx", is_enabled=is_enabled)
    return PutAccount(account=config, password=Secret(password))


A = AccountId("a")


def test_latest_wins() -> None:
    codecs = SetCodecs(codecs=("opus",))
    audio = SelectAudio(selection=AudioSelection(speaker=DeviceId("x")))
    assert _told(SetCodecs(codecs=("PCMA",)), _put(), audio, codecs, _put(password="y")) == [
        audio, codecs, _put(password="y"),
    ]  # fmt: skip


def test_removed_account_is_not_told() -> None:
    assert _told(_put(), Unregister(account_id=A), RemoveAccount(account_id=A)) == []


def test_account_that_shall_stay_unregistered() -> None:
    assert _told(_put(), Unregister(account_id=A)) == [_put(), Unregister(account_id=A)]
    assert _told(_put(), Unregister(account_id=A), Register(account_id=A)) == [_put()]
    assert _told(_put(), Unregister(account_id=A), _put()) == [_put()]


def test_disabled_account_that_was_registered_by_hand() -> None:
    put = _put(is_enabled=False)
    assert _told(put, Register(account_id=A)) == [put, Register(account_id=A)]
    assert _told(put, Register(account_id=A), Unregister(account_id=A)) == [put]


def test_registration_of_an_unknown_account_is_not_told() -> None:
    assert _told(Register(account_id=A), Unregister(account_id=A)) == []


@given(st.lists(command_frames, max_size=20))
def test_frames_are_among_those_given_and_ascend(frames: list[CommandFrame]) -> None:
    desired = DesiredState()
    for frame in frames:
        desired.remember(frame)
    told = desired.frames()
    assert all(frame in frames and DesiredState.covers(frame.command) for frame in told)
    assert [frame.command_id for frame in told] == sorted(frame.command_id for frame in told)
    assert all(desired.has(frame.command_id) for frame in told)


def test_calls_are_not_desired_state() -> None:
    assert not DesiredState.covers(HangUp(leg_id=LegId("l")))


def test_next_engine_is_told_the_contact_of_the_last() -> None:
    desired = DesiredState()
    desired.remember(CommandFrame(command_id=CommandId(1), command=_put("a")))
    desired.remember(CommandFrame(command_id=CommandId(2), command=_put("b")))
    desired.note_contact(A, "sip:a@192.0.2.1:5070;line=0badcafe")

    told = {f.command.account.account_id: f.command for f in desired.frames() if isinstance(f.command, PutAccount)}

    assert told[A].previous_contact_uri == "sip:a@192.0.2.1:5070;line=0badcafe"
    assert told[AccountId("b")].previous_contact_uri == ""
