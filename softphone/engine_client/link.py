"""The port to one life of an engine: frames as values in both directions."""

from collections.abc import Callable
from typing import Protocol

from softphone.protocol.commands import CommandFrame
from softphone.protocol.events import EventFrame


class EngineLink(Protocol):
    """One life of an engine, from its start to its end; a restart takes a new link.

    Attributes:
        pid: process id while there is a process.
    """

    @property
    def pid(self) -> int | None: ...

    def start(self, on_event: Callable[[EventFrame], None], on_closed: Callable[[str], None]) -> None:
        """Starts the engine and hands over its frames in their order.

        Both callbacks come on any thread. `on_closed` comes exactly once, last, and says in words how the engine
        ended (exit code, signal, broken protocol, could not be started) and its last log lines.
        """

    def send(self, frame: CommandFrame) -> None:
        """Queues the frame for the engine without waiting. A frame for an engine that is gone is dropped:
        `on_closed` tells of that. Raises ProtocolError when the frame is too long."""

    def kill(self) -> None:
        """Ends the engine at once."""

    def close(self) -> None:
        """Closes the pipe to the engine: it hangs up, unregisters and exits by itself."""
