"""Settings in a TOML file that people may edit: comments and unknown keys stay, writing is all or nothing."""

import contextlib
import errno
import os
import secrets
import sys
import time
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from softphone.basics.errors import SettingsError
from softphone.basics.words import translate
from softphone.settings.store import Path, StoredSettings

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

_LOCK_WAIT_S = 5.0
_HEADER = "Settings of the softphone. Passwords are not kept here.\n"


class TomlSettingsStore:
    """One file in a folder of its own; both are made with the first save. Several processes may use it at once."""

    def __init__(self, file: FilePath, wall_time_s: Callable[[], float] = time.time) -> None:
        self._file = file
        self._wall_time_s = wall_time_s

    def load(self) -> StoredSettings:
        """See SettingsStore. tomlkit is not needed for reading, and its import would delay the window."""
        try:
            return StoredSettings(_parse(self._file.read_bytes()))
        except FileNotFoundError:
            return StoredSettings()
        except (OSError, ValueError) as error:
            return StoredSettings(problem=self._set_aside(error))

    def save(
        self, values: Mapping[Path, object], changed: Collection[Path], known: Mapping[Path, frozenset[str]]
    ) -> SettingsError | None:
        """See SettingsStore."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with _locked(self._file.with_name(self._file.name + ".lock")):
                document, notice = self._current_document()
                if document is None:
                    document, changed = _new_document(), set(values)
                for path in sorted(changed, key=lambda path: path in values):
                    _apply(document, path, values.get(path), known.get(path))
                self._replace(document.as_string())
        except OSError as error:
            raise _cannot_save(error, self._file) from error
        return notice

    def _current_document(self) -> "tuple[TOMLDocument | None, SettingsError | None]":
        """What is in the file now; None when there is nothing to keep."""
        import tomlkit

        try:
            content = self._file.read_bytes()
            _parse(content)
            return tomlkit.parse(content.decode()), None
        except FileNotFoundError:
            return None, None
        except (OSError, ValueError) as error:
            notice = self._set_aside(error)
            if os.path.lexists(self._file):
                raise notice from error
            return None, notice

    def _set_aside(self, reason: Exception) -> SettingsError:
        """Renames the file so that nothing overwrites it; the words say where it is, or that it could not be moved."""
        stamp = time.strftime("%Y%m%d-%H%M%S", time.localtime(self._wall_time_s()))
        aside = _free_name(self._file.with_name(f"{self._file.name}.damaged-{stamp}"))
        try:
            self._file.rename(aside)
        except OSError:
            return SettingsError(
                translate(
                    "settings",
                    "Your settings file cannot be read, so the program starts with its defaults and will not save.",
                ),
                translate("settings", "Repair or remove {file}, then start the program again.").format(file=self._file),
            )
        return SettingsError(
            translate("settings", "Your settings file cannot be read, so the program starts with its defaults.")
            if isinstance(reason, OSError)
            else translate("settings", "Your settings file is damaged, so the program starts with its defaults."),
            translate("settings", "The old file was kept as {file}; accounts can be copied from there.").format(
                file=aside
            ),
        )

    def _replace(self, text: str) -> None:
        """Writes beside the file, then renames over it: after a crash either the old or the new content is there."""
        # A link to a file elsewhere (settings in a synchronised folder) stays a link.
        target = self._file.resolve() if self._file.is_symlink() else self._file
        temporary = target.with_name(f".{target.name}.{secrets.token_hex(6)}")
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(text.encode())
                stream.flush()
                os.fsync(stream.fileno())
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)


def _parse(content: bytes) -> dict[str, Any]:
    return tomllib.loads(content.decode())


def _new_document() -> "TOMLDocument":
    import tomlkit

    document = tomlkit.document()
    document.add(tomlkit.comment(_HEADER.strip()))
    return document


def _apply(document: "TOMLDocument", path: Path, value: object | None, known: frozenset[str] | None) -> None:
    """Sets or removes one path. `known`: keys of a table value that are ours; the others in the file are kept."""
    import tomlkit

    table: Any = document
    for name in path[:-1]:
        if not isinstance(table.get(name), dict):
            if value is None:
                return
            table[name] = tomlkit.table(is_super_table=known is not None)
        table = table[name]
    name = path[-1]
    if value is None:
        table.pop(name, None)
    elif known is not None and isinstance(value, dict):
        if not isinstance(table.get(name), dict):
            table[name] = tomlkit.table()
        _update_table(table[name], value, known)
    elif table.get(name) != value:
        table[name] = value


def _update_table(table: Any, values: Mapping[str, object], known: frozenset[str]) -> None:
    for name in known:
        if name not in values:
            table.pop(name, None)
    for name, value in values.items():
        if table.get(name) != value:
            table[name] = value


@contextlib.contextmanager
def _locked(file: FilePath) -> Iterator[None]:
    """Keeps other processes from saving between our reading and our writing."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        deadline = time.monotonic() + _LOCK_WAIT_S
        while not _try_lock(descriptor):
            if time.monotonic() > deadline:
                raise OSError(errno.EAGAIN, "settings are being saved by another process", str(file))
            time.sleep(0.02)
        yield
    finally:
        os.close(descriptor)  # frees the lock


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _sync_folder(folder: FilePath) -> None:
    """Makes the rename itself survive a power cut, where the system can do that."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some network file systems refuse; the content is safe already
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _free_name(wanted: FilePath) -> FilePath:
    candidate, number = wanted, 1
    while os.path.lexists(candidate):
        number += 1
        candidate = wanted.with_name(f"{wanted.name}-{number}")
    return candidate


def _cannot_save(error: OSError, file: FilePath) -> SettingsError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return SettingsError(
            translate("settings", "Your settings could not be saved because the disk is full."),
            translate(
                "settings", "Free some space and change the setting again; the settings saved before are unharmed."
            ),
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return SettingsError(
            translate("settings", "Your settings could not be saved because their folder cannot be written."),
            translate(
                "settings", "Ask for write access to {folder}; until then changes last until the program ends."
            ).format(folder=file.parent),
        )
    if error.errno == errno.EAGAIN:
        return SettingsError(
            translate("settings", "Your settings could not be saved because another softphone is saving its own."),
            translate("settings", "Change the setting again in a moment."),
        )
    return SettingsError(
        translate("settings", "Your settings could not be saved."),
        translate(
            "settings", "Check that {folder} can be used; until then changes last until the program ends."
        ).format(folder=file.parent),
    )
