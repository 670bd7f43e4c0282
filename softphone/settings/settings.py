"""The settings as the features see them: typed values in memory, saved in the background."""

import logging
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from softphone.basics.errors import SettingsError, UserFacingError
from softphone.basics.listeners import Listeners
from softphone.basics.words import translate
from softphone.runtime import Runtime
from softphone.settings.declared import SETTINGS, TABLES
from softphone.settings.setting import Setting, SettingTable
from softphone.settings.store import Path, SettingsStore

T = TypeVar("T")
S = TypeVar("S", bound=msgspec.Struct)
_log = logging.getLogger("softphone.settings")
_SAVE_DELAY_S = 0.2


class Settings:
    """Values change at once and are saved soon after, in the background, several changes at a time.

    Attributes:
        changed: announces the key of a setting or table that changed.
        problems: announces what the user should be told: a damaged file, a value that does not fit, a failed save.
    """

    def __init__(self, runtime: Runtime, store: SettingsStore) -> None:
        self.changed: Listeners[str] = Listeners()
        self.problems: Listeners[UserFacingError] = Listeners()
        self._runtime = runtime
        self._store = store
        self._values: dict[str, Any] = {}
        self._tables: dict[str, dict[str, Any]] = {table.key: {} for table in TABLES}
        self._stored: dict[Path, object] = {}
        self._dirty: set[Path] = set()
        self._is_saving = False
        self._is_save_due = False
        self._on_saved: list[Callable[[], None]] = []
        self._past_problems: list[UserFacingError] = []

    @property
    def past_problems(self) -> tuple[UserFacingError, ...]:
        """Every problem that was announced so far, for a window that opens later."""
        return tuple(self._past_problems)

    def load(self) -> None:
        """Reads the stored settings; blocks for the time of reading one small file."""
        stored = self._store.load()
        if stored.problem is not None:
            self._report(stored.problem)
        for setting in SETTINGS:
            raw = _lookup(stored.values, setting.path)
            if raw is not None:
                self._take_stored(setting, raw)
        for table in TABLES:
            entries = stored.values.get(table.key)
            if isinstance(entries, dict):
                for entry_id, raw in entries.items():
                    self._take_stored_entry(table, entry_id, raw)
            elif entries is not None:
                self._report(_unfit(table.key))

    def get(self, setting: Setting[T]) -> T:
        """The value, or the default."""
        value: T = self._values.get(setting.key, setting.default)
        return value

    def is_locked(self, setting: Setting[Any] | SettingTable[Any]) -> bool:
        """True when an administrator fixed the value. No policy source exists yet, so nothing is."""
        return False

    def set(self, setting: Setting[T], value: T) -> None:
        """Changes a value. Raises SettingsError when it does not fit the setting."""
        try:
            plain = setting.write(value)
        except ValueError:
            raise SettingsError(
                translate("settings", "This value is not possible here."), translate("settings", setting.help)
            ) from None
        if self.get(setting) == value:
            return
        self._values[setting.key] = value
        self._note_change(setting.path, None if value == setting.default else plain)
        self.changed.announce(setting.key)

    def reset(self, setting: Setting[Any]) -> None:
        """Back to the default."""
        self.set(setting, setting.default)

    def entries(self, table: SettingTable[S]) -> tuple[S, ...]:
        """The table's entries in the order in which they were added."""
        return tuple(self._tables[table.key].values())

    def put_entry(self, table: SettingTable[S], entry: S) -> None:
        """Adds the entry or replaces the one of the same id. Raises SettingsError when it does not fit."""
        entry_id = getattr(entry, table.id_field)
        try:
            plain = table.write(entry)
        except ValueError:
            raise SettingsError(
                translate("settings", "These values are not possible here."), translate("settings", table.help)
            ) from None
        self._tables[table.key][entry_id] = entry
        self._note_change((table.key, entry_id), plain)
        self.changed.announce(table.key)

    def remove_entry(self, table: SettingTable[S], entry_id: str) -> None:
        """Removes the entry; does nothing when there is none."""
        if self._tables[table.key].pop(entry_id, None) is not None:
            self._note_change((table.key, entry_id), None)
            self.changed.announce(table.key)

    def flush(self, on_done: Callable[[], None]) -> None:
        """Saves what is not saved yet, then calls back (also when saving failed)."""
        self._on_saved.append(on_done)
        self._save_now()

    def _take_stored(self, setting: Setting[Any], raw: object) -> None:
        try:
            self._values[setting.key] = setting.read(raw)
        except ValueError:
            self._report(_unfit(setting.key))
        else:
            self._stored[setting.path] = raw

    def _take_stored_entry(self, table: SettingTable[Any], entry_id: str, raw: object) -> None:
        try:
            entry = table.read(entry_id, raw)
        except ValueError:
            self._report(_unfit(f"{table.key}.{entry_id}"))
        else:
            self._tables[table.key][entry_id] = entry
            self._stored[table.key, entry_id] = table.write(entry)

    def _note_change(self, path: Path, plain: object | None) -> None:
        if plain is None:
            self._stored.pop(path, None)
        else:
            self._stored[path] = plain
        self._dirty.add(path)
        if not self._is_save_due:
            self._is_save_due = True
            self._runtime.call_later(_SAVE_DELAY_S, self._save_now)

    def _save_now(self) -> None:
        self._is_save_due = False
        if self._is_saving:
            return
        if not self._dirty:
            self._finish_flush()
            return
        self._is_saving = True
        changed, self._dirty = frozenset(self._dirty), set()
        values = dict(self._stored)
        known = {path: table.fields for table in TABLES for path in changed if path[0] == table.key}

        def work() -> SettingsError | None:
            return self._store.save(values, changed, known)

        def saved(notice: SettingsError | None) -> None:
            self._is_saving = False
            if notice is not None:
                self._report(notice)
            self._save_now()

        def failed(error: Exception) -> None:
            self._is_saving = False
            self._dirty |= changed  # tried again together with the next change
            self._report_failure(error)
            self._finish_flush()

        self._runtime.run_in_background(work, saved, failed)

    def _finish_flush(self) -> None:
        waiting, self._on_saved = self._on_saved, []
        for on_done in waiting:
            on_done()

    def _report_failure(self, error: Exception) -> None:
        if isinstance(error, UserFacingError):
            self._report(error)
            return
        _log.error("saving settings failed", exc_info=error)
        self._report(
            SettingsError(
                translate("settings", "Your settings could not be saved."),
                translate("settings", "They stay in use until the program ends; try again."),
            )
        )

    def _report(self, problem: UserFacingError) -> None:
        self._past_problems.append(problem)
        self.problems.announce(problem)


def _lookup(values: dict[str, object], path: Path) -> object | None:
    found: object = values
    for name in path:
        if not isinstance(found, dict) or name not in found:
            return None
        found = found[name]
    return found


def _unfit(key: str) -> SettingsError:
    return SettingsError(
        translate("settings", "The setting “{key}” in your settings file has a value that is not possible.").format(
            key=key
        ),
        translate("settings", "The default is used instead; the file was not changed."),
    )
