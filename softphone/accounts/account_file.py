"""Account files: what an administrator hands out so that nobody has to type it. TOML, without passwords.

    format = 1
    authority = '''-----BEGIN CERTIFICATE-----
    …'''                                # own certification authority, PEM; only where there is one

    [[account]]
    address = "anna@example.com"        # needed; all else as in the settings file, and only where it differs
    display_name = "Anna Archer"
    server = "pbx.example.com:5061"
    transport = "tls"                   # tls, tcp, udp
    srtp = "required"                   # required, preferred, off
    pbx_profile = "asterisk_freepbx"    # the phone system, by its file in resources/pbx_profiles

A key that nobody knows is refused rather than passed over: it is a slip of the pen, and would be missed later.
"""

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from softphone.accounts.accounts import Accounts
from softphone.accounts.config import AccountError, normalised
from softphone.basics.ids import new_account_id
from softphone.basics.words import translate
from softphone.protocol.snapshots import AccountConfig

FORMAT = 1
_LONGEST_BYTES = 1_000_000
_MOST_ACCOUNTS = 50
_OWN = {"account_id", "trusted_ca_files"}  # paths of another computer mean nothing here
_KEYS = {field.name for field in msgspec.structs.fields(AccountConfig)} - _OWN
_SECRETS = {"password", "turn_password", "secret"}


@dataclass(frozen=True, slots=True)
class AccountFile:
    """What a file says. authority_pem: certificates to trust besides the system's; empty for none."""

    accounts: tuple[AccountConfig, ...]
    authority_pem: str = ""

    def installed(self, folder: Path) -> tuple[AccountConfig, ...]:
        """The accounts as they are used here; their authority is kept in the folder. Raises AccountError."""
        if not self.authority_pem:
            return self.accounts
        name = hashlib.sha256(self.authority_pem.encode()).hexdigest()[:16]
        path = folder / f"authority-{name}.pem"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(self.authority_pem, encoding="ascii")
        except OSError as error:
            raise AccountError(
                translate("accounts", "The company's certificate could not be saved."), error.strerror or ""
            ) from None
        return tuple(msgspec.structs.replace(each, trusted_ca_files=(str(path),)) for each in self.accounts)


def read_account_file(path: Path) -> AccountFile:
    """Raises AccountError in words that name what is wrong."""
    try:
        if path.stat().st_size > _LONGEST_BYTES:
            raise AccountError(translate("accounts", "This file is too big for an account file."))
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise AccountError(translate("accounts", "The file cannot be read."), error.strerror or "") from None
    except ValueError:  # TOML or UTF-8
        raise AccountError(
            translate("accounts", "This is not an account file."),
            translate("accounts", "Ask your administrator for it again; it may be damaged."),
        ) from None
    return _read(raw)


def take_over(accounts: Accounts, configs: Iterable[AccountConfig]) -> None:
    """Adds them to the program that runs; one whose address is there already is changed. Raises AccountError."""
    known = {view.config.address_of_record: view.account_id for view in accounts.views()}
    for config in configs:
        account_id = known.get(config.address_of_record)
        if account_id is None:
            accounts.add_without_password(config)
        else:
            accounts.update(msgspec.structs.replace(config, account_id=account_id))


def _read(raw: dict[str, Any]) -> AccountFile:
    if raw.get("format", FORMAT) != FORMAT:
        raise AccountError(translate("accounts", "This account file is for another version of the program."))
    unknown = set(raw) - {"format", "authority", "account"}
    if unknown:
        raise _unknown(min(unknown))
    entries = raw.get("account")
    if not isinstance(entries, list) or not 0 < len(entries) <= _MOST_ACCOUNTS:
        raise AccountError(translate("accounts", "There is no account in this file."))
    authority = raw.get("authority", "")
    if authority and (not isinstance(authority, str) or "-----BEGIN CERTIFICATE-----" not in authority):
        raise AccountError(translate("accounts", "The company's certificate in this file cannot be used."))
    return AccountFile(tuple(_account(entry) for entry in entries), authority)


def _account(entry: object) -> AccountConfig:
    if not isinstance(entry, dict):
        raise AccountError(translate("accounts", "This is not an account file."))
    if _SECRETS & set(entry):
        raise AccountError(
            translate("accounts", "There is a password in this file."),
            translate("accounts", "Passwords are never read from files. Take it out of the file, and type it here."),
        )
    known = {("address_of_record" if name == "address" else name): value for name, value in entry.items()}
    unknown = set(known) - _KEYS
    if unknown:
        raise _unknown(min(unknown))
    try:
        config = msgspec.convert({**known, "account_id": new_account_id()}, AccountConfig)
    except msgspec.ValidationError as error:
        raise AccountError(translate("accounts", "A value in this file is not possible."), str(error)) from None
    return normalised(config)


def _unknown(name: str) -> AccountError:
    return AccountError(
        translate("accounts", "Nobody knows what “{name}” in this file means.").format(name=name[:40]),
        translate("accounts", "Ask your administrator to look at how it is written."),
    )
