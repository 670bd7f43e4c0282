"""A phone with a clock that tests set, and a phone system that forwards, behind the ports of quiet hours."""

from dataclasses import replace
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from softphone.basics.ids import AccountId
from softphone.basics.listeners import Listeners
from softphone.mobility.forward_target import VOICEMAIL, ForwardError, ForwardTarget
from softphone.mobility.forwarding import ForwardKind, ForwardRule, ForwardState
from softphone.mobility.quiet_hours import QuietHours
from softphone.mobility.quiet_routing import QuietRouting
from softphone.settings.quiet_settings import QUIET_HOURS
from softphone.settings.settings import Settings
from softphone.settings.store import MemorySettingsStore
from tests.fakes.virtual_runtime import VirtualRuntime

ALICE = AccountId("account-alice")
BERLIN = ZoneInfo("Europe/Berlin")
EVENING, MORNING = "2026-11-23 17:00", "2026-11-24 08:00"


class FakeForwards:
    """Takes what is set after a moment; `set_elsewhere` is somebody at the desk phone. offered: the kinds it knows."""

    def __init__(self, runtime: VirtualRuntime, offered: tuple[ForwardKind, ...] = tuple(ForwardKind)) -> None:
        self._runtime, self._offered = runtime, offered
        self.changed: Listeners[AccountId] = Listeners()
        self.rules = {kind: ForwardRule(kind, ForwardState.OFF, is_offered=kind in offered) for kind in ForwardKind}
        self.wishes: list[tuple[ForwardKind, str]] = []
        self.has_voicemail = True

    def account_ids(self) -> tuple[AccountId, ...]:
        return (ALICE,) if self._offered else ()

    def rule(self, account_id: AccountId, kind: ForwardKind) -> ForwardRule:
        return self.rules[kind] if account_id == ALICE else ForwardRule(kind, is_offered=False)

    def checked(self, account_id: AccountId, target: ForwardTarget) -> ForwardTarget:
        if target == VOICEMAIL and not self.has_voicemail:
            raise ForwardError("No way to voicemail is known.", "Enter its number.")
        return target

    def set(self, account_id: AccountId, kind: ForwardKind, target: ForwardTarget | None) -> None:
        wished = "" if target is None else self.checked(account_id, target).text
        self.wishes.append((kind, wished))
        self._become(replace(self.rules[kind], is_pending=True, wished=wished, is_forgotten=False))
        self._runtime.call_later(1.0, lambda: self._take(kind, wished))

    def set_elsewhere(self, kind: ForwardKind, is_on: bool) -> None:
        state = ForwardState.ON if is_on else ForwardState.OFF
        self._become(replace(self.rules[kind], state=state, target=""))

    def offer(self, *offered: ForwardKind) -> None:
        """The phone system knows only these kinds."""
        self._offered = offered
        for kind in ForwardKind:
            self._become(replace(self.rules[kind], is_offered=kind in offered))

    def forget(self, kind: ForwardKind) -> None:
        """The phone system was restarted without what was set."""
        self._become(replace(self.rules[kind], state=ForwardState.OFF, target="", is_forgotten=True))

    def set_before(self, kind: ForwardKind, target: str) -> None:
        """The user has set it here, long ago."""
        state = ForwardState.ON if target else ForwardState.OFF
        self._become(replace(self.rules[kind], state=state, target=target))

    def goes_to(self, kind: ForwardKind) -> str:
        rule = self.rules[kind]
        return rule.target if rule.state is ForwardState.ON else ""

    def _take(self, kind: ForwardKind, wished: str) -> None:
        state = ForwardState.ON if wished else ForwardState.OFF
        self._become(replace(self.rules[kind], state=state, target=wished, is_pending=False, wished=""))

    def _become(self, rule: ForwardRule) -> None:
        self.rules[rule.kind] = rule
        self.changed.announce(ALICE)


class MobileSpy:
    """Remembers whether the mobile is kept from ringing."""

    def __init__(self) -> None:
        self.is_suspended = False
        self.is_offered = True
        self.told: list[bool] = []

    def account_ids(self) -> tuple[AccountId, ...]:
        return (ALICE,) if self.is_offered else ()

    def suspend(self, account_id: AccountId, is_suspended: bool) -> None:
        self.is_suspended = is_suspended
        self.told.append(is_suspended)


class QuietStage:
    """`restart` is a new program on what the last one kept."""

    def __init__(self, start: str, zone: tzinfo = BERLIN) -> None:
        self.runtime = VirtualRuntime()
        self.zone: tzinfo = zone
        self.store = MemorySettingsStore()
        self.forwards = FakeForwards(self.runtime)
        self.mobiles = MobileSpy()
        self.accounts: tuple[AccountId, ...] = (ALICE,)
        self.places_asked: list[tuple[str, tuple[int, ...]]] = []
        self.holidays: dict[str, str] = {}
        self.set_clock(start)
        self._begin()
        self.settings.set(QUIET_HOURS, True)

    def restart(self) -> None:
        """The timers of the program before are gone with it."""
        self.settings.flush(lambda: None)
        self.runtime.run_posted()
        self.runtime._timers.clear()
        self.forwards.changed = Listeners()
        self._begin()

    def _begin(self) -> None:
        self.settings = Settings(self.runtime, self.store)
        self.settings.load()
        self.quiet = QuietHours(
            self.runtime, self.settings, lambda one, other: one == other, lambda name: self._zone(name), self._holidays
        )
        self.routing = QuietRouting(
            self.runtime, self.settings, self.quiet, lambda: self.forwards, lambda: self.mobiles, lambda: self.accounts
        )
        self.quiet.start()
        self.routing.start()
        self.advance(0)

    def set_clock(self, local: str) -> None:
        """The wall clock jumps; no timer is called for it."""
        at_s = datetime.fromisoformat(local).replace(tzinfo=self.zone).timestamp()
        self.runtime.stall(at_s - self.runtime.wall_time_s(), asleep=True)

    def advance(self, seconds: float = 3.0) -> None:
        self.runtime.advance(seconds)
        self.runtime.run_posted()

    def advance_to(self, local: str) -> None:
        """Time passes, with every timer called."""
        at_s = datetime.fromisoformat(local).replace(tzinfo=self.zone).timestamp()
        self.advance(at_s - self.runtime.wall_time_s())

    def fall_quiet(self) -> None:
        """The day's work ends, and the phone system is told."""
        self.advance_to(EVENING)
        self.advance()

    def begin_work(self) -> None:
        """The next morning."""
        self.advance_to(MORNING)
        self.advance()

    def _zone(self, name: str) -> tzinfo:
        return ZoneInfo(name) if name else self.zone

    def _holidays(self, place: str, years: tuple[int, ...]) -> dict[str, str]:
        self.places_asked.append((place, years))
        return self.holidays
