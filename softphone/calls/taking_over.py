"""Calls that come here from another device of the user: legs that were dialled unseen become calls once they talk."""

from softphone.basics.explanation import Explanation
from softphone.basics.ids import CallId
from softphone.calls.call_table import CallTable
from softphone.calls.one_active import OneActive
from softphone.calls.taken_over import TakenOver
from softphone.protocol.snapshots import CallLegSnapshot, LegState


class TakingOver:
    """Part of `Calls`, for the feature that takes calls over and knows what happened elsewhere."""

    def __init__(self, table: CallTable, one_active: OneActive) -> None:
        self._table = table
        self._one_active = one_active

    def add(self, leg: CallLegSnapshot, taken_over: TakenOver) -> CallId | None:
        """The established leg is a call like any other from now on, and the active one; whoever talked is held.

        None when the leg is over.
        """
        if leg.state == LegState.ENDED or self._table.of_leg(leg.leg_id) is not None:
            return None
        record = self._table.new(leg, taken_over)
        self._one_active.hold_others(record)
        self._table.add(record)
        self._table.activate(record)
        return record.call_id

    def explain_end(self, call_id: CallId, words: Explanation, *, stays: bool = False) -> None:
        """More is known now of why a call has ended that is still shown. stays: long enough to be read anew."""
        record = self._table.get(call_id)
        if record is not None and record.is_ended and record.end_text != words:
            record.end_text = words
            if stays:
                self._table.show_longer(record)
            self._table.announce(record)
