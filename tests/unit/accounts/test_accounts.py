"""Accounts between settings, keyring and engine."""

import logging
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
import pytest

from softphone.accounts.config import AccountError
from softphone.accounts.credentials import MemoryCredentialStore
from softphone.accounts.view import AccountView
from softphone.basics.errors import EngineUnavailable, UserFacingError
from softphone.basics.ids import AccountId
from softphone.basics.secret import Secret
from softphone.engine_client.state import EngineState
from softphone.protocol.commands import PutAccount, Register, RemoveAccount
from softphone.protocol.events import AccountTestProgressed
from softphone.protocol.snapshots import (
    AccountConfig,
    AccountTestStep,
    RegistrationProblem,
    RegistrationState,
    StepOutcome,
    Transport,
)
from softphone.settings.store import MemorySettingsStore
from tests.fakes.fake_pbx import FakePbx
from tests.fakes.virtual_runtime import VirtualRuntime
from tests.unit.app.phone import ALICE, WORK, FailingCredentials, Phone

T = TypeVar("T")
STORED: dict[str, object] = {"accounts": {"account-alice": {"address_of_record": "sip:1001@pbx.example.com"}}}


def configured(password: str | None = "right", pbx: FakePbx | None = None) -> Phone:
    """Alice is in the settings; her password is in the keyring unless it is None."""
    credentials = MemoryCredentialStore()
    if password is not None:
        credentials.set(ALICE.account_id, Secret(password))
    return Phone(pbx, MemorySettingsStore(msgspec.to_builtins(STORED)), credentials)


def asked(phone: Phone) -> list[AccountId]:
    """Ids of accounts whose password was asked for, as it happens."""
    ids: list[AccountId] = []
    phone.accounts.password_needed.add(lambda config: ids.append(config.account_id))
    return ids


def seen(phone: Phone) -> list[AccountView]:
    views: list[AccountView] = []
    phone.accounts.changed.add(views.append)
    return views


def problems(phone: Phone) -> list[UserFacingError]:
    said: list[UserFacingError] = []
    phone.accounts.problems.add(said.append)
    return said


def test_at_the_start_every_account_is_signed_in_with_its_password_from_the_keyring() -> None:
    phone = configured()
    views = seen(phone)
    phone.app.start()
    phone.advance(1)
    assert phone.view().is_registered
    assert phone.view().explanation is None
    assert phone.view().is_remembered
    states = list(dict.fromkeys(view.registration.state for view in views))
    assert states == [RegistrationState.UNREGISTERED, RegistrationState.REGISTERING, RegistrationState.REGISTERED]


def test_without_a_password_in_the_keyring_the_user_is_asked_once() -> None:
    phone = configured(password=None)
    ids = asked(phone)
    phone.app.start()
    phone.advance(60)
    assert ids == [ALICE.account_id]
    assert phone.view().needs_password
    assert "Enter the password" in str(phone.view().explanation)
    phone.accounts.provide_password(ALICE.account_id, Secret("right"), remember=True)
    phone.advance(1)
    assert phone.view().is_registered
    assert phone.credentials.get(ALICE.account_id) == Secret("right")
    assert phone.view().is_remembered


def test_a_password_that_is_not_to_be_remembered_is_in_memory_only() -> None:
    phone = configured(password=None)
    phone.app.start()
    phone.advance(1)
    phone.accounts.provide_password(ALICE.account_id, Secret("right"), remember=False)
    phone.advance(1)
    assert phone.view().is_registered
    assert phone.credentials.get(ALICE.account_id) is None
    assert not phone.view().is_remembered


def test_a_remembered_password_is_forgotten_when_the_new_one_is_not_to_be_remembered() -> None:
    phone = configured(password="wrong")
    phone.app.start()
    phone.advance(1)
    phone.accounts.provide_password(ALICE.account_id, Secret("right"), remember=False)
    phone.advance(1)
    assert phone.credentials.get(ALICE.account_id) is None


def test_a_wrong_password_is_tried_once_said_and_asked_for() -> None:
    phone = configured(password="wrong")
    ids = asked(phone)
    phone.app.start()
    phone.advance(600)
    assert ids == [ALICE.account_id]
    assert phone.view().registration.problem == RegistrationProblem.WRONG_PASSWORD
    assert "did not accept the password for 1001" in str(phone.view().explanation)
    assert len(phone.told(PutAccount)) == 1
    phone.accounts.provide_password(ALICE.account_id, Secret("wrong"), remember=True)
    phone.advance(600)
    assert ids == [ALICE.account_id] * 2
    assert len(phone.told(PutAccount)) == 2
    phone.accounts.provide_password(ALICE.account_id, Secret("right"), remember=True)
    phone.advance(1)
    assert phone.view().is_registered
    assert phone.credentials.get(ALICE.account_id) == Secret("right")


