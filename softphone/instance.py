"""One window per user: the second start of the program raises the first and hands over its arguments."""

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


class RaiseRequest(NamedTuple):
    """What a second start hands over.

    Attributes:
        arguments: its command line without the program's name, e.g. a ``tel:`` link.
        activation_token: lets the first window come to the front (XDG activation); empty when there is none.
    """

    arguments: tuple[str, ...] = ()
    activation_token: str = ""


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

    def listen(self, post: Callable[[Callable[[], None]], None], on_raise: Callable[[RaiseRequest], None]) -> None:
        """Calls `on_raise` through `post` whenever the program is started again."""
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
        threading.Thread(target=_serve, args=(server, post, on_raise), name="instance", daemon=True).start()

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
        import socket

        if not hasattr(socket, "AF_UNIX"):
            return False
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(_ANSWER_S)
            try:
                with self._address() as address:
                    connection.connect(address)
                connection.sendall(json.dumps(request).encode() + b"\n")
                return connection.recv(16) == b"ok\n"
            except OSError:
                return False

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


def _serve(
    server: socket.socket, post: Callable[[Callable[[], None]], None], on_raise: Callable[[RaiseRequest], None]
) -> None:
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        with connection:
            request = _receive(connection)
            if request is not None:
                _hand_over(request, post, on_raise)


def _hand_over(
    request: RaiseRequest, post: Callable[[Callable[[], None]], None], on_raise: Callable[[RaiseRequest], None]
) -> None:
    post(lambda: on_raise(request))


def _receive(connection: socket.socket) -> RaiseRequest | None:
    """Reads one request and acknowledges it; None for anything else."""
    import json

    connection.settimeout(_ANSWER_S)
    data = b""
    try:
        while not data.endswith(b"\n") and len(data) < _MAX_REQUEST_BYTES:
            chunk = connection.recv(4096)
            if not chunk:
                return None
            data += chunk
        arguments, token = json.loads(data)
        request = RaiseRequest(tuple(str(argument) for argument in arguments), str(token))
        connection.sendall(b"ok\n")
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    return request


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
