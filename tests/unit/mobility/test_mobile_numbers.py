"""The private mobile number: written as people do, kept by the password store only, and what is said if not."""

import pytest

from softphone.accounts.credentials import MemoryCredentialStore
from softphone.basics.errors import DialError, UserFacingError
from softphone.basics.ids import AccountId
from softphone.basics.redaction import Redaction
from softphone.basics.secret import Secret
from softphone.directory.numbers import NumberPlan
from softphone.mobility.mobile_numbers import MobileNumbers, e164, mobile_key
from softphone.settings.identity_settings import MOBILE_ACCOUNTS
from softphone.settings.store import MemorySettingsStore
from tests.unit.app.phone import ALICE, WORK, FailingCredentials, Phone

GERMANY = NumberPlan("DE", "030", "0", "+49 30 1234", (3,))
NUMBER = Secret("+491701234542")
ME = ALICE.account_id


class Desk:
    """A phone with mobile numbers; what they say is in `said`."""

    def __init__(self, credentials: MemoryCredentialStore | None = None, settings: MemorySettingsStore | None = None):
        self.phone = Phone(credentials=credentials, settings_store=settings)
        self.phone.app.settings.load()
        self.redaction = Redaction()
        self.numbers = MobileNumbers(
            self.phone.runtime,
            self.phone.credentials,
            self.phone.app.settings,
            self.phone.accounts,
            lambda: GERMANY,
            self.redaction,
        )
        self.said: list[UserFacingError | None] = []
        self.changed: list[AccountId] = []
        self.numbers.changed.add(self.changed.append)

    def set(self, text: str, account_id: AccountId = ME) -> None:
        self.numbers.set(account_id, text, self.said.append)
        self.phone.advance()

    @property
    def kept(self) -> tuple[str, ...]:
        return self.phone.app.settings.get(MOBILE_ACCOUNTS)


@pytest.mark.parametrize("text", ["0170 1234542", "+49 (0)170 123 45-42", "0049170/1234542", "0 0170 1234542"])
def test_a_number_is_understood_as_people_write_it(text: str) -> None:
    assert e164(text, GERMANY) == NUMBER.reveal()


@pytest.mark.parametrize("text", ["", "hello", "12", "123", "*72", "sip:1001@host", "+49"])
def test_what_is_no_mobile_is_refused_with_the_remedy(text: str) -> None:
    with pytest.raises(DialError) as refused:
        e164(text, GERMANY)
    assert "+49 170" in refused.value.remedy


def test_a_number_is_used_at_once_and_kept_by_the_store_alone() -> None:
    desk = Desk()
    desk.numbers.set(ME, "0170 1234542", desk.said.append)
    assert desk.numbers.of(ME) == NUMBER
    assert desk.numbers.view(ME).is_busy
    desk.phone.advance()
    assert desk.said == [None]
    assert desk.numbers.view(ME).masked == "•••• 42"
    assert desk.phone.credentials.get(mobile_key(ME)) == NUMBER
    assert desk.kept == (ME,)
    assert "1234542" not in repr(desk.phone.store.load())
    assert desk.changed


def test_a_kept_number_is_there_after_the_next_start() -> None:
    first = Desk()
    first.set("0170 1234542")
    assert isinstance(first.phone.credentials, MemoryCredentialStore)
    assert isinstance(first.phone.store, MemorySettingsStore)
    second = Desk(first.phone.credentials, first.phone.store)
    second.numbers.start()
    assert not second.numbers.is_known(ME)  # nobody waits for the store
    assert second.numbers.view(ME).is_busy
    second.phone.advance()
    assert second.numbers.of(ME) == NUMBER
    assert not second.numbers.view(ME).is_busy


def test_nobody_without_a_number_has_the_store_asked() -> None:
    phone = Phone()
    phone.app.start()
    assert "mobile_numbers" not in phone.app.__dict__


def test_each_account_has_its_own() -> None:
    desk = Desk()
    desk.set("0170 1234542")
    desk.set("0171 7654321", WORK.account_id)
    assert [number.reveal() for _, number in desk.numbers.all()] == ["+491701234542", "+491717654321"]
    desk.numbers.forget(ME)
    desk.phone.advance()
    assert not desk.numbers.is_known(ME)
    assert desk.numbers.is_known(WORK.account_id)
    assert desk.kept == (WORK.account_id,)
    assert desk.phone.credentials.get(mobile_key(ME)) is None


