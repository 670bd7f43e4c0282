"""Account files: what is taken, and what is refused in words."""

from pathlib import Path

import pytest

from softphone.account_command import import_accounts
from softphone.accounts.account_file import read_account_file
from softphone.accounts.config import AccountError
from softphone.protocol.snapshots import SrtpMode, Transport

PEM = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"
GOOD = f"""
format = 1
authority = '''{PEM}'''

[[account]]
address = "anna@example.com"
display_name = "Anna Archer"
server = "pbx.example.com:5061"
transport = "tls"
srtp = "required"
pbx_profile = "asterisk_freepbx"

[[account]]
address = "sip:reception@example.com"
is_enabled = false
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "accounts.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_accounts_and_the_companys_authority_are_taken(tmp_path: Path) -> None:
    file = read_account_file(written(tmp_path, GOOD))
    anna, reception = file.installed(tmp_path / "authorities")
    assert (anna.address_of_record, anna.server) == ("sip:anna@example.com", "pbx.example.com:5061")
    assert (anna.transport, anna.srtp) == (Transport.TLS, SrtpMode.REQUIRED)
    assert anna.pbx_profile == "asterisk_freepbx"
    assert anna.account_id != reception.account_id
    assert not reception.is_enabled
    (authority,) = anna.trusted_ca_files
    assert Path(authority).read_text() == PEM


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no account"),
        ("this is no TOML", "not an account file"),
        ("format = 2\n[[account]]\naddress = 'a@b.example'", "another version"),
        ("[[account]]\naddress = 'a@b.example'\npassword = 'x'", "password"),
        ("[[account]]\naddress = 'a@b.example'\nsever = 'x'", "sever"),
        ("[[account]]\naddress = 'a@b.example'\ntransport = 'pigeon'", "not possible"),
        ("[[account]]\naddress = 'nobody'", "address"),
        ("[[account]]\ndisplay_name = 'x'", "not possible"),
        ("[[account]]\naddress = 'a@b.example'\ntrusted_ca_files = ['/etc/passwd']", "trusted_ca_files"),
        ("authority = 'none'\n[[account]]\naddress = 'a@b.example'", "certificate"),
        ("account = 3", "no account"),
        ("account = [3]", "not an account file"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(AccountError) as refused:
        read_account_file(written(tmp_path, text))
    assert words in str(refused.value)


def test_a_file_that_is_not_there_or_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(AccountError):
        read_account_file(tmp_path / "missing.toml")
    (tmp_path / "noise").write_bytes(bytes(range(256)))
    with pytest.raises(AccountError):
        read_account_file(tmp_path / "noise")


def test_the_command_line_adds_them_and_keeps_what_is_there(own_folders: Path, tmp_path: Path) -> None:
    settings = own_folders / "config" / "settings.toml"
    said: list[str] = []
    assert import_accounts(written(tmp_path, GOOD), said.append) == 0
    first = settings.read_text()
    assert "anna@example.com" in first
    assert any("anna@example.com" in line for line in said)
    assert import_accounts(written(tmp_path, GOOD.replace("Anna Archer", "Anna Bauer")), said.append) == 0
    second = settings.read_text()
    assert second.count("anna@example.com") == 1
    assert "Anna Bauer" in second
    assert import_accounts(written(tmp_path, "nonsense"), said.append) == 1
    assert settings.read_text() == second
