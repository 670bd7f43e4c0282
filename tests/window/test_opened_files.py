"""Files on the command line: contacts and accounts are taken in when the user agrees; all else is said in words."""

from pathlib import Path

import pytest

from softphone.protocol.snapshots import Transport
from tests.window.waiting import wait_until
from tests.window.window_stage import ALICE, WindowStage
from ui.directory.contacts_page import ContactsPage
from ui.first_run.first_run_dialog import FirstRunDialog
from ui.opened_files import open_file
from ui.widgets.confirm_dialog import ConfirmDialog

VCARD = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Greta Garbo\r\nTEL:+49 30 555\r\nEND:VCARD\r\n"
ONE = '[[account]]\naddress = "2001@work.example.com"\nserver = "pbx.example.com:5061"\ntransport = "tls"\n'
TWO = ONE + '[[account]]\naddress = "1001@pbx.example.com"\ntransport = "tcp"\n'


def _open(stage: WindowStage, path: Path, text: str | None) -> ConfirmDialog | None:
    if text is not None:
        path.write_text(text, encoding="utf-8")
    open_file(path, stage.softphone, stage.windows)
    stage.settle()
    return next((each for each in stage.main.findChildren(ConfirmDialog) if each.isVisible()), None)


def test_contacts_are_imported_when_the_user_agrees(phone: WindowStage, tmp_path: Path) -> None:
    question = _open(phone, tmp_path / "team.vcf", VCARD)
    assert question is not None
    assert question.windowTitle() == "Import the contacts in team.vcf?"
    page = phone.main.findChild(ContactsPage)
    assert page is not None
    assert page.isVisible()
    assert page.result.isHidden(), "nothing is imported unasked"
    question.confirm.click()
    phone.advance(1)
    wait_until(lambda: "1 added" in page.result.title(), "the import")


def test_the_accounts_of_a_file_are_named_and_used_when_the_user_agrees(phone: WindowStage, tmp_path: Path) -> None:
    question = _open(phone, tmp_path / "accounts.toml", TWO)
    assert question is not None
    assert "2 accounts" in question.windowTitle()
    assert "2001@work.example.com at pbx.example.com:5061" in question.accessibleDescription()
    assert len(phone.softphone.accounts.views()) == 1
    question.confirm.click()
    phone.advance(1)
    alice, new = phone.softphone.accounts.views()
    assert (alice.account_id, alice.config.transport) == (ALICE.account_id, Transport.TCP), "known, and changed"
    assert alice.is_registered, "with the password that is known"
    assert (new.config.address_of_record, new.needs_password) == ("sip:2001@work.example.com", True)


def test_the_only_account_of_a_file_fills_in_the_first_run(stage: WindowStage, tmp_path: Path) -> None:
    _open(stage, tmp_path / "accounts.toml", ONE)
    dialog = stage.windows.dialog("first run")
    assert isinstance(dialog, FirstRunDialog)
    assert dialog.address.address.text() == "2001@work.example.com"
    assert not stage.softphone.accounts.views()


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("holiday.jpeg", "x", "Softphone cannot open holiday.jpeg. Contacts are in .vcf or .csv files"),
        ("none.vcf", None, "There is no file none.vcf."),
        ("accounts.toml", "[[", "This is not an account file."),
    ],
)
def test_what_cannot_be_opened_is_said(
    phone: WindowStage, tmp_path: Path, name: str, text: str | None, words: str
) -> None:
    assert _open(phone, tmp_path / name, text) is None
    assert words in f"{phone.main.notice.title()} {phone.main.notice.text()}"
