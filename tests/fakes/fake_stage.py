"""What the parts of a FakeEngine share: its clock, its way to announce events, its way to refuse."""

from collections.abc import Callable
from typing import Protocol

from softphone.basics.ids import CommandId
from softphone.protocol.events import AnyEvent, RejectCode
from softphone.runtime import Timer


class Refused(Exception):
    """The command is answered with Rejected."""

    def __init__(self, code: RejectCode, detail: str = "") -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


class Stage(Protocol):
    """One life of the engine. Nothing that was put off happens once it is dead or hangs."""

    def later(self, delay_s: float, function: Callable[[], None]) -> Timer: ...

    def announce(self, event: AnyEvent, cause: CommandId | None = None) -> None: ...

    def wall_time_s(self) -> float: ...
