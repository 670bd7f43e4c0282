"""Passwords in a real Secret Service (gnome-keyring), and what is said when there is none."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.keyring.session import Session


@pytest.fixture
def session() -> Iterator[Session]:
    # Sockets have short paths: pytest's own folders are too deep.
    with tempfile.TemporaryDirectory(prefix="keyring-", ignore_cleanup_errors=True) as folder:
        yield Session(Path(folder))


def test_a_password_is_kept_changed_and_forgotten(session: Session) -> None:
    out = session.with_keyring(
        """
print(revealed(alice))
store.set(alice, Secret("first ☎ pass'word"))
store.set(bob, Secret("bob's"))
print(revealed(alice))
store.set(alice, Secret("second"))
print(revealed(alice))
store.delete(alice)
print(revealed(alice), revealed(bob))
store.delete(alice)
print("still here")
"""
    )
    assert out.splitlines() == ["None", "first ☎ pass'word", "second", "None bob's", "still here"]


def test_a_password_outlives_the_session_and_is_not_in_clear_on_disk(session: Session) -> None:
    session.with_keyring('store.set(alice, Secret("correct horse battery"))')
    assert session.with_keyring("print(revealed(alice))") == "correct horse battery\n"
    kept = [path for path in session.home.rglob("*") if path.is_file() and path.suffix == ".keyring"]
    assert kept
    for path in kept:
        assert b"correct horse" not in path.read_bytes()


def test_a_locked_keyring_is_said_and_nothing_hangs(session: Session) -> None:
    out = session.with_keyring(
        """
store.set(alice, Secret("x"))
secretstorage.get_default_collection(secretstorage.dbus_init()).lock()
for outcome in (said(store.get, alice), said(store.set, alice, Secret("y")), said(store.delete, alice)):
    print(outcome)
"""
    )
    assert (
        out.splitlines()
        == [
            "The password store of this computer is locked. "
            "Unlock it, or enter the password here; then it is kept until the program ends."
        ]
        * 3
    )


def test_a_keyring_of_another_password_stays_locked(session: Session) -> None:
    session.with_keyring('store.set(alice, Secret("x"))')
    out = session.with_keyring("print(said(store.get, alice))", unlock_with="not the login password")
    assert "is locked" in out


@pytest.mark.parametrize("where", ["without_keyring", "without_bus"])
def test_no_keyring_at_all_is_said(session: Session, where: str) -> None:
    run = session.without_keyring if where == "without_keyring" else session.without_bus
    out = run('print(said(store.get, alice))\nprint(said(store.set, alice, Secret("x")))')
    assert (
        out.splitlines()
        == [
            "This computer has no password store that the softphone can use. "
            "Enter the password here; it is kept until the program ends."
        ]
        * 2
    )
    assert not list(session.home.rglob("*.keyring"))
    assert not [path for path in session.home.rglob("*") if path.is_file() and path.read_bytes() == b"x"]


_KEYRING_PROCESS = """
import os, signal, threading
from jeepney import DBusAddress, new_method_call
bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
ask = new_method_call(bus, "GetConnectionUnixProcessID", "s", ("org.freedesktop.secrets",))
keyring_process = secretstorage.dbus_init().send_and_get_reply(ask).body[0]
"""


def test_a_keyring_that_hangs_does_not_keep_the_program_from_ending(session: Session) -> None:
    out = session.with_keyring(
        _KEYRING_PROCESS
        + """
store.set(alice, Secret("x"))
os.kill(keyring_process, signal.SIGSTOP)
try:
    threading.Timer(1.0, store.close).start()
    print(said(store.get, alice))
finally:
    os.kill(keyring_process, signal.SIGKILL)
"""
    )
    assert out.startswith("The password store of this computer did not answer.")


def test_a_keyring_that_dies_is_said(session: Session) -> None:
    out = session.with_keyring(
        _KEYRING_PROCESS
        + """
store.set(alice, Secret("x"))
os.kill(keyring_process, signal.SIGKILL)
print(said(store.get, alice))
"""
    )
    assert out.startswith("The password store of this computer ")  # the bus may have started a new, locked one


def test_a_null_or_file_keyring_is_not_used(session: Session) -> None:
    out = session.without_bus(
        """
import keyring
from keyring.backends import null
keyring.set_keyring(null.Keyring())
print(said(store.set, alice, Secret("x")))
"""
    )
    assert "no password store" in out


def test_a_whole_program_asks_and_keeps_the_password_in_memory_without_a_keyring(session: Session) -> None:
    out = session.without_bus(
        """
from softphone.protocol.snapshots import AccountConfig
from tests.unit.app.phone import ALICE, Phone
phone = Phone(credentials=store)
phone.app.start()
asked = []
phone.accounts.problems.add(lambda problem: print(problem.title))
phone.accounts.add(ALICE, Secret("right"))
phone.advance(1)
print(phone.view().is_registered, phone.view().is_remembered)
"""
    )
    assert out.splitlines() == [
        "Your password was not saved. This computer has no password store that the softphone can use.",
        "True False",
    ]


def test_reading_leaves_none_of_the_libraries_in_memory(session: Session) -> None:
    session.with_keyring('store.set(alice, Secret("x"))')
    out = session.with_keyring(
        """
import sys
libraries = ("cryptography", "secretstorage", "keyring")
for name in [name for name in sys.modules if name.startswith(libraries)]:
    del sys.modules[name]
print(revealed(alice), [name for name in libraries if name in sys.modules])
"""
    )
    assert out == "x []\n"
