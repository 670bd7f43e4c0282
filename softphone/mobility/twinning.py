"""Twinning: the mobile rings beside the desk; always, while the user is away, or by schedule. Switched at the PBX."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from softphone.basics.explanation import Explanation
from softphone.basics.ids import AccountId
from softphone.basics.listeners import Listeners
from softphone.basics.words import translate
from softphone.mobility.forward_target import dialled_number
from softphone.mobility.identity_guard import Purpose
from softphone.mobility.mobility_ports import Guard, OwnMobile
from softphone.mobility.pbx_switches import PbxSwitches, SwitchSpec
from softphone.mobility.twin_presence import TwinPresence
from softphone.mobility.twin_view import TwinError, TwinMode, TwinView
from softphone.mobility.wait_for_switches import WaitForSwitches
from softphone.pbx_profiles.profile import NUMBER, Feature, Lamp, Profile
from softphone.presence.own_status import OwnStatus
from softphone.protocol.snapshots import AccountConfig
from softphone.runtime import Runtime
from softphone.settings.quiet_settings import SUSPENDED_TWINNING, WorkingWeek
from softphone.settings.settings import Settings

if TYPE_CHECKING:
    from softphone.mobility.twin_schedule import TwinSchedule

TWIN, DELAY, GUARD = "twinning", "twinning_delay", "twinning_guard"
LONGEST_DELAY_S = 30
_ON = "on"


class Twinning:
    """Only a change of what is wanted is told to the phone system: what is switched at another phone stays until then.

    Attributes:
        changed: announces the account of which something is otherwise now.
    """

    def __init__(
        self,
        runtime: Runtime,
        switches: PbxSwitches,
        settings: Settings,
        own_status: OwnStatus,
        mobile: OwnMobile,
        guard: Guard,
        dialled_here: Callable[[str], str],
        new_schedule: Callable[[Callable[[], None]], "TwinSchedule"],
    ) -> None:
        """new_schedule: makes what follows the clock, when it is needed first; it calls back when it is to be asked."""
        self.changed: Listeners[AccountId] = Listeners()
        self._runtime, self._switches, self._mobile, self._guard = runtime, switches, mobile, guard
        self._dialled_here = dialled_here
        self._suspended = {AccountId(each) for each in settings.get(SUSPENDED_TWINNING)}
        self._presence = TwinPresence(runtime, own_status, self._apply_all)
        self._new_schedule = new_schedule
        self._schedule: TwinSchedule | None = None
        self._is_closing = False

    def specs(self) -> tuple[SwitchSpec, ...]:
        """The switches that `PbxSwitches` is to be started with."""
        return (
            SwitchSpec(TWIN, Feature.TWINNING_ON, Feature.TWINNING_OFF, Lamp.TWINNING, self._number),
            SwitchSpec(DELAY, Feature.TWINNING_DELAY, Feature.TWINNING_DELAY, None, lambda _c, _p, value: value, "0"),
            SwitchSpec(
                GUARD,
                Feature.TWINNING_GUARD_ON,
                Feature.TWINNING_GUARD_OFF,
                Lamp.TWINNING_GUARD,
                lambda _c, _p, _v: None,
            ),
        )

    def start(self) -> None:
        """Follows the phone system, the user and the clock from now on. The switches were started."""
        self._switches.changed.add(self._on_switch)
        self._presence.start()
        self._apply_all()

    def account_ids(self) -> tuple[AccountId, ...]:
        """The accounts whose phone systems can do it, the default account first."""
        return tuple(each for each in self._switches.account_ids() if self._switches.is_offered(each, TWIN))

    def is_signed_in(self, account_id: AccountId) -> bool:
        """The phone system can be told something now."""
        return self._switches.is_ready(account_id)

    def view(self, account_id: AccountId) -> TwinView:
        """As it is now."""
        profile, config = self._switches.profile(account_id), self._switches.config(account_id)
        if profile is None or config is None or not self._switches.is_offered(account_id, TWIN):
            return TwinView(is_offered=False)
        kept, switches = self._switches.routing(account_id), self._switches
        twin, delay, guard = (switches.view(account_id, name) for name in (TWIN, DELAY, GUARD))
        has_delay = switches.is_offered(account_id, DELAY)
        delay_text = delay.wished if delay.wished is not None else delay.value
        problem = next((each.problem for each in (twin, delay, guard) if each.problem is not None), None)
        return TwinView(
            mode=TwinMode(kept.twin_mode),
            is_on=twin.is_on,
            is_pending=any(each.wished is not None for each in (twin, delay, guard)),
            problem=problem,
            is_suspended=account_id in self._suspended,
            is_read_back=twin.is_read_back,
            delay_s=int(delay_text or 0) if has_delay else None,
            is_guarded=bool(guard.wished) if guard.wished is not None else guard.is_on,
            has_guard=switches.is_offered(account_id, GUARD),
            needs_mobile=self._needs_mobile(profile) and self._mobile.of(account_id) is None,
            rings_when_closed=kept.rings_when_closed,
            week=kept.twin_week,
            mobile_rings_s=profile.rings_before_voicemail_s,
        )

    def warning(self, account_id: AccountId) -> Explanation | None:
        """What the user should know before the mobile rings too; None when all is well."""
        return self._guard.check(account_id, Purpose.TWIN).warning

    def set_mode(self, account_id: AccountId, mode: TwinMode) -> None:
        """When the mobile rings from now on. Raises TwinError in words."""
        profile = self._switches.profile(account_id)
        if profile is None or not self._switches.is_offered(account_id, TWIN):
            raise TwinError(
                translate("mobility", "The phone system does not offer this here."),
                translate("mobility", "Your administrator can look at the account's phone system."),
            )
        if mode is not TwinMode.OFF:
            self._check(account_id, profile)
        self._keep(account_id, mode=mode)
        self._apply(account_id, is_by_hand=True)
        self.changed.announce(account_id)

    def suspend(self, account_id: AccountId, is_suspended: bool) -> None:
        """Off for quiet hours, and back to what the mode says. Whoever suspends remembers it over restarts."""
        if (account_id in self._suspended) != is_suspended:
            (self._suspended.add if is_suspended else self._suspended.discard)(account_id)
            self._apply(account_id)
            self.changed.announce(account_id)

    def set_week(self, account_id: AccountId, week: WorkingWeek) -> None:
        """When the mobile rings by schedule."""
        self._switches.keep(replace(self._switches.routing(account_id), twin_week=week))
        self._apply(account_id)
        self.changed.announce(account_id)

    def set_delay(self, account_id: AccountId, seconds: int) -> None:
        """How much later than the desk the mobile rings, 0 to 30 s."""
        seconds = min(max(0, seconds), LONGEST_DELAY_S)
        self._switches.set(account_id, DELAY, str(seconds) if seconds else "")

    def set_guarded(self, account_id: AccountId, is_guarded: bool) -> None:
        """Whether a key has to be pressed at the mobile before it gets a call, so that its voicemail never does."""
        self._switches.set(account_id, GUARD, _ON if is_guarded else "")

    def set_rings_when_closed(self, account_id: AccountId, rings: bool) -> None:
        """Whether the mobile goes on ringing while this program is not running."""
        self._switches.keep(replace(self._switches.routing(account_id), rings_when_closed=rings))
        self.changed.announce(account_id)

    def sleep_changed(self, is_beginning: bool) -> None:
        """The computer is about to sleep, so nobody can answer here; or it woke."""
        if is_beginning:
            self._presence.leave_now()
        else:
            self._presence.look()

    def close(self, on_done: Callable[[], None], patience_s: float = 3.0) -> None:
        """The program ends: has the mobile ring, or not, as the user wants it then, and calls back soon."""
        self._is_closing = True
        self._presence.stop()
        if self._schedule is not None:
            self._schedule.stop()
        changed = [each for each in self.account_ids() if self._set_for_the_end(each)]
        if not changed:
            on_done()
            return
        WaitForSwitches(self._runtime, self._switches, TWIN, changed, on_done, patience_s)

    # ------------------------------------------------------------------ what is wanted

    def _apply_all(self) -> None:
        for account_id in self.account_ids():
            self._apply(account_id)

    def _apply(self, account_id: AccountId, *, is_by_hand: bool = False) -> None:
        """Tells the phone system when something else is wanted than it was told last."""
        wanted = self._wanted(account_id)
        applied = self._switches.routing(account_id).twin_applied == _ON
        if wanted != applied and not self._is_closing:
            self._keep(account_id, is_applied=wanted)
            self._switches.set(account_id, TWIN, _ON if wanted else "", keeps_trying=not is_by_hand)

    def _wanted(self, account_id: AccountId) -> bool:
        kept = self._switches.routing(account_id)
        match TwinMode(kept.twin_mode):
            case TwinMode.WHEN_AWAY:
                is_wanted = self._presence.is_away
            case TwinMode.SCHEDULE:
                if self._schedule is None:
                    self._schedule = self._new_schedule(self._apply_all)
                is_wanted = self._schedule.is_now(kept.twin_week)
            case mode:
                is_wanted = mode is TwinMode.ALWAYS
        return is_wanted and account_id not in self._suspended

    def _on_switch(self, account_id: AccountId) -> None:
        self._follow(account_id)
        if self._switches.is_offered(account_id, TWIN):
            self._apply(account_id)
        self.changed.announce(account_id)

    def _follow(self, account_id: AccountId) -> None:
        """On and off are what the phone system says: who switches it at the desk phone has chosen the mode, too."""
        view, kept = self._switches.view(account_id, TWIN), self._switches.routing(account_id)
        is_settled = view.wished is None and view.is_read_back and view.is_on is not None
        is_plain = kept.twin_mode in (TwinMode.OFF, TwinMode.ALWAYS) and account_id not in self._suspended
        if is_settled and is_plain and not self._is_closing and view.is_on != (kept.twin_applied == _ON):
            is_on = bool(view.is_on)
            self._keep(account_id, mode=TwinMode.ALWAYS if is_on else TwinMode.OFF, is_applied=is_on)

    def _set_for_the_end(self, account_id: AccountId) -> bool:
        """True when the phone system has to be told."""
        kept, view = self._switches.routing(account_id), self._switches.view(account_id, TWIN)
        mode = TwinMode(kept.twin_mode)
        if mode is TwinMode.OFF or account_id in self._suspended or not self._switches.is_ready(account_id):
            return False
        is_wanted = kept.rings_when_closed and (mode is TwinMode.WHEN_AWAY or kept.twin_applied == _ON)
        if view.is_on == is_wanted and view.wished is None:
            return False
        self._keep(account_id, is_applied=is_wanted)
        self._switches.set(account_id, TWIN, _ON if is_wanted else "")
        return True

    def _keep(self, account_id: AccountId, mode: TwinMode | None = None, is_applied: bool | None = None) -> None:
        kept = self._switches.routing(account_id)
        if mode is not None:
            kept = replace(kept, twin_mode=mode.value)
        if is_applied is not None:
            kept = replace(kept, twin_applied=_ON if is_applied else "off")
        self._switches.keep(kept)

    # ------------------------------------------------------------------ the mobile

    def _check(self, account_id: AccountId, profile: Profile) -> None:
        if self._needs_mobile(profile) and self._mobile.of(account_id) is None:
            raise TwinError(
                translate("mobility", "The number of your mobile is not known."),
                translate("mobility", "Enter it first."),
            )
        exposure = self._guard.check(account_id, Purpose.TWIN)
        if exposure.is_blocked:
            why = exposure.warning
            title = translate("mobility", "Your company does not allow the mobile to ring too.")
            raise TwinError(why.title if why else title, why.remedy if why else "")

    def _number(self, config: AccountConfig, profile: Profile, _value: str) -> str | None:
        if not self._needs_mobile(profile):
            return None
        secret = self._mobile.of(config.account_id)
        return dialled_number(secret.reveal(), self._dialled_here) if secret is not None else ""

    @staticmethod
    def _needs_mobile(profile: Profile) -> bool:
        return NUMBER in profile.codes.get(Feature.TWINNING_ON, "")
