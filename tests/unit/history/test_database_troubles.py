"""A database that is locked, damaged, read-only, gone or without space: no call is lost, and the user is told why."""

import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.history.entry import PROGRAM_ENDED, HistoryFilter
from softphone.history.sqlite_store import SqliteHistoryStore
from softphone.history.store import HistoryError
from softphone.protocol.snapshots import Direction
from tests.harness.history_entries import entry

ALL = HistoryFilter()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.db"


@pytest.fixture
def store(file: Path) -> Iterator[SqliteHistoryStore]:
    made = SqliteHistoryStore(file)
    yield made
    made.close()


def test_nobody_else_may_read_it(store: SqliteHistoryStore, file: Path) -> None:
    store.write([entry(1)])
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in file.parent.glob("history.db*") if path.is_file()}
    assert modes == {"history.db": "0o600", "history.db-wal": "0o600", "history.db-shm": "0o600"}


def test_a_locked_database_is_said_and_tried_again(store: SqliteHistoryStore, file: Path) -> None:
    store.write([entry(1)])
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(HistoryError, match="held by another program"):
        store.write([entry(2)])
    assert len(store.page(ALL, None, 9).entries) == 1  # reading goes on
    other.execute("ROLLBACK")
    other.close()
    store.write([entry(2)])
    assert len(store.page(ALL, None, 9).entries) == 2


@pytest.mark.parametrize("damage", ["nonsense", "header", "other"])
def test_a_damaged_database_is_kept_aside_and_a_new_one_begun(file: Path, damage: str) -> None:
    first = SqliteHistoryStore(file)
    first.write([entry(number) for number in range(1, 200)])
    first.close()
    if damage == "nonsense":
        file.write_bytes(b"this is no database" * 1000)
    elif damage == "header":
        file.write_bytes(b"SQLite format 3\0" + bytes(4000))
    else:
        file.unlink()
        other = sqlite3.connect(file)
        other.execute("CREATE TABLE something_else (x)")
        other.close()
    content = file.read_bytes()
    store = SqliteHistoryStore(file, wall_time_s=lambda: 1_700_000_000.0)
    with pytest.raises(HistoryError, match="damaged") as told:
        store.write([entry(500)])
    store.write([entry(500)])
    assert len(store.page(ALL, None, 9).entries) == 1
    store.close()
    (aside,) = file.parent.glob("*damaged-2023*")
    assert str(aside) in told.value.remedy
    assert aside.read_bytes() == content


def test_damage_in_the_middle_is_found_when_it_is_met(file: Path) -> None:
    first = SqliteHistoryStore(file)
    first.write([entry(number, note="") for number in range(1, 500)])
    first.close()
    content = bytearray(file.read_bytes())
    content[8192:] = b"\xaa" * (len(content) - 8192)
    file.write_bytes(content)
    store = SqliteHistoryStore(file)
    with pytest.raises(HistoryError, match="damaged"):
        store.page(ALL, None, 500)
    store.write([entry(700)])
    assert [e.call_id for e in store.page(ALL, None, 9).entries] == [entry(700).call_id]
    store.close()


def test_a_damaged_search_index_is_made_anew_and_no_call_is_lost(store: SqliteHistoryStore, file: Path) -> None:
    store.write([entry(number, presented_name=f"Person {number}") for number in range(1, 50)])
    store.close()
    connection = sqlite3.connect(file)
    connection.execute("UPDATE call_search_data SET block = x'aaaaaaaaaaaaaaaaaaaaaa'")
    connection.commit()
    connection.close()
    again = SqliteHistoryStore(file)
    assert [e.name for e in again.page(HistoryFilter(text="person 17"), None, 9).entries] == ["Person 17"]
    again.write([entry(50, presented_name="Someone")])
    assert len(list(again.each(ALL))) == 50
    again.close()
    assert list(file.parent.glob("*damaged*")) == []


def test_a_history_that_is_moved_away_while_in_use_begins_anew(store: SqliteHistoryStore, file: Path) -> None:
    store.write([entry(1)])
    shutil.move(file, file.with_name("elsewhere.db"))
    store.write([entry(2)])
    assert file.exists()
    assert entry(2).call_id in [e.call_id for e in store.page(ALL, None, 9).entries]


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    store = SqliteHistoryStore(tmp_path / "file" / "history.db")
    with pytest.raises(HistoryError, match="cannot be"):
        store.write([entry(1)])
    store.close()


