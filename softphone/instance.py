"""One window per user: a second start raises the first and hands over its arguments; commands are carried out there."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from softphone.folders import state_dir

if TYPE_CHECKING:
    import socket

_MAX_PATH_BYTES = 100  # a Unix socket's address holds 104 bytes on macOS, 108 on Linux
_MAX_REQUEST_BYTES = 64 * 1024
_ANSWER_S = 2.0
_COMMAND_S = 10.0  # the window may be busy; a command is not given up and then carried out after all


class RaiseRequest(NamedTuple):
    """What a second start hands over.

    Attributes:
        arguments: its command line without the program's name, e.g. a ``tel:`` link.
        activation_token: lets the first window come to the front (XDG activation); empty when there is none.
    """

    arguments: tuple[str, ...] = ()
    activation_token: str = ""


class CommandReply(NamedTuple):
    """What came of a command. text: for people."""

    is_done: bool
    text: str


OnCommand = Callable[[tuple[str, ...]], CommandReply]


class InstanceLock:
    """The lock that the first instance holds while it runs, and the socket on which it listens.

    The lock ends with the process, however that ends. Everything lies in the user's own state folder.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or state_dir()
        self._descriptor: int | None = None
        self._server: socket.socket | None = None

    def acquire(self) -> bool:
        """True when this is the first instance. A folder that cannot be written counts as that, too."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(self._folder / "instance.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError:
            return True
        if _lock(descriptor):
            self._descriptor = descriptor
            return True
        os.close(descriptor)
        return False

    def raise_first(self, arguments: Sequence[str] = (), timeout_s: float = 5.0) -> bool:
        """Asks the first instance to come to the front; False when it does not answer in time.

        It may be starting still, so this tries again until then.
        """
        import time

        request = RaiseRequest(tuple(arguments), _activation_token())
        deadline_s = time.monotonic() + timeout_s
        while not self._ask(request):
            if time.monotonic() >= deadline_s:
                return False
            time.sleep(0.05)
        return True

    def command_first(self, words: Sequence[str]) -> CommandReply | None:
        """Has the first instance carry out a command, such as ``("dial", "1002")``; None when none answers."""
        import json

        answer = self._exchange(json.dumps({"command": list(words)}).encode() + b"\n", _COMMAND_S)
        try:
            is_done, text = json.loads(answer)
        except (ValueError, TypeError):
            return None
        return CommandReply(bool(is_done), str(text))

    def listen(
        self,
        post: Callable[[Callable[[], None]], None],
        on_raise: Callable[[RaiseRequest], None],
        on_command: OnCommand | None = None,
    ) -> None:
        """Calls back through `post`: `on_raise` whenever the program is started again, `on_command` for a command."""
        import socket
        import threading

        if not hasattr(socket, "AF_UNIX"):
            return
        server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            with contextlib.suppress(FileNotFoundError):
                (self._folder / "instance.sock").unlink()
            with self._address() as address:
                server.bind(address)
            server.listen(4)
        except OSError:
            server.close()
            return
        self._server = server
        desk = _Desk(post, on_raise, on_command)
        threading.Thread(target=desk.serve, args=(server,), name="instance", daemon=True).start()

    def release(self) -> None:
        """Lets the next start be the first."""
        if self._server is not None:
            import socket

            with contextlib.suppress(OSError):
                self._server.shutdown(socket.SHUT_RDWR)  # wakes the thread that accepts
            self._server.close()
            self._server = None
            with contextlib.suppress(OSError):
                (self._folder / "instance.sock").unlink()
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _ask(self, request: RaiseRequest) -> bool:
        import json

        return self._exchange(json.dumps(request).encode() + b"\n", _ANSWER_S) == b"ok\n"

    def _exchange(self, line: bytes, patience_s: float) -> bytes:
        """The first instance's answer to a line; empty when there is none."""
        import socket

        if not hasattr(socket, "AF_UNIX"):
            return b""
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(patience_s)
            try:
                with self._address() as address:
                    connection.connect(address)
                connection.sendall(line)
                return _read_line(connection)
            except OSError:
                return b""

    @contextlib.contextmanager
    def _address(self) -> Iterator[str]:
        """The socket's path, through a descriptor where it is too long for an address."""
        path = self._folder / "instance.sock"
        if len(os.fsencode(path)) <= _MAX_PATH_BYTES:
            yield str(path)
            return
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            yield f"/proc/self/fd/{folder}/instance.sock"
        finally:
            os.close(folder)


class _Desk:
    """What answers on the socket, on a thread of its own."""

    def __init__(
        self,
        post: Callable[[Callable[[], None]], None],
        on_raise: Callable[[RaiseRequest], None],
        on_command: OnCommand | None,
    ) -> None:
        self._post = post
        self._on_raise = on_raise
        self._on_command = on_command

    def serve(self, server: socket.socket) -> None:
        """Answers one after the other until the socket is shut."""
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection, contextlib.suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
                self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        """Anything that is no request gets no answer."""
        import json

        connection.settimeout(_ANSWER_S)
        request = json.loads(_read_line(connection))
        if isinstance(request, dict):
            reply = self._carry_out(tuple(str(word) for word in request["command"]))
            connection.sendall(json.dumps(reply).encode() + b"\n")
            return
        arguments, token = request
        wanted = RaiseRequest(tuple(str(argument) for argument in arguments), str(token))
        connection.sendall(b"ok\n")
        self._post(lambda: self._on_raise(wanted))

    def _carry_out(self, words: tuple[str, ...]) -> CommandReply | None:
        import threading

        on_command, replies, is_answered = self._on_command, list[CommandReply](), threading.Event()
        if on_command is None:
            return None
        is_given_up = False

        def run() -> None:
            if not is_given_up:
                try:
                    replies.append(on_command(words))
                finally:
                    is_answered.set()

        self._post(run)
        is_answered.wait(_COMMAND_S - 1.0)
        is_given_up = True
        return replies[0] if replies else None


def _read_line(connection: socket.socket) -> bytes:
    """Bytes up to the end of the line, or of the connection. Raises OSError."""
    data = b""
    while not data.endswith(b"\n") and len(data) < _MAX_REQUEST_BYTES:
        chunk = connection.recv(4096)
        if not chunk:
            return data
        data += chunk
    return data


def _lock(descriptor: int) -> bool:
    try:
        import fcntl
    except ImportError:
        return _lock_windows(descriptor)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _lock_windows(descriptor: int) -> bool:
    import importlib

    msvcrt = importlib.import_module("msvcrt")
    try:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    except OSError:
        return False
    return True


def _activation_token() -> str:
    return os.environ.get("XDG_ACTIVATION_TOKEN") or os.environ.get("DESKTOP_STARTUP_ID") or ""
