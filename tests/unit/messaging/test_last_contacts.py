"""What was registered last, over the death of the program."""

import stat
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from softphone.basics.ids import AccountId
from softphone.basics.secret import Secret
from softphone.messaging.last_contacts import LastContacts
from softphone.protocol.commands import PutAccount
from tests.fakes.virtual_runtime import VirtualRuntime
from tests.unit.app.phone import ALICE, WORK, Phone

T = TypeVar("T")
A = AccountId("a")


def test_it_is_kept_for_the_user_alone(tmp_path: Path) -> None:
    contacts = LastContacts(tmp_path / "new" / "registered.json")
    assert contacts.read() == {}
    contacts.write({A: "sip:1001@192.0.2.1:5062;line=0a0b0c0d"})
    assert LastContacts(tmp_path / "new" / "registered.json").read() == {A: "sip:1001@192.0.2.1:5062;line=0a0b0c0d"}
    (file,) = (tmp_path / "new").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'{"a": 1}', b"\xff\xfe"])
def test_what_cannot_be_read_is_nothing(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "registered.json"
    file.write_bytes(content)
    assert LastContacts(file).read() == {}


def test_the_next_life_of_the_program_begins_at_the_same_place(tmp_path: Path) -> None:
    first = Phone(data_folder=tmp_path)
    first.app.start()
    first.accounts.add(ALICE, Secret("right"))
    first.advance(1)
    first.app.messaging.send(ALICE.account_id, "1002", "hello")
    first.advance(2)
    view = first.accounts.view(ALICE.account_id)
    assert view is not None
    second = Phone(data_folder=tmp_path)  # the first one is dead
    second.app.start()
    second.accounts.add(ALICE, Secret("right"))
    second.advance(1)
    puts = [each for each in second.engine.commands if isinstance(each, PutAccount)]
    assert puts[0].previous_contact_uri == view.registration.contact_uri != ""


class UnevenRuntime(VirtualRuntime):
    """Its first pieces of background work take longest."""

    def __init__(self) -> None:
        super().__init__()
        self._works_s = 5.0

    def run_in_background(
        self, work: Callable[[], T], on_done: Callable[[T], None], on_error: Callable[[Exception], None]
    ) -> None:
        self._works_s *= 0.9
        super().call_later(self._works_s, lambda: super(UnevenRuntime, self).run_in_background(work, on_done, on_error))


def test_of_accounts_that_sign_in_together_every_place_is_kept(tmp_path: Path) -> None:
    phone = Phone(data_folder=tmp_path, runtime=UnevenRuntime())
    phone.app.start()
    for account in (ALICE, WORK):
        phone.accounts.add(account, Secret("right"))
    _ = phone.app.messaging
    phone.advance(60)
    assert LastContacts(tmp_path / "registered.json").read().keys() == {ALICE.account_id, WORK.account_id}
