"""An engine under contract, fake or real, and a far party that can be told what to do."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from softphone.basics.ids import AccountId, CommandId, LegId, new_leg_id
from softphone.basics.secret import Secret
from softphone.engine_client.link import EngineLink
from softphone.protocol.commands import (
    Answer,
    AnyCommand,
    CommandFrame,
    Dial,
    HangUp,
    Hold,
    PutAccount,
    Reject,
    Resume,
    SendDtmf,
)
from softphone.protocol.events import (
    Accepted,
    AnyEvent,
    CallLegChanged,
    DtmfReceived,
    EventFrame,
    RegistrationChanged,
    Rejected,
)
from softphone.protocol.snapshots import (
    AccountConfig,
    CallLegSnapshot,
    LegState,
    RegistrationSnapshot,
    RegistrationState,
    RejectReason,
)
from softphone.runtime import Runtime

PATIENCE_S = 30.0
EventT = TypeVar("EventT")


class TurnableRuntime(Runtime, Protocol):
    """A runtime that a test turns: virtual or plain."""

    def run_until(self, is_done: Callable[[], bool], timeout_s: float | None = None) -> bool: ...


class Station:
    """One engine behind its link: sends commands, keeps every frame that comes.

    Attributes:
        frames: all of them, handshake, replies and heartbeats included.
        closed: how the link ended; empty while it lives.
    """

    def __init__(self, runtime: TurnableRuntime, link: EngineLink) -> None:
        self.runtime = runtime
        self.link = link
        self.frames: list[EventFrame] = []
        self.closed: list[str] = []
        self._last_id = 0
        link.start(
            lambda frame: runtime.post(lambda: self.frames.append(frame)),
            lambda reason: runtime.post(lambda: self.closed.append(reason)),
        )

    def send(self, command: AnyCommand) -> CommandId:
        """Sends the command and does not wait."""
        self._last_id += 1
        command_id = CommandId(self._last_id)
        self.link.send(CommandFrame(command_id=command_id, command=command))
        return command_id

    def reply(self, command: AnyCommand) -> Accepted | Rejected:
        """Sends the command and waits for its reply."""
        command_id = self.send(command)

        def replies() -> list[Accepted | Rejected]:
            all_replies = (f.event for f in self.frames if isinstance(f.event, Accepted | Rejected))
            return [reply for reply in all_replies if reply.command_id == command_id]

        self.wait(lambda: bool(replies()), f"the reply to {type(command).__name__}")
        return replies()[0]

    def accepted(self, command: AnyCommand) -> CommandId:
        """Sends the command, which must be accepted."""
        reply = self.reply(command)
        assert isinstance(reply, Accepted), reply
        return reply.command_id

    def wait(self, is_done: Callable[[], bool], what: str, timeout_s: float = PATIENCE_S) -> None:
        """Waits until it is so; fails the test when it does not come."""
        if not self.runtime.run_until(is_done, timeout_s):
            tail = "\n".join(str(frame) for frame in self.frames[-12:])
            raise AssertionError(f"waited in vain for {what}; {self.closed}\n{tail}")

    def wait_event(
        self,
        kind: type[EventT],
        matches: Callable[[EventT], bool] = lambda event: True,
        what: str = "",
    ) -> EventT:
        """The first event of this kind that matches, of all that came and will come."""
        found: list[EventT] = []

        def look() -> bool:
            found[:] = [f.event for f in self.frames if isinstance(f.event, kind) and matches(f.event)]
            return bool(found)

        self.wait(look, what or str(kind))
        return found[0]

    def settle(self, seconds: float = 0.3) -> None:
        """Lets things happen that nobody waits for."""
        self.runtime.run_until(lambda: False, seconds)

    def events(self, kind: type[EventT]) -> list[EventT]:
        return [frame.event for frame in self.frames if isinstance(frame.event, kind)]

    def causes(self, kind: type[AnyEvent]) -> set[CommandId | None]:
        return {frame.cause for frame in self.frames if isinstance(frame.event, kind)}

    # ------------------------------------------------------------ accounts

    def put(self, account: AccountConfig, password: str) -> CommandId:
        return self.accepted(PutAccount(account=account, password=Secret(password)))

    def wait_registration(self, account_id: AccountId, state: RegistrationState) -> RegistrationSnapshot:
        """Waits until this is the account's last state."""
        self.wait(lambda: self.registration(account_id) == state, f"{account_id} {state}")
        return [e.registration for e in self.events(RegistrationChanged) if e.registration.account_id == account_id][-1]

    def registration(self, account_id: AccountId) -> RegistrationState | None:
        states = [
            e.registration.state for e in self.events(RegistrationChanged) if e.registration.account_id == account_id
        ]
        return states[-1] if states else None

    # ------------------------------------------------------------ legs

    def dial(self, account_id: AccountId, target: str) -> LegId:
        leg_id = new_leg_id()
        self.accepted(Dial(leg_id=leg_id, account_id=account_id, target=target))
        return leg_id

    def history(self, leg_id: LegId) -> list[CallLegSnapshot]:
        return [e.leg for e in self.events(CallLegChanged) if e.leg.leg_id == leg_id]

    def leg(self, leg_id: LegId) -> CallLegSnapshot:
        return self.history(leg_id)[-1]

    def states(self, leg_id: LegId) -> list[LegState]:
        """The states that the leg went through, each once."""
        states: list[LegState] = []
        for leg in self.history(leg_id):
            if leg.state not in states[-1:]:
                states.append(leg.state)
        return states

    def wait_leg(self, leg_id: LegId, is_so: Callable[[CallLegSnapshot], bool], what: str = "leg") -> CallLegSnapshot:
        """Waits until the leg's last snapshot is so."""
        self.wait(lambda: bool(self.history(leg_id)) and is_so(self.leg(leg_id)), what)
        return self.leg(leg_id)

    def wait_state(self, leg_id: LegId, state: LegState) -> CallLegSnapshot:
        return self.wait_leg(leg_id, lambda leg: leg.state == state, f"{leg_id} {state}")

    def wait_any_leg(self) -> LegId:
        """The first leg there is."""
        return self.wait_event(CallLegChanged, what="a leg").leg.leg_id

    def wait_incoming(self) -> CallLegSnapshot:
        """Waits for a leg that alerts."""
        return self.wait_event(CallLegChanged, lambda e: e.leg.state == LegState.ALERTING, "an incoming call").leg


