"""EngineLink to a real engine process, over its stdin, stdout and stderr."""

import contextlib
import logging
import os
import selectors
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable

from softphone.basics.errors import ProtocolError
from softphone.engine_client.child import EngineChild
from softphone.engine_client.engine_log import EngineLog
from softphone.folders import state_dir
from softphone.protocol.codec import FrameReader, encode
from softphone.protocol.commands import CommandFrame, ProbeServer, PutAccount, TestAccount
from softphone.protocol.events import EventFrame

MAX_OUTGOING_BYTES = 8 * 1024 * 1024
LAST_LINES = 8
_CHUNK_BYTES = 64 * 1024
_REST_CHUNKS = 64
_EXIT_S = 2.0
_log = logging.getLogger("softphone.engine_client")


class ProcessLink:
    """One engine process. All its pipes are served by one thread; `send` writes on the caller's and never blocks."""

    def __init__(self, child: EngineChild | None = None, log: EngineLog | None = None) -> None:
        """child: a process that runs already; else `start` starts one."""
        self._child = child
        self._log = log or EngineLog(state_dir() / "log" / "engine.log")
        self._lock = threading.Lock()
        self._outgoing = bytearray()
        self._can_write = False
        self._is_closing = False
        self._broken_because = ""
        self._wake_read, self._wake_write = socket.socketpair()
        self._on_event: Callable[[EventFrame], None] = lambda frame: None
        self._on_closed: Callable[[str], None] = lambda reason: None

    @property
    def pid(self) -> int | None:
        """The process id; stays after its end."""
        return self._child.process.pid if self._child else None

    def start(self, on_event: Callable[[EventFrame], None], on_closed: Callable[[str], None]) -> None:
        self._on_event, self._on_closed = on_event, on_closed
        try:
            self._child = child = self._child or EngineChild()
        except OSError as error:
            self._release_wakes()
            on_closed(f"the engine could not be started: {error.strerror}")
            return
        for pipe in (child.stdin, child.stdout, child.stderr):
            os.set_blocking(pipe.fileno(), False)
        self._can_write = True
        threading.Thread(target=self._serve, args=(child,), name="engine-pipe", daemon=True).start()

    def send(self, frame: CommandFrame) -> None:
        if isinstance(frame.command, PutAccount | TestAccount | ProbeServer):
            self._log.conceal(frame.command.password.reveal())
        if isinstance(frame.command, PutAccount) and frame.command.turn_password is not None:
            self._log.conceal(frame.command.turn_password.reveal())
        data = encode(frame)
        with self._lock:
            if not self._can_write or self._is_closing or self._child is None:
                return
            if not self._outgoing:
                data = data[_write(self._child.stdin.fileno(), data) :]
            self._outgoing += data
            is_stuck = len(self._outgoing) > MAX_OUTGOING_BYTES
        if is_stuck:
            self._break("the engine does not take commands any more")
        elif data:
            self._wake()

    def kill(self) -> None:
        if self._child is not None:
            self._child.process.kill()

    def close(self) -> None:
        with self._lock:
            self._is_closing = True
        self._wake()

    def _wake(self) -> None:
        with contextlib.suppress(OSError):  # the thread has ended
            self._wake_write.send(b"w")

    def _break(self, why: str) -> None:
        self._broken_because = self._broken_because or why
        self.kill()

    def _release_wakes(self) -> None:
        self._wake_read.close()
        self._wake_write.close()

    # ------------------------------------------------------------ the pipe thread

    def _serve(self, child: EngineChild) -> None:
        try:
            self._turn(child)
        except Exception:
            _log.exception("the engine's pipe thread failed")
            self._break("the connection to the engine failed")
        with self._lock:
            self._can_write = False
            self._outgoing.clear()
            child.stdin.close()
        reason = self._how_it_ended(child)
        child.release()
        self._release_wakes()
        self._on_closed(reason)

    def _turn(self, child: EngineChild) -> None:
        """Serves the pipes until the engine closes its side."""
        reader = FrameReader(EventFrame)
        with selectors.DefaultSelector() as selector:
            selector.register(child.stdout, selectors.EVENT_READ)
            selector.register(child.stderr, selectors.EVENT_READ)
            selector.register(self._wake_read, selectors.EVENT_READ)
            is_open = True
            while is_open:
                self._write_outgoing(child, selector)
                for key, _ in selector.select():
                    if key.fileobj is child.stdout:
                        is_open = self._read_events(child, reader)
                    elif key.fileobj is child.stderr:
                        if not self._read_log(child):
                            selector.unregister(child.stderr)
                    elif key.fileobj is self._wake_read:
                        self._wake_read.recv(4096)

    def _read_events(self, child: EngineChild, reader: "FrameReader[EventFrame]") -> bool:
        """False when nothing more will come."""
        data = os.read(child.stdout.fileno(), _CHUNK_BYTES)
        try:
            for frame in reader.feed(data):
                self._on_event(frame)
        except ProtocolError as error:
            self._break(f"the engine broke the protocol: {error}")
            return False
        return bool(data)

    def _read_log(self, child: EngineChild) -> bool:
        """False when nothing more will come."""
        data = os.read(child.stderr.fileno(), _CHUNK_BYTES)
        self._log.feed(data)
        return bool(data)

    def _write_outgoing(self, child: EngineChild, selector: selectors.BaseSelector) -> None:
        with self._lock:
            if not self._can_write:
                return
            if self._outgoing:
                del self._outgoing[: _write(child.stdin.fileno(), self._outgoing)]
            is_watched = child.stdin in selector.get_map()
            if self._outgoing and not is_watched:
                selector.register(child.stdin, selectors.EVENT_WRITE)
            elif is_watched and not self._outgoing:
                selector.unregister(child.stdin)
            if self._is_closing and not self._outgoing:
                self._can_write = False
                child.stdin.close()

    def _how_it_ended(self, child: EngineChild) -> str:
        """Waits for the process, takes the rest of its log, and says in words what happened."""
        deadline_s = time.monotonic() + _EXIT_S
        code: int | None = None
        while code is None:
            try:
                code = child.process.wait(0.05)
            except subprocess.TimeoutExpired:
                self._read_rest_of_log(child)  # it may wait for us to take it
                if time.monotonic() > deadline_s:
                    self._break("the engine closed its pipe but did not end")
        self._read_rest_of_log(child)
        self._log.finish()
        return "\n".join([self._broken_because or _words(code), *self._log.last_words(LAST_LINES)])

    def _read_rest_of_log(self, child: EngineChild) -> None:
        with contextlib.suppress(BlockingIOError):
            for _ in range(_REST_CHUNKS):
                if not self._read_log(child):
                    break


def _write(descriptor: int, data: bytes | bytearray) -> int:
    """Writes what the pipe takes now and returns how much that was; all of it when the reader is gone."""
    try:
        return os.write(descriptor, data)
    except BlockingIOError:
        return 0
    except BrokenPipeError:
        return len(data)


def _words(code: int) -> str:
    if code == 0:
        return "the engine ended by itself"
    if code > 0:
        return f"the engine ended with exit code {code}"
    try:
        return f"the engine was killed by signal {-code} ({signal.Signals(-code).name})"
    except ValueError:
        return f"the engine was killed by signal {-code}"
