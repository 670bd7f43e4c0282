"""What the user does with calls: by card, alert, shortcut or tray, always through here."""

from collections.abc import Callable

from softphone.basics.errors import UserFacingError
from softphone.basics.ids import AccountId, CallId
from softphone.basics.listeners import Listeners
from softphone.calls.call import Call, CallAction
from softphone.calls.calls import Calls
from softphone.calls.transfer_view import TransferAction, TransferStage
from softphone.protocol.snapshots import LegState, RejectReason
from ui.calls.ports import CallControl
from ui.calls.transfer_news import TransferNews
from ui.widgets.attempt import attempt

A = CallAction


class CallCommands:
    """Carries out actions; what fails is told in words to `on_problem`.

    Attributes:
        control: transfer, conference and so on, as far as they are there yet.
        control_changed: announced when `control` is another.
        news: why transfers failed.
    """

    def __init__(self, calls: Calls, on_problem: Callable[[UserFacingError], None]) -> None:
        self.calls = calls
        self.control = CallControl()
        self.control_changed: Listeners[None] = Listeners()
        self.news = TransferNews()
        self._on_problem = on_problem

    def set_control(self, control: CallControl) -> None:
        """From now on calls can be transferred and so on by these features."""
        self.control = control
        self.control_changed.announce(None)

    def dial(self, text: str, account_id: AccountId | None) -> bool:
        """Calls what was typed. False when it could not be; then the user was told."""
        return self.attempt(lambda: self.calls.dial(text, account_id))

    def perform(self, call_id: CallId, action: CallAction) -> bool:
        """Does what a button says. DTMF and what opens something (TRANSFER, CONFERENCE, PARK) are not among these."""
        calls = self.calls
        actions: dict[CallAction, Callable[[], object]] = {
            A.ANSWER: lambda: calls.answer(call_id),
            A.REJECT: lambda: calls.reject(call_id, RejectReason.BUSY),
            A.DECLINE: lambda: calls.reject(call_id, RejectReason.DECLINE),
            A.HANG_UP: lambda: calls.hang_up(call_id),
            A.HOLD: lambda: calls.hold(call_id),
            A.RESUME: lambda: calls.resume(call_id),
            A.MUTE: lambda: calls.set_muted(call_id, True),
            A.UNMUTE: lambda: calls.set_muted(call_id, False),
            A.CALL_BACK: lambda: calls.call_back(call_id),
            A.DISMISS: lambda: calls.dismiss(call_id),
        }
        return self.attempt(actions[action])

    def send_dtmf(self, call_id: CallId, digits: str) -> bool:
        """Sends key presses to the far side."""
        return self.attempt(lambda: self.calls.send_dtmf(call_id, digits))

    def slot_of(self, call: Call) -> str:
        """Where the far party of this ended call is parked; empty when they are not."""
        parking = self.control.parking
        return parking.slot_of(call.call_id) if parking is not None and call.is_ended else ""

    def get_back(self, call: Call) -> bool:
        """The far party of this ended call again: out of its slot while it waits there, else by a new call."""
        parking, slot = self.control.parking, self.slot_of(call)
        if parking is not None and slot:
            return self.attempt(lambda: parking.retrieve(slot))
        return self.perform(call.call_id, A.CALL_BACK)

    def offered(self, call: Call) -> frozenset[CallAction]:
        """What of call control both the call and the features allow; nothing beside a transfer or a
        handing over that is under way, but recording."""
        control = self.control
        view = control.transfers.of(call.call_id) if control.transfers is not None else None
        is_free = view is None or view.stage is not TransferStage.TRANSFERRING
        pushed = control.handoffs.of(call.call_id) if control.handoffs is not None else None
        is_free = is_free and (pushed is None or not pushed.is_under_way)
        has = {
            A.TRANSFER: control.transfers is not None and is_free,
            A.CONFERENCE: control.conference is not None and is_free,
            A.PARK: control.parking is not None and control.parking.can_park and is_free,
            A.PUSH: self._can_push(call) and is_free,
            A.RECORD: control.recordings is not None and control.may_record(),
        }
        return frozenset(action for action, is_there in has.items() if is_there and action in call.actions)

    def goes_back(self, call: Call) -> bool:
        """Whether its transfer offers the way back to this held caller: then nothing else takes him off hold."""
        view = self.control.transfers.of(call.call_id) if self.control.transfers is not None else None
        return view is not None and view.stage is TransferStage.TRANSFERRING and TransferAction.CANCEL in view.actions

    def _can_push(self, call: Call) -> bool:
        handoffs = self.control.handoffs
        return handoffs is not None and A.PUSH in call.actions and handoffs.can_push(call.call_id)

    def can_wait_for(self, call: Call) -> bool:
        """Whether the user can be told when the far party, who was busy, is free."""
        when_free = self.control.when_free
        return call.is_ended and when_free is not None and bool(when_free.offer(call.call_id))

    def merges_with(self, call: Call) -> Call | None:
        """The held call that can be made one conference with this active one."""
        conference = self.control.conference
        if conference is None or not call.is_active or not conference.can_join:
            return None
        held = self.calls.last_held()
        return held if held is not None and A.CONFERENCE in held.actions else None

    def connects_with(self, call: Call) -> Call | None:
        """The held call whose far party can be left with the one of this active call."""
        held = self.calls.last_held() if call.is_active else None
        return held if held is not None and self.can_connect(held.call_id, call.call_id) else None

    def can_connect(self, one: CallId, other: CallId) -> bool:
        """Whether the far parties of these two can be left with each other."""
        both = self._both_offer(A.TRANSFER, one, other)
        return bool(both) and all(call.state is LegState.ESTABLISHED for call in both)

    def connect_two(self, one: CallId, other: CallId) -> bool:
        """Leaves the far parties of these two with each other. False when that cannot be."""
        transfers = self.control.transfers
        if transfers is None or not self.can_connect(one, other):
            return False
        return self.attempt(lambda: transfers.connect(one, other))

    def connect(self, call_id: CallId) -> bool:
        """Leaves the far party of this active call with the one on hold. False when that cannot be."""
        call = self.calls.get(call_id)
        held = self.connects_with(call) if call is not None else None
        return held is not None and self.connect_two(held.call_id, call_id)

    def can_merge(self, one: CallId, other: CallId) -> bool:
        """Whether these two can be one conference."""
        return bool(self._both_offer(A.CONFERENCE, one, other))

    def merge(self, one: CallId, other: CallId) -> bool:
        """Makes these two one conference. False when that cannot be."""
        conference = self.control.conference
        if conference is None or not self.can_merge(one, other):
            return False
        return self.attempt(lambda: conference.join((one, other)))

    def _both_offer(self, action: CallAction, one: CallId, other: CallId) -> tuple[Call, ...]:
        """The two calls, neither of them in the conference, when both can do this; else none."""
        calls = tuple(call for call in map(self.calls.get, (one, other)) if call is not None)
        is_apart = one != other and not self._members() & {one, other}
        return calls if is_apart and len(calls) == 2 and all(action in self.offered(call) for call in calls) else ()

    def current(self) -> Call | None:
        """The call that a shortcut means: the active one, else the only live one or any of the only conference."""
        active = self.calls.active()
        if active is not None:
            return active
        live = [call for call in self.calls.calls() if not call.is_ended]
        is_one = len(live) == 1 or self._members().issuperset(call.call_id for call in live)
        return live[0] if live and is_one else None

    def perform_on_current(self, *actions: CallAction) -> bool:
        """Does the first of the actions that is possible for the current call."""
        call = self.current()
        for action in actions:
            if call is not None and action in call.actions:
                return self._perform_on_all_of(call, action)
        return False

    def _perform_on_all_of(self, call: Call, action: CallAction) -> bool:
        """What ends the call of a conference ends all; the rest is for all of them anyway."""
        conference = self.control.conference
        if action is A.HANG_UP and conference is not None and call.call_id in self._members():
            return self.attempt(conference.end)
        return self.perform(call.call_id, action)

    def _members(self) -> frozenset[CallId]:
        view = self.control.conference.view if self.control.conference is not None else None
        return frozenset(member.call_id for member in view.members) if view is not None else frozenset()

    def perform_on_alerting(self, action: CallAction) -> bool:
        """Does it with the incoming call that has waited longest."""
        call = self.calls.next_alerting()
        return call is not None and self.perform(call.call_id, action)

    def attempt(self, run: Callable[[], object]) -> bool:
        """Does it; False when it could not be, then the user was told."""
        return attempt(run, self._on_problem)
