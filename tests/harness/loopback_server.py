"""A server on 127.0.0.1 at a free port, whose threads have ended when its block has."""

import socket
import threading
from types import TracebackType
from typing import Self


class LoopbackServer:
    """Use as a context manager. A subclass says in `accept` what it does until `is_over`.

    Attributes:
        port: where phones connect.
        listener: raises TimeoutError after a tenth of a second without a phone.
        is_over: every thread is to end soon.
        threads: those that are waited for at the end; a subclass adds its own.
    """

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.settimeout(0.1)
        self.port: int = self.listener.getsockname()[1]
        self.is_over = False
        self.threads = [threading.Thread(target=self.accept)]

    def __enter__(self) -> Self:
        self.threads[0].start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.is_over = True
        for thread in self.threads:
            thread.join()
        self.listener.close()

    def accept(self) -> None:
        """Takes phones until it is over; runs on a thread of its own."""
        raise NotImplementedError
