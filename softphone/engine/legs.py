"""All call legs of the engine: dialled, incoming, and those the library is still saying goodbye for."""

from collections.abc import Callable, Iterator

from softphone.basics.ids import CommandId, LegId, new_leg_id
from softphone.basics.sip_uri import SipUri
from softphone.engine.account import Account
from softphone.engine.accounts import Accounts, Emit, is_from_server
from softphone.engine.answer_request import answer_after_s
from softphone.engine.dialling import Dialling
from softphone.engine.dtmf import DIGITS, send_digits
from softphone.engine.identity import party_of_request
from softphone.engine.leg import Leg
from softphone.engine.library import MAX_CALLS, Inbox
from softphone.engine.loop import Loop
from softphone.engine.native_call import CallStatus, NativeCall
from softphone.engine.native_requests import hang_up_native
from softphone.engine.router import CommandRefused
from softphone.engine.second_tries import SecondTries
from softphone.protocol.commands import Answer, Dial, HangUp, Hold, Reject, Resume, SendDtmf, SetMuted
from softphone.protocol.events import CallLegChanged, DtmfReceived, RejectCode
from softphone.protocol.snapshots import (
    Direction,
    DtmfMethod,
    EndReason,
    LegState,
    Party,
    RejectReason,
    SrtpMode,
)

_STATUS = {RejectReason.BUSY: 486, RejectReason.DECLINE: 603}
_UNKNOWN = 404
_BUSY = 486
_REMEMBERED_IDS = 1000


