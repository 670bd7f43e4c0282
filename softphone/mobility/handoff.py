"""Calls are handed over to the user's mobile: pushed from here, and back here whenever that does not work."""

import logging
from collections.abc import Callable

from softphone.accounts.accounts import Accounts
from softphone.accounts.view import AccountView
from softphone.basics.errors import UserFacingError
from softphone.basics.ids import AccountId, CallId
from softphone.basics.listeners import Listeners
from softphone.basics.secret import Secret
from softphone.basics.words import translate
from softphone.calls.call import Call, CallAction
from softphone.calls.calls import Calls
from softphone.calls.dial_plan import target
from softphone.calls.number_lamps import NumberLamps
from softphone.engine_client.gateway import EngineGateway
from softphone.mobility import handoff_text as words
from softphone.mobility.handoff_blind import BlindStep
from softphone.mobility.handoff_code import CodeStep
from softphone.mobility.handoff_consult import ConsultStep
from softphone.mobility.handoff_guard import HandoffGuard
from softphone.mobility.handoff_ladder import ladder, needs_number, ring_s
from softphone.mobility.handoff_own_devices import OwnDevicesStep
from softphone.mobility.handoff_run import HandoffRun
from softphone.mobility.handoff_step import Step, StepNews, StepSettings, StepWorld
from softphone.mobility.handoff_view import MOBILE, HandoffStage, HandoffView
from softphone.mobility.mobile_numbers import MobileNumbers
from softphone.mobility.push_news import PushNews
from softphone.pbx_profiles.profile import HandoffStep, Profile
from softphone.protocol.events import EventFrame
from softphone.protocol.snapshots import AccountConfig, CallLegSnapshot, LegState
from softphone.runtime import Runtime
from softphone.settings.handoff_settings import (
    HANDOFF_CONFIRM_S,
    HANDOFF_CONFIRMATION,
    HANDOFF_GUARD_S,
    HANDOFF_RING_S,
)
from softphone.settings.settings import Settings

__all__ = ["HandoffStage", "HandoffView", "Handoffs", "NumberMissing"]
_log = logging.getLogger("softphone.mobility")


class NumberMissing(UserFacingError):
    """The mobile's number is not known. It is entered on the page "Where my calls go"."""


class HandoffImpossible(UserFacingError):
    """This call cannot be handed over now."""


