"""Quiet hours at the phone system: calls are sent elsewhere, the mobile is silent, and all is put back afterwards."""

import logging
from collections.abc import Callable
from typing import Protocol

from msgspec.structs import replace

from softphone.basics.explanation import Explanation
from softphone.basics.ids import AccountId
from softphone.basics.listeners import Listeners
from softphone.mobility.forward_target import VOICEMAIL, ForwardError, ForwardTarget
from softphone.mobility.forwarding import ForwardKind, ForwardRule, ForwardState
from softphone.mobility.quiet_hours import QuietHours, QuietView
from softphone.runtime import Runtime
from softphone.settings.quiet_settings import HELD_FORWARDS, SUSPENDED_TWINNING, HeldForward
from softphone.settings.settings import Settings

_PATIENCE_S = 8.0  # for the phone system to tell how it is before it is taken as unknown
_log = logging.getLogger("softphone.mobility")


class Forwards(Protocol):
    """Where the accounts' calls go."""

    changed: Listeners[AccountId]

    def account_ids(self) -> tuple[AccountId, ...]: ...

    def rule(self, account_id: AccountId, kind: ForwardKind) -> ForwardRule: ...

    def set(self, account_id: AccountId, kind: ForwardKind, target: ForwardTarget | None) -> None:
        """Raises ForwardError."""

    def checked(self, account_id: AccountId, target: ForwardTarget) -> ForwardTarget:
        """As it would be set. Raises ForwardError."""


class Mobiles(Protocol):
    """Whether the mobile rings too."""

    def account_ids(self) -> tuple[AccountId, ...]: ...

    def suspend(self, account_id: AccountId, is_suspended: bool) -> None: ...


