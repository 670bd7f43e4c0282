"""A whole softphone on virtual time and a fake engine, with memory for disk and keyring."""

import secrets
from pathlib import Path

from softphone.accounts.credentials import CredentialKey, CredentialStore, MemoryCredentialStore
from softphone.accounts.view import AccountView
from softphone.app import Softphone
from softphone.basics.errors import CredentialError
from softphone.basics.ids import AccountId, CallId, LegId
from softphone.basics.secret import Secret
from softphone.calls.call import Call
from softphone.folders import data_dir
from softphone.history.memory_store import MemoryHistoryStore
from softphone.history.store import HistoryStore
from softphone.protocol.commands import Command
from softphone.protocol.snapshots import AccountConfig
from softphone.settings.store import MemorySettingsStore, SettingsStore
from tests.fakes.fake_engine import FakeEngine, FakeEngines
from tests.fakes.fake_pbx import FakePbx
from tests.fakes.virtual_runtime import VirtualRuntime

ALICE = AccountConfig(account_id=AccountId("account-alice"), address_of_record="sip:1001@pbx.example.com")
WORK = AccountConfig(account_id=AccountId("account-work"), address_of_record="sip:2001@work.example.com")


class FailingCredentials(MemoryCredentialStore):
    """A keyring that refuses while it has a reason to."""

    def __init__(self) -> None:
        super().__init__()
        self.reason: Exception | None = CredentialError("The password store is locked.", "Unlock it.")

    def get(self, key: CredentialKey) -> Secret | None:
        self._check()
        return super().get(key)

    def set(self, key: CredentialKey, password: Secret) -> None:
        self._check()
        super().set(key, password)

    def delete(self, key: CredentialKey) -> None:
        self._check()
        super().delete(key)

    def _check(self) -> None:
        if self.reason is not None:
            raise self.reason


class Phone:
    """What the tests drive.

    Attributes:
        seen: every announced call, oldest first.
        alerts: every call announced as incoming.
    """

    def __init__(
        self,
        pbx: FakePbx | None = None,
        settings_store: SettingsStore | None = None,
        credentials: CredentialStore | None = None,
        runtime: VirtualRuntime | None = None,
        history_store: HistoryStore | None = None,
        data_folder: Path | None = None,
    ) -> None:
        self.runtime = runtime or VirtualRuntime()
        self.engines = FakeEngines(self.runtime, pbx)
        self.store = settings_store or MemorySettingsStore()
        self.credentials = credentials or MemoryCredentialStore()
        self.history_store = history_store or MemoryHistoryStore()
        self.app = Softphone(
            self.runtime,
            new_link=self.engines.new_link,
            settings_store=self.store,
            credentials=self.credentials,
            new_history_store=lambda: self.history_store,
            data_folder=data_folder or data_dir() / secrets.token_hex(8),
            default_ringtone="/ring.wav",
        )
        self.calls, self.accounts = self.app.calls, self.app.accounts
        self.seen: list[Call] = []
        self.alerts: list[Call] = []
        self.calls.changed.add(self.seen.append)
        self.calls.incoming.add(self.alerts.append)

    @classmethod
    def signed_in(cls, *configs: AccountConfig) -> "Phone":
        """Started, with these accounts (Alice's unless given) registered."""
        phone = cls()
        phone.app.start()
        for config in configs or (ALICE,):
            phone.accounts.add(config, Secret("right"))
        phone.advance(1)
        return phone

    @classmethod
    def telephone_only(cls, data_folder: Path | None = None) -> "Phone":
        """Alice is signed in; whatever is about people has not begun."""
        phone = cls(data_folder=data_folder)
        phone.app.start_telephone()
        phone.accounts.add(ALICE, Secret("right"))
        phone.advance(1)
        return phone

    def start_people(self) -> None:
        """What follows once the window is there."""
        for start in self.app.people_starts():
            start()
        self.advance(5)

    @property
    def engine(self) -> FakeEngine:
        return self.engines.engine

    def advance(self, seconds: float = 0.5) -> None:
        self.runtime.advance(seconds)

    def talk_to(self, number: str) -> CallId:
        """Dials and is answered."""
        call_id = self.calls.dial(number)
        self.advance()
        return call_id

    def ring_from(self, number: str, name: str = "", account: AccountConfig = ALICE) -> CallId:
        """Somebody calls."""
        leg_id = self.engine.incoming(account.account_id, number, name)
        self.advance(0.1)
        return CallId(leg_id.replace("leg-", "call-"))

    def call(self, call_id: CallId) -> Call:
        call = self.calls.get(call_id)
        assert call is not None
        return call

    def leg_id(self, call_id: CallId) -> LegId:
        return self.call(call_id).leg.leg_id

    def view(self, config: AccountConfig = ALICE) -> AccountView:
        view = self.accounts.view(config.account_id)
        assert view is not None
        return view

    def told(self, kind: type[Command]) -> list[Command]:
        """Commands of this kind that this life of the engine got."""
        return [command for command in self.engine.commands if isinstance(command, kind)]
