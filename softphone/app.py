"""The composition root: builds every feature on its ports. No Qt."""

import atexit
import os
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from softphone.accounts.accounts import Accounts
from softphone.accounts.credentials import CredentialStore
from softphone.accounts.keyring_store import KeyringCredentialStore
from softphone.accounts.reachability import Reachability
from softphone.call_control import CallControl
from softphone.calls.calls import Calls
from softphone.calls.codecs import CodecPreference
from softphone.calls.dial_rules import DialledHere
from softphone.devices.devices import Devices
from softphone.engine_client.gateway import EngineGateway
from softphone.engine_client.link import EngineLink
from softphone.engine_client.process_link import ProcessLink
from softphone.folders import config_dir, data_dir
from softphone.messaging_parts import MessagingParts
from softphone.mobility_parts import MobilityParts
from softphone.presence.own_status import OwnStatus
from softphone.presence.state import RemoteCallState
from softphone.protocol.snapshots import AccountConfig, Direction, LegState, Party
from softphone.runtime import Runtime
from softphone.settings.settings import Settings
from softphone.settings.store import SettingsStore
from softphone.settings.toml_store import TomlSettingsStore

if TYPE_CHECKING:
    from softphone.directory.directory import Directory
    from softphone.history.history import History
    from softphone.history.store import HistoryStore, NumberKey
    from softphone.presence.colleagues import Colleagues
    from softphone.presence.favourites import Favourites
    from softphone.presence.own_devices import OwnDevices
    from softphone.voicemail_parts import VoicemailParts

SETTINGS_FILE = "settings.toml"
HISTORY_FILE = "history.db"
_MEASURE_MS = 2000  # often enough for what the history tells of a talk


