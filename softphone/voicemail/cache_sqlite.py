"""What is kept of a mailbox on this computer: an index in SQLite, names, numbers, texts and sounds encrypted."""

import contextlib
import os
import shutil
import sqlite3
import threading
from collections.abc import Collection
from pathlib import Path

import msgspec

from softphone.basics.secret import Secret
from softphone.database import Trouble, make_private, transaction, trouble
from softphone.voicemail.entry import Entry, Wishes
from softphone.voicemail.message import Changes, Message, Sound, SyncMark
from softphone.voicemail.sealing import Seal, SealBroken, new_key

INDEX_FILE = "index.db"
KEPT_SOUNDS = 300
_VERSION = 1
_PASSING = (Trouble.BUSY, Trouble.FULL, Trouble.FORBIDDEN)
_SCHEMA = """
CREATE TABLE mark (one INTEGER PRIMARY KEY CHECK (one = 1), validity INTEGER, next_uid INTEGER, modseq INTEGER,
    proof BLOB);
CREATE TABLE messages (uid INTEGER PRIMARY KEY, received_s REAL NOT NULL, is_voice INTEGER NOT NULL,
    is_heard INTEGER NOT NULL, wanted INTEGER, is_deleted INTEGER NOT NULL DEFAULT 0,
    has_sound INTEGER NOT NULL DEFAULT 0, sealed BLOB NOT NULL);
CREATE INDEX newest ON messages (received_s DESC, uid DESC) WHERE is_voice AND NOT is_deleted;
"""
_encoder = msgspec.msgpack.Encoder()
_messages = msgspec.msgpack.Decoder(Message)
_sounds = msgspec.msgpack.Decoder(Sound)


def mailbox_cache(folder: Path | None, key: Secret | None) -> "MailboxCache":
    """The cache in this folder; one in memory where there is no folder, no good key, or none can be made. Blocks."""
    try:
        return MailboxCache(folder, Seal(key or new_key()))
    except (OSError, sqlite3.Error, SealBroken):
        return MailboxCache(None, Seal(new_key()))


