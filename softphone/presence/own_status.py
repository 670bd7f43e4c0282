"""One's own status: what the user set and what was seen, decided by the rules and told to the others."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from softphone.accounts.accounts import Accounts
from softphone.basics.explanation import Explanation
from softphone.basics.listeners import Listeners
from softphone.engine_client.gateway import EngineGateway
from softphone.presence.network_xml import plain_text
from softphone.presence.own_status_rules import CHOOSABLE, MAX_NOTE, Choice, Circumstances, decided
from softphone.presence.state import PresenceState
from softphone.protocol.snapshots import AccountConfig
from softphone.runtime import Runtime, Timer
from softphone.settings.declared import AWAY_AFTER_S, STATUS_CHOICE
from softphone.settings.settings import Settings
from softphone.settings.status_choice import StatusChoice

if TYPE_CHECKING:
    from softphone.presence.publisher import Publisher

_LONGEST_WAIT_S = 30.0  # a machine that slept, or whose clock was set, is not late for longer than this
_IDLE_JITTER_S = 5.0  # systems tell how long nothing was touched; the moment that follows from it wavers


@dataclass(frozen=True, slots=True)
class OwnStatusView:
    """The status as it is shown to the user.

    Attributes:
        chosen: what the user set and holds; None when the state is inferred.
        until_s: epoch seconds at which choice and note end by themselves.
        why: one sentence; empty for plain availability.
        idle_since_s: set when the state is AWAY because the computer is not used; epoch seconds.
        notice: what the user should know about who sees the status, with the remedy; None when all is well.
        off_until_s: set when the state is AWAY because the user is off work; when work begins, in epoch seconds.
        is_silent: nothing is to ring.
        is_connected: some account is signed in or the status is published, so that it is of use to others.
    """

    state: PresenceState = PresenceState.AVAILABLE
    chosen: PresenceState | None = None
    note: str = ""
    until_s: float | None = None
    why: str = ""
    idle_since_s: float | None = None
    notice: Explanation | None = None
    off_until_s: float | None = None
    is_silent: bool = False
    is_connected: bool = False


class OwnStatus:
    """Follows the user, the calls and the clock. The user's choice outlasts the program's end.

    Attributes:
        view: the status now.
        changed: announces each new view.
    """

    def __init__(
        self,
        runtime: Runtime,
        settings: Settings,
        accounts: Accounts,
        gateway: EngineGateway,
        completed: Callable[[AccountConfig], AccountConfig] = lambda config: config,
    ) -> None:
        """completed: the account with what its phone system has for all that the account says nothing of."""
        self._runtime = runtime
        self._settings = settings
        self._accounts = accounts
        self._gateway = gateway
        self._completed = completed
        self._publisher: Publisher | None = None
        self._idle_since_s: float | None = None
        self._is_locked = False
        self._own_calls = 0
        self._elsewhere_calls = 0
        self._off_work: tuple[bool, float | None, bool] = (False, None, False)
        self._since_s = 0.0
        self._timer: Timer | None = None
        self._is_running = False
        self.view = OwnStatusView()
        self.changed: Listeners[OwnStatusView] = Listeners()

    def start(self, *, tells_others: bool = True) -> None:
        """Takes up what was chosen before the program ended, and tells others from now on.

        tells_others: False when `tell_others` is to be called later.
        """
        self._is_running = True
        self._since_s = self._runtime.wall_time_s()
        self._settings.changed.add(self._on_setting)
        for listeners in (self._accounts.changed, self._accounts.removed):
            listeners.add(lambda _: self._show(self.view))
        if tells_others:
            self.tell_others()
        else:
            self._decide()

    def tell_others(self) -> None:
        """Tells others from now on. What that needs is loaded here, not before the window is shown."""
        from softphone.presence.publisher import Publisher

        self._publisher = Publisher(self._runtime, self._settings, self._accounts, self._gateway, self._completed)
        self._publisher.changed.add(lambda _: self._show(self.view))
        self._publisher.start()
        self._decide()

    def withdraw(self) -> None:
        """The program ends: nothing is told to anybody any more. What the user chose holds again at the next start."""
        self._is_running = False
        if self._timer is not None:
            self._timer.cancel()
        if self._publisher is not None:
            self._publisher.withdraw()

    @property
    def wants_silence(self) -> bool:
        """True while the user does not want to be disturbed: no bell and no alert; calls are still shown."""
        return self.view.is_silent

    @property
    def is_locked(self) -> bool:
        """True while the screen is locked, as far as the desktop tells."""
        return self._is_locked

    def choose(self, state: PresenceState | None, note: str = "", until_s: float | None = None) -> None:
        """The user's choice; it wins until `until_s` (epoch seconds) or until it is cleared.

        None for the state keeps what is inferred and adds the note. Raises ValueError for a state that cannot be
        chosen.
        """
        if state is not None and state not in CHOOSABLE:
            raise ValueError(f"{state} cannot be chosen")
        word = "" if state is None else state.value
        choice = StatusChoice(state=word, note=plain_text(note, MAX_NOTE), until_s=until_s)  # type: ignore[arg-type]
        self._settings.set(STATUS_CHOICE, choice)

    def clear_choice(self) -> None:
        """Back to what is inferred, without a note."""
        self._settings.reset(STATUS_CHOICE)

    def set_idle_since(self, epoch_s: float | None) -> None:
        """When keyboard or mouse was used last; None: the computer is in use, or that is not known."""
        last_s = self._idle_since_s
        if epoch_s is not None and last_s is not None and abs(epoch_s - last_s) < _IDLE_JITTER_S:
            return
        if epoch_s != last_s:
            self._idle_since_s = epoch_s
            self._decide()

    def set_locked(self, is_locked: bool) -> None:
        """The screen was locked or unlocked."""
        if self._is_locked != is_locked:
            self._is_locked = is_locked
            self._decide()

    def set_calls(self, own: int, elsewhere: int) -> None:
        """How many calls are in progress here and on the user's other devices; those that still ring do not count."""
        if (self._own_calls, self._elsewhere_calls) != (own, elsewhere):
            self._own_calls, self._elsewhere_calls = own, elsewhere
            self._decide()

    def set_off_work(self, is_off_work: bool, until_s: float | None = None, *, is_silent: bool = False) -> None:
        """The user is off work, or works again. until_s: when work begins, in epoch seconds; None when that is not
        known. is_silent: nothing is to ring."""
        if self._off_work != (is_off_work, until_s, is_silent):
            self._off_work = (is_off_work, until_s, is_silent)
            self._decide()

    # -------------------------------------------------------------------- inside

    def _on_setting(self, key: str) -> None:
        if key in (STATUS_CHOICE.key, AWAY_AFTER_S.key):
            self._decide()

    def _decide(self) -> None:
        if not self._is_running:
            return
        now_s = self._runtime.wall_time_s()
        choice = self._choice()
        if choice is not None and not choice.holds(now_s):
            self.clear_choice()  # comes back here
            return
        is_off_work, off_until_s, is_off_silent = self._off_work
        decision = decided(
            Circumstances(
                now_s=now_s,
                choice=choice,
                idle_since_s=self._idle_since_s,
                is_locked=self._is_locked,
                own_calls=self._own_calls,
                elsewhere_calls=self._elsewhere_calls,
                away_after_s=self._settings.get(AWAY_AFTER_S),
                is_off_work=is_off_work,
                off_until_s=off_until_s,
            )
        )
        if decision.state != self.view.state:
            self._since_s = now_s
        if self._publisher is not None:
            self._publisher.show(decision, self._since_s)
        view = OwnStatusView(decision.state, decision.chosen, decision.note, decision.until_s, decision.why)
        view = replace(view, idle_since_s=decision.idle_since_s, off_until_s=decision.off_until_s)
        self._show(replace(view, is_silent=is_off_silent or decision.state == PresenceState.DO_NOT_DISTURB))
        self._wait_until(decision.changes_at_s, now_s)

    def _choice(self) -> Choice | None:
        stored = self._settings.get(STATUS_CHOICE)
        if stored == STATUS_CHOICE.default:
            return None
        return Choice(PresenceState(stored.state) if stored.state else None, stored.note, stored.until_s)

    def _show(self, view: OwnStatusView) -> None:
        view = replace(view, notice=self._publisher.notice if self._publisher is not None else None)
        is_published = self._publisher is not None and self._publisher.is_published
        is_registered = any(account.is_registered for account in self._accounts.views())
        view = replace(view, is_connected=is_registered or is_published)
        if view != self.view:
            self.view = view
            self.changed.announce(view)

    def _wait_until(self, at_s: float | None, now_s: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None
        if at_s is not None:
            self._timer = self._runtime.call_later(min(max(0.0, at_s - now_s), _LONGEST_WAIT_S), self._decide)
