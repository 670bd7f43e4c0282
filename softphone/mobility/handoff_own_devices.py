"""The own address is called, so that all other own devices ring; who answers there and confirms gets the call."""

from softphone.basics.sip_uri import SipUri
from softphone.engine_client.state import EngineState
from softphone.mobility.handoff_consult import ConsultStep
from softphone.mobility.handoff_step import StepNews, StepWorld
from softphone.protocol.commands import Reject
from softphone.protocol.events import AnyEvent, CallLegChanged
from softphone.protocol.snapshots import CallLegSnapshot, Direction, LegState


class OwnDevicesStep(ConsultStep):
    """As the call to the mobile; the phone system rings this program, too, which says busy without a sign of it."""

    def __init__(self, world: StepWorld, news: StepNews) -> None:
        self._own = SipUri.parse(world.view.config.address_of_record).user
        super().__init__(world, news, self._own)

    def on_event(self, event: AnyEvent) -> None:
        """See Step."""
        if isinstance(event, CallLegChanged) and event.leg.state == LegState.ALERTING and self.is_echo(event.leg):
            if self._world.gateway.state == EngineState.READY:
                self._world.gateway.send(Reject(leg_id=event.leg.leg_id))
            return
        super().on_event(event)

    def is_echo(self, leg: CallLegSnapshot) -> bool:
        """Whether this is our own call, back at ourselves."""
        is_incoming = leg.direction == Direction.INCOMING and leg.account_id == self._world.view.account_id
        return is_incoming and not self._is_over and leg.remote.number == self._own