class Handoffs:
    """Every call that is on its way to the mobile, and what became of those that are still shown.

    Args:
        profile_of: the phone system of an account.
        dialled_here: what the site's dial plan makes of a number.
        prompt: gives the sound file for a way of confirming, ``key`` or ``answer``.
        note: tells the history how and whereto a call went.

    Attributes:
        changed: announces a handoff when anything in it changed, its end included.
    """

    def __init__(
        self,
        runtime: Runtime,
        gateway: EngineGateway,
        accounts: Accounts,
        calls: Calls,
        settings: Settings,
        *,
        numbers: MobileNumbers,
        guard: HandoffGuard,
        lamps: Callable[[], NumberLamps],
        profile_of: Callable[[AccountConfig], Profile],
        dialled_here: Callable[[str], str],
        prompt: Callable[[str], str],
        note: Callable[[CallId, str, str], None],
        news: PushNews,
    ) -> None:
        self.changed: Listeners[HandoffView] = Listeners()
        self._runtime, self._gateway, self._accounts, self._calls = runtime, gateway, accounts, calls
        self._settings, self._numbers, self._guard, self._lamps = settings, numbers, guard, lamps
        self._profile_of, self._dialled_here, self._prompt, self._note = profile_of, dialled_here, prompt, note
        self._news = news
        self._runs: dict[CallId, HandoffRun] = {}
        calls.changed.add(self._call_changed)
        calls.removed.add(self._call_removed)
        calls.pass_over_by(self._is_echo)
        gateway.events.add(self._on_event)
        accounts.changed.add(self._account_changed)

    # ------------------------------------------------------------------- reading

    def can_push(self, call_id: CallId) -> bool:
        """The call could go to the mobile now. What else may be missing `push` says."""
        call = self._calls.get(call_id)
        if call is None or call.state != LegState.ESTABLISHED or CallAction.TRANSFER not in call.actions:
            return False
        is_under_way = self._news.is_under_way(call.account_id)
        return not (call.leg.is_mixed or is_under_way or self._accounts.view(call.account_id) is None)

    def of(self, call_id: CallId) -> HandoffView | None:
        """How the call's handoff stands, or ended; None when there was none."""
        run = self._runs.get(call_id)
        return None if run is None else run.view

    # ------------------------------------------------------------------ commands

    def push(self, call_id: CallId) -> None:
        """Sends the call to the mobile. Raises NumberMissing, HandoffImpossible, DialError or EngineUnavailable."""
        call = self._calls.get(call_id)
        view = self._accounts.view(call.account_id) if call is not None else None
        if call is None or view is None or not self.can_push(call_id):
            raise HandoffImpossible(
                translate("mobility", "This call cannot go to your mobile now."),
                translate("mobility", "Wait until both of you talk, or end the transfer or conference first."),
            )
        steps = self._steps(call, view)
        world = self._world(view)
        _log.info("handoff of %s begins: %s", call_id, ", ".join(steps))
        run = HandoffRun(call, steps, lambda kind, news: _step(kind, world, news), self._announce)
        self._runs[call_id] = run
        self._news.note(call.account_id, is_under_way=True)
        run.begin()

    def cancel(self, call_id: CallId) -> None:
        """The call stays here; does nothing once it is being moved."""
        run = self._runs.get(call_id)
        if run is not None:
            run.cancel()

    def dismiss(self, call_id: CallId) -> None:
        """The user has read why the call is still here."""
        run = self._runs.get(call_id)
        if run is not None and run.is_over:
            del self._runs[call_id]
            self.changed.announce(run.view)

    # -------------------------------------------------------------------- inside

    def _steps(self, call: Call, view: AccountView) -> tuple[HandoffStep, ...]:
        profile, account_id = self._profile_of(view.config), view.account_id
        has_number = self._number(account_id) is not None
        if not has_number and needs_number(profile.handoff, profile):
            raise NumberMissing(
                translate("mobility", "Your mobile number is not known."),
                translate("mobility", "Enter it under “Where my calls go”."),
            )
        needs_key = self._settings.get(HANDOFF_CONFIRMATION) == "key"
        steps = ladder(profile, has_number=has_number, needs_key=needs_key, is_only_call=self._is_only_call(call))
        if not steps and not self._is_only_call(call):
            raise HandoffImpossible(
                translate("mobility", "The phone system could not know which of your calls is meant."),
                translate("mobility", "End the other call first, or enter your mobile number."),
            )
        return self._guard.allowed(account_id, steps)

    def _world(self, view: AccountView) -> StepWorld:
        get, profile = self._settings.get, self._profile_of(view.config)
        confirmation = get(HANDOFF_CONFIRMATION)
        number = self._number(view.account_id)
        return StepWorld(
            runtime=self._runtime,
            gateway=self._gateway,
            lamps=self._lamps,
            view=view,
            profile=profile,
            settings=StepSettings(
                ring_s(profile, get(HANDOFF_RING_S)),
                get(HANDOFF_CONFIRM_S),
                get(HANDOFF_GUARD_S),
                confirmation == "key",
            ),
            target=lambda text: str(target(self._dialled_here(text), view.config)),
            number=lambda: None if number is None else number.reveal(),
            prompt=self._prompt(confirmation),
        )

    def _number(self, account_id: AccountId) -> Secret | None:
        """The mobile's; that of another account where this one has none: the user carries but one."""
        return self._numbers.of(account_id) or next((number for _, number in self._numbers.all()), None)

    def _is_only_call(self, call: Call) -> bool:
        others = (each for each in self._calls.calls() if each.call_id != call.call_id and not each.is_ended)
        return not any(each.account_id == call.account_id for each in others)

    def _announce(self, run: HandoffRun) -> None:
        view = run.view
        if run.is_over:
            if view.stage == HandoffStage.DONE:
                self._calls.taking_over.explain_end(run.call_id, words.CONTINUED.translated("mobility"))
                self._note(run.call_id, MOBILE, MOBILE)
            self._news.note(run.call.account_id, is_under_way=False)
            if view.stage == HandoffStage.DONE:
                self._news.landed.announce(run.call)
        self.changed.announce(view)

    def _call_changed(self, call: Call) -> None:
        run = self._runs.get(call.call_id)
        if run is not None:
            run.take(call)

    def _call_removed(self, call_id: CallId) -> None:
        self._runs.pop(call_id, None)

    def _on_event(self, frame: EventFrame) -> None:
        for run in tuple(self._runs.values()):
            run.on_event(frame.event)

    def _account_changed(self, view: AccountView) -> None:
        """The phone system that does not answer any more moves nothing."""
        if not view.is_registered and view.explanation is not None:
            for run in tuple(self._runs.values()):
                if run.call.account_id == view.account_id:
                    run.fail(words.SERVER_GONE)

    def _is_echo(self, leg: CallLegSnapshot) -> bool:
        return any(run.is_echo(leg) for run in self._runs.values())


def _step(kind: HandoffStep, world: StepWorld, news: StepNews) -> Step:
    match kind:
        case HandoffStep.CODE:
            return CodeStep(world, news)
        case HandoffStep.OWN_DEVICES:
            return OwnDevicesStep(world, news)
        case HandoffStep.CONSULT:
            return ConsultStep(world, news, world.number() or "")
        case HandoffStep.BLIND:
            return BlindStep(world, news, world.number() or "")
