"""What is asked of the engine for one call, and what is shown when it refuses or nothing comes of it."""

from collections.abc import Callable

from softphone.basics.ids import LegId
from softphone.calls.call import is_held_here
from softphone.calls.call_record import CallRecord
from softphone.engine_client.gateway import EngineGateway
from softphone.protocol.commands import Answer, AnyCommand, HangUp, Hold, Reject, Resume, SendDtmf, SetMuted
from softphone.protocol.events import Accepted, Rejected
from softphone.protocol.snapshots import LegState, RejectReason
from softphone.runtime import Runtime

_PATIENCE_S = 6.0  # after this, what was asked for is taken as not done


class CallRequests:
    """Sends commands for calls. A click shows at once; what fails is taken back and announced by `on_taken_back`."""

    def __init__(self, runtime: Runtime, gateway: EngineGateway, on_taken_back: Callable[[CallRecord], None]) -> None:
        self._runtime = runtime
        self._gateway = gateway
        self._on_taken_back = on_taken_back

    def answer(self, record: CallRecord, *, is_muted: bool = False, warns: bool = False) -> None:
        """Answers an alerting call."""
        record.is_answering = True

        def take_back() -> None:
            record.is_answering = False

        self._ask(record, "answer", Answer(leg_id=record.leg.leg_id, is_muted=is_muted, warns=warns), take_back)

    def reject(self, record: CallRecord, reason: RejectReason) -> None:
        """Rejects an alerting call."""
        self._end(record, Reject(leg_id=record.leg.leg_id, reason=reason))

    def hang_up(self, record: CallRecord) -> None:
        """Ends the call."""
        if record.former is not None:
            self.hang_up_leg(record.former.leg_id)
        self._end(record, HangUp(leg_id=record.leg.leg_id))

    def hang_up_leg(self, leg_id: LegId) -> None:
        """Ends a leg that no call needs any more."""
        self._gateway.send(HangUp(leg_id=leg_id))

    def set_hold(self, record: CallRecord, is_held: bool) -> None:
        """Holds or resumes; while the far side has not agreed to the last change, this one waits for it."""
        record.wants_hold = is_held
        record.has_hold_failed = False
        self.carry_on_with_hold(record)

    def carry_on_with_hold(self, record: CallRecord) -> None:
        """Asks for the hold or resume that is still wanted. Called after each word of the engine."""
        wants = record.wants_hold
        if wants is None or record.hold_under_way is not None or record.leg.state != LegState.ESTABLISHED:
            return
        if wants == is_held_here(record.leg.hold):
            record.wants_hold = None
            return
        record.hold_under_way = wants

        def take_back() -> None:
            record.hold_under_way = record.wants_hold = None
            record.has_hold_failed = wants

        command = Hold(leg_id=record.leg.leg_id) if wants else Resume(leg_id=record.leg.leg_id)
        self._ask(record, "hold", command, take_back)

    def set_muted(self, record: CallRecord, is_muted: bool) -> None:
        """Switches the microphone for this call."""
        record.wants_mute = is_muted

        def take_back() -> None:
            record.wants_mute = None

        self._ask(record, "mute", SetMuted(leg_id=record.leg.leg_id, is_muted=is_muted), take_back)

    def send_dtmf(self, record: CallRecord, digits: str) -> None:
        """Sends key presses."""
        self._gateway.send(SendDtmf(leg_id=record.leg.leg_id, digits=digits))
        record.note_digits(digits)

    def _end(self, record: CallRecord, command: HangUp | Reject) -> None:
        record.is_ending = True

        def take_back() -> None:
            record.is_ending = False

        self._ask(record, "end", command, take_back)

    def _ask(self, record: CallRecord, kind: str, command: AnyCommand, take_back: Callable[[], None]) -> None:
        record.turns[kind] += 1
        turn = record.turns[kind]

        def failed() -> None:
            if record.is_ended or record.turns[kind] != turn:
                return
            before = record.view(is_active=False)
            take_back()
            if record.view(is_active=False) != before:
                self._on_taken_back(record)

        def replied(reply: Accepted | Rejected) -> None:
            if isinstance(reply, Rejected):
                failed()

        self._gateway.send(command, replied)
        self._runtime.call_later(_PATIENCE_S, failed)
