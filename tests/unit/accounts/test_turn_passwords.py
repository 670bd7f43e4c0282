"""The password for the TURN server: kept, sent and forgotten beside the account's own."""

import msgspec
import pytest

from softphone.accounts.config import AccountError, normalised
from softphone.accounts.credentials import MemoryCredentialStore
from softphone.accounts.turn_passwords import turn_key
from softphone.basics.errors import UserFacingError
from softphone.basics.secret import Secret
from softphone.protocol.commands import PutAccount
from softphone.protocol.snapshots import AccountConfig
from softphone.settings.store import MemorySettingsStore
from tests.unit.app.phone import ALICE, FailingCredentials, Phone

TURN = msgspec.structs.replace(ALICE, turn_server="turn.example.com", turn_user="relay")
KEY = turn_key(ALICE.account_id)
STORED: dict[str, object] = {
    "accounts": {
        ALICE.account_id: {
            "address_of_record": ALICE.address_of_record,
            "turn_server": "turn.example.com",
            "turn_user": "relay",
        }
    }
}


def started(config: AccountConfig = TURN) -> Phone:
    """Signed in with this account, its TURN password kept."""
    phone = Phone()
    phone.app.start()
    phone.accounts.add(config, Secret("right"), turn_password=Secret("through"))
    phone.advance(1)
    return phone


def sent(phone: Phone) -> list[Secret | None]:
    """The TURN passwords that the engine was told, oldest first."""
    return [command.turn_password for command in phone.told(PutAccount) if isinstance(command, PutAccount)]


def test_it_is_sent_with_the_account_and_kept_in_the_store() -> None:
    phone = started()
    assert sent(phone) == [Secret("through")]
    assert phone.credentials.get(KEY) == Secret("through")
    assert phone.credentials.get(ALICE.account_id) == Secret("right")
    assert phone.view().has_turn_password
    assert "through" not in repr(phone.store.load())


def test_at_the_next_start_it_is_there_before_the_account_signs_in() -> None:
    credentials = MemoryCredentialStore()
    credentials.set(ALICE.account_id, Secret("right"))
    credentials.set(KEY, Secret("through"))
    phone = Phone(None, MemorySettingsStore(msgspec.to_builtins(STORED)), credentials)
    phone.app.start()
    phone.advance(1)
    assert sent(phone) == [Secret("through")]
    assert phone.view().is_registered


def test_without_it_the_account_signs_in_all_the_same() -> None:
    credentials = MemoryCredentialStore()
    credentials.set(ALICE.account_id, Secret("right"))
    phone = Phone(None, MemorySettingsStore(msgspec.to_builtins(STORED)), credentials)
    phone.app.start()
    phone.advance(1)
    assert sent(phone) == [None]
    assert phone.view().is_registered
    assert not phone.view().needs_password


def test_a_new_engine_gets_it_again() -> None:
    phone = started()
    phone.engine.crash()
    phone.advance(5)
    assert sent(phone) == [Secret("through")]


def test_another_one_reaches_the_engine_once_and_the_same_one_never() -> None:
    phone = started()
    phone.accounts.update(TURN, turn_password=Secret("other"))
    phone.accounts.update(TURN, turn_password=Secret("other"))
    phone.advance(1)
    assert sent(phone) == [Secret("through"), Secret("other")]
    assert phone.credentials.get(KEY) == Secret("other")


def test_it_is_forgotten_without_a_turn_server() -> None:
    phone = started()
    phone.accounts.update(ALICE)
    phone.advance(1)
    assert sent(phone)[-1] is None
    assert phone.credentials.get(KEY) is None
    assert not phone.view().has_turn_password


def test_it_goes_with_the_account() -> None:
    phone = started()
    phone.accounts.remove(ALICE.account_id)
    phone.advance(1)
    assert phone.credentials.get(KEY) is None
    assert phone.credentials.get(ALICE.account_id) is None


def test_one_that_is_not_to_be_remembered_is_in_memory_only() -> None:
    phone = started()
    phone.accounts.update(TURN, remember=False, turn_password=Secret("other"))
    phone.advance(1)
    assert sent(phone)[-1] == Secret("other")
    assert phone.credentials.get(KEY) is None


def test_an_account_that_is_not_kept_leaves_none_behind() -> None:
    phone = Phone()
    phone.app.start()
    phone.accounts.add_ephemeral(TURN, Secret("right"))
    phone.accounts.update(TURN, turn_password=Secret("through"))
    phone.advance(1)
    assert sent(phone)[-1] == Secret("through")
    assert phone.credentials.get(KEY) is None


def test_a_store_that_does_not_keep_it_is_told_and_the_account_works() -> None:
    phone = Phone(credentials=FailingCredentials())
    said: list[UserFacingError] = []
    phone.accounts.problems.add(said.append)
    phone.app.start()
    phone.accounts.add(TURN, Secret("right"), turn_password=Secret("through"))
    phone.advance(1)
    assert sent(phone) == [Secret("through")]
    assert said


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"keep_alive_s": 4}, "keep-alives"),
        ({"keep_alive_s": 3601}, "keep-alives"),
        ({"stun_server": "stun example"}, "STUN server"),
        ({"turn_server": "turn:example", "turn_user": "relay"}, "TURN server"),
        ({"turn_server": "turn.example.com"}, "user name for the TURN server"),
        ({"turn_user": "relay"}, "TURN server is missing"),
        ({"turn_server": "turn.example.com", "turn_user": "re\nlay"}, "user name for the TURN server"),
    ],
)
def test_what_cannot_be_used_is_said(fields: dict[str, object], words: str) -> None:
    with pytest.raises(AccountError) as raised:
        normalised(msgspec.structs.replace(ALICE, **fields))
    assert words in raised.value.title
    assert raised.value.remedy


@pytest.mark.parametrize("seconds", [0, 5, 15, 3600])
def test_every_time_between_keep_alives_that_makes_sense_is_taken(seconds: int) -> None:
    assert normalised(msgspec.structs.replace(ALICE, keep_alive_s=seconds)).keep_alive_s == seconds
