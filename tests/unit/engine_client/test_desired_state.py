"""Desired state: what a new engine is told."""

from hypothesis import given
from hypothesis import strategies as st

from softphone.basics.ids import AccountId, CommandId, DeviceId, LegId, SubscriptionId
from softphone.basics.secret import Secret
from softphone.engine_client.desired_state import DesiredState
from softphone.protocol.commands import (
    AnyCommand,
    CommandFrame,
    HangUp,
    Publish,
    PutAccount,
    Register,
    RemoveAccount,
    SelectAudio,
    SetCodecs,
    Subscribe,
    Unpublish,
    Unregister,
    Unsubscribe,
)
from softphone.protocol.events import AnyEvent, EventFrame, PublicationChanged, SubscriptionChanged
from softphone.protocol.snapshots import (
    AccountConfig,
    AudioSelection,
    EventPackage,
    PublicationSnapshot,
    PublicationState,
    SubscriptionSnapshot,
    SubscriptionState,
)
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
    events = [isinstance(frame.command, Subscribe | Publish) for frame in told]
    assert events == sorted(events)
    for is_event in (False, True):
        ids = [frame.command_id for frame, is_of_event in zip(told, events, strict=True) if is_of_event == is_event]
        assert ids == sorted(ids)
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


def _subscribe(subscription_id: str = "s", account_id: str = "a", target: str = "sip:b@pbx") -> Subscribe:
    return Subscribe(
        subscription_id=SubscriptionId(subscription_id), account_id=AccountId(account_id),
        package=EventPackage.DIALOG, target=target,
    )  # fmt: skip


def _publish(body: bytes = b"open") -> Publish:
    return Publish(account_id=A, body=body)


def test_subscriptions_are_told_after_accounts_that_were_put_again() -> None:
    assert _told(_put(), _subscribe(), _publish(), _put(password="y")) == [_put(password="y"), _subscribe(), _publish()]


def test_latest_subscription_and_publication_win() -> None:
    told = _told(_put(), _subscribe(), _publish(), _subscribe(target="sip:c@pbx"), _publish(b"closed"))
    assert told == [_put(), _subscribe(target="sip:c@pbx"), _publish(b"closed")]


def test_what_was_ended_is_not_told() -> None:
    commands = (_put(), _subscribe(), _subscribe("t"), _publish())
    assert _told(*commands, Unsubscribe(subscription_id=SubscriptionId("s")), Unpublish(account_id=A)) == [
        _put(), _subscribe("t"),
    ]  # fmt: skip


def test_subscriptions_go_with_their_account() -> None:
    commands = (_put(), _put("b"), _subscribe(), _subscribe("t", "b"), _publish())
    assert _told(*commands, RemoveAccount(account_id=A)) == [_put("b"), _subscribe("t", "b")]


def test_subscription_of_an_unknown_account_is_not_told() -> None:
    assert _told(_subscribe(), _publish()) == []


def _after(commands: tuple[AnyCommand, ...], event: AnyEvent, cause: int | None) -> DesiredState:
    desired = DesiredState()
    for at, command in enumerate(commands, 1):
        desired.remember(CommandFrame(command_id=CommandId(at), command=command))
    caused_by = None if cause is None else CommandId(cause)
    desired.take(EventFrame(engine_run="r", seq=1, event=event, cause=caused_by))
    return desired


def test_subscription_that_the_server_refused_is_not_told() -> None:
    ended = SubscriptionChanged(
        subscription=SubscriptionSnapshot(subscription_id=SubscriptionId("s"), state=SubscriptionState.ENDED)
    )
    assert not _after((_put(), _subscribe()), ended, cause=2).has(CommandId(2))
    # The end of the one before it arrives late.
    assert _after((_put(), _subscribe(), _subscribe(target="sip:c@pbx")), ended, cause=2).has(CommandId(3))


def test_next_engine_is_told_what_the_last_one_had_published() -> None:
    snapshot = PublicationSnapshot(
        account_id=A, package=EventPackage.PRESENCE, state=PublicationState.PUBLISHED, etag="e1"
    )
    desired = _after((_put(), _publish()), PublicationChanged(publication=snapshot), cause=2)
    told = [frame.command for frame in desired.frames()]
    assert told == [_put(), Publish(account_id=A, body=b"open", previous_etag="e1")]
