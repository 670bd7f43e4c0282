"""Contract: accounts are put, replaced and removed; registrations end in the right state with the right problem."""

import msgspec
import pytest

from softphone.basics.ids import AccountId
from softphone.basics.secret import Secret
from softphone.protocol.commands import (
    PutAccount,
    Register,
    RemoveAccount,
    Unregister,
)
from softphone.protocol.commands import TestAccount as TryAccount  # pytest would take it for tests
from softphone.protocol.events import (
    AccountRemoved,
    AccountTestProgressed,
    RegistrationChanged,
    RejectCode,
    Rejected,
)
from softphone.protocol.snapshots import (
    AccountTestStep,
    RegistrationProblem,
    RegistrationState,
    StepOutcome,
)
from tests.contract.conftest import ALICE, BOB, Bench
from tests.contract.stations import Station

S = RegistrationState


def _states(station: Station, account_id: AccountId) -> list[RegistrationState]:
    return [
        e.registration.state for e in station.events(RegistrationChanged) if e.registration.account_id == account_id
    ]


def test_put_account_registers(bench: Bench, engine: Station) -> None:
    command_id = engine.put(bench.alice.account, bench.alice.password)
    snapshot = engine.wait_registration(ALICE, S.REGISTERED)
    assert _states(engine, ALICE) == [S.REGISTERING, S.REGISTERED]
    assert engine.causes(RegistrationChanged) == {command_id}
    assert snapshot.problem is None
    assert snapshot.contact_uri.startswith("sip:")
    assert snapshot.expires_s
    assert snapshot.registered_at_s
    assert snapshot.server


def test_disabled_account_stays_unregistered_until_it_is_told(bench: Bench, engine: Station) -> None:
    account = msgspec.structs.replace(bench.alice.account, is_enabled=False)
    put_id = engine.put(account, bench.alice.password)
    engine.wait_registration(ALICE, S.UNREGISTERED)
    engine.settle()
    assert _states(engine, ALICE) == [S.UNREGISTERED]
    assert engine.causes(RegistrationChanged) == {put_id}
    engine.accepted(Register(account_id=ALICE))
    engine.wait_registration(ALICE, S.REGISTERED)


def test_wrong_password_is_tried_once_and_named(bench: Bench, engine: Station) -> None:
    command_id = engine.put(bench.alice.account, "wrong")
    snapshot = engine.wait_registration(ALICE, S.FAILED)
    assert snapshot.problem == RegistrationProblem.WRONG_PASSWORD
    assert snapshot.status_code in (401, 403)
    assert snapshot.retry_in_s is None
    assert command_id in engine.causes(RegistrationChanged)
    engine.settle(2)
    assert _states(engine, ALICE) == [S.REGISTERING, S.FAILED]


def test_right_password_after_a_wrong_one_registers(bench: Bench, engine: Station) -> None:
    engine.put(bench.alice.account, "wrong")
    engine.wait_registration(ALICE, S.FAILED)
    engine.put(bench.alice.account, bench.alice.password)
    snapshot = engine.wait_registration(ALICE, S.REGISTERED)
    assert snapshot.problem is None


def test_server_name_that_does_not_exist_is_named_and_tried_again(bench: Bench, engine: Station) -> None:
    account = msgspec.structs.replace(bench.alice.account, server="no-such-host.invalid")
    engine.put(account, bench.alice.password)
    snapshot = engine.wait_registration(ALICE, S.FAILED)
    assert snapshot.problem == RegistrationProblem.SERVER_NOT_FOUND
    assert snapshot.retry_in_s is not None
    assert snapshot.retry_in_s > 0


def test_put_account_again_replaces_it(bench: Bench, near: Station) -> None:
    account = msgspec.structs.replace(bench.bob.account, account_id=ALICE)
    count = len(_states(near, ALICE))
    command_id = near.put(account, bench.bob.password)
    near.wait(lambda: S.REGISTERED in _states(near, ALICE)[count:], "the replacement's registration")
    assert command_id in near.causes(RegistrationChanged)


