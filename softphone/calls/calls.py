"""All calls: one active, the others held; dialling, and what happens when one ends or the engine is lost."""

import logging
from collections.abc import Callable

from softphone.accounts.accounts import Accounts
from softphone.accounts.view import AccountView
from softphone.basics.errors import DialError
from softphone.basics.ids import AccountId, CallId, new_leg_id
from softphone.basics.listeners import Listeners
from softphone.basics.sip_uri import SipUri
from softphone.basics.words import translate
from softphone.calls.call import Call, CallAction
from softphone.calls.call_guard import CallGuard, NoGuard
from softphone.calls.call_record import CallRecord
from softphone.calls.call_table import CallTable
from softphone.calls.calling_account import CallingAccounts
from softphone.calls.dial_plan import is_number, target
from softphone.calls.end_text import ACCOUNT_GONE, NOT_DIALLED, TOO_MANY_CALLS
from softphone.calls.leg_following import LegFollowing
from softphone.calls.one_active import OneActive
from softphone.calls.requests import CallRequests
from softphone.calls.taking_over import TakingOver
from softphone.engine_client.gateway import EngineGateway
from softphone.engine_client.state import EngineState
from softphone.protocol.commands import Dial
from softphone.protocol.events import Accepted, RejectCode, Rejected
from softphone.protocol.snapshots import (
    CallLegSnapshot,
    DialogToReplace,
    Direction,
    EndKind,
    EndReason,
    LegState,
    Party,
    RejectReason,
)
from softphone.runtime import Runtime
from softphone.settings.declared import HAS_CALL_WAITING
from softphone.settings.settings import Settings

_KEYS = frozenset("0123456789*#ABCD")
_REFUSALS = {RejectCode.TOO_MANY_CALLS: TOO_MANY_CALLS, RejectCode.UNKNOWN_ACCOUNT: ACCOUNT_GONE}
_log = logging.getLogger("softphone.calls")


