"""From commands to their handlers: each command gets exactly one Accepted or Rejected, whatever happens."""

import logging
from collections.abc import Callable, Mapping
from typing import Any

from softphone.basics.ids import CommandId
from softphone.engine.event_pipe import EventPipe
from softphone.engine.pj import PjError, reason_of
from softphone.protocol.commands import Command, CommandFrame
from softphone.protocol.events import Accepted, RejectCode, Rejected

Handler = Callable[[Any, CommandId], None]
_log = logging.getLogger("softphone.engine.router")


class CommandRefused(Exception):
    """Raised by a handler that does not carry out its command."""

    def __init__(self, code: RejectCode, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


class Router:
    """Calls the handler of each command; a handler that fails is answered for, never fatal."""

    def __init__(self, pipe: EventPipe, handlers: Mapping[type[Command], Handler]) -> None:
        self._pipe = pipe
        self._handlers = handlers

    def take(self, frame: CommandFrame) -> None:
        """Carries the command out. Its reply is sent before the first event that it causes."""
        self._pipe.hold()
        self._pipe.release(self._carry_out(frame))

    def _carry_out(self, frame: CommandFrame) -> Accepted | Rejected:
        handler = self._handlers.get(type(frame.command))
        if handler is None:
            return _rejected(frame, RejectCode.FAILED, "this engine does not know the command")
        try:
            handler(frame.command, frame.command_id)
        except CommandRefused as refusal:
            return _rejected(frame, refusal.code, refusal.detail)
        except PjError as error:
            _log.warning("%s failed: %s", type(frame.command).__name__, reason_of(error))
            return _rejected(frame, RejectCode.FAILED, reason_of(error))
        except Exception as error:
            _log.exception("%s failed", type(frame.command).__name__)
            return _rejected(frame, RejectCode.FAILED, type(error).__name__)
        return Accepted(command_id=frame.command_id)


def _rejected(frame: CommandFrame, code: RejectCode, detail: str) -> Rejected:
    return Rejected(command_id=frame.command_id, code=code, detail=detail)