class Softphone(CallControl, MobilityParts, MessagingParts):
    """The whole program but its window.

    Everything about people is loaded and made only when it is first asked for: a window is shown without it.

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
        new_history_store: "Callable[[], HistoryStore] | None" = None,
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
        self.reachability = Reachability(self.engine, self.accounts)
        self.own_status = OwnStatus(runtime, self.settings, self.accounts, self.engine, self._completed)
        self._new_history_store = new_history_store
        leaves_no_trace = settings_store is not None and data_folder is None
        self._kept_in = None if leaves_no_trace else data_folder or data_dir()
        self._temporary_folder = _temporary_folder() if leaves_no_trace else None
        self.calls.name_by(self._name_of)
        self.calls.dial_by(DialledHere(self.settings, lambda text: self.directory.plan.dialled_here(text)))

    # ------------------------------------------------------------------ people

    @cached_property
    def favourites(self) -> "Favourites":
        """The people whom the user keeps at hand."""
        from softphone.presence.favourites import Favourites

        return Favourites(self.settings)

    @cached_property
    def colleagues(self) -> "Colleagues":
        """Presence and lamps of others."""
        from softphone.presence.colleagues import Colleagues

        return Colleagues(self.runtime, self.engine, self.accounts, self.settings)

    @cached_property
    def own_devices(self) -> "OwnDevices":
        """The user's own address on other devices."""
        from softphone.presence.own_devices import OwnDevices

        own = OwnDevices(self.runtime, self.engine, self.accounts)
        for call in self.calls.calls():
            own.note_leg(call.leg)
        return own

    @cached_property
    def history(self) -> "History":
        """Every call that was made, taken or missed; also those that were there before it was made."""
        from softphone.history.history import History

        return History(
            self.runtime,
            self.calls,
            self.accounts,
            self._new_history_store
            or (lambda: _history_store(self._kept_in, lambda number: self.directory.plan.normalised(number))),
            device=lambda: _device_text(self.devices),
            measure=lambda: self.devices.measure(_MEASURE_MS),
        )

    @cached_property
    def directory(self) -> "Directory":
        """The company directory, the user's contacts, and the site's dial plan."""
        from softphone.directory.directory import Directory
        from softphone.directory.mirror_child import MirrorChild

        return Directory(self.runtime, self.settings, self._credentials, self.data_folder, MirrorChild)

    @cached_property
    def voicemail(self) -> "VoicemailParts":
        """Messages waiting, and the mailbox."""
        from softphone.voicemail_parts import VoicemailParts

        parts = (self.runtime, self.engine, self.settings, self._credentials, self.accounts, self.calls)
        return VoicemailParts(*parts, self._kept_in, self._completed, lambda config: self.profiles.of(config))

    @property
    def data_folder(self) -> Path:
        """Where what is kept for the user lies."""
        folder = self._kept_in or self._temporary_folder
        assert folder is not None
        return folder

    # ------------------------------------------------------------------ life

    def start(self) -> None:
        """Starts the engine, reads the settings, signs the accounts in; then all that is about people."""
        self.start_telephone()
        for start in self.people_starts():
            start()

    def start_telephone(self) -> None:
        """Starts the engine, reads the settings and signs the accounts in. `people_starts` are to follow soon."""
        self.engine.start()
        self.settings.load()
        self.devices.start()
        self.codecs.start()
        self.prepare_messaging()
        self.accounts.start()
        self.calls.changed.add(lambda _: self._count_calls())
        self.own_status.changed.add(lambda _: self.devices.set_silent(self.own_status.wants_silence))
        self.own_status.start(tells_others=False)
        self.devices.set_silent(self.own_status.wants_silence)

    def people_starts(self) -> tuple[Callable[[], None], ...]:
        """What starts colleagues, history and directory: one after the other, each a few ms of loading and making."""
        return (
            self.own_status.tell_others,
            self._start_presence,
            self._start_history,
            self._start_directory,
            self.start_call_control,
            lambda: self.voicemail.start(),
            self.start_mobility,
            self.start_messaging,
        )

    def _start_presence(self) -> None:
        self.colleagues.start()
        self.own_devices.start()
        self.own_devices.changed.add(lambda _: self._count_calls())

    def _start_history(self) -> None:
        self.history.start()

    def _start_directory(self) -> None:
        from softphone.known_people import KnownPeople

        self.directory.changed.add(lambda _: self.calls.names_changed())
        KnownPeople(self.runtime, self.directory, self.favourites, self.history).start()
        self.directory.start()

    def close(self, on_done: Callable[[], None]) -> None:
        """Hangs up, unregisters, saves, then calls back; a few seconds at most."""
        self._credentials.close()
        self.close_call_control()
        self.stop_messaging()
        self.own_status.withdraw()
        self.close_quiet_hours(lambda: self.close_routing(lambda: self._close_engine(on_done)))

    def _close_engine(self, on_done: Callable[[], None]) -> None:
        rest = lambda: self.close_messaging(lambda: self._close_voicemail(on_done))  # noqa: E731
        self.engine.shut_down(lambda: self.settings.flush(rest))

    def _close_voicemail(self, on_done: Callable[[], None]) -> None:
        if self._has("voicemail"):
            self.voicemail.close(lambda: self._close_history(on_done))
        else:
            self._close_history(on_done)

    def _close_history(self, on_done: Callable[[], None]) -> None:
        if self._has("history"):
            self.history.close(lambda: self._close_directory(on_done))
        else:
            self._close_directory(on_done)

    def _close_directory(self, on_done: Callable[[], None]) -> None:
        def closed() -> None:
            if self._temporary_folder is not None:
                _remove(self._temporary_folder)
            on_done()

        if self._has("directory"):
            self.directory.close(closed)
        else:
            closed()

    def _completed(self, config: AccountConfig) -> AccountConfig:
        return self.profiles.completed(config)

    def _has(self, name: str) -> bool:
        """Whether something about people was made already."""
        return name in self.__dict__

    def _name_of(self, party: Party) -> str:
        """The PBX's own address first: a number alone may also be that of somebody elsewhere."""
        if not self._has("directory"):
            return ""  # it says when it can name somebody
        from softphone.directory.naming import name_of

        people = self.directory.people_for(party.uri) or self.directory.people_for(party.number)
        return name_of(people, party.name)

    def _count_calls(self) -> None:
        """Who is called is not on the phone yet; who calls is."""
        own = sum(not call.is_ended and call.state != LegState.ALERTING for call in self.calls.calls())
        elsewhere = sum(
            call.direction == Direction.OUTGOING or call.state == RemoteCallState.CONFIRMED
            for call in (self.own_devices.calls if self._has("own_devices") else ())
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


def _history_store(folder: Path | None, number_key: "NumberKey") -> "HistoryStore":
    """Called in the background: loading SQLite must not delay the window. folder: None for memory."""
    if folder is None:
        from softphone.history.memory_store import MemoryHistoryStore

        return MemoryHistoryStore(number_key)
    from softphone.history.sqlite_store import SqliteHistoryStore

    return SqliteHistoryStore(folder / HISTORY_FILE, number_key)


def _device_text(devices: Devices) -> str:
    """Microphone and speaker in use, one name where they are the same device."""
    used = devices.snapshot.used
    return " / ".join(dict.fromkeys(name for name in (used.microphone, used.speaker) if name))
