"""``softphone account import FILE``: adds the accounts of a file to the settings."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from softphone.accounts.account_file import read_account_file
from softphone.app import SETTINGS_FILE
from softphone.basics.errors import UserFacingError
from softphone.basics.words import translate
from softphone.folders import config_dir
from softphone.runtime import PlainRuntime
from softphone.settings.declared import ACCOUNTS
from softphone.settings.settings import Settings
from softphone.settings.toml_store import TomlSettingsStore

AUTHORITIES = "authorities"
_PATIENCE_S = 10.0


def import_accounts(path: Path, say: Callable[[str], None]) -> int:
    """Adds the file's accounts, or brings those up to date that are there; returns the exit code."""
    try:
        accounts = read_account_file(path).installed(config_dir() / AUTHORITIES)
    except UserFacingError as problem:
        say(str(problem))
        return 1
    runtime = PlainRuntime()
    try:
        settings = Settings(runtime, TomlSettingsStore(config_dir() / SETTINGS_FILE))
        failures: list[UserFacingError] = []
        settings.load()
        settings.problems.add(failures.append)
        there = {known.address_of_record: known.account_id for known in settings.entries(ACCOUNTS)}
        for account in accounts:
            known_id = there.get(account.address_of_record, account.account_id)
            settings.put_entry(ACCOUNTS, msgspec.structs.replace(account, account_id=known_id))
        saved: list[bool] = []
        settings.flush(lambda: saved.append(True))
        runtime.run_until(lambda: bool(saved), _PATIENCE_S)
    finally:
        runtime.close()
    for failure in failures:
        say(str(failure))
    if failures:
        return 1
    for account in accounts:
        say(translate("command_line", "Added: {address}").format(address=account.address_of_record.partition(":")[2]))
    say(translate("command_line", "The password is asked for when Softphone is started the next time."))
    return 0
