"""Codes that switch something at the PBX: each is a call that nobody sees and that ends by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from softphone.basics.errors import EngineUnavailable
from softphone.basics.ids import LegId, new_leg_id
from softphone.basics.sip_uri import SipUri
from softphone.engine_client.gateway import EngineGateway
from softphone.engine_client.state import EngineState
from softphone.protocol.commands import Dial, HangUp
from softphone.protocol.events import Accepted, CallLegChanged, EventFrame, Rejected
from softphone.protocol.snapshots import AccountConfig, CallLegSnapshot, EndReason, LegState
from softphone.runtime import Runtime, Timer

_ANSWER_S = 15.0
_CONFIRMATION_S = 10.0  # the PBX says what it did, then hangs up; before it has spoken it may not have done it
_NOT_MEANT_SO = (408, 480, 487, 491)  # nobody was reached, we gave up, two asked at once: another time it may work


class CodeResult(Enum):
    """What the PBX made of a code. REFUSED: it will not take it the next time either. UNHEARD: nothing was heard of it,
    or it could not be asked."""

    TAKEN = auto()
    REFUSED = auto()
    UNHEARD = auto()


@dataclass(slots=True)
class _CodeCall:
    on_result: Callable[[CodeResult], None]
    was_answered: bool = False
    timer: Timer | None = None


class FeatureCodes:
    """Dials codes. `Calls` shows calls that it dialled or that come in, so it passes these over."""

    def __init__(self, runtime: Runtime, gateway: EngineGateway) -> None:
        self._runtime = runtime
        self._gateway = gateway
        self._calls: dict[LegId, _CodeCall] = {}
        gateway.events.add(self._on_event)
        gateway.state_changed.add(self._on_engine_state)

    def dial(self, account: AccountConfig, code: str, on_done: Callable[[bool], None]) -> None:
        """Dials the code; `on_done`, never called before this returns, tells whether the PBX took it: answered."""
        self.ask(account, code, lambda result: on_done(result is CodeResult.TAKEN))

    def ask(self, account: AccountConfig, code: str, on_result: Callable[[CodeResult], None]) -> None:
        """The same, and why it was not taken."""
        leg_id = new_leg_id()
        call = self._calls[leg_id] = _CodeCall(on_result)

        def replied(reply: Accepted | Rejected) -> None:
            if isinstance(reply, Rejected):
                self._finish(leg_id)

        try:
            target = _target(account, code)
            command = Dial(leg_id=leg_id, account_id=account.account_id, target=target, is_silent=True)
            self._gateway.send(command, replied)
        except (EngineUnavailable, ValueError):
            self._runtime.post(lambda: self._finish(leg_id))
            return
        call.timer = self._runtime.call_later(_ANSWER_S, lambda: self._hang_up(leg_id))

    def _on_event(self, frame: EventFrame) -> None:
        if isinstance(frame.event, CallLegChanged):
            leg = frame.event.leg
            call = self._calls.get(leg.leg_id)
            if call is not None:
                self._take(call, leg)

    def _take(self, call: _CodeCall, leg: CallLegSnapshot) -> None:
        if leg.state == LegState.ESTABLISHED and not call.was_answered:
            call.was_answered = True
            if call.timer is not None:
                call.timer.cancel()
            call.timer = self._runtime.call_later(_CONFIRMATION_S, lambda: self._hang_up(leg.leg_id))
        elif leg.state == LegState.ENDED:
            self._finish(leg.leg_id, leg.end)

    def _hang_up(self, leg_id: LegId) -> None:
        if leg_id in self._calls and self._gateway.state == EngineState.READY:
            self._gateway.send(HangUp(leg_id=leg_id))

    def _on_engine_state(self, state: EngineState) -> None:
        if state != EngineState.READY:
            for leg_id in tuple(self._calls):
                self._finish(leg_id)

    def _finish(self, leg_id: LegId, end: EndReason | None = None) -> None:
        call = self._calls.pop(leg_id, None)
        if call is None:
            return
        if call.timer is not None:
            call.timer.cancel()
        call.on_result(CodeResult.TAKEN if call.was_answered else _why(end))


def _why(end: EndReason | None) -> CodeResult:
    status = end.status_code if end is not None else None
    is_refusal = status is not None and (400 <= status < 500 or 600 <= status < 700) and status not in _NOT_MEANT_SO
    return CodeResult.REFUSED if is_refusal else CodeResult.UNHEARD


def _target(account: AccountConfig, code: str) -> str:
    """Raises ValueError when the account has no address."""
    place = SipUri.parse(account.address_of_record)
    return str(SipUri(code, place.host, place.port, place.scheme))
