"""The private mobile number in a real Secret Service: kept, locked, forgotten, and missing."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.keyring.session import Session

_PHONE = """
from softphone.mobility.mobile_numbers import MobileNumbers
from tests.unit.app.phone import ALICE, Phone
def numbers():
    phone = Phone(credentials=store)
    phone.app.settings.load()
    made = phone.app.mobile_numbers
    return phone, made
def told(phone, made, text):
    said = []
    made.set(ALICE.account_id, text, said.append)
    phone.advance(1)
    return said[0]
"""
_FETCH = (
    _PHONE
    + """
phone, made = numbers()
made.fetch(ALICE.account_id)
phone.advance(1)
view = made.view(ALICE.account_id)
print(view.masked, view.problem)
"""
)


@pytest.fixture
def session() -> Iterator[Session]:
    # Sockets have short paths: pytest's own folders are too deep.
    with tempfile.TemporaryDirectory(prefix="keyring-", ignore_cleanup_errors=True) as folder:
        yield Session(Path(folder))


def test_it_is_kept_encrypted_known_after_the_next_start_and_forgotten(session: Session) -> None:
    session.with_keyring(_PHONE + 'phone, made = numbers()\nprint(told(phone, made, "+49 170 1234542"))')
    assert session.with_keyring(_FETCH) == "•••• 42 None\n"
    for path in filter(Path.is_file, session.home.rglob("*")):
        assert b"1234542" not in path.read_bytes()
    session.with_keyring(_PHONE + "phone, made = numbers()\nmade.fetch(ALICE.account_id)\nphone.advance(1)\n"
                         "made.forget(ALICE.account_id)\nphone.advance(1)")  # fmt: skip
    assert session.with_keyring(_FETCH) == " None\n"


def test_a_locked_keyring_is_said_with_the_remedy_and_the_number_used_until_the_end(session: Session) -> None:
    out = session.with_keyring(
        _PHONE
        + """
phone, made = numbers()
told(phone, made, "+49 170 1234542")
secretstorage.get_default_collection(secretstorage.dbus_init()).lock()
print(told(phone, made, "+49 170 1234543"))
print(made.view(ALICE.account_id).masked)
made.fetch(ALICE.account_id)
phone.advance(1)
print(made.view(ALICE.account_id).problem)
"""
    )
    assert out.splitlines() == [
        "Your mobile number was not saved. The password store of this computer is locked. "
        "It is used until the program ends.",
        "•••• 43",
        "Your mobile number is not known now. The password store of this computer is locked. "
        "Unlock the password store and try again, or enter the number anew.",
    ]


def test_without_a_keyring_it_is_said(session: Session) -> None:
    out = session.without_bus(
        _PHONE + 'phone, made = numbers()\nprint(told(phone, made, "+49 170 1234542"))\nprint(made.all())'
    )
    assert "no password store" in out
    assert "until the program ends" in out
    assert "('account-alice', ***)" in out