class FarParty(Protocol):
    """Somebody to talk to. It has one call with the near station at a time.

    Attributes:
        target: what the near station dials to reach it.
    """

    target: str

    def wait_ringing(self) -> None: ...
    def answer(self) -> None: ...
    def reject(self, reason: RejectReason) -> None: ...
    def hang_up(self) -> None: ...
    def hold(self) -> None: ...
    def resume(self) -> None: ...
    def send_digit(self, digit: str) -> None: ...
    def digits(self) -> str: ...
    def call_near(self) -> None: ...
    def wait_ended(self) -> None: ...


class StationParty:
    """A far party that is a station of its own, called directly at its contact."""

    def __init__(self, station: Station, account_id: AccountId, contact_uri: str, near_contact_uri: str) -> None:
        self.station = station
        self.target = contact_uri
        self._account_id = account_id
        self._near = near_contact_uri
        self._leg_id: LegId | None = None

    @property
    def leg_id(self) -> LegId:
        if self._leg_id is None:
            self._leg_id = self.station.wait_incoming().leg_id
        return self._leg_id

    def wait_ringing(self) -> None:
        self.station.wait_state(self.leg_id, LegState.ALERTING)

    def answer(self) -> None:
        self.station.accepted(Answer(leg_id=self.leg_id))
        self.station.wait_state(self.leg_id, LegState.ESTABLISHED)

    def reject(self, reason: RejectReason) -> None:
        self.station.accepted(Reject(leg_id=self.leg_id, reason=reason))

    def hang_up(self) -> None:
        self.station.accepted(HangUp(leg_id=self.leg_id))

    def hold(self) -> None:
        self.station.accepted(Hold(leg_id=self.leg_id))

    def resume(self) -> None:
        self.station.accepted(Resume(leg_id=self.leg_id))

    def send_digit(self, digit: str) -> None:
        self.station.accepted(SendDtmf(leg_id=self.leg_id, digits=digit))

    def digits(self) -> str:
        return "".join(event.digit for event in self.station.events(DtmfReceived))

    def call_near(self) -> None:
        self._leg_id = self.station.dial(self._account_id, self._near)

    def wait_ended(self) -> None:
        self.station.wait_state(self.leg_id, LegState.ENDED)
