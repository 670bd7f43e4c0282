"""The calls that are shown, which of them is active, and how long an ended one stays."""

from collections import deque
from collections.abc import Callable, Iterator

from softphone.basics.explanation import Explanation
from softphone.basics.ids import CallId, LegId
from softphone.basics.listeners import Listeners
from softphone.basics.sip_uri import SipUri
from softphone.calls.call import Call
from softphone.calls.call_record import CallRecord
from softphone.calls.end_text import end_text, is_failure
from softphone.calls.party_text import MAX_NAME, clean_text, cleaned
from softphone.calls.taken_over import TakenOver
from softphone.protocol.snapshots import CallLegSnapshot, EndKind, EndReason, LegState, Party
from softphone.runtime import Runtime

_DOUBLE_DIAL_S = 1.5
_SHOWN_AFTER_END_S = 4.0
_SHOWN_AFTER_FAILURE_S = 12.0
_MAX_MISSED = 20
_REMEMBERED_LEGS = 256


class CallTable:
    """At most one call is active: the one that the user speaks or is about to speak in.

    Attributes:
        names: what a far party is called here; empty for whoever is not known.
        mixed: the calls of the conference, which are active together.
    """

    def __init__(self, runtime: Runtime) -> None:
        self.changed: Listeners[Call] = Listeners()
        self.removed: Listeners[CallId] = Listeners()
        self.names: Callable[[Party], str] = lambda party: ""
        self.mixed: frozenset[CallId] = frozenset()
        self._runtime = runtime
        self._records: dict[CallId, CallRecord] = {}
        self._active: CallRecord | None = None
        self._adopted: dict[LegId, CallId] = {}
        self._ended_legs: deque[LegId] = deque(maxlen=_REMEMBERED_LEGS)

    def __iter__(self) -> Iterator[CallRecord]:
        return iter(tuple(self._records.values()))

    @property
    def active(self) -> CallRecord | None:
        return self._active

    def get(self, call_id: CallId) -> CallRecord | None:
        """The call's record, None when it is no longer shown."""
        return self._records.get(call_id)

    def of_leg(self, leg_id: LegId) -> CallRecord | None:
        """The record of the call that has this leg."""
        return self._records.get(self._adopted.get(leg_id) or _call_id(leg_id))

    def adopt(self, leg: CallLegSnapshot) -> CallRecord | None:
        """The call goes on with this leg, which takes the place of the one that it has; None when it takes none's."""
        record = None if leg.replaces is None else self.of_leg(leg.replaces)
        if record is None or record.is_ended or leg.state == LegState.ENDED:
            return None
        self._adopted[leg.leg_id] = record.call_id
        record.adopt(leg)
        return record

    def just_dialled(self, uri: SipUri) -> CallRecord | None:
        """The call to this address that is being made: Enter was hit twice, and one call is wanted, not two."""
        dialled = cleaned(Party(uri=str(uri), number=uri.user)).number
        for record in self:
            is_young = 0 <= self._runtime.wall_time_s() - record.leg.started_at_s < _DOUBLE_DIAL_S
            is_new = record.leg.state in (LegState.CALLING, LegState.RINGBACK) and not record.is_ending
            if is_young and is_new and record.leg.remote.number == dialled:
                return record
        return None

    def has_ended(self, leg_id: LegId) -> bool:
        """True for a leg of a call that is over: a late word about it must not bring it back."""
        return leg_id in self._ended_legs

    def view(self, record: CallRecord) -> Call:
        """The call as it is shown."""
        remote = record.leg.remote
        known = "" if remote.is_anonymous else clean_text(self.names(remote), MAX_NAME)
        return record.view(self.is_active(record), known)

    def together(self, record: CallRecord) -> tuple[CallRecord, ...]:
        """The call, and whichever are mixed with it."""
        if record.call_id not in self.mixed:
            return (record,)
        return tuple(each for each in self if each.call_id in self.mixed and (each is record or not each.is_ended))

    def is_active(self, record: CallRecord) -> bool:
        """True for the active call, and for those that are mixed with it."""
        return self._active is not None and record in self.together(self._active)

    def announce(self, record: CallRecord) -> None:
        """Tells the listeners, unless the call is no longer shown."""
        if self._records.get(record.call_id) is record:
            self.changed.announce(self.view(record))

    def new(self, leg: CallLegSnapshot, taken_over: TakenOver | None = None) -> CallRecord:
        """A record for the leg, not yet shown. taken_over: how it came here from another device."""
        now_s = self._runtime.now_s()
        record = CallRecord(_call_id(leg.leg_id), leg, taken_over=taken_over, phase_began_now_s=now_s)
        record.take(leg, self._runtime.now_s())
        return record

    def add(self, record: CallRecord) -> None:
        """Shows the call from now on."""
        self._records[record.call_id] = record

    def activate(self, record: CallRecord) -> None:
        """Makes the call the active one."""
        before, self._active = self._active, record
        if before is not None and before is not record:
            for each in self.together(before):
                self.announce(each)
        for each in self.together(record):
            self.announce(each)

    def settle_active(self, record: CallRecord) -> None:
        """After a change: a call that is held or back to alerting is not active; one that talks alone is."""
        is_waiting = record.is_held or (record.leg.state == LegState.ALERTING and not record.is_answering)
        if record is self._active and is_waiting:
            self._active = None
        self._choose_active(record)

    def end(self, record: CallRecord, reason: EndReason, words: Explanation | None = None) -> None:
        """Ends the call without the engine's word."""
        record.end(reason, self._runtime.wall_time_s(), self._runtime.now_s())
        self.finish(record, words)

    def finish(self, record: CallRecord, words: Explanation | None = None) -> None:
        """The call has ended: says why, and shows it for a while; a missed one until it is dismissed."""
        if record.is_unwanted:
            record.count_as_missed()
        end = record.leg.end or EndReason(kind=EndKind.REMOTE_HANG_UP)
        record.end_text = words or end_text(end, record.leg.direction, record.answered_at_now_s is not None)
        self._ended_legs.extend(
            {record.leg.leg_id, *(leg for leg, to in self._adopted.items() if to == record.call_id)}
        )
        if record is self._active:
            self._active = None
        if end.kind == EndKind.MISSED:
            self._forget_oldest_missed()
        else:
            shown_s = _SHOWN_AFTER_FAILURE_S if is_failure(end) else _SHOWN_AFTER_END_S
            record.removal = self._runtime.call_later(shown_s, lambda: self.remove(record))
        self.announce(record)
        self._choose_active(record)

    def show_longer(self, record: CallRecord) -> None:
        """An ended call is shown as long from now on as one that failed."""
        if record.removal is not None:
            record.removal.cancel()
            record.removal = self._runtime.call_later(_SHOWN_AFTER_FAILURE_S, lambda: self.remove(record))

    def remove(self, record: CallRecord) -> None:
        """Stops showing the call."""
        if record.removal is not None:
            record.removal.cancel()
        self._adopted = {leg_id: call_id for leg_id, call_id in self._adopted.items() if call_id != record.call_id}
        if self._records.pop(record.call_id, None) is not None:
            self.removed.announce(record.call_id)

    def _choose_active(self, changed: CallRecord) -> None:
        """When none is active, a call that talks is: it came up alone, or would not be held."""
        if self._active is None:
            self._active = next((record for record in self if record.is_talking), None)
            if self._active is not None and self._active is not changed:
                self.announce(self._active)

    def _forget_oldest_missed(self) -> None:
        missed = [record for record in self if record.is_ended and record.removal is None]
        for record in missed[:-_MAX_MISSED]:
            self.remove(record)


def _call_id(leg_id: LegId) -> CallId:
    return CallId(leg_id.replace("leg-", "call-"))
