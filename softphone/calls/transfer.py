"""Transfers (RFC 5589): blind, with consultation, and back to the caller whenever something goes wrong."""

from dataclasses import dataclass
from enum import StrEnum

from softphone.basics.explanation import Explanation
from softphone.basics.ids import CallId
from softphone.basics.listeners import Listeners
from softphone.calls.calls import Calls
from softphone.engine_client.gateway import EngineGateway
from softphone.runtime import Runtime


class TransferStage(StrEnum):
    """How far a transfer has come.

    Consultation: consult_ringing -> consulting <-> back_with_caller -> (introducing ->) transferring -> done.
    Blind: transferring -> done. From everywhere to failed, where the caller is with the user again.
    """

    CONSULT_RINGING = "consult_ringing"
    CONSULTING = "consulting"
    BACK_WITH_CALLER = "back_with_caller"
    INTRODUCING = "introducing"
    TRANSFERRING = "transferring"
    FAILED = "failed"
    DONE = "done"


class TransferAction(StrEnum):
    """What the user can do with a transfer. CANCEL: back to the caller; after a failure it only ends the message."""

    COMPLETE = "complete"
    SWAP = "swap"
    CANCEL = "cancel"
    INTRODUCE = "introduce"


@dataclass(frozen=True, slots=True)
class TransferView:
    """A transfer as it is now.

    Attributes:
        first: the caller who is to be transferred.
        consult: the call to the target; None for a blind transfer.
        target_text: whom it goes to, as it was typed.
        problem: why the caller is back, in words; None unless FAILED.
        actions: what is possible now.
    """

    stage: TransferStage
    first: CallId
    consult: CallId | None = None
    target_text: str = ""
    problem: Explanation | None = None
    actions: frozenset[TransferAction] = frozenset()


class Transfers:
    """Every transfer that is under way. Both calls of a transfer lead to it.

    Attributes:
        changed: announces a transfer when anything in it changed, its end included.
    """

    def __init__(self, runtime: Runtime, gateway: EngineGateway, calls: Calls) -> None:
        self.changed: Listeners[TransferView] = Listeners()
        self._runtime = runtime
        self._gateway = gateway
        self._calls = calls

    def of(self, call_id: CallId) -> TransferView | None:
        """The transfer that the call is part of; None when there is none."""
        raise NotImplementedError

    def blind(self, call_id: CallId, text: str) -> None:
        """Sends the far party to whom the text names, without asking there. Raises DialError, EngineUnavailable."""
        raise NotImplementedError

    def consult(self, call_id: CallId, text: str) -> CallId:
        """Holds the caller and calls whom the text names; returns that call. Raises DialError, EngineUnavailable."""
        raise NotImplementedError

    def complete(self, call_id: CallId) -> None:
        """Joins caller and target, and leaves them. Raises EngineUnavailable."""
        raise NotImplementedError

    def cancel(self, call_id: CallId) -> None:
        """Back to the caller: ends the call to the target, whatever its state. Raises EngineUnavailable."""
        raise NotImplementedError

    def swap(self, call_id: CallId) -> None:
        """To the other one of caller and target; who is left waits on hold. Raises EngineUnavailable."""
        raise NotImplementedError

    def introduce(self, call_id: CallId) -> None:
        """Lets caller, target and user speak together; `complete` leaves the two together. Raises EngineUnavailable."""
        raise NotImplementedError
