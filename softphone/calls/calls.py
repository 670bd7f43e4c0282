"""All calls: one active, the others held; dialling, and what happens when one ends or the engine is lost."""

import logging
import re

from softphone.accounts.accounts import Accounts
from softphone.accounts.view import AccountView
from softphone.basics.errors import DialError
from softphone.basics.explanation import Explanation
from softphone.basics.ids import AccountId, CallId, LegId, new_leg_id
from softphone.basics.listeners import Listeners
from softphone.calls.call import Call, CallAction
from softphone.calls.call_record import CallRecord
from softphone.calls.dial_plan import target
from softphone.calls.end_text import ACCOUNT_GONE, NOT_DIALLED, TOO_MANY_CALLS, end_text, is_failure
from softphone.engine_client.gateway import EngineGateway
from softphone.engine_client.state import EngineState
from softphone.protocol.commands import (
    Answer,
    AnyCommand,
    Dial,
    HangUp,
    Hold,
    Reject,
    Resume,
    SendDtmf,
    SetMuted,
)
from softphone.protocol.events import Accepted, CallLegChanged, EventFrame, RejectCode, Rejected, StatisticsMeasured
from softphone.protocol.snapshots import (
    CallLegSnapshot,
    Direction,
    EndKind,
    EndReason,
    LegState,
    Party,
    RejectReason,
)
from softphone.runtime import Runtime

_SHOWN_AFTER_END_S = 4.0
_SHOWN_AFTER_FAILURE_S = 12.0
_MAX_MISSED = 20
_REQUEST_S = 6.0  # after this, what was asked for is taken as not done
_DOUBLE_DIAL_S = 1.5
_DTMF = re.compile(r"^[0-9*#A-D]+$")
_log = logging.getLogger("softphone.calls")


