"""The mirror's process: decoding a hundred thousand people would take the window's Python from it."""

import contextlib
import logging
import os
import sqlite3
import sys
import threading
import time
from pathlib import Path
from typing import BinaryIO

import msgspec

from softphone.basics.secret import Secret
from softphone.directory.index_sqlite import DirectoryIndex
from softphone.directory.ldap_connection import LdapConnection
from softphone.directory.ldap_problem import DirectoryError, DirectoryProblem
from softphone.directory.mirror_messages import MirrorEnded, MirrorOrder, MirrorProgressed, MirrorSaid
from softphone.directory.mirror_run import MirrorRun, clear

PROGRESS_EVERY_S = 0.25
_NICENESS = 10
_log = logging.getLogger("softphone.directory")


def main() -> int:
    """Reads one order from standard input, carries it out and says on standard output what comes of it."""
    with contextlib.suppress(OSError, AttributeError):  # Windows has no niceness
        os.nice(_NICENESS)
    order = msgspec.json.decode(sys.stdin.buffer.readline(), type=MirrorOrder)
    threading.Thread(target=_end_with_parent, args=(sys.stdin.fileno(),), daemon=True).start()
    telling = _Telling(sys.stdout.buffer)
    telling.say(carry_out(order, telling))
    return 0


class _Telling:
    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._told_at_s = 0.0

    def progress(self, done: int, total: int) -> None:
        """Says it unless it has just said so."""
        now = time.monotonic()
        if now - self._told_at_s >= PROGRESS_EVERY_S:
            self._told_at_s = now
            self.say(MirrorProgressed(done, total))

    def say(self, message: MirrorSaid) -> None:
        self._stream.write(msgspec.json.encode(message) + b"\n")
        self._stream.flush()


def carry_out(order: MirrorOrder, telling: _Telling) -> MirrorEnded:
    """Never raises."""
    index = DirectoryIndex(Path(order.index), order.plan)
    try:
        if order.server is None:
            clear(index)
            return MirrorEnded()
        password = None if order.password is None else Secret(order.password)
        with contextlib.closing(LdapConnection(order.server, password)) as there:
            run = MirrorRun(index, there, order.server, telling.progress, compares=order.compares, now_s=time.time())
            try:
                run.run()
                return MirrorEnded(None, run.total, run.changed)
            except DirectoryError as error:
                return MirrorEnded(error.problem, run.total, run.changed)
    except DirectoryError as error:
        return MirrorEnded(error.problem)
    except (sqlite3.Error, OSError) as error:
        _log.debug("mirror: %s", type(error).__name__)
        return MirrorEnded(DirectoryProblem.DISK)
    finally:
        index.close()


def _end_with_parent(descriptor: int) -> None:
    """What is being written is undone by SQLite; what was written stays.

    Not by a stream: Python's end waits for the lock of one that is being read, then aborts the process.
    """
    while os.read(descriptor, 4096):
        pass
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