class Calls:
    """Every call from its first sign until it is no longer shown.

    A command for a call that cannot take it any more (a click that crossed with the far side hanging up) does nothing.

    Attributes:
        changed: announces a call when anything in it changed, its end included.
        incoming: announces each new incoming call once.
        removed: announces the id of a call that is no longer shown.
        guard: asked before each call and transfer.
        taking_over: brings calls here that are in progress on another device.
    """

    def __init__(self, runtime: Runtime, gateway: EngineGateway, accounts: Accounts, settings: Settings) -> None:
        self._runtime = runtime
        self._gateway = gateway
        self._accounts = accounts
        self._calling_accounts = CallingAccounts(accounts, settings)
        self._table = CallTable(runtime)
        self._requests = CallRequests(runtime, gateway, lambda record: self._one_active.settle(record))
        self._one_active = OneActive(self._table, self._requests)
        self.taking_over = TakingOver(self._table, self._one_active)
        self._last_dialled = ""
        self._dialled_here: Callable[[str], str] = lambda text: text
        self.guard: CallGuard = NoGuard()
        self.changed: Listeners[Call] = self._table.changed
        self.incoming: Listeners[Call] = Listeners()
        self.removed: Listeners[CallId] = self._table.removed
        self._following = LegFollowing(
            runtime,
            self._table,
            self._requests,
            self._one_active,
            lambda: settings.get(HAS_CALL_WAITING),
            self.incoming.announce,
        )
        gateway.events.add(self._following.on_event)
        gateway.state_changed.add(self._on_engine_state)

    def name_by(self, names: Callable[[Party], str]) -> None:
        """Calls far parties what `names` says, if anything, instead of what they call themselves. Called often, so it
        has to answer at once."""
        self._table.names = names

    def dial_by(self, dialled_here: Callable[[str], str]) -> None:
        """Dials what the site's dial plan makes of a text."""
        self._dialled_here = dialled_here

    def turn_away_by(self, is_turned_away: Callable[[Call], bool]) -> None:
        """Lets callers of whom it is true hear busy, without a sign of them; they are seen as missed."""
        self._following.is_turned_away = is_turned_away

    def pass_over_by(self, is_passed_over: Callable[[CallLegSnapshot], bool]) -> None:
        """Shows nothing of new legs of which it is true: calls of our own that the PBX brings back here."""
        self._following.is_passed_over = is_passed_over

    def set_mixed(self, call_ids: frozenset[CallId], active: CallId | None = None) -> None:
        """These calls are one conference: active, held and resumed together. Empty for none. active: the call that the
        user goes on speaking in."""
        self._one_active.set_mixed(call_ids, None if active is None else self._table.get(active))

    def names_changed(self) -> None:
        """The function given to `name_by` may say something else now."""
        for record in self._table:
            self._table.announce(record)

    # ------------------------------------------------------------------- reading

    def calls(self) -> tuple[Call, ...]:
        """Every call that is shown, oldest first."""
        return tuple(self._table.view(record) for record in self._table)

    def get(self, call_id: CallId) -> Call | None:
        """The call, None when it is no longer shown."""
        record = self._table.get(call_id)
        return None if record is None else self._table.view(record)

    def active(self) -> Call | None:
        """The one call that the user speaks or is about to speak in."""
        return None if self._table.active is None else self._table.view(self._table.active)

    def next_alerting(self) -> Call | None:
        """The incoming call that has waited longest."""
        return next((call for call in self.calls() if call.state == LegState.ALERTING), None)

    def last_held(self) -> Call | None:
        """The call that the user put on hold last: the one to swap with."""
        held = [call for call in self.calls() if call.is_held and CallAction.RESUME in call.actions]
        return max(held, key=lambda call: call.phase_began_now_s, default=None)

    @property
    def last_dialled(self) -> str:
        """What was dialled last, as it was typed; empty before the first."""
        return self._last_dialled

    # ------------------------------------------------------------------ commands

    def dial(
        self, text: str, account_id: AccountId | None = None, *, replaces: DialogToReplace | None = None
    ) -> CallId:
        """Calls what was typed, after holding the active call. Raises DialError, EngineUnavailable, both in words.

        replaces: the dialog at the far end that the call takes over.
        """
        account = self._calling_accounts.for_call(text, account_id)
        uri = target(self._dialled_here(self.guard.number_for(text, account.account_id)), account.config)
        if (dialled_already := self._table.just_dialled(uri)) is not None:
            return dialled_already.call_id
        record = self._table.new(self._new_leg(account, uri))
        leg = record.leg
        self._one_active.hold_others(record)
        self._gateway.send(
            Dial(leg_id=leg.leg_id, account_id=leg.account_id, target=str(uri), replaces=replaces),
            lambda reply: self._dial_replied(record, reply),
        )
        self._last_dialled = text.strip()
        self._table.add(record)
        self._table.activate(record)
        return record.call_id

    def target_uri(self, text: str, account_id: AccountId | None = None) -> str:
        """The SIP URI that a far party is sent to unasked. Raises DialError."""
        account = self._calling_accounts.for_call(text, account_id)
        number = self.guard.number_for(text, account.account_id, is_transfer=True)
        return str(target(self._dialled_here(number), account.config))

    def redial(self) -> CallId:
        """Calls what was dialled last. Raises DialError, EngineUnavailable."""
        if not self._last_dialled:
            raise DialError(translate("calls", "Nothing has been dialled yet."), translate("calls", "Enter a number."))
        return self.dial(self._last_dialled)

    def call_back(self, call_id: CallId) -> CallId | None:
        """Calls the far party of an ended call, with the same account. Raises DialError, EngineUnavailable."""
        record = self._able(call_id, CallAction.CALL_BACK)
        if record is None:
            return None
        remote, account_id = record.leg.remote, record.leg.account_id
        text = remote.number if is_number(remote.number) else remote.uri
        new_id = self.dial(text, account_id if self._accounts.view(account_id) else None)
        self.dismiss(call_id)
        return new_id

    def answer(self, call_id: CallId, *, is_muted: bool = False, warns: bool = False) -> None:
        """Answers the incoming call, after holding the active one. warns: the user hears that it was answered."""
        record = self._able(call_id, CallAction.ANSWER)
        if record is not None:
            self._one_active.hold_others(record)
            self._requests.answer(record, is_muted=is_muted, warns=warns)
            self._table.activate(record)

    def reject(self, call_id: CallId, reason: RejectReason = RejectReason.BUSY) -> None:
        """Tells the caller that the user is busy, or (decline) does not take the call."""
        record = self._able(call_id, CallAction.REJECT)
        if record is not None:
            self._requests.reject(record, reason)
            self._table.announce(record)

    def hang_up(self, call_id: CallId) -> None:
        """Ends the call, whatever its state; an alerting one is declined."""
        record = self._able(call_id, CallAction.HANG_UP, CallAction.DECLINE)
        if record is not None:
            self._requests.hang_up(record)
            self._table.announce(record)

    def hold(self, call_id: CallId, *, alone: bool = False) -> None:
        """Holds the call; then no call is active. alone: the others of its conference go on."""
        record = self._able(call_id, CallAction.HOLD)
        if record is not None:
            self._one_active.hold(record, alone=alone)

    def resume(self, call_id: CallId) -> None:
        """Takes the call off hold, after holding the active one."""
        record = self._able(call_id, CallAction.RESUME)
        if record is not None:
            self._one_active.resume(record)

    def swap(self) -> None:
        """Back to the call that was held last; the active one is held."""
        call = self.last_held()
        if call is not None:
            self.resume(call.call_id)

    def end_and_answer(self, call_id: CallId) -> None:
        """Ends the active call and answers this one."""
        if self._able(call_id, CallAction.ANSWER) is not None:
            if self._table.active is not None:
                self.hang_up(self._table.active.call_id)
            self.answer(call_id)

    def set_muted(self, call_id: CallId, is_muted: bool) -> None:
        """Switches the microphone of this call, or of the conference that it is part of, off or on."""
        record = self._able(call_id, CallAction.MUTE if is_muted else CallAction.UNMUTE)
        if record is not None:
            for each in self._table.together(record):
                self._requests.set_muted(each, is_muted)
                self._table.announce(each)

    def send_dtmf(self, call_id: CallId, digits: str) -> None:
        """Sends key presses (0-9, *, #, A-D) to the far side; passes over everything else."""
        record = self._able(call_id, CallAction.DTMF)
        digits = "".join(key for key in digits.upper() if key in _KEYS)
        if record is not None and digits:
            self._requests.send_dtmf(record, digits)
            self._table.announce(record)

    def dismiss(self, call_id: CallId) -> None:
        """Stops showing a call that has ended."""
        record = self._able(call_id, CallAction.DISMISS)
        if record is not None:
            self._table.remove(record)

    # ------------------------------------------------------------------ dialling

    def _new_leg(self, account: AccountView, uri: SipUri) -> CallLegSnapshot:
        return CallLegSnapshot(
            leg_id=new_leg_id(),
            account_id=account.account_id,
            direction=Direction.OUTGOING,
            state=LegState.CALLING,
            remote=Party(uri=str(uri), number=uri.user),
            started_at_s=self._runtime.wall_time_s(),
        )

    def _dial_replied(self, record: CallRecord, reply: Accepted | Rejected) -> None:
        if isinstance(reply, Rejected) and not record.is_ended:
            reason = EndReason(kind=EndKind.UNAVAILABLE, detail=reply.detail)
            self._table.end(record, reason, _REFUSALS.get(reply.code, NOT_DIALLED).translated("calls"))

    def _able(self, call_id: CallId, *actions: CallAction) -> CallRecord | None:
        record = self._table.get(call_id)
        if record is None or not self._table.view(record).actions.intersection(actions):
            _log.info("%s is not possible for %s", actions[0], call_id)
            return None
        return record

    # -------------------------------------------------------------------- events

    def _on_engine_state(self, state: EngineState) -> None:
        if state in (EngineState.RESTARTING, EngineState.STOPPED, EngineState.CLOSED):
            for record in self._table:
                if not record.is_ended:
                    self._table.end(record, EndReason(kind=EndKind.ENGINE_LOST))