class Legs:
    """The legs by id.

    Attributes:
        on_sound: called when the sound of a leg is to be brought into line with its state.
        on_digits: called with digits that the user sends, and their length in milliseconds.
        on_warning: called when a leg is answered that nobody asked to answer.
        on_native: called with each new call of the library.
        on_changed: called with a leg that has changed.
        on_quiet: called when the last call has gone from the library.
    """

    def __init__(self, inbox: Inbox, loop: Loop, emit: Emit) -> None:
        self._inbox = inbox
        self._loop = loop
        self._emit = emit
        self._legs: dict[LegId, Leg] = {}
        self._natives: dict[NativeCall, Account | None] = {}
        self._used_ids: dict[LegId, None] = {}
        self._dialling = Dialling(inbox, self.take, self._native_gone)
        self.second_tries = SecondTries(self.find, self._dialling.redial)
        self._dialling.on_plain = self.second_tries.plain_begins
        self.accounts: Accounts | None = None
        self.on_sound: Callable[[Leg], None] = lambda leg: None
        self.on_digits: Callable[[Leg, str, int], None] = lambda leg, digits, duration_ms: None
        self.on_warning: Callable[[], None] = lambda: None
        self.on_native: Callable[[NativeCall], None] = lambda native: None
        self.on_changed: Callable[[Leg], None] = lambda leg: None
        self.on_quiet: Callable[[], None] = lambda: None

    def __iter__(self) -> Iterator[Leg]:
        return iter(tuple(self._legs.values()))

    def __len__(self) -> int:
        return len(self._legs)

    @property
    def is_quiet(self) -> bool:
        """Neither a leg nor a call of the library is left."""
        return not self._legs and not self._natives

    def uses(self, account: object) -> bool:
        """True while the account is needed for a leg, or for the goodbye of one."""
        return any(leg.account is account for leg in self) or account in self._natives.values()

    def get(self, leg_id: LegId, *states: LegState) -> Leg:
        """The leg, in one of these states if any are given. Raises CommandRefused."""
        return self._require(leg_id, None, *states)

    def find(self, leg_id: LegId) -> Leg | None:
        """The leg, None when it has ended."""
        return self._legs.get(leg_id)

    @property
    def is_full(self) -> bool:
        """The library has no room for another call."""
        return len(self._natives) >= MAX_CALLS

    def add(self, leg: Leg) -> None:
        """Keeps and announces a new leg."""
        self._legs[leg.leg_id] = leg
        self._used_ids[leg.leg_id] = None
        if len(self._used_ids) > _REMEMBERED_IDS:
            del self._used_ids[next(iter(self._used_ids))]
        leg.announce()

    def take(self, native: NativeCall, account: Account | None) -> NativeCall:
        """Keeps a call of the library until that has let go of it."""
        self._natives[native] = account
        native.when_gone = self._native_gone
        native.sends_tones = account is not None and account.config.dtmf == DtmfMethod.INBAND
        native.must_encrypt = account is not None and account.config.srtp == SrtpMode.REQUIRED
        self.on_native(native)
        return native

    def drop(self, native: NativeCall) -> None:
        """Forgets a call that the library never had."""
        native.listener = native.when_gone = None
        self._native_gone(native)

    # ------------------------------------------------------------------ commands

    def dial(self, command: Dial, cause: CommandId) -> None:
        assert self.accounts is not None
        account = self.accounts.get(command.account_id)
        if account.addresses is None:
            raise CommandRefused(RejectCode.BAD_ARGUMENT, account.configuration_error)
        try:
            uri, target = SipUri.parse(command.target), account.addresses.target(command.target)
        except ValueError:
            raise CommandRefused(RejectCode.BAD_ARGUMENT, "the target is not a SIP URI") from None
        if command.leg_id in self._used_ids:
            raise CommandRefused(RejectCode.BAD_ARGUMENT, "the leg id was used before")
        if len(self._natives) >= MAX_CALLS:
            raise CommandRefused(RejectCode.TOO_MANY_CALLS)
        remote = Party(uri=command.target, number=uri.user)
        leg = Leg(command.leg_id, account, Direction.OUTGOING, remote, self._loop, self, cause,
                  is_silent=command.is_silent)  # fmt: skip
        self.add(leg)
        self._dialling.call(leg, target, uri.host, command.replaces)

    def answer(self, command: Answer, cause: CommandId) -> None:
        leg = self._require(command.leg_id, cause, LegState.ALERTING)
        leg.is_muted = command.is_muted
        if command.warns:
            self.on_warning()
        leg.answer()

    def reject(self, command: Reject, cause: CommandId) -> None:
        leg = self._require(command.leg_id, cause, LegState.ALERTING)
        leg.hang_up(_STATUS[command.reason])

    def hang_up(self, command: HangUp, cause: CommandId) -> None:
        self._require(command.leg_id, cause).hang_up()

    def hold(self, command: Hold, cause: CommandId) -> None:
        self._set_hold(command.leg_id, cause, wants_hold=True)

    def resume(self, command: Resume, cause: CommandId) -> None:
        self._set_hold(command.leg_id, cause, wants_hold=False)

    def set_muted(self, command: SetMuted, cause: CommandId) -> None:
        self._require(command.leg_id, cause).set_muted(command.is_muted)

    def send_dtmf(self, command: SendDtmf, cause: CommandId) -> None:
        leg = self._require(command.leg_id, None, LegState.EARLY_MEDIA, LegState.ESTABLISHED)
        if not command.digits or set(command.digits) - DIGITS or not 40 <= command.duration_ms <= 6000:
            raise CommandRefused(RejectCode.BAD_ARGUMENT, "digits")
        if leg.native is None or not leg.has_sound:
            raise CommandRefused(RejectCode.WRONG_STATE, "there is no sound")
        send_digits(leg.native, leg.account.config.dtmf, command.digits, command.duration_ms)
        self.on_digits(leg, command.digits, command.duration_ms)

    # ------------------------------------------------------------------ from the library

    def incoming(self, account: Account, call_id: int, message: str, source: str) -> None:
        """A call for an account. Called inside the library's callback: takes the call, leaves the rest for later."""
        assert account.native is not None
        native = self.take(NativeCall(account.native, self._inbox, call_id), account)
        if len(self._legs) >= MAX_CALLS:
            self._inbox.append(lambda: hang_up_native(native, _BUSY))
            return
        is_trusted = is_from_server(account, source)
        remote = party_of_request(message, is_trusted=is_trusted)
        leg = Leg(new_leg_id(), account, Direction.INCOMING, remote, self._loop, self)
        leg.answer_after_s = answer_after_s(message) if is_trusted else None  # nobody else may open the microphone
        leg.attach(native)
        leg.sip_call_id = str(native.getInfo().callIdString)
        self._inbox.append(lambda: self._alert(leg))

    def turned_away(self, account: Account, message: str, source: str, reason: EndReason) -> None:
        """Tells of a caller whom the library has refused by itself, without making a call of it."""
        remote = party_of_request(message, is_trusted=is_from_server(account, source))
        Leg(new_leg_id(), account, Direction.INCOMING, remote, self._loop, self).fail(reason)

    def stranger(self, call_id: int) -> None:
        """A call for none of the accounts. Called inside the library's callback."""
        assert self.accounts is not None
        native = self.take(NativeCall(self.accounts.nobody, self._inbox, call_id), None)
        self._inbox.append(lambda: hang_up_native(native, _UNKNOWN))

    # ------------------------------------------------------------------ what legs tell

    def leg_changed(self, leg: Leg, cause: CommandId | None) -> None:
        self._emit(CallLegChanged(leg=leg.snapshot), cause)
        self.on_sound(leg)
        self.on_changed(leg)

    def leg_media_changed(self, leg: Leg) -> None:
        self.on_sound(leg)

    def leg_digit(self, leg: Leg, digit: str, method: DtmfMethod) -> None:
        self._emit(DtmfReceived(leg_id=leg.leg_id, digit=digit, method=method), None)

    def leg_refused(self, leg: Leg, status: CallStatus) -> bool:
        return self.second_tries.refused(leg, status)

    def leg_ended(self, leg: Leg, cause: CommandId | None) -> None:
        self._legs.pop(leg.leg_id, None)
        self.second_tries.ended(leg)
        self.leg_changed(leg, cause)

    # ------------------------------------------------------------------ the end

    def hang_up_all(self) -> None:
        """Ends every leg."""
        for leg in self:
            leg.cause = None
            leg.hang_up()

    # ------------------------------------------------------------------ inside

    def _alert(self, leg: Leg) -> None:
        leg.alert()
        self.add(leg)

    def _native_gone(self, native: NativeCall) -> None:
        self._natives.pop(native, None)
        self.second_tries.gone(native)
        if not self._natives:
            self._loop.post(self.on_quiet)

    def _set_hold(self, leg_id: LegId, cause: CommandId, *, wants_hold: bool) -> None:
        leg = self._require(leg_id, cause, LegState.ESTABLISHED)
        if leg.hold.wanted == wants_hold:
            leg.cause = None
            raise CommandRefused(RejectCode.WRONG_STATE, leg.hold.state)
        leg.set_hold(wants_hold)

    def _require(self, leg_id: LegId, cause: CommandId | None, *states: LegState) -> Leg:
        leg = self._legs.get(leg_id)
        if leg is None:
            raise CommandRefused(RejectCode.UNKNOWN_LEG, leg_id)
        if states and leg.state not in states:
            raise CommandRefused(RejectCode.WRONG_STATE, leg.state)
        if cause is not None:
            leg.cause = cause
        return leg
