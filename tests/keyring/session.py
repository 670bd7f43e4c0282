"""A private D-Bus session with its own home and gnome-keyring, in which a test's code runs as a child process."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_BARE_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir={folder}</listen>
<policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy>
</busconfig>
"""
_PRELUDE = """
import secretstorage
from softphone.accounts.keyring_store import KeyringCredentialStore
from softphone.basics.errors import CredentialError
from softphone.basics.ids import AccountId
from softphone.basics.secret import Secret
store, alice, bob = KeyringCredentialStore(), AccountId("account-alice"), AccountId("account-bob")
def said(function, *arguments):
    try:
        return function(*arguments)
    except CredentialError as error:
        return f"{error.title} {error.remedy}"
def revealed(account_id):
    password = store.get(account_id)
    return None if password is None else password.reveal()
"""


@dataclass(frozen=True)
class Session:
    """A user's session; what its keyring keeps is in `home`."""

    home: Path

    def with_keyring(self, code: str, unlock_with: str = "login password") -> str:
        """Runs the code while the keyring is unlocked; returns what it printed."""
        unlock = f"printf '%s' '{unlock_with}' | gnome-keyring-daemon --unlock --components=secrets >&2; exec \"$@\""
        return self._run(["dbus-run-session", "--", "sh", "-c", unlock, "sh", *self._python(code)])

    def without_keyring(self, code: str) -> str:
        """Runs the code on a bus where nobody offers the Secret Service."""
        config = self.home / "bus.conf"
        config.write_text(_BARE_BUS.format(folder=self.home))
        return self._run(["dbus-run-session", f"--config-file={config}", "--", *self._python(code)])

    def without_bus(self, code: str) -> str:
        """Runs the code where there is no D-Bus at all (a server, a container)."""
        return self._run(self._python(code))

    @staticmethod
    def _python(code: str) -> list[str]:
        return [sys.executable, "-c", _PRELUDE + code]

    def _run(self, command: list[str]) -> str:
        for tool in ("dbus-run-session", "gnome-keyring-daemon"):
            assert shutil.which(tool), f"{tool} is missing: run `make setup`"
        runtime = self.home / "run"
        runtime.mkdir(mode=0o700, exist_ok=True)
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "XDG_RUNTIME_DIR": str(runtime),
            "PYTHONPATH": str(ROOT),
            "LANG": "C.UTF-8",
        }
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, cwd=self.home)
        assert done.returncode == 0, done.stderr
        return done.stdout
