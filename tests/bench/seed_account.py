"""Puts an account into the settings and the keyring that the environment names; run in a process of its own."""

import sys

from softphone.accounts.keyring_store import KeyringCredentialStore
from softphone.app import SETTINGS_FILE
from softphone.basics.ids import AccountId
from softphone.basics.secret import Secret
from softphone.folders import config_dir
from softphone.protocol.snapshots import AccountConfig
from softphone.runtime import PlainRuntime
from softphone.settings.declared import ACCOUNTS
from softphone.settings.settings import Settings
from softphone.settings.toml_store import TomlSettingsStore


def main() -> None:
    """First argument: the registrar, host:port."""
    account_id = AccountId("bench")
    runtime = PlainRuntime()
    settings = Settings(runtime, TomlSettingsStore(config_dir() / SETTINGS_FILE))
    settings.load()
    address = f"sip:alice@{sys.argv[1]}"
    settings.put_entry(ACCOUNTS, AccountConfig(account_id=account_id, address_of_record=address, display_name="Alice"))
    saved: list[bool] = []
    settings.flush(lambda: saved.append(True))
    runtime.run_until(lambda: bool(saved), 10)
    KeyringCredentialStore().set(account_id, Secret("bench"))
    runtime.close()


if __name__ == "__main__":
    main()
