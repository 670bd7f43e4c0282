"""The composition root: builds every feature on its ports. No Qt."""

import atexit
import os
from collections.abc import Callable
from pathlib import Path

from softphone.accounts.accounts import Accounts
from softphone.accounts.credentials import CredentialStore
from softphone.accounts.keyring_store import KeyringCredentialStore
from softphone.calls.calls import Calls
from softphone.calls.codecs import CodecPreference
from softphone.devices.devices import Devices
from softphone.directory.directory import Directory
from softphone.directory.mirror_child import MirrorChild
from softphone.directory.naming import name_of
from softphone.engine_client.gateway import EngineGateway
from softphone.engine_client.link import EngineLink
from softphone.engine_client.process_link import ProcessLink
from softphone.folders import config_dir, data_dir
from softphone.history.history import History
from softphone.history.memory_store import MemoryHistoryStore
from softphone.history.store import HistoryStore, NumberKey
from softphone.known_people import KnownPeople
from softphone.presence.colleagues import Colleagues
from softphone.presence.favourites import Favourites
from softphone.presence.own_devices import OwnDevices
from softphone.presence.own_status import OwnStatus
from softphone.presence.state import RemoteCallState
from softphone.protocol.snapshots import Direction, LegState, Party
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
        data_folder: where the history, the directory and the contacts are kept; the user's folder unless given. With
            a settings store of its own and no folder a program leaves no trace: memory, and a folder that is removed.
        new_history_store: gives another place of the call history.
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
        data_folder: Path | None = None,
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
        leaves_no_trace = settings_store is not None and data_folder is None
        kept_in = None if leaves_no_trace else data_folder or data_dir()
        self.history = History(
            runtime,
            self.calls,
            self.accounts,
            new_history_store
            or (lambda: _history_store(kept_in, lambda number: self.directory.plan.normalised(number))),
            device=lambda: _device_text(self.devices),
            measure=lambda: self.devices.measure(_MEASURE_MS),
        )

        self._temporary_folder = _temporary_folder() if leaves_no_trace else None
        folder = data_folder or self._temporary_folder or data_dir()
        self.directory = Directory(runtime, self.settings, self._credentials, folder, MirrorChild)
        self._known_people = KnownPeople(runtime, self.directory, self.favourites, self.history)
        self.calls.name_by(self._name_of)
        self.calls.dial_by(lambda text: self.directory.plan.dialled_here(text))

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
        self.own_status.changed.add(lambda _: self.devices.set_silent(self.own_status.wants_silence))
        self.devices.set_silent(self.own_status.wants_silence)
        self.history.start()
        self.directory.changed.add(lambda _: self.calls.names_changed())
        self._known_people.start()
        self.directory.start()

    def close(self, on_done: Callable[[], None]) -> None:
        """Hangs up, unregisters, saves, then calls back; a few seconds at most."""
        self._credentials.close()
        self.own_status.withdraw()
        self.engine.shut_down(
            lambda: self.settings.flush(lambda: self.history.close(lambda: self._close_directory(on_done)))
        )

    def _close_directory(self, on_done: Callable[[], None]) -> None:
        def closed() -> None:
            if self._temporary_folder is not None:
                _remove(self._temporary_folder)
            on_done()

        self.directory.close(closed)

    def _name_of(self, party: Party) -> str:
        """The PBX's own address first: a number alone may also be that of somebody elsewhere."""
        people = self.directory.people_for(party.uri) or self.directory.people_for(party.number)
        return name_of(people, party.name)

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


def _temporary_folder() -> Path:
    """Made only when something is kept in it; gone when the process ends, also without `close`."""
    import tempfile

    folder = Path(tempfile.gettempdir()) / f"softphone-{os.urandom(8).hex()}"
    atexit.register(_remove, folder)
    return folder


def _remove(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


def _history_store(folder: Path | None, number_key: NumberKey) -> HistoryStore:
    """Called in the background: loading SQLite must not delay the window. folder: None for memory."""
    if folder is None:
        return MemoryHistoryStore(number_key)
    from softphone.history.sqlite_store import SqliteHistoryStore

    return SqliteHistoryStore(folder / HISTORY_FILE, number_key)


def _device_text(devices: Devices) -> str:
    """Microphone and speaker in use, one name where they are the same device."""
    used = devices.snapshot.used
    return " / ".join(dict.fromkeys(name for name in (used.microphone, used.speaker) if name))
