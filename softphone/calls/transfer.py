"""Transfers (RFC 5589): blind, with consultation, and back to the caller whenever something goes wrong."""

import logging
from collections.abc import Callable, Sequence
from typing import Protocol

from softphone.basics.ids import CallId
from softphone.basics.listeners import Listeners
from softphone.calls.blind_transfer import BlindTransfer
from softphone.calls.call import Call, CallAction
from softphone.calls.calls import Calls
from softphone.calls.consult_transfer import ConsultTransfer
from softphone.calls.transfer_view import TransferAction, TransferNote, TransferStage, TransferView
from softphone.engine_client.gateway import EngineGateway
from softphone.protocol.events import EventFrame
from softphone.protocol.snapshots import LegState
from softphone.runtime import Runtime

__all__ = ["TransferAction", "TransferNote", "TransferStage", "TransferView", "Transfers"]
_log = logging.getLogger("softphone.calls.transfer")


class Joins(Protocol):
    """What makes several calls one conference."""

    def join(self, call_ids: Sequence[CallId]) -> None: ...


class Transfers:
    """Every transfer that is under way. Both calls of a transfer lead to it; one that is over leads nowhere.

    Attributes:
        changed: announces a transfer when anything in it changed, its end included.
        noted: announces what the history is to say of a call.
    """

    def __init__(
        self,
        runtime: Runtime,
        gateway: EngineGateway,
        calls: Calls,
        *,
        waits_for_answer: Callable[[], bool] = lambda: True,
        conference: Callable[[], Joins] | None = None,
    ) -> None:
        """waits_for_answer: whether a blind transfer keeps the caller until the target has answered.
        conference: gives what `introduce` joins the three by; without it nobody can be introduced."""
        self.changed: Listeners[TransferView] = Listeners()
        self.noted: Listeners[TransferNote] = Listeners()
        self._runtime = runtime
        self._gateway = gateway
        self._calls = calls
        self._waits_for_answer = waits_for_answer
        self._conference = conference
        self._transfers: list[BlindTransfer | ConsultTransfer] = []
        calls.changed.add(self._call_changed)
        gateway.events.add(self._on_event)

    # ------------------------------------------------------------------- reading

    def of(self, call_id: CallId) -> TransferView | None:
        """The transfer that the call is part of; None when there is none."""
        transfer = self._of(call_id)
        return None if transfer is None else transfer.view

    # ------------------------------------------------------------------ commands

    def blind(self, call_id: CallId, text: str, *, waits_for_answer: bool | None = None) -> None:
        """Sends the far party to whom the text names, without asking there. Raises DialError, EngineUnavailable.

        waits_for_answer: the caller stays until the target has answered; as the user set it unless given.
        """
        call = self._transferable(call_id)
        if call is None:
            return
        target = self._calls.target_uri(text, call.account_id)
        self._end(call_id)
        transfer = BlindTransfer(self._gateway, self._calls, call_id, text.strip(), target, self._announce)
        self._transfers.append(transfer)
        try:
            waits = self._waits_for_answer() if waits_for_answer is None else waits_for_answer
            transfer.begin(waits_for_answer=waits)
        except Exception:
            self._transfers.remove(transfer)
            raise

    def consult(self, call_id: CallId, text: str) -> CallId:
        """Holds the caller and calls whom the text names; returns that call. Raises DialError, EngineUnavailable."""
        call = self._transferable(call_id)
        if call is None:
            return call_id
        consult_id = self._calls.dial(text, call.account_id)
        if consult_id == call_id:
            return call_id
        self._end(call_id)
        transfer = ConsultTransfer(
            self._gateway, self._calls, call_id, consult_id, text.strip(), self._announce, self._conference
        )
        self._transfers.append(transfer)
        transfer.begin()
        return consult_id

    def connect(self, one: CallId, other: CallId) -> None:
        """Joins the far parties of two calls that both talk with the user, and leaves them. Raises EngineUnavailable.

        Does nothing where one of the two cannot be transferred now.
        """
        first, second = self._transferable(one), self._transferable(other)
        if first is None or second is None or one == other or LegState.ESTABLISHED not in (first.state, second.state):
            return
        if second.is_held and not first.is_held:
            first, second = second, first  # who waits already goes to whom the user speaks with
        self._end(one)
        self._end(other)
        transfer = ConsultTransfer(
            self._gateway,
            self._calls,
            first.call_id,
            second.call_id,
            second.number or second.name,
            self._announce,
            self._conference,
        )
        self._transfers.append(transfer)
        try:
            transfer.connect()
        except Exception:
            self._transfers.remove(transfer)
            raise

    def complete(self, call_id: CallId) -> None:
        """Joins caller and target, and leaves them; one who still rings is waited for. Raises EngineUnavailable."""
        transfer = self._able(call_id, TransferAction.COMPLETE)
        if isinstance(transfer, ConsultTransfer):
            transfer.complete()

    def cancel(self, call_id: CallId) -> None:
        """Back to the caller: ends the call to the target, whatever its state. Raises EngineUnavailable."""
        transfer = self._able(call_id, TransferAction.CANCEL)
        if transfer is not None:
            transfer.cancel()
            self._announce(transfer, None)

    def swap(self, call_id: CallId) -> None:
        """To the other one of caller and target; who is left waits on hold. Raises EngineUnavailable."""
        transfer = self._able(call_id, TransferAction.SWAP)
        if isinstance(transfer, ConsultTransfer):
            transfer.swap()

    def introduce(self, call_id: CallId) -> None:
        """Lets caller, target and user speak together; `complete` leaves the two together. Raises EngineUnavailable."""
        transfer = self._able(call_id, TransferAction.INTRODUCE)
        if isinstance(transfer, ConsultTransfer):
            transfer.introduce()

    # -------------------------------------------------------------------- inside

    def _transferable(self, call_id: CallId) -> Call | None:
        call = self._calls.get(call_id)
        view = self.of(call_id)
        is_free = view is None or view.stage == TransferStage.FAILED
        if call is None or CallAction.TRANSFER not in call.actions or not is_free:
            _log.info("a transfer is not possible for %s", call_id)
            return None
        return call

    def _of(self, call_id: CallId) -> BlindTransfer | ConsultTransfer | None:
        return next((transfer for transfer in self._transfers if call_id in transfer.call_ids), None)

    def _able(self, call_id: CallId, action: TransferAction) -> BlindTransfer | ConsultTransfer | None:
        transfer = self._of(call_id)
        if transfer is None or action not in transfer.view.actions:
            _log.info("%s is not possible for %s", action, call_id)
            return None
        return transfer

    def _call_changed(self, call: Call) -> None:
        transfer = self._of(call.call_id)
        if transfer is not None:
            transfer.take(call)

    def _on_event(self, frame: EventFrame) -> None:
        for transfer in tuple(self._transfers):
            if isinstance(transfer, BlindTransfer):
                transfer.on_event(frame.event)

    def _announce(self, transfer: BlindTransfer | ConsultTransfer, note: TransferNote | None) -> None:
        if note is not None:
            self.noted.announce(note)
        if transfer.is_over:
            self._forget(transfer)
        self.changed.announce(transfer.view)

    def _end(self, call_id: CallId) -> None:
        """A transfer that has failed makes room for another try."""
        transfer = self._of(call_id)
        if transfer is not None:
            self._forget(transfer)

    def _forget(self, transfer: BlindTransfer | ConsultTransfer) -> None:
        if transfer in self._transfers:
            self._transfers.remove(transfer)
