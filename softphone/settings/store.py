"""The port to where settings are kept."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from softphone.basics.errors import SettingsError

Path = tuple[str, ...]  # ("audio", "microphone") or ("accounts", "account-1a2b")


@dataclass(frozen=True, slots=True)
class StoredSettings:
    """What was read: nested tables of plain values, and what the user should be told about the reading."""

    values: dict[str, object] = field(default_factory=dict)
    problem: SettingsError | None = None


class SettingsStore(Protocol):
    """Blocking; `save` is called from a worker thread, one call at a time."""

    def load(self) -> StoredSettings:
        """Reads everything. Never raises: what cannot be read is set aside and said in `problem`."""

    def save(
        self, values: Mapping[Path, object], changed: Collection[Path], known: Mapping[Path, frozenset[str]]
    ) -> SettingsError | None:
        """Writes the changed paths into what is stored now; keeps everything else there, also what it does not know.

        Args:
            values: every path that is not at its default, with its value; a changed path that is missing here is
                removed.
            known: for paths whose value is a table: the keys in it that are ours; the others are kept.

        Returns what the user should be told although it was saved. Raises SettingsError when it could not be
        saved; then what was stored before is intact.
        """


class MemorySettingsStore:
    """Keeps settings for the life of the program only; for a program that must leave no trace."""

    def __init__(self, values: dict[str, object] | None = None) -> None:
        self.values: dict[str, object] = values or {}

    def load(self) -> StoredSettings:
        return StoredSettings(self.values)

    def save(
        self, values: Mapping[Path, object], changed: Collection[Path], known: Mapping[Path, frozenset[str]]
    ) -> SettingsError | None:
        for path in changed:
            table = self.values
            for name in path[:-1]:
                inner = table.setdefault(name, {})
                assert isinstance(inner, dict)
                table = inner
            if path in values:
                table[path[-1]] = values[path]
            else:
                table.pop(path[-1], None)
        return None