def test_calls_of_a_program_that_is_gone_get_an_end_and_those_of_one_that_lives_do_not(file: Path) -> None:
    lives = SqliteHistoryStore(file)
    lives.write([entry(1, ended_s=None, end_kind="", talked_s=None)])
    other = SqliteHistoryStore(file)
    assert other.page(ALL, None, 9).entries[0].is_under_way
    open_calls = [
        entry(2, ended_s=None, end_kind="", end_text="", talked_s=None, last_seen_s=entry(2).started_s + 35),
        entry(3, ended_s=None, end_kind="", end_text="", talked_s=None, answered_s=None),
        entry(4, ended_s=None, end_kind="", end_text="", answered_s=None, direction=Direction.OUTGOING),
    ]
    other.write(open_calls)
    _die(other)
    third = SqliteHistoryStore(file)
    dialled, missed, talked, going_on = third.page(ALL, None, 9).entries
    assert going_on.is_under_way
    assert {dialled.end_kind, missed.end_kind, talked.end_kind} == {PROGRAM_ENDED}
    assert (talked.ended_s, talked.talked_s) == (entry(2).started_s + 35, 30.0)
    assert [e.end_text for e in (dialled, missed, talked)] == [
        "The program ended before the call was answered",
        "Missed call: the program ended while it rang",
        "The program ended during the call",
    ]
    assert [(e.is_missed, e.is_seen) for e in (dialled, missed, talked)] == [
        (False, True),
        (True, False),
        (False, True),
    ]
    lives.close()
    third.close()
    assert [path.name for path in file.parent.iterdir()] == ["history.db"]


def _die(store: SqliteHistoryStore) -> None:
    """As the end of a process does: lock and connection go, and nothing is put in order."""
    lock, connection = store._run._lock, store._connection
    assert lock is not None
    assert connection is not None
    lock.release()
    connection.close()


_FULL_DISK = """
import sys
from pathlib import Path
from softphone.history.entry import HistoryFilter
from softphone.history.sqlite_store import SqliteHistoryStore
from softphone.history.store import HistoryError
from tests.harness.history_entries import entry
folder = Path(sys.argv[1])
filler = folder / "filler"
store = SqliteHistoryStore(folder / "history.db")
store.write([entry(1)])
if sys.argv[2] == "fill":
    try:
        with filler.open("wb", buffering=0) as stream:
            while True:
                stream.write(bytes(1024))
    except OSError:
        pass
lost = [entry(number, presented_name=f"{number} " * 3000) for number in range(2, 200)]
try:
    store.write(lost)
except HistoryError as error:
    print(error.title)
filler.unlink(missing_ok=True)
print(len(store.page(HistoryFilter(), None, 999).entries))
if sys.argv[2] == "fill":
    store.write(lost[:20])
    print(len(store.page(HistoryFilter(), None, 999).entries))
"""


def _run(code: str, *arguments: str, wrapper: tuple[str, ...] = (), limit: int | None = None) -> list[str]:
    def before() -> None:
        import signal

        if limit is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    command = [*wrapper, sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, preexec_fn=before)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


FULL = "Calls cannot be written into the history because the disk is full or fails."


def test_a_file_that_may_not_grow_loses_nothing_that_was_there(tmp_path: Path) -> None:
    assert _run(_FULL_DISK, str(tmp_path), "limit", limit=300_000) == [FULL, "1"]


def test_a_full_disk_loses_nothing_and_goes_on_when_there_is_space(tmp_path: Path) -> None:
    if not _can_mount():
        return test_a_file_that_may_not_grow_loses_nothing_that_was_there(tmp_path)
    mount = f'mount -t tmpfs -o size=1m tmpfs {tmp_path} && exec "$@"'
    wrapper = ("unshare", "-rm", "sh", "-c", mount, "sh")
    assert _run(_FULL_DISK, str(tmp_path), "fill", wrapper=wrapper) == [FULL, "1", "21"]
    return None


_READ_ONLY = """
import sys
from pathlib import Path
from softphone.history.entry import HistoryFilter
from softphone.history.sqlite_store import SqliteHistoryStore
from softphone.history.store import HistoryError
from tests.harness.history_entries import entry
store = SqliteHistoryStore(Path(sys.argv[1]) / "history.db")
for work in (lambda: store.write([entry(2)]), lambda: store.page(HistoryFilter(), None, 9)):
    try:
        work()
    except HistoryError as error:
        print(error.title)
"""


def test_a_read_only_folder_is_said(tmp_path: Path) -> None:
    if not _can_mount():
        pytest.skip("no user namespaces on this machine")
    store = SqliteHistoryStore(tmp_path / "history.db")
    store.write([entry(1)])
    store.close()
    wrapper = ("unshare", "-rm", "sh", "-c", f'mount --bind -o ro {tmp_path} {tmp_path} && exec "$@"', "sh")
    told = _run(_READ_ONLY, str(tmp_path), wrapper=wrapper)
    assert set(told) == {"The call history cannot be used because its file or folder cannot be written."}


def _can_mount() -> bool:
    unshare = shutil.which("unshare")
    return unshare is not None and subprocess.run([unshare, "-rm", "true"], capture_output=True).returncode == 0
