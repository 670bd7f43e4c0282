"""The composition root: builds every feature on its ports. No Qt."""

from collections.abc import Callable

from softphone.accounts.accounts import Accounts
from softphone.accounts.credentials import CredentialStore
from softphone.accounts.keyring_store import KeyringCredentialStore
from softphone.calls.calls import Calls
from softphone.calls.codecs import CodecPreference
from softphone.devices.devices import Devices
from softphone.engine_client.gateway import EngineGateway
from softphone.engine_client.link import EngineLink
from softphone.engine_client.process_link import ProcessLink
from softphone.folders import config_dir, data_dir
from softphone.history.history import History
from softphone.history.memory_store import MemoryHistoryStore
from softphone.history.store import HistoryStore
from softphone.presence.colleagues import Colleagues
from softphone.presence.favourites import Favourites
from softphone.presence.own_devices import OwnDevices
from softphone.presence.own_status import OwnStatus
from softphone.presence.state import RemoteCallState
from softphone.protocol.snapshots import Direction, LegState
from softphone.runtime import Runtime
from softphone.settings.settings import Settings
from softphone.settings.store import SettingsStore
from softphone.settings.toml_store import TomlSettingsStore

SETTINGS_FILE = "settings.toml"
HISTORY_FILE = "history.db"
_MEASURE_MS = 2000  # often enough for what the history tells of a talk


class Softphone:
    """The whole program but its window.

    Args:
        engine_link: an engine that was started already, used for the first life.
        new_link: makes the link for each further life; a real child process unless given.
        settings_store, credentials: the user's settings file and keyring unless given.
        new_history_store: gives the place of the call history; the user's database unless given, but memory for
            a program that has a settings store of its own and so must leave no trace in the user's folders.
        default_ringtone: WAV file that rings unless the user chose another; empty for silence.
    """

    def __init__(
        self,
        runtime: Runtime,
        *,
        engine_link: EngineLink | None = None,
        new_link: Callable[[], EngineLink] = ProcessLink,
        settings_store: SettingsStore | None = None,
        credentials: CredentialStore | None = None,
        new_history_store: Callable[[], HistoryStore] | None = None,
        default_ringtone: str = "",
    ) -> None:
        self.runtime = runtime
        self.engine = EngineGateway(runtime, _links(engine_link, new_link))
        self.settings = Settings(runtime, settings_store or TomlSettingsStore(config_dir() / SETTINGS_FILE))
        self._credentials = credentials or KeyringCredentialStore()
        self.accounts = Accounts(runtime, self.engine, self.settings, self._credentials)
        self.calls = Calls(runtime, self.engine, self.accounts, self.settings)
        self.codecs = CodecPreference(self.engine, self.settings)
        self.devices = Devices(self.engine, self.settings, default_ringtone)
        self.favourites = Favourites(self.settings)
        self.colleagues = Colleagues(runtime, self.engine, self.accounts, self.settings)
        self.own_devices = OwnDevices(runtime, self.engine, self.accounts)
        self.own_status = OwnStatus(runtime, self.settings, self.accounts, self.engine)
        own_store = _user_history if settings_store is None else MemoryHistoryStore
        self.history = History(
            runtime,
            self.calls,
            self.accounts,
            new_history_store or own_store,
            device=lambda: _device_text(self.devices),
            measure=lambda: self.devices.measure(_MEASURE_MS),
        )

    def start(self) -> None:
        """Starts the engine, reads the settings and signs the accounts in."""
        self.engine.start()
        self.settings.load()
        self.devices.start()
        self.codecs.start()
        self.accounts.start()
        self.colleagues.start()
        self.own_devices.start()
        self.own_status.start()
        self.calls.changed.add(lambda _: self._count_calls())
        self.own_devices.changed.add(lambda _: self._count_calls())
        self.history.start()

    def close(self, on_done: Callable[[], None]) -> None:
        """Hangs up, unregisters, saves, then calls back; a few seconds at most."""
        self._credentials.close()
        self.own_status.withdraw()
        self.engine.shut_down(lambda: self.settings.flush(lambda: self.history.close(on_done)))

    def _count_calls(self) -> None:
        """Who is called is not on the phone yet; who calls is."""
        own = sum(not call.is_ended and call.state != LegState.ALERTING for call in self.calls.calls())
        elsewhere = sum(
            call.direction == Direction.OUTGOING or call.state == RemoteCallState.CONFIRMED
            for call in self.own_devices.calls
        )
        self.own_status.set_calls(own, elsewhere)


def _links(first: EngineLink | None, new_link: Callable[[], EngineLink]) -> Callable[[], EngineLink]:
    ready = [first] if first is not None else []
    return lambda: ready.pop() if ready else new_link()


def _user_history() -> HistoryStore:
    """Called in the background: loading SQLite must not delay the window."""
    from softphone.history.sqlite_store import SqliteHistoryStore

    return SqliteHistoryStore(data_dir() / HISTORY_FILE)


def _device_text(devices: Devices) -> str:
    """Microphone and speaker in use, one name where they are the same device."""
    used = devices.snapshot.used
    return " / ".join(dict.fromkeys(name for name in (used.microphone, used.speaker) if name))