def test_several_accounts_register_side_by_side(bench: Bench, engine: Station) -> None:
    engine.put(bench.alice.account, bench.alice.password)
    engine.put(bench.bob.account, "wrong")
    engine.wait_registration(ALICE, S.REGISTERED)
    engine.wait_registration(BOB, S.FAILED)
    assert engine.registration(ALICE) == S.REGISTERED


def test_unregister_stays_until_register(near: Station) -> None:
    command_id = near.accepted(Unregister(account_id=ALICE))
    near.wait_registration(ALICE, S.UNREGISTERED)
    assert _states(near, ALICE)[-2:] == [S.UNREGISTERING, S.UNREGISTERED]
    assert command_id in near.causes(RegistrationChanged)
    near.settle(1)
    assert near.registration(ALICE) == S.UNREGISTERED
    near.accepted(Register(account_id=ALICE))
    near.wait_registration(ALICE, S.REGISTERED)


def test_removed_account_is_gone(near: Station) -> None:
    command_id = near.accepted(RemoveAccount(account_id=ALICE))
    near.wait_event(AccountRemoved, lambda event: event.account_id == ALICE, "AccountRemoved")
    assert near.causes(AccountRemoved) == {command_id}
    reply = near.reply(Register(account_id=ALICE))
    assert isinstance(reply, Rejected)
    assert reply.code == RejectCode.UNKNOWN_ACCOUNT
    near.settle()
    removed_at = [isinstance(frame.event, AccountRemoved) for frame in near.frames].index(True)
    assert not [f for f in near.frames[removed_at:] if isinstance(f.event, RegistrationChanged)]


def test_removed_account_can_be_put_again(bench: Bench, near: Station) -> None:
    near.accepted(RemoveAccount(account_id=ALICE))
    near.put(bench.alice.account, bench.alice.password)
    count = len(_states(near, ALICE))
    near.wait(lambda: _states(near, ALICE)[-1] == S.REGISTERED and len(_states(near, ALICE)) > count, "registered")


@pytest.mark.parametrize(
    ("password", "last", "problem"),
    [(None, StepOutcome.PASSED, None), ("wrong", StepOutcome.FAILED, RegistrationProblem.WRONG_PASSWORD)],
)
def test_account_test_goes_step_by_step(
    bench: Bench, engine: Station, password: str | None, last: StepOutcome, problem: RegistrationProblem | None
) -> None:
    command_id = engine.accepted(
        TryAccount(test_id="t", account=bench.alice.account, password=Secret(password or bench.alice.password))
    )
    engine.wait_event(AccountTestProgressed, lambda event: event.is_last, "the last step")
    engine.settle()
    events = engine.events(AccountTestProgressed)
    assert engine.causes(AccountTestProgressed) == {command_id}
    assert {event.test_id for event in events} == {"t"}
    finished = [event.step for event in events if event.outcome != StepOutcome.RUNNING]
    assert finished == list(AccountTestStep)
    assert [event.is_last for event in events] == [False] * (len(events) - 1) + [True]
    assert (events[-1].step, events[-1].outcome, events[-1].problem) == (AccountTestStep.REGISTER, last, problem)
    assert not engine.events(RegistrationChanged)


def test_account_test_of_a_missing_server_fails_at_its_name(bench: Bench, engine: Station) -> None:
    account = msgspec.structs.replace(bench.alice.account, server="no-such-host.invalid")
    engine.accepted(TryAccount(test_id="t", account=account, password=Secret("x")))
    last = engine.wait_event(AccountTestProgressed, lambda event: event.is_last, "the last step")
    assert (last.step, last.outcome, last.problem) == (
        AccountTestStep.RESOLVE, StepOutcome.FAILED, RegistrationProblem.SERVER_NOT_FOUND,
    )  # fmt: skip


def test_password_never_comes_back(bench: Bench, near: Station) -> None:
    near.accepted(PutAccount(account=bench.alice.account, password=Secret("wrong-hunter2")))
    near.wait_registration(ALICE, S.FAILED)
    assert "hunter2" not in str(near.frames)
    assert bench.alice.password not in str(near.frames)
