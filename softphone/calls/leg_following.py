"""What the engine tells of legs becomes calls; a leg that takes another's place goes on in the same call."""

from collections.abc import Callable

from softphone.calls.call import Call
from softphone.calls.call_record import CallRecord
from softphone.calls.call_table import CallTable
from softphone.calls.one_active import OneActive
from softphone.calls.requests import CallRequests
from softphone.protocol.events import CallLegChanged, EventFrame, StatisticsMeasured
from softphone.protocol.snapshots import CallLegSnapshot, Direction, LegState, RejectReason
from softphone.runtime import Runtime


class LegFollowing:
    """Takes in the engine's events."""

    def __init__(
        self,
        runtime: Runtime,
        table: CallTable,
        requests: CallRequests,
        one_active: OneActive,
        takes_another: Callable[[], bool],
        on_incoming: Callable[[Call], None],
    ) -> None:
        """takes_another: whether the user wants to hear of a second caller. on_incoming: told of each caller once."""
        self.is_turned_away: Callable[[Call], bool] = lambda call: False
        self.is_passed_over: Callable[[CallLegSnapshot], bool] = lambda leg: False
        self._runtime = runtime
        self._table = table
        self._requests = requests
        self._one_active = one_active
        self._takes_another = takes_another
        self._on_incoming = on_incoming

    def on_event(self, frame: EventFrame) -> None:
        """Looks whether the event is about a leg."""
        match frame.event:
            case CallLegChanged(leg=leg):
                self._take(leg)
            case StatisticsMeasured(statistics=statistics):
                record = self._table.of_leg(statistics.leg_id)
                if record is not None and record.leg.leg_id == statistics.leg_id and not record.is_ended:
                    record.statistics = statistics
                    self._table.announce(record)

    def _take(self, leg: CallLegSnapshot) -> None:
        record = self._table.of_leg(leg.leg_id) or self._table.adopt(leg)
        is_for_another = record is None and leg.direction == Direction.OUTGOING  # a feature code, dialled unseen
        if is_for_another or self._table.has_ended(leg.leg_id) or (record is None and leg.state == LegState.ENDED):
            return
        if record is None and self.is_passed_over(leg):
            return  # whoever has brought it about deals with it
        if record is None:
            self._add(leg)
        elif record.leg.leg_id != leg.leg_id:
            record.take_former(leg)
        else:
            self._change(record, leg)

    def _change(self, record: CallRecord, leg: CallLegSnapshot) -> None:
        if leg.state == LegState.ENDED and record.former is not None:
            # What was to take the leg's place did not come about, and the leg is still there.
            former, record.former = record.former, None
            if record.is_ending:
                self._requests.hang_up_leg(former.leg_id)
            else:
                leg = former
        record.take(leg, self._runtime.now_s())
        if record.is_ended:
            self._table.finish(record)
            return
        self._requests.carry_on_with_hold(record)
        self._one_active.settle(record)

    def _add(self, leg: CallLegSnapshot) -> None:
        record = self._table.new(leg)
        is_busy = any(not other.is_ended for other in self._table)
        self._table.add(record)
        if leg.state == LegState.ALERTING and self._is_unwanted(record, is_busy):
            record.is_unwanted = True
            self._requests.reject(record, RejectReason.BUSY)
        elif leg.state == LegState.ALERTING:
            self._on_incoming(self._table.view(record))
        self._one_active.settle(record)

    def _is_unwanted(self, record: CallRecord, is_busy: bool) -> bool:
        return (is_busy and not self._takes_another()) or self.is_turned_away(self._table.view(record))
