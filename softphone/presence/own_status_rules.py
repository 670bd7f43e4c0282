"""What one's own status is: the user's choice, else what can be seen. All of it decided here, from values alone."""

from dataclasses import dataclass

from softphone.basics.words import translate
from softphone.presence.state import PresenceState

CHOOSABLE = frozenset(
    {
        PresenceState.AVAILABLE,
        PresenceState.BUSY,
        PresenceState.AWAY,
        PresenceState.DO_NOT_DISTURB,
        PresenceState.OUT_OF_OFFICE,
        PresenceState.INVISIBLE,
    }
)
MAX_NOTE = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user set. until_s: epoch seconds at which it ends by itself; None for never.

    A choice without state is a note (with its end) beside what is inferred.
    """

    state: PresenceState | None = None
    note: str = ""
    until_s: float | None = None

    def holds(self, now_s: float) -> bool:
        """False from its end on."""
        return self.until_s is None or now_s < self.until_s


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All that counts. Times are epoch seconds.

    Attributes:
        idle_since_s: last use of keyboard or mouse; None while the computer is used or when that is not known.
        own_calls: calls in progress in this program; those that still ring do not count.
        elsewhere_calls: calls in progress on the user's other devices.
        away_after_s: how long the computer must be unused; 0 for never.
        is_off_work: it is outside the user's working times.
        off_until_s: when they begin; None when that is not in sight.
    """

    now_s: float
    choice: Choice | None = None
    idle_since_s: float | None = None
    is_locked: bool = False
    own_calls: int = 0
    elsewhere_calls: int = 0
    away_after_s: float = 600.0
    is_off_work: bool = False
    off_until_s: float | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What the status is and why.

    Attributes:
        chosen: the state that the user set and that holds; None when the state is inferred.
        why: one sentence for the user; empty for plain availability.
        idle_since_s: set when the state is AWAY because the computer is not used.
        off_until_s: set when it is AWAY because the user is off work, and when work begins is known.
        changes_at_s: when to decide again though nothing happens; None for never.
    """

    state: PresenceState
    chosen: PresenceState | None = None
    note: str = ""
    until_s: float | None = None
    why: str = ""
    idle_since_s: float | None = None
    off_until_s: float | None = None
    changes_at_s: float | None = None


def decided(now: Circumstances) -> Decision:
    """The status. What the user set wins over everything that is inferred, until its end; of what is inferred a call
    wins over an unused computer, since who talks does not type."""
    choice = now.choice if now.choice is not None and now.choice.holds(now.now_s) else None
    note, until_s = (choice.note, choice.until_s) if choice is not None else ("", None)
    if choice is not None and choice.state is not None:
        return Decision(
            choice.state,
            choice.state,
            note,
            until_s,
            translate("presence", "You set this yourself."),
            changes_at_s=until_s,
        )
    state, why, idle_since_s = _inferred(now)
    return Decision(
        state=state,
        note=note,
        until_s=until_s,
        why=why,
        idle_since_s=idle_since_s,
        off_until_s=now.off_until_s if state is PresenceState.AWAY and now.is_off_work else None,
        changes_at_s=_next_change(now, until_s),
    )


def _inferred(now: Circumstances) -> tuple[PresenceState, str, float | None]:
    if now.own_calls > 0:
        return PresenceState.ON_THE_PHONE, translate("presence", "You are in a call."), None
    if now.elsewhere_calls > 0:
        return PresenceState.ON_THE_PHONE, translate("presence", "You are in a call on another device."), None
    if now.is_off_work:
        return PresenceState.AWAY, translate("presence", "You are off work."), None
    if now.is_locked:
        return PresenceState.AWAY, translate("presence", "The screen is locked."), None
    idle_at_s = _idle_at(now)
    if idle_at_s is not None and now.now_s >= idle_at_s:
        return PresenceState.AWAY, translate("presence", "The computer is not being used."), now.idle_since_s
    return PresenceState.AVAILABLE, "", None


def _idle_at(now: Circumstances) -> float | None:
    if now.idle_since_s is None or now.away_after_s <= 0:
        return None
    return now.idle_since_s + now.away_after_s


def _next_change(now: Circumstances, until_s: float | None) -> float | None:
    idle_at_s = _idle_at(now)
    return min((t for t in (until_s, idle_at_s) if t is not None and t > now.now_s), default=None)