class MailboxCache:
    """Blocks; from any thread. A cache that cannot be read is made anew: the server has it all. Raises
    sqlite3.Error or OSError where there is no room for it, or somebody else has it open.

    folder: of this mailbox alone; None for memory, which is gone with the program.
    """

    def __init__(self, folder: Path | None, seal: Seal) -> None:
        self._folder, self._seal = folder, seal
        self._lock = threading.Lock()
        self._in_memory: dict[int, bytes] = {}
        self._db = self._opened()

    def close(self) -> None:
        """Closes the index."""
        with self._lock:
            self._db.close()

    def mark(self) -> SyncMark:
        """How far the mailbox was read."""
        with self._lock:
            row = self._db.execute("SELECT validity, next_uid, modseq FROM mark").fetchone()
            return SyncMark(*row) if row else SyncMark()

    def known(self) -> frozenset[int]:
        """UIDs of all mails that are known, voicemail or not."""
        with self._lock:
            return frozenset(row[0] for row in self._db.execute("SELECT uid FROM messages"))

    def entries(self) -> tuple[Entry, ...]:
        """What is to be shown, newest first."""
        with self._lock:
            rows = self._db.execute(
                "SELECT uid, is_heard, wanted, has_sound, sealed FROM messages "
                "WHERE is_voice AND NOT is_deleted ORDER BY received_s DESC, uid DESC"
            ).fetchall()
        found = []
        for uid, is_heard, wanted, has_sound, sealed in rows:
            with contextlib.suppress(SealBroken, msgspec.DecodeError):
                message = _messages.decode(self._seal.open(sealed, b"message %d" % uid))
                found.append(Entry(message, bool(is_heard if wanted is None else wanted), bool(has_sound)))
        return tuple(found)

    def take(self, changes: Changes) -> None:
        """Remembers what the server said. What the user wants and the server does not know yet stays."""
        with self._lock, transaction(self._db):
            if changes.is_anew:
                self._db.execute("DELETE FROM messages")
                self._forget_sounds()
            self._remove(changes.gone)
            self._db.executemany(
                "INSERT OR REPLACE INTO messages (uid, received_s, is_voice, is_heard, sealed) VALUES (?, ?, ?, ?, ?)",
                [self._row(message) for message in changes.messages],
            )
            self._db.executemany(
                "UPDATE messages SET is_heard = ?, wanted = CASE WHEN wanted = ? THEN NULL ELSE wanted END "
                "WHERE uid = ?",
                [(is_heard, is_heard, uid) for uid, is_heard in changes.heard.items()],
            )
            mark = changes.mark
            proof = self._seal.seal(b"proof", b"proof")
            self._db.execute("INSERT OR REPLACE INTO mark VALUES (1, ?, ?, ?, ?)",
                             (mark.validity, mark.next_uid, mark.modseq, proof))  # fmt: skip

    # ------------------------------------------------------------------ what the user wants

    def want_heard(self, uids: Collection[int], is_heard: bool) -> None:
        """The user has heard these, or wants them to be new again."""
        with self._lock, transaction(self._db):
            self._db.executemany(
                # A wish that there is may be on its way to the server: then the new one has to follow it.
                "UPDATE messages SET wanted = CASE WHEN wanted IS NULL AND is_heard = ? THEN NULL ELSE ? END "
                "WHERE uid = ?",
                [(is_heard, is_heard, uid) for uid in uids],
            )

    def want_deleted(self, uids: Collection[int], is_deleted: bool) -> None:
        """The user deletes these, or takes that back."""
        with self._lock, transaction(self._db):
            self._db.executemany("UPDATE messages SET is_deleted = ? WHERE uid = ?", [(is_deleted, u) for u in uids])

    def wishes(self) -> Wishes:
        """What the server is to be told."""
        with self._lock:
            rows = self._db.execute(
                "SELECT uid, wanted, is_deleted FROM messages WHERE wanted IS NOT NULL OR is_deleted"
            ).fetchall()
        return Wishes(
            tuple(uid for uid, wanted, is_deleted in rows if wanted == 1 and not is_deleted),
            tuple(uid for uid, wanted, is_deleted in rows if wanted == 0 and not is_deleted),
            tuple(uid for uid, _, is_deleted in rows if is_deleted),
        )

    def fulfil(self, told: Wishes) -> None:
        """The server has been told these. What it makes of it, `take` says."""
        with self._lock, transaction(self._db):
            for uids, value in ((told.heard, 1), (told.unheard, 0)):
                self._db.executemany(
                    "UPDATE messages SET is_heard = ?, wanted = NULL WHERE uid = ? AND wanted = ?",
                    [(value, uid, value) for uid in uids],
                )
            self._remove(told.deleted)

    # ------------------------------------------------------------------ sounds

    def sound(self, uid: int) -> Sound | None:
        """The sound of the message; None when it is not kept."""
        validity = self.mark().validity
        try:
            sealed = self._in_memory[uid] if self._folder is None else self._sound_file(uid, validity).read_bytes()
            return _sounds.decode(self._seal.open(sealed, b"sound %d" % uid))
        except (KeyError, OSError, SealBroken, msgspec.DecodeError):
            return None

    def keep_sound(self, uid: int, sound: Sound) -> None:
        """Keeps it; the text beside it is kept with the message. Raises OSError when the disk does not take it."""
        sealed = self._seal.seal(_encoder.encode(sound), b"sound %d" % uid)
        if self._folder is None:
            self._in_memory[uid] = sealed
        else:
            _write(self._sound_file(uid, self.mark().validity), sealed)
        with self._lock, transaction(self._db):
            self._db.execute("UPDATE messages SET has_sound = 1 WHERE uid = ?", (uid,))
            if sound.text:
                self._add_text(uid, sound.text)

    def keep_text(self, uid: int, text: str) -> None:
        """Keeps what is spoken in the message."""
        with self._lock, transaction(self._db):
            self._add_text(uid, text)

    def without_sound(self, limit: int = KEPT_SOUNDS) -> tuple[int, ...]:
        """Of the newest messages those whose sound is not kept yet, new ones first."""
        with self._lock:
            rows = self._db.execute(
                "SELECT uid, has_sound, is_heard FROM messages WHERE is_voice AND NOT is_deleted "
                "ORDER BY received_s DESC, uid DESC LIMIT ?",
                (limit,),
            ).fetchall()
        missing = [(bool(is_heard), uid) for uid, has_sound, is_heard in rows if not has_sound]
        return tuple(uid for _, uid in sorted(missing, key=lambda each: each[0]))

    # ------------------------------------------------------------------ inside

    def _opened(self) -> sqlite3.Connection:
        if self._folder is None:
            return self._made(":memory:")
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = self._folder / INDEX_FILE
        try:
            if file.exists():
                return self._reopened(file)
        except SealBroken:
            pass
        except sqlite3.Error as error:
            if trouble(error) in _PASSING:
                raise  # what the user wished is in there
        shutil.rmtree(self._folder, ignore_errors=True)
        make_private(file)
        return self._made(str(file))

    def _reopened(self, file: Path) -> sqlite3.Connection:
        db = _connected(str(file))
        try:
            if db.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
                raise SealBroken("another version")
            if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise SealBroken("damaged")
            row = db.execute("SELECT proof FROM mark").fetchone()
            if row is not None:
                self._seal.open(row[0], b"proof")  # the key is the one it was made with
        except BaseException:
            db.close()
            raise
        return db

    def _made(self, place: str) -> sqlite3.Connection:
        db = _connected(place)
        db.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {_VERSION}; COMMIT;")
        return db

    def _row(self, message: Message) -> tuple[int, float, bool, bool, bytes]:
        sealed = self._seal.seal(_encoder.encode(message), b"message %d" % message.uid)
        return message.uid, message.received_s, message.is_voice, message.is_heard, sealed

    def _add_text(self, uid: int, text: str) -> None:
        row = self._db.execute("SELECT sealed FROM messages WHERE uid = ?", (uid,)).fetchone()
        if row is not None:
            with contextlib.suppress(SealBroken):
                message = _messages.decode(self._seal.open(row[0], b"message %d" % uid))
                sealed = self._row(msgspec.structs.replace(message, text=text))[4]
                self._db.execute("UPDATE messages SET sealed = ? WHERE uid = ?", (sealed, uid))

    def _remove(self, uids: Collection[int]) -> None:
        self._db.executemany("DELETE FROM messages WHERE uid = ?", [(uid,) for uid in uids])
        for uid in uids:
            self._in_memory.pop(uid, None)
            if self._folder is not None:
                for file in self._folder.glob(f"{uid}-*.sound"):
                    file.unlink(missing_ok=True)

    def _forget_sounds(self) -> None:
        self._in_memory.clear()
        if self._folder is not None:
            for file in self._folder.glob("*.sound"):
                file.unlink(missing_ok=True)

    def _sound_file(self, uid: int, validity: int) -> Path:
        assert self._folder is not None
        return self._folder / f"{uid}-{validity}.sound"


def _connected(place: str) -> sqlite3.Connection:
    db = sqlite3.connect(place, timeout=2.0, isolation_level=None, check_same_thread=False)
    if place != ":memory:":
        db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    return db


def _write(file: Path, data: bytes) -> None:
    """As a whole or not at all."""
    temporary = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
            stream.write(data)
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)
