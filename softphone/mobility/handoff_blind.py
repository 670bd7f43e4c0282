"""The far party is referred to the mobile (RFC 5589 section 6): the last way, since few phone systems give it back."""

from softphone.calls.call import Call
from softphone.mobility import handoff_text as words
from softphone.mobility.handoff_ladder import is_unknown
from softphone.mobility.handoff_step import StepNews, StepWorld
from softphone.mobility.handoff_view import HandoffStage
from softphone.protocol.commands import Transfer
from softphone.protocol.events import Accepted, AnyEvent, Rejected
from softphone.protocol.snapshots import EndKind, TransferSnapshot, TransferState


class BlindStep:
    """moving, from the beginning: it cannot be taken back."""

    def __init__(self, world: StepWorld, news: StepNews, dialled: str) -> None:
        """dialled: the mobile's number."""
        self._world, self._news, self._dialled = world, news, dialled
        self._asked: TransferSnapshot | None = None
        self._is_over = False

    def begin(self, call: Call) -> None:
        """See Step."""
        self._asked = call.leg.transfer

        def replied(reply: Accepted | Rejected) -> None:
            if isinstance(reply, Rejected) and not self._is_over:
                self._fail(None)

        target = self._world.target(self._dialled)
        self._world.gateway.send(Transfer(leg_id=call.leg.leg_id, target=target), replied)
        self._news.stage(HandoffStage.MOVING)

    def take(self, call: Call) -> None:
        """See Step."""
        if self._is_over:
            return
        transfer = call.leg.transfer
        if call.is_ended:
            self.stop()
            kind = call.leg.end.kind if call.leg.end is not None else None
            if kind == EndKind.TRANSFERRED:
                self._news.landed()
            else:
                self._news.lost(words.why_lost(kind))
        elif transfer is not None and transfer != self._asked:
            self._asked = transfer
            if transfer.state == TransferState.FAILED:
                self._fail(transfer.status_code)

    def on_event(self, event: AnyEvent) -> None:
        """See Step."""

    def stop(self) -> None:
        """See Step."""
        self._is_over = True

    def _fail(self, status_code: int | None) -> None:
        self.stop()
        if is_unknown(status_code):
            self._news.unsupported(f"REFER was answered with {status_code}")
        else:
            self._news.back(words.BUSY if status_code in (486, 600) else words.NOT_MOVED)
