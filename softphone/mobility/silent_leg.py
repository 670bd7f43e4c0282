"""A leg of our own that the user neither sees nor hears."""

from collections.abc import Callable

from softphone.basics.ids import AccountId, LegId, new_leg_id
from softphone.engine_client.gateway import EngineGateway
from softphone.engine_client.state import EngineState
from softphone.protocol.commands import Dial, HangUp
from softphone.protocol.events import Accepted, AnyEvent, CallLegChanged, RejectCode, Rejected
from softphone.protocol.snapshots import CallLegSnapshot, LegState


class SilentLeg:
    """Dialled when it is made; raises EngineUnavailable.

    Attributes:
        leg_id: as the engine knows it.
        is_over: it has ended, or was never made.
    """

    def __init__(
        self,
        gateway: EngineGateway,
        account_id: AccountId,
        target: str,
        on_changed: Callable[[CallLegSnapshot], None],
        on_refused: Callable[[RejectCode], None],
    ) -> None:
        """on_changed: told of the leg, its end included, unless it was hung up here."""
        self.leg_id: LegId = new_leg_id()
        self.is_over = False
        self._gateway, self._on_changed, self._on_refused = gateway, on_changed, on_refused
        command = Dial(leg_id=self.leg_id, account_id=account_id, target=target, is_silent=True)
        gateway.send(command, self._replied)

    def on_event(self, event: AnyEvent) -> None:
        """Looks whether the event is about it."""
        if isinstance(event, CallLegChanged) and event.leg.leg_id == self.leg_id and not self.is_over:
            self.is_over = event.leg.state == LegState.ENDED
            self._on_changed(event.leg)

    def hang_up(self) -> None:
        """Ends it, whatever its state; nothing more is told."""
        if not self.is_over:
            self.is_over = True
            if self._gateway.state == EngineState.READY:
                self._gateway.send(HangUp(leg_id=self.leg_id))

    def _replied(self, reply: Accepted | Rejected) -> None:
        if isinstance(reply, Rejected) and not self.is_over:
            self.is_over = True
            self._on_refused(reply.code)