def test_trying_again_by_hand_asks_instead_of_trying_the_wrong_password() -> None:
    phone = configured(password="wrong")
    phone.app.start()
    phone.advance(1)
    ids = asked(phone)
    phone.accounts.register_now(ALICE.account_id)
    phone.advance(1)
    assert ids == [ALICE.account_id]
    assert phone.told(Register) == []


def test_a_new_engine_does_not_try_the_wrong_password_again() -> None:
    phone = configured(password="wrong")
    phone.app.start()
    phone.advance(1)
    phone.engine.crash()
    phone.advance(10)
    assert phone.app.engine.state == EngineState.READY
    assert phone.told(PutAccount) == []
    assert phone.view().registration.problem == RegistrationProblem.WRONG_PASSWORD
    phone.accounts.provide_password(ALICE.account_id, Secret("right"), remember=False)
    phone.advance(1)
    assert phone.view().is_registered


def test_a_password_changed_at_the_server_is_asked_for() -> None:
    phone = configured()
    phone.app.start()
    phone.advance(1)
    ids = asked(phone)
    phone.engine.fail_registration(ALICE.account_id, RegistrationProblem.WRONG_PASSWORD)
    phone.advance(1)
    assert ids == [ALICE.account_id]


def test_a_server_that_is_down_is_said_and_tried_again() -> None:
    pbx = FakePbx(problems={ALICE.account_id: RegistrationProblem.NO_ANSWER})
    phone = configured(pbx=pbx)
    ids = asked(phone)
    phone.app.start()
    phone.advance(1)
    assert "does not answer" in str(phone.view().explanation)
    assert "keeps trying" in str(phone.view().explanation)
    assert ids == []
    del pbx.problems[ALICE.account_id]
    phone.advance(30)
    assert phone.view().is_registered


def test_trying_again_by_hand_registers_at_once() -> None:
    pbx = FakePbx(problems={ALICE.account_id: RegistrationProblem.NO_ANSWER})
    phone = configured(pbx=pbx)
    phone.app.start()
    phone.advance(1)
    del pbx.problems[ALICE.account_id]
    phone.accounts.register_now(ALICE.account_id)
    phone.advance(0.5)
    assert phone.view().is_registered
    assert len(phone.told(Register)) == 1


def test_while_the_engine_restarts_the_account_is_reconnecting_and_then_back() -> None:
    phone = configured()
    phone.app.start()
    phone.advance(1)
    phone.engine.crash()
    phone.runtime.run_posted()
    assert phone.view().registration.state == RegistrationState.REGISTERING
    assert "starting again" in str(phone.view().explanation)
    phone.advance(10)
    assert phone.view().is_registered
    assert phone.view().explanation is None


def test_when_the_engine_is_given_up_the_account_says_so_until_it_is_started_by_hand() -> None:
    phone = configured()
    phone.app.start()
    phone.advance(1)
    while phone.app.engine.state != EngineState.STOPPED:
        phone.engine.crash()
        phone.advance(5)
    assert "does not run" in str(phone.view().explanation)
    assert not phone.view().is_registered
    phone.app.engine.restart()
    phone.advance(5)
    assert phone.view().is_registered


@pytest.mark.parametrize("reason", [None, RuntimeError("dbus")])
def test_a_keyring_that_fails_is_said_and_the_password_is_kept_in_memory(reason: Exception | None) -> None:
    credentials = FailingCredentials()
    credentials.reason = reason or credentials.reason
    phone = Phone(None, MemorySettingsStore(msgspec.to_builtins(STORED)), credentials)
    ids, said = asked(phone), problems(phone)
    phone.app.start()
    phone.advance(1)
    assert ids == [ALICE.account_id]
    assert "password store" in str(phone.view().explanation)
    phone.accounts.provide_password(ALICE.account_id, Secret("right"), remember=True)
    phone.advance(1)
    assert phone.view().is_registered
    assert phone.view().explanation is None
    assert not phone.view().is_remembered
    (problem,) = said
    assert "not saved" in problem.title
    assert "until the program ends" in problem.remedy


