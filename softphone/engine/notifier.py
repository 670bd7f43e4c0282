"""The server that one identity's subscriptions go to: how many SUBSCRIBEs may be under way, and whether it answers.

A company has thousands of lamps: asked for all at once, again after each restart of the PBX, they would be a flood.
So there is a window, a single request while it is not known whether the server answers at all, and one back-off for
all when it does not (RFC 6665 sections 4.1.2.2 and 4.1.3).
"""

import time
from collections.abc import Callable

from softphone.engine.backoff import Backoff
from softphone.engine.clock import Clock, Timer
from softphone.engine.members import Member, Server

WINDOW = 50
CHECK_S = 180.0
_PER_TURN = 8
_OVERDUE_S = 4.0
_FORGETFUL_S = 30.0
_NO_ANSWER = (0, 408, 503)
_SILENT_S = {408: 30.0}  # a refresh that the library sent by itself was unanswered for so long
_FORGOTTEN = 481
_SWITCHED_OFF = "the account is switched off"


class Notifier:
    """Lets the members ask one after another."""

    def __init__(self, server: Server, clock: Clock, on_forgotten: Callable[[], None] = lambda: None,
                 now_s: Callable[[], float] = time.monotonic) -> None:  # fmt: skip
        """on_forgotten: the server does not know what it had accepted; it was perhaps restarted."""
        self._on_forgotten = on_forgotten
        self._server = server
        self._clock = clock
        self._now_s = now_s
        self._members: dict[Member, None] = {}
        self._waiting: dict[Member, bool] = {}  # the value: ask for a new session
        self._asking: dict[Member, float] = {}
        self._resting: dict[Member, Timer] = {}  # each on its own, for its own reason
        self._backoff = Backoff()
        self._rest: Timer | None = None  # of all together: the server does not answer
        self._overdue: Timer | None = None
        self._check: Timer | None = None
        self._heard_s = self._swept_s = -1e9
        self._place = ""
        self._has_met = self._was_usable = False
        self._is_proven = self._is_pumping = False
        self._barred_by: int | None = None

    def __len__(self) -> int:
        return len(self._members)

    # ------------------------------------------------------------------ members

    def add(self, member: Member) -> None:
        """Takes it in; it asks as soon as it may."""
        self._members[member] = None
        self._queue(member, anew=True)
        if not self._server.is_wanted:
            member.tell_waiting(None, _SWITCHED_OFF, None)
        elif self._barred_by is not None:
            member.tell_waiting(self._barred_by, "", None)

    def remove(self, member: Member) -> None:
        """It asks no more."""
        self._members.pop(member, None)
        self._waiting.pop(member, None)
        self._asking.pop(member, None)
        self._stop_resting(member)
        self._pump_soon()

    def stop(self) -> None:
        """Nobody asks any more."""
        for member in tuple(self._resting):
            self._stop_resting(member)
        for timer in (self._rest, self._overdue, self._check):
            if timer is not None:
                timer.cancel()
        self._members.clear()
        self._waiting.clear()
        self._asking.clear()

    # ------------------------------------------------------------------ what the server did

    def heard(self, member: Member) -> None:
        """The server has answered the member or notified it."""
        self._heard_s = self._now_s()
        if member in self._asking:
            del self._asking[member]
            self._prove()
        elif not self._is_proven:
            self._prove()

    def lost(self, member: Member, code: int, detail: str, delay_s: float) -> None:
        """The member's session is gone though it is wanted.

        code: SIP status, 0 for none, -1 when nothing could be sent. delay_s: until the member may ask again.
        """
        now_s = self._now_s()
        asked_s = self._asking.pop(member, now_s - _SILENT_S.get(code, 1.0))
        if code in _NO_ANSWER and self._heard_s <= asked_s:
            self._no_answer(member, code, detail, delay_s)
        elif code == _FORGOTTEN and delay_s <= 0 and self._forgets():
            self._queue(member, anew=True, first=True)
        else:
            if code > 0:
                self._heard_s = now_s
            self._rest_alone(member, code, detail, delay_s)
        self._pump_soon()

    def refused_password(self, member: Member, code: int) -> bool:
        """True: nothing is sent any more until the account has another password. False: only this target did it."""
        self._asking.pop(member, None)
        if self._is_proven:
            self._pump_soon()
            return False
        self._barred_by = code
        for each in self._members:
            self._queue(each, anew=True)
            each.tell_waiting(code, "", None)
        return True

    def server_changed(self) -> None:
        """The server can be used now, or no more, or reaches us at another place."""
        if not self._server.is_wanted:
            self._suspend()
        elif self._server.is_usable:
            self._came_back()
        elif self._server.problem:
            for member in self._members:
                if not member.has_session:
                    member.tell_waiting(None, self._server.problem, None)
        self._was_usable = self._server.is_usable

    # ------------------------------------------------------------------ the window

    def _queue(self, member: Member, *, anew: bool, first: bool = False) -> None:
        self._stop_resting(member)
        anew = self._waiting.pop(member, False) or anew
        self._waiting = {member: anew, **self._waiting} if first else self._waiting
        self._waiting[member] = anew
        self._pump_soon()

    def _pump_soon(self) -> None:
        if not self._is_pumping and self._may_ask:
            self._is_pumping = True
            self._clock.post(self._pump)

    def _pump(self) -> None:
        """A few in each turn of the loop, so that calls have theirs."""
        self._is_pumping = False
        for _ in range(_PER_TURN):
            if self._may_ask:
                member = next(iter(self._waiting))
                anew = self._waiting.pop(member)
                self._asking[member] = self._now_s()
                member.ask(anew=anew)
        self._watch_overdue()
        self._watch_silence()
        self._pump_soon()

    @property
    def _may_ask(self) -> bool:
        if not self._waiting or not self._server.is_usable or self._rest is not None or self._barred_by is not None:
            return False
        return len(self._asking) < (WINDOW if self._is_proven else 1)

    def _prove(self) -> None:
        self._is_proven = True
        self._backoff.reset()
        self._end_rest()
        self._pump_soon()

    def _end_rest(self) -> None:
        if self._rest is not None:
            self._rest.cancel()
            self._rest = None

    def _watch_overdue(self) -> None:
        if self._overdue is None and self._asking:
            self._overdue = self._clock.call_later(_OVERDUE_S, self._let_others_go_on)

    def _let_others_go_on(self) -> None:
        """A resource that is silent must not hold up the others; a server that is silent has not shown itself yet."""
        self._overdue = None
        if self._is_proven:
            until_s = self._now_s() - _OVERDUE_S
            for member in [member for member, asked_s in self._asking.items() if asked_s <= until_s]:
                del self._asking[member]
        self._watch_overdue()
        self._pump_soon()

    # ------------------------------------------------------------------ failures

    def _rest_alone(self, member: Member, code: int, detail: str, delay_s: float) -> None:
        if delay_s <= 0:
            self._queue(member, anew=True)
            return
        self._stop_resting(member)
        self._resting[member] = self._clock.call_later(delay_s, lambda: self._queue(member, anew=True))
        member.tell_waiting(code if code > 0 else None, detail, delay_s)

    def _stop_resting(self, member: Member) -> None:
        timer = self._resting.pop(member, None)
        if timer is not None:
            timer.cancel()

    def _no_answer(self, member: Member, code: int, detail: str, delay_s: float) -> None:
        """Nobody there: all wait together, then one tries."""
        self._queue(member, anew=True)
        if self._rest is not None:
            member.tell_waiting(code or None, detail, None)
            return
        self._is_proven = False
        delay_s = self._backoff.next_delay_s(delay_s)
        self._rest = self._clock.call_later(delay_s, self._rested)
        for each in self._members:
            if each not in self._asking:
                self._queue(each, anew=not each.has_session)
                each.tell_waiting(code or None, detail, delay_s)

    def _rested(self) -> None:
        self._rest = None
        self._pump_soon()

    def _forgets(self) -> bool:
        """The server does not know a subscription any more: perhaps none of them, after a restart. False when it was
        like that a moment ago: then it is this one alone."""
        now_s = self._now_s()
        self._heard_s = now_s
        if now_s - self._swept_s < _FORGETFUL_S:
            return False
        self._sweep(anew=False)
        self._on_forgotten()
        return True

    def _sweep(self, *, anew: bool) -> None:
        self._swept_s = self._now_s()
        for member in self._members:
            if member.has_session and member not in self._asking:
                self._queue(member, anew=anew)

    # ------------------------------------------------------------------ the server comes and goes

    def _came_back(self) -> None:
        is_elsewhere = self._has_met and self._server.place != self._place
        was_away = self._has_met and not self._was_usable
        self._place, self._has_met = self._server.place, True
        if is_elsewhere:
            self._asking.clear()
            self._is_proven = False
        if is_elsewhere or was_away:
            self._sweep(anew=is_elsewhere)
        if was_away:
            self._barred_by = None
            self._backoff.reset()
            self._end_rest()
            for member in tuple(self._resting):
                self._queue(member, anew=True)
        self._pump_soon()

    def _suspend(self) -> None:
        self._is_proven = False
        self._asking.clear()
        for member in self._members:
            member.drop()
            self._queue(member, anew=True)
            member.tell_waiting(None, _SWITCHED_OFF, None)

    # ------------------------------------------------------------------ silence

    def _watch_silence(self) -> None:
        if self._check is None:
            self._check = self._clock.call_later(CHECK_S, self._look)

    def _look(self) -> None:
        """A server that was restarted knows nobody, and tells nobody: so one member asks now and then."""
        self._check = None
        if not self._members:
            return
        self._watch_silence()
        if self._now_s() - self._heard_s >= CHECK_S * 0.9:
            self.doubt()

    def doubt(self) -> None:
        """The server has perhaps forgotten everybody: one member asks."""
        if not self._is_proven or self._waiting or self._asking:
            return
        there = [member for member in self._members if member.has_session]
        member = next((member for member in there if member.is_cheap), next(iter(there), None))
        if member is not None:
            self._queue(member, anew=False)