def test_own_numbers_are_known_in_any_spelling_and_masked_until_the_program_ends() -> None:
    desk = Desk()
    assert not desk.numbers.is_own("0170 1234542")
    desk.set("0170 1234542")
    assert desk.numbers.is_own("sip:00491701234542@pbx")
    assert not desk.numbers.is_own("0170 1234543")
    desk.numbers.forget(ME)
    assert desk.redaction.finds("0170 1234542")  # it may still be on its way to a log


def test_a_store_that_fails_is_said_and_the_number_is_used_until_the_end() -> None:
    desk = Desk(FailingCredentials())
    desk.set("0170 1234542")
    assert desk.numbers.of(ME) == NUMBER
    assert str(desk.said[0]) == (
        "Your mobile number was not saved. The password store is locked. It is used until the program ends."
    )
    assert desk.numbers.view(ME).problem is not None
    assert desk.kept == ()


def test_a_locked_store_is_said_at_the_start_and_asked_again() -> None:
    credentials = FailingCredentials()
    credentials.reason = None
    first = Desk(credentials)
    first.set("0170 1234542")
    assert isinstance(first.phone.store, MemorySettingsStore)
    credentials.reason = UserFacingError("no")
    second = Desk(credentials, first.phone.store)
    second.numbers.start()
    second.phone.advance()
    view = second.numbers.view(ME)
    assert view.is_kept
    assert view.problem is not None
    assert "try again" in view.problem.remedy
    credentials.reason = None
    late: list[AccountId] = []
    second.numbers.entered.add(late.append)
    second.numbers.fetch(ME)
    second.phone.advance()
    assert second.numbers.is_known(ME)
    assert late == [ME]  # calls with it may have been recorded meanwhile
    assert second.numbers.view(ME).problem is None


def test_a_store_that_was_emptied_is_believed() -> None:
    first = Desk()
    first.set("0170 1234542")
    assert isinstance(first.phone.store, MemorySettingsStore)
    second = Desk(MemoryCredentialStore(), first.phone.store)
    second.numbers.start()
    second.phone.advance()
    assert not second.numbers.is_known(ME)
    assert second.kept == ()


def test_a_late_answer_does_not_bring_an_old_number_back() -> None:
    first = Desk()
    first.set("0170 1234542")
    assert isinstance(first.phone.credentials, MemoryCredentialStore)
    assert isinstance(first.phone.store, MemorySettingsStore)
    second = Desk(first.phone.credentials, first.phone.store)
    second.numbers.start()
    second.numbers.set(ME, "0171 7654321")
    second.phone.advance()
    assert second.numbers.of(ME) == Secret("+491717654321")
    second.numbers.set(ME, "0170 1234542")
    second.numbers.forget(ME)
    second.phone.advance()
    assert not second.numbers.is_known(ME)
    assert second.kept == ()
    assert second.phone.credentials.get(mobile_key(ME)) is None


def test_a_removed_account_takes_its_number_along() -> None:
    desk = Desk()
    desk.phone.accounts.add(ALICE, Secret("right"))
    desk.set("0170 1234542")
    desk.phone.accounts.remove(ME)
    desk.phone.advance()
    assert not desk.numbers.is_known(ME)
    assert desk.phone.credentials.get(mobile_key(ME)) is None


def test_the_number_of_an_account_that_is_not_kept_is_not_kept_either() -> None:
    desk = Desk()
    desk.phone.accounts.add_ephemeral(ALICE, Secret("right"))
    desk.set("0170 1234542")
    assert desk.numbers.is_known(ME)
    assert desk.kept == ()
    assert desk.phone.credentials.get(mobile_key(ME)) is None


def test_what_is_no_number_changes_nothing() -> None:
    desk = Desk()
    desk.set("0170 1234542")
    desk.set("123")
    assert isinstance(desk.said[-1], DialError)
    assert desk.numbers.of(ME) == NUMBER
