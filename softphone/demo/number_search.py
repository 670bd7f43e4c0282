"""Looks for a private number in files, however deep it is buried: in any spelling, in databases, in packed logs."""

import contextlib
import gzip
import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from softphone.basics.redaction import Redaction

_SQLITE = b"SQLite format 3\0"
_GZIP = b"\x1f\x8b"
_RAW_SOUND = (".wav", ".opus")


def files_with(number: Redaction, *folders: Path) -> tuple[Path, ...]:
    """Every file below the folders in which, or in whose name, a private number stands."""
    return tuple(path for folder in folders for path in _files(folder) if _is_in(number, folder, path))


def count_files(*folders: Path) -> int:
    """How many files there are to be looked through."""
    return sum(1 for folder in folders for _ in _files(folder))


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _is_in(number: Redaction, folder: Path, path: Path) -> bool:
    if number.finds(str(path.relative_to(folder))):
        return True
    try:
        data = path.read_bytes()
    except OSError:  # gone meanwhile
        return False
    if path.suffix in _RAW_SOUND:
        return False  # sound is no text
    return any(number.finds(text) for text in _texts(path, data))


def _texts(path: Path, data: bytes) -> Iterator[str]:
    """The file's text in each way in which it may be one."""
    yield data.decode("latin-1")
    if b"\0" in data:
        yield data.decode("utf-16-le", "replace")
    if data.startswith(_GZIP):
        with contextlib.suppress(OSError, EOFError, zlib.error):
            yield gzip.decompress(data).decode("latin-1")
    if data.startswith(_SQLITE):
        yield from _values(path)


def _values(file: Path) -> Iterator[str]:
    """Every value of every table, read through the journal as well."""
    with contextlib.closing(sqlite3.connect(f"file:{quote(str(file))}?mode=ro", uri=True)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            with contextlib.suppress(sqlite3.Error):  # parts of a search index cannot be read by themselves
                for row in connection.execute(f'SELECT * FROM "{table}"'):
                    for value in row:
                        yield value.decode("latin-1") if isinstance(value, bytes) else str(value)


def write_controls(folder: Path, number: str) -> int:
    """Files that have the number, each in another way, to prove that they would be found. Returns how many."""
    national = number[2:]
    (folder / "plain.log").write_text(f"INVITE sip:{number}@pbx\n")
    (folder / "spelled.txt").write_text(f"call me: 001 ({national[:3]}) {national[3:6]}-{national[6:]}")
    (folder / "quoted.txt").write_text(f"sip:{quote(number, safe='')}@pbx")
    (folder / "packed.gz").write_bytes(gzip.compress(f"tel:{number}".encode()))
    (folder / "wide.bin").write_bytes(f"0{national}\0".encode("utf-16-le"))
    (folder / f"{number}.txt").write_text("")
    with contextlib.closing(sqlite3.connect(folder / "base.db")) as connection:
        connection.execute("CREATE TABLE calls (number TEXT, count INTEGER)")
        connection.execute("INSERT INTO calls VALUES (?, 1)", (number,))
        connection.commit()
    return 7
