"""The user's own contacts in a SQLite file; all or nothing is written, and what cannot be read is kept aside."""

import errno
import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from softphone.basics.errors import UserFacingError
from softphone.basics.words import translate
from softphone.database import make_private, put_aside, transaction
from softphone.directory.person import Person

SCHEMA = 1
_BATCH = 500
_TABLES = """
CREATE TABLE contacts(person_id TEXT PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE photos(person_id TEXT PRIMARY KEY, image BLOB NOT NULL);
"""
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Person).decode
_log = logging.getLogger("softphone.directory")
T = TypeVar("T")


class ContactStore:
    """Blocking; for worker threads, one at a time. Every method raises UserFacingError when the disk does not do it."""

    def __init__(self, path: Path, wall_time_s: Callable[[], float] = time.time) -> None:
        self._path = path
        self._wall_time_s = wall_time_s
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._notice: UserFacingError | None = None

    def take_notice(self) -> UserFacingError | None:
        """What the user should be told about the file, once: that it was damaged and where it is kept."""
        notice, self._notice = self._notice, None
        return notice

    def batches(self) -> Iterator[list[Person]]:
        """Every contact, some at a time."""
        last = ""
        while True:
            sql = "SELECT person_id, body FROM contacts WHERE person_id > ? ORDER BY person_id LIMIT ?"
            rows = self._do(lambda db, after=last, sql=sql: db.execute(sql, (after, _BATCH)).fetchall())  # type: ignore[misc]
            if not rows:
                return
            last = rows[-1][0]
            yield [_decode(body) for _, body in rows]

    def get(self, person_id: str) -> Person | None:
        """The contact, None when there is none of this id."""
        sql = "SELECT body FROM contacts WHERE person_id = ?"
        found = self._do(lambda db: db.execute(sql, (person_id,)).fetchone())
        return None if found is None else _decode(found[0])

    def photo(self, person_id: str) -> bytes | None:
        """The contact's picture as it was given; None without one."""
        sql = "SELECT image FROM photos WHERE person_id = ?"
        found = self._do(lambda db: db.execute(sql, (person_id,)).fetchone())
        return None if found is None else bytes(found[0])

    def save(self, people: Iterable[Person], photos: dict[str, bytes]) -> None:
        """Adds or replaces. photos: the new pictures by id; who has a photo and is not in it keeps the old one."""
        people = list(people)
        without = [(person.person_id,) for person in people if not person.has_photo]

        def write(db: sqlite3.Connection) -> None:
            rows = [(person.person_id, _encode(person)) for person in people]
            db.executemany("INSERT OR REPLACE INTO contacts VALUES (?, ?)", rows)
            db.executemany("DELETE FROM photos WHERE person_id = ?", without)
            db.executemany("INSERT OR REPLACE INTO photos VALUES (?, ?)", photos.items())

        self._write(write)

    def remove(self, person_ids: Iterable[str]) -> None:
        """Removes contacts and their pictures; those that are not there are passed over."""
        values = [(person_id,) for person_id in person_ids]

        def write(db: sqlite3.Connection) -> None:
            db.executemany("DELETE FROM contacts WHERE person_id = ?", values)
            db.executemany("DELETE FROM photos WHERE person_id = ?", values)

        self._write(write)

    def close(self) -> None:
        """Closes the file; another use opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _write(self, work: Callable[[sqlite3.Connection], None]) -> None:
        def run(db: sqlite3.Connection) -> None:
            with transaction(db):
                work(db)

        self._do(run)

    def _do(self, work: Callable[[sqlite3.Connection], T]) -> T:
        with self._lock:
            try:
                if self._connection is None:
                    self._connection = self._open()
                return work(self._connection)
            except (sqlite3.Error, OSError) as error:
                _log.warning("contacts: %s", getattr(error, "sqlite_errorname", type(error).__name__))
                raise _in_words(error, self._path) from error

    def _open(self) -> sqlite3.Connection:
        make_private(self._path)
        try:
            return self._connect()
        except sqlite3.DatabaseError as error:
            if type(error) is not sqlite3.DatabaseError:  # locked, no space: the file itself may be good
                raise
            self._set_aside()
            make_private(self._path)
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=10, isolation_level=None, check_same_thread=False)
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version > SCHEMA:
                raise UserFacingError(
                    translate("directory", "Your contacts were saved by a newer version of this program."),
                    translate("directory", "Install that version again; the contacts are unharmed."),
                )
            if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise sqlite3.DatabaseError("damaged")
            if version < SCHEMA:
                connection.executescript(f"BEGIN IMMEDIATE;{_TABLES}PRAGMA user_version={SCHEMA};COMMIT;")
        except BaseException:
            connection.close()
            raise
        return connection

    def _set_aside(self) -> None:
        aside = put_aside(self._path, self._wall_time_s)
        if aside is None:
            raise PermissionError(errno.EACCES, "a damaged file cannot be renamed", str(self._path))
        self._notice = UserFacingError(
            translate("directory", "The file with your contacts is damaged, so they are missing now."),
            translate(
                "directory", "It was kept as {file}; import a copy of your contacts, or ask your administrator."
            ).format(file=aside),
        )


def _in_words(error: Exception, path: Path) -> UserFacingError:
    text = str(error)
    if "full" in text or getattr(error, "errno", None) in (27, 28, 122):  # EFBIG, ENOSPC, EDQUOT
        return UserFacingError(
            translate("directory", "Your contacts could not be saved because the disk is full."),
            translate("directory", "Free some space and try again; the contacts saved before are unharmed."),
        )
    if "readonly" in text or isinstance(error, PermissionError) or "unable to open" in text:
        return UserFacingError(
            translate("directory", "Your contacts could not be opened or saved because their file is not accessible."),
            translate("directory", "Ask for access to {path}.").format(path=path),
        )
    return UserFacingError(
        translate("directory", "Your contacts could not be opened or saved."),
        translate("directory", "Check that {path} can be used, then try again.").format(path=path),
    )