class QuietRouting:
    """What was there before is kept over restarts, and put back when work begins, unless somebody changed it meanwhile.

    Without emergency contacts the phone system sends every call on by itself. With them calls must reach this program,
    which turns the others away as busy: then it is busy that is sent on, and calls while this program is not running.
    What a phone system forgot that was restarted is set again; what somebody switched off is not.
    A forward that was set elsewhere is left alone: the phone system does not tell where to; it could not be put back.

    Attributes:
        accounts: tells which are in use.
        problem: why calls are not sent elsewhere; None when all is well.
        changed: announced when the problem or `busy_accounts` may be another.
    """

    def __init__(
        self,
        runtime: Runtime,
        settings: Settings,
        quiet: QuietHours,
        forwards: Callable[[], Forwards],
        mobiles: Callable[[], Mobiles],
        accounts: Callable[[], tuple[AccountId, ...]],
    ) -> None:
        """forwards, mobiles: made when it is quiet for the first time, when there is something to be put back, or when
        somebody wants to know what cannot be done. accounts: those in use, at whatever phone system."""
        self._runtime, self._settings, self._quiet = runtime, settings, quiet
        self._new_forwards, self._new_mobiles, self.accounts = forwards, mobiles, accounts
        self._forwards: Forwards | None = None
        self._unheard: dict[AccountId, float] = {}
        self._is_looking = False
        self._told_busy: tuple[AccountId, ...] = ()
        self.problem: Explanation | None = None
        self.changed: Listeners[None] = Listeners()

    def start(self) -> None:
        """Follows quiet hours from now on."""
        self._quiet.changed.add(lambda _: self._look())
        self._look()

    def busy_accounts(self) -> tuple[AccountId, ...]:
        """Those whose callers hear busy in quiet hours, because the phone system has no code to send them on."""
        if _target(self._quiet.view) is None:
            return ()
        forwards = self._forwards or self._new_forwards()
        return tuple(each for each in self.accounts() if not self._is_sent_on(forwards, each))

    def can_always_forward(self, account_id: AccountId) -> bool:
        """The phone system could send all calls on, were there no emergency contacts."""
        return (self._forwards or self._new_forwards()).rule(account_id, ForwardKind.ALWAYS).is_offered

    def mobile_accounts(self) -> tuple[AccountId, ...]:
        """Those whose phone system cannot be told that the mobile is not to ring in quiet hours."""
        told = self._new_mobiles().account_ids()
        return tuple(each for each in self.accounts() if each not in told)

    def accounts_changed(self) -> None:
        """There are others, or at another phone system."""
        self._tell_busy()

    def account_removed(self, account_id: AccountId) -> None:
        """There is nothing to be put back there any more."""
        get, put = self._settings.get, self._settings.set
        put(HELD_FORWARDS, tuple(each for each in get(HELD_FORWARDS) if each.account_id != account_id))
        put(SUSPENDED_TWINNING, tuple(each for each in get(SUSPENDED_TWINNING) if each != account_id))
        self._tell_busy()

    def _tell_busy(self) -> None:
        busy = self.busy_accounts() if self._quiet.view.is_on else ()
        if busy != self._told_busy:
            self._told_busy = busy
            self.changed.announce(None)

    def _is_sent_on(self, forwards: Forwards, account_id: AccountId) -> bool:
        """What is busy is sent on where not everything is."""
        is_always = not self._quiet.view.has_emergency_contacts
        kinds = (ForwardKind.ALWAYS, ForwardKind.BUSY) if is_always else (ForwardKind.BUSY,)
        return any(forwards.rule(account_id, kind).is_offered for kind in kinds)

    def _look(self) -> None:
        is_needed = (
            self._quiet.is_quiet() or self._settings.get(HELD_FORWARDS) or self._settings.get(SUSPENDED_TWINNING)
        )
        if self._forwards is None:
            if not is_needed:
                return
            self._forwards = self._new_forwards()
            self._forwards.changed.add(lambda _: self._runtime.post(self._look))
        if not self._is_looking:
            self._is_looking = True
            try:
                self._bring_into_line(self._forwards)
            finally:
                self._is_looking = False
        self._tell_busy()

    def _bring_into_line(self, forwards: Forwards) -> None:
        problem: Explanation | None = None
        for account_id in forwards.account_ids():
            wanted: dict[ForwardKind, str] = {}
            try:
                wanted = self._wanted(forwards, account_id)
            except ForwardError as error:
                problem = Explanation(error.title, error.remedy)
            for held in self._held(account_id):
                if wanted.get(ForwardKind(held.kind)) != held.ours:
                    self._put_back(forwards, held)
            for kind, target in wanted.items():
                problem = self._hold(forwards, account_id, kind, target) or problem
        self._suspend()
        if problem != self.problem:
            self.problem = problem
            self.changed.announce(None)

    @property
    def is_settled(self) -> bool:
        """The phone system took all that was wished, or refused it."""
        forwards = self._forwards
        if forwards is None:
            return True
        kept = [(AccountId(each.account_id), ForwardKind(each.kind)) for each in self._settings.get(HELD_FORWARDS)]
        return not any(forwards.rule(account_id, kind).is_pending for account_id, kind in kept)

    def when_settled(self, on_done: Callable[[], None], patience_s: float) -> None:
        """Calls back once it is settled, or after this time."""
        waiting = [on_done]

        def finish() -> None:
            timer.cancel()
            forget()
            for each in waiting:
                waiting.clear()
                each()

        def look() -> None:
            if self.is_settled:
                finish()

        timer = self._runtime.call_later(patience_s, finish)
        forget = self._forwards.changed.add(lambda _: self._runtime.post(look)) if self._forwards else lambda: None
        look()

    # ------------------------------------------------------------------ forwards

    def _wanted(self, forwards: Forwards, account_id: AccountId) -> dict[ForwardKind, str]:
        """Raises ForwardError for a target that is none."""
        view = self._quiet.view
        target = _target(view)
        if not view.is_quiet or target is None:
            return {}
        is_always = not view.has_emergency_contacts and forwards.rule(account_id, ForwardKind.ALWAYS).is_offered
        kinds = (ForwardKind.ALWAYS,) if is_always else (ForwardKind.BUSY, ForwardKind.NOT_REGISTERED)
        offered = [kind for kind in kinds if forwards.rule(account_id, kind).is_offered]
        return dict.fromkeys(offered, forwards.checked(account_id, target).text) if offered else {}

    def _hold(self, forwards: Forwards, account_id: AccountId, kind: ForwardKind, target: str) -> Explanation | None:
        """Sets it unless it was set already in these quiet hours; tells what is wrong."""
        rule = forwards.rule(account_id, kind)
        held = next((each for each in self._held(account_id) if each.kind == kind), None)
        if held is not None:
            if not rule.is_pending and _goes_to(rule, held.ours) and not held.is_set:
                self._keep(replace(held, is_set=True))
            if not rule.is_forgotten or rule.is_pending:
                return rule.problem
            return self._set(forwards, replace(held, is_set=False))
        if self._is_to_wait(account_id, rule):
            return None
        before = rule.wished if rule.is_pending else rule.target
        is_elsewhere = rule.state is ForwardState.ON and not rule.target and not rule.is_pending
        if is_elsewhere or before == target:
            return None
        return self._set(forwards, HeldForward(account_id=account_id, kind=kind, before=before, ours=target))

    def _set(self, forwards: Forwards, held: HeldForward) -> Explanation | None:
        account_id, kind = AccountId(held.account_id), ForwardKind(held.kind)
        self._keep(held)
        try:
            forwards.set(account_id, kind, ForwardTarget.of(held.ours))
        except ForwardError as error:
            self._let_go(account_id, kind)
            return Explanation(error.title, error.remedy)
        return None

    def _put_back(self, forwards: Forwards, held: HeldForward) -> None:
        """Where it is still as it was set here: back to what it was before."""
        account_id, kind = AccountId(held.account_id), ForwardKind(held.kind)
        rule = forwards.rule(account_id, kind)
        is_ours = rule.wished == held.ours if rule.is_pending else _goes_to(rule, held.ours)
        self._let_go(account_id, kind)
        if not is_ours:
            _log.info("%s of %s was changed in quiet hours and stays", kind, account_id)
            return
        try:
            forwards.set(account_id, kind, ForwardTarget.of(held.before))
        except ForwardError:  # the target of before is not possible any more: then at least not ours
            forwards.set(account_id, kind, None)

    def _is_to_wait(self, account_id: AccountId, rule: ForwardRule) -> bool:
        """What was there before is to be known first, if it can be."""
        if rule.state is not ForwardState.UNKNOWN:
            return False
        now_s = self._runtime.now_s()
        if account_id not in self._unheard:
            self._unheard[account_id] = now_s
            self._runtime.call_later(_PATIENCE_S, self._look)
        return now_s - self._unheard[account_id] < _PATIENCE_S

    # -------------------------------------------------------------------- mobile

    def _suspend(self) -> None:
        is_quiet, before = self._quiet.is_quiet(), self._settings.get(SUSPENDED_TWINNING)
        if not is_quiet and not before:
            return
        mobiles = self._new_mobiles()
        accounts = mobiles.account_ids()
        for account_id in accounts:
            if is_quiet != (account_id in before):
                mobiles.suspend(account_id, is_quiet)
        after = accounts if is_quiet else tuple(each for each in before if each not in accounts)
        self._settings.set(SUSPENDED_TWINNING, tuple(sorted({*before, *after} if is_quiet else after)))

    # ---------------------------------------------------------------------- kept

    def _held(self, account_id: AccountId) -> tuple[HeldForward, ...]:
        return tuple(each for each in self._settings.get(HELD_FORWARDS) if each.account_id == account_id)

    def _keep(self, held: HeldForward) -> None:
        self._settings.set(HELD_FORWARDS, (*self._others(held.account_id, held.kind), held))

    def _let_go(self, account_id: AccountId, kind: ForwardKind) -> None:
        self._settings.set(HELD_FORWARDS, self._others(account_id, kind))

    def _others(self, account_id: str, kind: str) -> tuple[HeldForward, ...]:
        kept = self._settings.get(HELD_FORWARDS)
        return tuple(each for each in kept if (each.account_id, each.kind) != (account_id, kind))


def _target(view: QuietView) -> ForwardTarget | None:
    match view.target:
        case "voicemail":
            return VOICEMAIL
        case "number":
            return ForwardTarget.of(view.number)
        case _:
            return None


def _goes_to(rule: ForwardRule, target: str) -> bool:
    return rule.state is ForwardState.ON and rule.target == target
