"""Quiet hours: outside the working times nothing rings or tells anything, but for emergency contacts and on duty."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from softphone.basics.ids import AccountId
from softphone.basics.listeners import Listeners
from softphone.mobility.holiday_child import holidays_of
from softphone.mobility.local_zone import zone_named
from softphone.mobility.notice_kind import NoticeKind
from softphone.mobility.quiet_schedule import QuietSchedule
from softphone.mobility.working_times import Moment, Phase
from softphone.runtime import Runtime, Timer
from softphone.settings.quiet_settings import (
    EMERGENCY_CONTACTS,
    HELD_FORWARDS,
    QUIET_HOURS,
    QUIET_NUMBER,
    QUIET_SETTINGS,
    QUIET_TARGET,
    SUSPENDED_TWINNING,
    WORK_OVERRIDE,
    QuietTarget,
    WorkOverride,
)
from softphone.settings.settings import Settings

_LONGEST_WAIT_S = 30.0  # a machine that slept, travelled, or whose clock was set, is not late for longer than this
EARLY_S = 3600.0  # who goes before the end of work mostly goes shortly before
_OWN_NOTES = frozenset({HELD_FORWARDS.key, SUSPENDED_TWINNING.key})
_KEYS = frozenset(setting.key for setting in QUIET_SETTINGS) - _OWN_NOTES


_WORK = Moment(Phase.WORKING)


@dataclass(frozen=True, slots=True)
class QuietView:
    """Quiet hours as they are now.

    Attributes:
        is_on: the user has set them up.
        is_quiet: it is outside the working times, and no duty.
        until_s: epoch seconds at which that changes; None when it does not for a long time, or nothing is set up.
        target, number: where calls go while it is quiet.
        has_emergency_contacts: some callers ring all the same.
    """

    is_on: bool = False
    is_quiet: bool = False
    moment: Moment = _WORK
    until_s: float | None = None
    target: QuietTarget = "voicemail"
    number: str = ""
    has_emergency_contacts: bool = False


class QuietHours:
    """Follows the clock once it was started.

    same_number: tells whether two numbers reach the same telephone.

    Attributes:
        view: as it is now.
        changed: announced when the view is another.
        clock: seconds since the epoch; the runtime's, but where somebody shows how time passes.
        schedule: the working times.
    """

    def __init__(
        self,
        runtime: Runtime,
        settings: Settings,
        same_number: Callable[[str, str], bool],
        zone: Callable[[str], tzinfo] = zone_named,
        holidays: Callable[[str, tuple[int, ...]], dict[str, str]] = holidays_of,
    ) -> None:
        self._runtime = runtime
        self._settings = settings
        self._same_number = same_number
        self._timer: Timer | None = None
        self._is_started = False
        self.clock: Callable[[], float] = runtime.wall_time_s
        self.schedule = QuietSchedule(runtime, settings, zone, holidays)
        self.view = QuietView()
        self.changed: Listeners[None] = Listeners()

    def start(self) -> None:
        """Looks at the clock from now on, while quiet hours are switched on."""
        if not self._is_started:
            self._is_started = True
            self._settings.changed.add(self._on_setting)
            self.come_back()

    # ------------------------------------------------------------------ reading

    def is_quiet(self, account_id: AccountId | None = None) -> bool:
        """True while the user is off work; the same for every account."""
        return self.view.is_quiet

    @property
    def until_s(self) -> float | None:
        """When quiet hours end, in epoch seconds; None while there are none, or when no end is in sight."""
        return self.view.until_s if self.view.is_quiet else None

    def comes_through(self, number: str) -> bool:
        """True for a caller who may disturb now."""
        return not self.view.is_quiet or self.is_emergency_contact(number)

    def is_emergency_contact(self, number: str) -> bool:
        """True when the user lets this caller through at any time."""
        return bool(number) and any(self._same_number(number, one) for one in self._settings.get(EMERGENCY_CONTACTS))

    def allow_now(self, kind: NoticeKind, number: str = "") -> bool:
        """Whether the user may be told of this now. number: whom it is from. What is not told is there to be seen when
        work begins."""
        return self.comes_through(number)

    # ------------------------------------------------------------------ the user's word

    def work_until(self, until_s: float) -> None:
        """The user works until then (epoch seconds), whatever the week says."""
        self._settings.set(WORK_OVERRIDE, WorkOverride(is_working=True, until_s=until_s))

    def rest_until(self, until_s: float | None = None) -> None:
        """The user is off work until then; None: until work begins after the next time that it ends."""
        now_s = self.clock()
        self._settings.set(WORK_OVERRIDE, WorkOverride(is_working=False, until_s=until_s or self._next_begin_s(now_s)))

    def follow_week(self) -> None:
        """Takes the user's word for now back."""
        self._settings.reset(WORK_OVERRIDE)

    def leave(self) -> None:
        """The program ends, or the computer is about to sleep: when work ends soon it ends now, since nobody will be
        there then to tell the phone system."""
        self.look()
        now_s, view = self.clock(), self.view
        if view.is_on and view.moment.phase is Phase.WORKING and view.until_s is not None:
            ends_soon = view.until_s - now_s <= EARLY_S
            begins_s = self._next_begin_s(now_s)
            if ends_soon and begins_s > view.until_s:
                word_s = self._settings.get(WORK_OVERRIDE).until_s
                absence = WorkOverride(is_working=False, until_s=begins_s, is_absence=True, worked_until_s=word_s)
                self._settings.set(WORK_OVERRIDE, absence)

    def come_back(self) -> None:
        """The program was started, or the computer woke up."""
        word = self._settings.get(WORK_OVERRIDE)
        if word.is_absence and word.worked_until_s > self.clock():
            self.work_until(word.worked_until_s)
        elif word.is_absence:
            self._settings.reset(WORK_OVERRIDE)
        self.look()

    def _next_begin_s(self, now_s: float) -> float:
        times = replace(self.schedule.times(), override=None)
        ends_s = now_s if times.at(now_s).phase is Phase.OFF else times.next_change(now_s) or now_s
        return times.next_reachable(ends_s) or ends_s + 86_400.0

    # -------------------------------------------------------------------- clock

    def _on_setting(self, key: str) -> None:
        if key in _KEYS:
            self.look()

    def look(self) -> None:
        """Looks at the clock now, which it does by itself every half minute."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        now_s = self.clock()
        if 0 < self._settings.get(WORK_OVERRIDE).until_s <= now_s:
            self._settings.reset(WORK_OVERRIDE)  # comes back here
            return
        view = self._view_at(now_s) if self._settings.get(QUIET_HOURS) else QuietView()
        if view.is_on:
            wait_s = _LONGEST_WAIT_S if view.until_s is None else min(_LONGEST_WAIT_S, view.until_s - now_s)
            self._timer = self._runtime.call_later(max(0.0, wait_s), self.look)
            self.schedule.look_for_holidays()
        if view != self.view:
            self.view = view
            self.changed.announce(None)

    def _view_at(self, now_s: float) -> QuietView:
        times = self.schedule.times()
        now = times.at(now_s)
        is_quiet = now.phase is Phase.OFF
        return QuietView(
            is_on=True,
            is_quiet=is_quiet,
            moment=now,
            until_s=times.next_reachable(now_s) if is_quiet else times.next_change(now_s),
            target=self._settings.get(QUIET_TARGET),
            number=self._settings.get(QUIET_NUMBER),
            has_emergency_contacts=bool(self._settings.get(EMERGENCY_CONTACTS)),
        )

    # ------------------------------------------------------------------ for words

    def local(self, at_s: float) -> datetime:
        """The wall time at which people in the zone of the working times are then."""
        return datetime.fromtimestamp(at_s, self.schedule.zone)