class Calls:
    """Every call from its first sign until it is no longer shown.

    A command for a call that cannot take it any more (a click that crossed with the far side hanging up) does nothing.

    Attributes:
        changed: announces a call when anything in it changed, its end included.
        incoming: announces each new incoming call once.
        removed: announces the id of a call that is no longer shown.
    """

    def __init__(self, runtime: Runtime, gateway: EngineGateway, accounts: Accounts) -> None:
        self.changed: Listeners[Call] = Listeners()
        self.incoming: Listeners[Call] = Listeners()
        self.removed: Listeners[CallId] = Listeners()
        self._runtime = runtime
        self._gateway = gateway
        self._accounts = accounts
        self._records: dict[CallId, CallRecord] = {}
        self._active_id: CallId | None = None
        self._last_dialled = ""
        gateway.events.add(self._on_event)
        gateway.state_changed.add(self._on_engine_state)

    # ------------------------------------------------------------------- reading

    def calls(self) -> tuple[Call, ...]:
        """Every call that is shown, oldest first."""
        return tuple(self._view(record) for record in self._records.values())

    def get(self, call_id: CallId) -> Call | None:
        """The call, None when it is no longer shown."""
        record = self._records.get(call_id)
        return None if record is None else self._view(record)

    def active(self) -> Call | None:
        """The one call that the user speaks or is about to speak in."""
        return None if self._active_id is None else self.get(self._active_id)

    def next_alerting(self) -> Call | None:
        """The incoming call that has waited longest."""
        return next((call for call in self.calls() if call.state == LegState.ALERTING), None)

    @property
    def last_dialled(self) -> str:
        """What was dialled last, as it was typed; empty before the first."""
        return self._last_dialled

    # ------------------------------------------------------------------ commands

    def dial(self, text: str, account_id: AccountId | None = None) -> CallId:
        """Calls what was typed, after holding the active call. Raises DialError, EngineUnavailable, both in words."""
        account = self._account(account_id)
        uri = target(text, account.config)
        dialled_already = self._same_call_just_dialled(str(uri))
        if dialled_already is not None:
            return dialled_already
        leg = CallLegSnapshot(
            leg_id=new_leg_id(),
            account_id=account.account_id,
            direction=Direction.OUTGOING,
            state=LegState.CALLING,
            remote=Party(uri=str(uri), number=uri.user),
            started_at_s=self._runtime.wall_time_s(),
        )
        record = self._new_record(leg)
        dial = Dial(leg_id=leg.leg_id, account_id=leg.account_id, target=str(uri))
        self._hold_active_for(record)
        self._gateway.send(dial, lambda reply: self._dial_replied(record, reply))
        self._last_dialled = text.strip()
        self._records[record.call_id] = record
        self._set_active(record)
        return record.call_id

    def redial(self) -> CallId:
        """Calls what was dialled last. Raises DialError, EngineUnavailable."""
        if not self._last_dialled:
            raise DialError("Nothing has been dialled yet.", "Enter a number.")
        return self.dial(self._last_dialled)

    def call_back(self, call_id: CallId) -> CallId | None:
        """Calls the far party of this call again, with the same account. Raises DialError, EngineUnavailable."""
        record = self._able(call_id, CallAction.CALL_BACK)
        if record is None:
            return None
        remote, account_id = record.leg.remote, record.leg.account_id
        if self._accounts.view(account_id) is None:
            new_id = self.dial(remote.number or remote.uri)
        else:
            new_id = self.dial(remote.number or remote.uri, account_id)
        self.dismiss(call_id)
        return new_id

    def answer(self, call_id: CallId) -> None:
        """Answers the incoming call, after holding the active one."""
        record = self._able(call_id, CallAction.ANSWER)
        if record is not None:
            record.is_answering = True
            self._hold_active_for(record)
            self._ask(record, Answer(leg_id=record.leg.leg_id))
            self._set_active(record)

    def reject(self, call_id: CallId, reason: RejectReason = RejectReason.BUSY) -> None:
        """Tells the caller that the user is busy, or (decline) does not take the call."""
        record = self._able(call_id, CallAction.REJECT)
        if record is not None:
            self._ask_to_end(record, Reject(leg_id=record.leg.leg_id, reason=reason))

    def hang_up(self, call_id: CallId) -> None:
        """Ends the call, whatever its state; an alerting one is declined."""
        record = self._able(call_id, CallAction.HANG_UP) or self._able(call_id, CallAction.REJECT)
        if record is not None:
            self._ask_to_end(record, HangUp(leg_id=record.leg.leg_id))

    def hold(self, call_id: CallId) -> None:
        """Holds the call; then no call is active."""
        record = self._able(call_id, CallAction.HOLD)
        if record is not None:
            record.has_hold_failed = False
            if self._active_id == call_id:
                self._active_id = None
            self._ask_to_hold(record)

    def resume(self, call_id: CallId) -> None:
        """Takes the call off hold, after holding the active one."""
        record = self._able(call_id, CallAction.RESUME)
        if record is not None:
            self._hold_active_for(record)
            record.wants_hold, record.has_hold_failed = False, False
            self._ask(record, Resume(leg_id=record.leg.leg_id))
            self._set_active(record)

    def set_muted(self, call_id: CallId, is_muted: bool) -> None:
        """Switches the microphone of this call off or on."""
        record = self._able(call_id, CallAction.MUTE if is_muted else CallAction.UNMUTE)
        if record is not None:
            record.wants_mute = is_muted
            self._ask(record, SetMuted(leg_id=record.leg.leg_id, is_muted=is_muted))
            self._announce(record)

    def send_dtmf(self, call_id: CallId, digits: str) -> None:
        """Sends key presses (0-9, *, #, A-D) to the far side; passes over everything else."""
        record = self._able(call_id, CallAction.DTMF)
        digits = "".join(filter(_DTMF.match, digits.upper()))
        if record is not None and digits:
            self._ask(record, SendDtmf(leg_id=record.leg.leg_id, digits=digits))
            record.note_digits(digits)
            self._announce(record)

    def dismiss(self, call_id: CallId) -> None:
        """Stops showing a call that has ended."""
        record = self._records.get(call_id)
        if record is not None and record.is_ended:
            self._remove(record)

    # -------------------------------------------------------------------- dialling

    def _account(self, account_id: AccountId | None) -> AccountView:
        view = self._accounts.default() if account_id is None else self._accounts.view(account_id)
        if view is None:
            raise DialError("No account is set up to call with.", "Add your account in the settings.")
        if not view.config.is_enabled:
            raise DialError("The account to call with is switched off.", "Switch it on in the settings.")
        if view.needs_password:  # a call would try the wrong password again, and some servers lock the account
            raise DialError("You are not signed in.", "Enter the password of your account first.")
        return view

    def _same_call_just_dialled(self, uri: str) -> CallId | None:
        """Enter was hit twice: one call is wanted, not two."""
        for record in self._records.values():
            is_young = self._runtime.wall_time_s() - record.leg.started_at_s < _DOUBLE_DIAL_S
            if is_young and record.leg.remote.uri == uri and not record.is_ended and record.answered_at_now_s is None:
                return record.call_id
        return None

    def _dial_replied(self, record: CallRecord, reply: Accepted | Rejected) -> None:
        if isinstance(reply, Rejected) and not record.is_ended:
            words = {RejectCode.TOO_MANY_CALLS: TOO_MANY_CALLS, RejectCode.UNKNOWN_ACCOUNT: ACCOUNT_GONE}
            reason = EndReason(kind=EndKind.UNAVAILABLE, detail=reply.detail)
            self._end_here(record, reason, words.get(reply.code, NOT_DIALLED))

    def _new_record(self, leg: CallLegSnapshot) -> CallRecord:
        record = CallRecord(CallId(leg.leg_id.replace("leg-", "call-")), leg)
        record.take(leg, self._runtime.now_s())
        return record

    # ------------------------------------------------------------- one active call

    def _hold_active_for(self, record: CallRecord) -> None:
        active = None if self._active_id is None else self._records.get(self._active_id)
        if active is not None and active is not record and active.is_talking:
            self._ask_to_hold(active)

    def _set_active(self, record: CallRecord) -> None:
        before = None if self._active_id is None else self._records.get(self._active_id)
        self._active_id = record.call_id
        if before is not None and before is not record:
            self._announce(before)
        self._announce(record)

    def _ask_to_hold(self, record: CallRecord) -> None:
        record.wants_hold = True
        self._ask(record, Hold(leg_id=record.leg.leg_id))
        self._announce(record)

    def _keep_one_active(self, record: CallRecord) -> None:
        """A call that came up beside the active one: someone answered whom the user had put second."""
        if not record.is_talking or record.call_id == self._active_id:
            return
        if self._active_id is None:
            self._active_id = record.call_id
        elif not record.has_hold_failed:
            self._ask_to_hold(record)

    # -------------------------------------------------------------------- requests

    def _able(self, call_id: CallId, action: CallAction) -> CallRecord | None:
        record = self._records.get(call_id)
        if record is None or action not in self._view(record).actions:
            _log.info("%s is not possible for %s", action, call_id)
            return None
        return record

    def _ask_to_end(self, record: CallRecord, command: AnyCommand) -> None:
        record.is_ending = True
        self._ask(record, command)
        self._announce(record)

    def _ask(self, record: CallRecord, command: AnyCommand) -> None:
        """Sends a command; when it is rejected or nothing comes of it, the engine's last word is shown again."""

        def replied(reply: Accepted | Rejected) -> None:
            if isinstance(reply, Rejected):
                self._take_back(record, command)

        self._gateway.send(command, replied)
        if not isinstance(command, SendDtmf):
            self._runtime.call_later(_REQUEST_S, lambda: self._take_back(record, command))

    def _take_back(self, record: CallRecord, command: AnyCommand) -> None:
        if record.is_ended or self._records.get(record.call_id) is not record:
            return
        match command:
            case Hold() if record.wants_hold is True:
                record.wants_hold, record.has_hold_failed = None, True
            case Resume() if record.wants_hold is False:
                record.wants_hold = None
                if self._active_id == record.call_id:
                    self._active_id = None
            case SetMuted(is_muted=is_muted) if record.wants_mute is is_muted:
                record.wants_mute = None
            case Answer() if record.is_answering:
                record.is_answering = False
                if self._active_id == record.call_id:
                    self._active_id = None
            case HangUp() | Reject() if record.is_ending:
                record.is_ending = False
            case _:
                return
        self._announce(record)

    # ---------------------------------------------------------------------- events

    def _on_event(self, frame: EventFrame) -> None:
        match frame.event:
            case CallLegChanged(leg=leg):
                self._take_leg(leg)
            case StatisticsMeasured(statistics=statistics):
                record = self._record_of(statistics.leg_id)
                if record is not None and not record.is_ended:
                    record.statistics = statistics
                    self._announce(record)

    def _take_leg(self, leg: CallLegSnapshot) -> None:
        record = self._record_of(leg.leg_id)
        if record is None:
            if leg.state != LegState.ENDED:
                self._add_from_engine(leg)
            return
        if record.is_ended:
            return
        record.take(leg, self._runtime.now_s())
        if record.is_ended:
            self._finish(record)
        else:
            self._keep_one_active(record)
        self._announce(record)

    def _add_from_engine(self, leg: CallLegSnapshot) -> None:
        record = self._new_record(leg)
        self._records[record.call_id] = record
        if leg.state == LegState.ALERTING:
            self.incoming.announce(self._view(record))
        else:
            self._keep_one_active(record)
        self._announce(record)

    def _on_engine_state(self, state: EngineState) -> None:
        if state in (EngineState.RESTARTING, EngineState.STOPPED, EngineState.CLOSED):
            for record in tuple(self._records.values()):
                if not record.is_ended:
                    self._end_here(record, EndReason(kind=EndKind.ENGINE_LOST))

    def _end_here(self, record: CallRecord, reason: EndReason, words: Explanation | None = None) -> None:
        record.end(reason, self._runtime.wall_time_s(), self._runtime.now_s())
        self._finish(record, words)
        self._announce(record)

    def _finish(self, record: CallRecord, words: Explanation | None = None) -> None:
        end = record.leg.end or EndReason(kind=EndKind.REMOTE_HANG_UP)
        record.end_text = words or end_text(end, record.leg.direction, record.answered_at_now_s is not None)
        if self._active_id == record.call_id:
            self._active_id = None
        if end.kind == EndKind.MISSED:
            self._forget_oldest_missed()
            return
        shown_s = _SHOWN_AFTER_FAILURE_S if is_failure(end) else _SHOWN_AFTER_END_S
        record.removal = self._runtime.call_later(shown_s, lambda: self._remove(record))

    def _forget_oldest_missed(self) -> None:
        missed = [record for record in self._records.values() if record.is_ended and record.removal is None]
        for record in missed[:-_MAX_MISSED]:
            self._remove(record)

    def _remove(self, record: CallRecord) -> None:
        if record.removal is not None:
            record.removal.cancel()
        if self._records.pop(record.call_id, None) is not None:
            self.removed.announce(record.call_id)

    def _record_of(self, leg_id: LegId) -> CallRecord | None:
        return self._records.get(CallId(leg_id.replace("leg-", "call-")))

    def _view(self, record: CallRecord) -> Call:
        return record.view(is_active=record.call_id == self._active_id)

    def _announce(self, record: CallRecord) -> None:
        if record.call_id in self._records:
            self.changed.announce(self._view(record))