class HangingRuntime(VirtualRuntime):
    """Background work never ends by itself: the keyring waits behind a prompt."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[Callable[[Any], None]] = []

    def run_in_background(
        self, work: Callable[[], T], on_done: Callable[[T], None], on_error: Callable[[Exception], None]
    ) -> None:
        self.answers.append(on_done)


def test_a_keyring_that_does_not_answer_is_said_and_the_user_can_go_past_it() -> None:
    runtime = HangingRuntime()
    phone = Phone(None, MemorySettingsStore(msgspec.to_builtins(STORED)), runtime=runtime)
    phone.app.start()
    phone.advance(1)
    assert phone.view().explanation is None
    phone.advance(5)
    assert "has not answered" in str(phone.view().explanation)
    phone.accounts.provide_password(ALICE.account_id, Secret("right"), remember=False)
    phone.advance(1)
    assert phone.view().is_registered
    assert phone.view().explanation is None
    runtime.answers[0](Secret("wrong"))  # the prompt was answered at last
    phone.advance(1)
    assert phone.view().is_registered
    assert len(phone.told(PutAccount)) == 1


def test_one_keyring_job_at_a_time() -> None:
    runtime = HangingRuntime()
    phone = Phone(runtime=runtime)
    phone.app.start()
    others = len(runtime.answers)
    for number in range(5):
        config = AccountConfig(account_id=AccountId(f"a{number}"), address_of_record=f"sip:{number}@x.example.com")
        phone.accounts.add(config, Secret("right"))
    phone.advance(0.1)
    assert len(runtime.answers) == others + 1


def test_adding_an_account_keeps_it_without_its_password_in_the_settings() -> None:
    phone = Phone()
    phone.app.start()
    config = msgspec.structs.replace(ALICE, display_name="Alice", transport=Transport.TLS)
    phone.accounts.add(config, Secret("correct horse"))
    phone.advance(1)
    assert phone.view().is_registered
    assert isinstance(phone.store, MemorySettingsStore)
    assert phone.store.values["accounts"] == {
        "account-alice": {
            "address_of_record": "sip:1001@pbx.example.com",
            "display_name": "Alice",
            "transport": "tls",
        }
    }
    assert "correct horse" not in str(phone.store.values)


def test_an_ephemeral_account_leaves_no_trace() -> None:
    phone = Phone()
    phone.app.start()
    phone.accounts.add_ephemeral(ALICE, Secret("right"))
    phone.accounts.provide_password(ALICE.account_id, Secret("right"), remember=True)
    phone.accounts.update(msgspec.structs.replace(ALICE, display_name="Alice"), Secret("right"))
    phone.advance(1)
    assert phone.view().is_registered
    assert phone.view().is_ephemeral
    assert isinstance(phone.store, MemorySettingsStore)
    assert phone.store.values == {}
    assert phone.credentials.get(ALICE.account_id) is None
    phone.accounts.remove(ALICE.account_id)
    phone.advance(1)
    assert phone.accounts.views() == ()


def test_removing_an_account_signs_it_out_and_forgets_everything() -> None:
    phone = configured()
    phone.app.start()
    phone.advance(1)
    removed: list[AccountId] = []
    phone.accounts.removed.add(removed.append)
    phone.accounts.set_default(ALICE.account_id)
    phone.accounts.remove(ALICE.account_id)
    phone.accounts.remove(ALICE.account_id)
    phone.advance(1)
    assert removed == [ALICE.account_id]
    assert len(phone.told(RemoveAccount)) == 1
    assert phone.engines.pbx.registered == set()
    assert phone.credentials.get(ALICE.account_id) is None
    assert isinstance(phone.store, MemorySettingsStore)
    assert phone.store.values["accounts"] == {}
    assert phone.accounts.default() is None


def test_changing_only_what_the_user_sees_does_not_sign_in_anew() -> None:
    phone = Phone.signed_in()
    phone.accounts.update(msgspec.structs.replace(ALICE, label="Work"))
    phone.advance(1)
    assert phone.view().config.label == "Work"
    assert len(phone.told(PutAccount)) == 1
    phone.accounts.update(msgspec.structs.replace(ALICE, server="other.example.com"))
    phone.advance(1)
    assert len(phone.told(PutAccount)) == 2


def test_an_account_that_is_switched_off_is_signed_out_and_comes_back_with_the_same_password() -> None:
    phone = Phone.signed_in()
    phone.accounts.update(msgspec.structs.replace(ALICE, is_enabled=False))
    phone.advance(1)
    assert phone.engines.pbx.registered == set()
    assert phone.view().registration.state == RegistrationState.UNREGISTERED
    assert "switched off" in str(phone.view().explanation)
    assert phone.accounts.default() is None
    phone.accounts.update(ALICE)
    phone.advance(1)
    assert phone.view().is_registered


def test_a_switched_off_account_of_the_settings_leaves_the_keyring_alone() -> None:
    store = MemorySettingsStore({"accounts": {"account-alice": {"address_of_record": "sip:1@x", "is_enabled": False}}})
    phone = Phone(None, store, FailingCredentials())
    ids = asked(phone)
    phone.app.start()
    phone.advance(10)
    assert ids == []
    assert phone.told(PutAccount) == []


def test_the_default_is_the_chosen_else_the_first_registered_else_the_first() -> None:
    pbx = FakePbx(problems={ALICE.account_id: RegistrationProblem.NO_ANSWER})
    phone = Phone(pbx)
    phone.app.start()
    assert phone.accounts.default() is None
    phone.accounts.add_ephemeral(ALICE, Secret("right"))
    phone.accounts.add_ephemeral(WORK, Secret("right"))
    assert _default(phone) == ALICE.account_id
    phone.advance(1)
    assert _default(phone) == WORK.account_id
    phone.accounts.set_default(ALICE.account_id)
    assert _default(phone) == ALICE.account_id


def _default(phone: Phone) -> AccountId:
    view = phone.accounts.default()
    assert view is not None
    return view.account_id


def test_the_same_address_twice_is_refused() -> None:
    phone = Phone.signed_in()
    with pytest.raises(AccountError, match="already"):
        phone.accounts.add(msgspec.structs.replace(ALICE, account_id=AccountId("other")), Secret("x"))
    with pytest.raises(AccountError, match="does not exist"):
        phone.accounts.update(WORK)


def test_a_test_is_relayed_step_by_step_and_touches_nothing() -> None:
    phone = Phone()
    phone.app.start()
    phone.advance(1)
    steps: list[AccountTestProgressed] = []
    phone.accounts.test(msgspec.structs.replace(ALICE, transport=Transport.TLS), Secret("right"), steps.append)
    phone.advance(2)
    assert [step.step for step in steps if step.outcome == StepOutcome.PASSED] == list(AccountTestStep)
    assert [step.is_last for step in steps] == [False] * (len(steps) - 1) + [True]
    assert phone.accounts.views() == ()


def test_a_test_with_the_known_password_needs_no_typing() -> None:
    phone = Phone.signed_in()
    steps: list[AccountTestProgressed] = []
    phone.accounts.test(ALICE, None, steps.append)
    phone.advance(2)
    assert steps[-1].outcome == StepOutcome.PASSED
    with pytest.raises(AccountError, match="password is missing"):
        phone.accounts.test(WORK, None, steps.append)


def test_a_failed_test_names_the_step_and_the_problem() -> None:
    phone = Phone.signed_in()
    steps: list[AccountTestProgressed] = []
    phone.accounts.test(ALICE, Secret("wrong"), steps.append)
    phone.advance(2)
    assert steps[-1].step == AccountTestStep.REGISTER
    assert steps[-1].problem == RegistrationProblem.WRONG_PASSWORD
    assert steps[-1].is_last


def test_a_test_ends_when_the_engine_is_lost_and_can_be_cancelled() -> None:
    phone = Phone.signed_in()
    steps: list[AccountTestProgressed] = []
    unheard: list[AccountTestProgressed] = []
    phone.accounts.test(ALICE, Secret("right"), steps.append)
    phone.accounts.cancel_test(phone.accounts.test(ALICE, Secret("right"), unheard.append))
    phone.advance(0.01)
    phone.engine.crash()
    phone.advance(10)
    assert [step.is_last for step in steps].count(True) == 1
    assert steps[-1].outcome == StepOutcome.FAILED
    assert unheard == []


def test_a_test_without_an_engine_is_refused_in_words() -> None:
    phone = Phone()
    phone.app.start()
    with pytest.raises(EngineUnavailable):
        phone.accounts.test(ALICE, Secret("right"), lambda step: None)


def test_no_password_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    phone = Phone()
    phone.app.start()
    phone.accounts.add(ALICE, Secret("correct horse"))
    phone.advance(1)
    phone.engine.crash()
    phone.advance(10)
    assert caplog.text
    assert "correct horse" not in caplog.text
