"""The core of a softphone with colleagues on virtual time and a fake engine."""

from collections.abc import Iterable

from msgspec.structs import replace

from softphone.accounts.accounts import Accounts
from softphone.accounts.credentials import MemoryCredentialStore
from softphone.basics.ids import AccountId
from softphone.basics.secret import Secret
from softphone.engine_client.gateway import EngineGateway
from softphone.presence.colleagues import Colleagues
from softphone.presence.own_devices import OwnDevices
from softphone.presence.state import Presentity
from softphone.protocol.commands import Subscribe
from softphone.protocol.snapshots import AccountConfig, EventPackage
from softphone.settings.settings import Settings
from softphone.settings.store import MemorySettingsStore
from tests.fakes.fake_engine import FakeEngine, FakeEngines
from tests.fakes.fake_pbx import FakePbx
from tests.fakes.virtual_runtime import VirtualRuntime

ALICE = AccountConfig(
    account_id=AccountId("alice"), address_of_record="sip:1001@pbx.example.com:5070", publishes_presence=False
)


class Office:
    """Alice's softphone. changes: every batch that was announced; free: who was announced as free."""

    def __init__(self) -> None:
        self.runtime = VirtualRuntime()
        self.engines = FakeEngines(self.runtime, FakePbx())
        self.gateway = EngineGateway(self.runtime, self.engines.new_link)
        self.settings = Settings(self.runtime, MemorySettingsStore())
        self.accounts = Accounts(self.runtime, self.gateway, self.settings, MemoryCredentialStore())
        self.colleagues = Colleagues(self.runtime, self.gateway, self.accounts, self.settings)
        self.own_devices = OwnDevices(self.runtime, self.gateway, self.accounts)
        self.changes: list[tuple[Presentity, ...]] = []
        self.free: list[Presentity] = []
        self.colleagues.changed.add(self.changes.append)
        self.colleagues.became_free.add(self.free.append)

    @property
    def engine(self) -> FakeEngine:
        return self.engines.engine

    @property
    def pbx(self) -> FakePbx:
        return self.engines.pbx

    def open(self, **settings: object) -> AccountConfig:
        """Starts, and signs Alice in."""
        self.gateway.start()
        self.settings.load()
        self.accounts.start()
        self.colleagues.start()
        self.own_devices.start()
        config = replace(ALICE, **settings)
        self.accounts.add(config, Secret("right"))
        self.wait(1.0)
        return config

    def wait(self, seconds: float = 1.0) -> None:
        self.runtime.advance(seconds)

    def subscribed(self) -> list[Subscribe]:
        """What the servers have now, but for Alice's own lamp."""
        return [s for s in self.engine.events.active().values() if "1001@" not in s.target]

    def targets(self, package: EventPackage) -> list[str]:
        return sorted(s.target for s in self.subscribed() if s.package == package)

    def notify(self, target: str, package: EventPackage, body: bytes, content_type: str) -> None:
        """The server notifies, and a batch is over."""
        self.engine.events.notify(self.engine.events.find(target, package), body, content_type)
        self.wait(0.2)

    def told(self) -> list[Presentity]:
        """Everybody of every batch since the last call."""
        people = [person for batch in self.changes for person in batch]
        self.changes.clear()
        return people


def watch_all(office: Office, users: Iterable[str]) -> None:
    for user in users:
        office.colleagues.watch(office.colleagues.address_of(user))
