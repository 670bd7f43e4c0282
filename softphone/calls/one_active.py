"""The one-active rule: whoever talks beside the active call is held; the calls of a conference are active together."""

from softphone.basics.ids import CallId
from softphone.calls.call_record import CallRecord
from softphone.calls.call_table import CallTable
from softphone.calls.requests import CallRequests


class OneActive:
    """Holds and resumes so that the user speaks in one call, or in one conference, at a time."""

    def __init__(self, table: CallTable, requests: CallRequests) -> None:
        self._table = table
        self._requests = requests

    def set_mixed(self, call_ids: frozenset[CallId], active: CallRecord | None = None) -> None:
        """From now on these calls are held, resumed and active together; empty for none. active: the one that the user
        goes on speaking in; None for whichever it is."""
        self._table.mixed = call_ids
        if active is not None:
            self._table.activate(active)
        for record in self._table:
            if not record.is_ended:
                self.settle(record)

    def hold_others(self, record: CallRecord) -> None:
        """Holds whatever the user speaks in that this call is no part of."""
        active = self._table.active
        if active is None or active in self._table.together(record):
            return
        for each in self._table.together(active):
            if each.is_talking and not each.is_ending:
                self._requests.set_hold(each, True)
                self._table.announce(each)

    def hold(self, record: CallRecord, *, alone: bool = False) -> None:
        """Holds the call; then no call is active. alone: the others of its conference go on."""
        for each in self._table.together(record):
            if each is record or (each.is_talking and not alone):
                self._requests.set_hold(each, True)
        for each in self._table.together(record):
            self.settle(each)

    def resume(self, record: CallRecord) -> None:
        """Takes the call off hold and makes it the active one."""
        self.hold_others(record)
        for each in self._table.together(record):
            if each is record or each.is_held:
                self._requests.set_hold(each, False)
        self._table.activate(record)

    def settle(self, record: CallRecord) -> None:
        """After any change of a call that lives: whoever talks beside the active call is held."""
        self._table.settle_active(record)
        is_beside = not self._table.is_active(record) and record.is_talking
        if is_beside and not record.has_hold_failed:
            self._requests.set_hold(record, True)
        self._table.announce(record)
