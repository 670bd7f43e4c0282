"""Which number each side sees, known before it is seen; and what the site wants done about a private one."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from softphone.accounts.accounts import Accounts
from softphone.accounts.view import AccountView
from softphone.basics.explanation import Explanation
from softphone.basics.ids import AccountId
from softphone.basics.words import translate
from softphone.calls.call_guard import OWN_MOBILE
from softphone.calls.dial_rules import emergency_number
from softphone.directory.numbers import NumberPlan
from softphone.mobility.mobile_numbers import MobileNumbers, masked
from softphone.mobility.outward_identity import Outward, outward_of
from softphone.pbx_profiles.profile import HandoffStep, Profile
from softphone.protocol.snapshots import AccountConfig
from softphone.settings.identity_settings import PRIVATE_NUMBER, WORK_DOMAINS
from softphone.settings.settings import Settings

# What is dialled in front of a number so that the own is not shown: North America, and GSM and most of Europe.
_WITHHOLDING = ("*67", "#31#", "*31#")
_MOBILE_PLACES = ("", "mobile", OWN_MOBILE)


class Purpose(StrEnum):
    """What is about to be done."""

    CALL = "call"
    HANDOFF = "handoff"
    TWIN = "twin"
    FORWARD = "forward"
    PULL = "pull"


@dataclass(frozen=True, slots=True)
class Exposure:
    """Who sees what.

    Attributes:
        far_sees: the number, and the name, that the other side sees; for a forward and a twin, the caller.
        mobile_sees: what the own mobile shows; empty where it takes no part.
        exposes_private: the other side may see a number that is private.
        warning: what is wrong with that, with the remedy; None where nothing is, or nobody minds.
        is_blocked: it must not be done.
    """

    far_sees: str
    mobile_sees: str = ""
    exposes_private: bool = False
    warning: Explanation | None = None
    is_blocked: bool = False

    @property
    def words(self) -> str:
        """One line for a window."""
        words = translate("mobility", "They see: {number}").format(number=self.far_sees)
        if not self.mobile_sees:
            return words
        return f"{words} · {translate('mobility', 'Your mobile shows: {number}').format(number=self.mobile_sees)}"


class IdentityGuard:
    """Asks nobody and changes nothing. Whoever is about to do something checks it first, and obeys."""

    def __init__(
        self,
        accounts: Accounts,
        settings: Settings,
        numbers: MobileNumbers,
        profile_of: Callable[[AccountConfig], Profile],
        plan: Callable[[], NumberPlan],
    ) -> None:
        self._accounts, self._settings, self._numbers = accounts, settings, numbers
        self._profile_of, self._plan = profile_of, plan

    def check(
        self, account_id: AccountId, purpose: Purpose, target: str = "", step: HandoffStep | None = None
    ) -> Exposure:
        """What would be seen.

        target: the number that is called or forwarded to; empty for the own mobile.
        step: how a call is handed off; None for the phone system's best way.
        """
        view = self._accounts.view(account_id)
        if view is None:
            return Exposure(translate("mobility", "nothing: the account is gone"))
        outward = self._outward(view, target if purpose == Purpose.CALL else "")
        shown = str(outward)
        if purpose == Purpose.CALL:
            return self._of_call(view, outward, target)
        if purpose == Purpose.PULL:
            return self._with_account(outward, Exposure(shown))
        mobile = self._numbers.of(account_id)
        if purpose == Purpose.FORWARD and not self._is_mobile(target):
            return self._with_account(outward, Exposure(shown))
        seen = _mobile_sees(purpose, step, shown)
        if self._is_hidden(view.config, purpose, step):
            return self._with_account(outward, Exposure(shown, seen))
        private = translate("mobility", "perhaps your private number")
        if mobile is not None:
            private = translate("mobility", "perhaps your private number {number}").format(number=masked(mobile))
        title = translate("mobility", "The other side may see your private mobile number.")
        remedy = translate(
            "mobility",
            "Choose your phone system in the account, or ask your administrator whether it shows the work number.",
        )
        return self._ruled(Exposure(private, seen, True), Explanation(title, remedy))

    # ------------------------------------------------------------------ inside

    def _outward(self, view: AccountView, target: str) -> Outward:
        return outward_of(view, self._plan(), target, self._settings.get(WORK_DOMAINS))

    def _of_call(self, view: AccountView, outward: Outward, target: str) -> Exposure:
        text = target.strip()
        if emergency_number(text, self._settings):
            return Exposure(str(outward))  # help comes first
        if text.startswith(_WITHHOLDING):
            return Exposure(translate("mobility", "no number (withheld)"))
        seen = str(outward) if self._is_mobile(target) and target else ""
        return self._with_account(outward, Exposure(str(outward), seen))

    def _with_account(self, outward: Outward, exposure: Exposure) -> Exposure:
        """The account itself may be what is private."""
        if not outward.is_work:
            title = translate("mobility", "This account is not your work identity: others see {number}.")
            remedy = translate("mobility", "Choose your work account for it.")
            return self._ruled(exposure, Explanation(title.format(number=outward), remedy))
        if self._numbers.is_own(outward.known_as):
            title = translate("mobility", "This account shows your private mobile number to others.")
            remedy = translate("mobility", "Correct its address, its name or its number in the settings.")
            return self._ruled(exposure, Explanation(title, remedy))
        return exposure

    def _ruled(self, exposure: Exposure, warning: Explanation) -> Exposure:
        rule = self._settings.get(PRIVATE_NUMBER)
        return Exposure(
            exposure.far_sees,
            exposure.mobile_sees,
            True,
            None if rule == "allow" else warning,
            rule == "block",
        )

    def _is_hidden(self, config: AccountConfig, purpose: Purpose, step: HandoffStep | None) -> bool:
        profile = self._profile_of(config)
        if purpose == Purpose.HANDOFF:
            step = step or next(iter(profile.handoff), None)
        # Own devices answer with the own address: the mobile's number takes no part.
        return profile.hides_mobile or (purpose == Purpose.HANDOFF and step == HandoffStep.OWN_DEVICES)

    def _is_mobile(self, target: str) -> bool:
        return target in _MOBILE_PLACES or self._numbers.is_own(target)


def _mobile_sees(purpose: Purpose, step: HandoffStep | None, work_number: str) -> str:
    if purpose == Purpose.HANDOFF and step in (None, HandoffStep.CONSULT, HandoffStep.CODE):
        return work_number
    return translate("mobility", "the caller, or {number}").format(number=work_number)
