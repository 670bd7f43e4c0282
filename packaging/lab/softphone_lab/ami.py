"""A small client of Asterisk's manager interface: one action, its answer; a command; a call."""

import socket
import time
from collections.abc import Iterator
from types import TracebackType

from .errors import LabError, NotRunning

Answer = list[tuple[str, str]]


class Ami:
    """One logged-in connection. Use it with `with`. Raises NotRunning when nobody answers."""

    def __init__(self, host: str, port: int, user: str, secret: str, timeout_s: float = 5.0) -> None:
        try:
            self._socket = socket.create_connection((host, port), timeout_s)
        except OSError as error:
            raise NotRunning(f"the lab's PBX does not answer on {host}:{port}: start it") from error
        self._lines = self._socket.makefile("rb")
        try:
            self._lines.readline()
            self.do("Login", Username=user, Secret=secret, Events="system")
        except OSError as error:
            self.close()
            raise NotRunning("the lab's PBX took the connection and said nothing") from error

    def __enter__(self) -> "Ami":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._lines.close()
        self._socket.close()

    def do(self, action: str, **fields: str) -> Answer:
        """Perform one action; returns the answer's lines. Raises LabError when it is refused."""
        text = "".join(f"{name}: {value}\r\n" for name, value in {"Action": action, **fields}.items())
        self._socket.sendall(f"{text}\r\n".encode())
        for block in self._blocks():
            answer = dict(block)
            if "Response" not in answer:
                continue
            if answer["Response"] not in ("Success", "Follows"):
                raise LabError(f"the PBX refused {action}: {answer.get('Message', '')} {_output(block)}".strip())
            return block
        raise NotRunning("the lab's PBX closed the connection")

    def command(self, text: str) -> str:
        """One line of the Asterisk command line; returns what it prints."""
        return _output(self.do("Command", Command=text))

    def wait_booted(self, within_s: float) -> None:
        """Return once Asterisk says that it is fully booted. Raises NotRunning."""
        self._socket.settimeout(within_s)
        deadline = time.monotonic() + within_s
        for block in self._blocks():
            if dict(block).get("Event") == "FullyBooted":
                return
            if time.monotonic() > deadline:
                break
        raise NotRunning("the lab's PBX did not finish booting")

    def _blocks(self) -> Iterator[Answer]:
        block: Answer = []
        while raw := self._lines.readline():
            name, colon, value = raw.decode("utf-8", "replace").rstrip("\r\n").partition(":")
            if colon:
                block.append((name, value.removeprefix(" ")))
            elif block:  # some actions end with one empty line too many
                yield block
                block = []


def _output(block: Answer) -> str:
    return "\n".join(value for name, value in block if name == "Output")
