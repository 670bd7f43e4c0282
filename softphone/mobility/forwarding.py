"""Forwarding: set at the phone system, read back from it, remembered over restarts."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from softphone.basics.explanation import Explanation
from softphone.basics.ids import AccountId
from softphone.basics.listeners import Listeners
from softphone.basics.sip_uri import SipUri
from softphone.basics.words import translate
from softphone.directory.numbers import NumberPlan
from softphone.mobility.forward_target import (
    MOBILE,
    VOICEMAIL,
    ForwardError,
    ForwardPlace,
    ForwardTarget,
    checked_number,
    dialled_number,
)
from softphone.mobility.identity_guard import Purpose
from softphone.mobility.mobility_ports import Guard, OwnMobile
from softphone.mobility.pbx_switches import PbxSwitches, SwitchSpec
from softphone.pbx_profiles.profile import Feature, Lamp, Profile
from softphone.protocol.snapshots import AccountConfig
from softphone.settings.declared import EMERGENCY_NUMBERS
from softphone.settings.settings import Settings


class ForwardKind(StrEnum):
    """When calls are sent elsewhere."""

    ALWAYS = "always"
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    NOT_REGISTERED = "not_registered"


class ForwardState(StrEnum):
    """Whether it is on at the phone system."""

    ON = "on"
    OFF = "off"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ForwardRule:
    """One kind as it is now.

    Attributes:
        target: number, "voicemail" or "mobile" (`ForwardTarget.of`); empty when it is off, or was set elsewhere: the
            phone system does not tell where to.
        is_pending: the phone system has not taken yet what was wished.
        wished: where to, while that is pending; empty for off.
        is_read_back: the phone system tells `state` now; otherwise it is as it was set here or seen last.
        is_offered: the phone system has codes for it.
        is_forgotten: it was on until the phone system was not heard or was restarted; since then it is off.
        is_unsure: it is not offered because nobody has made sure of the codes yet.
    """

    kind: ForwardKind
    state: ForwardState = ForwardState.UNKNOWN
    target: str = ""
    is_pending: bool = False
    problem: Explanation | None = None
    is_read_back: bool = False
    wished: str = ""
    is_offered: bool = True
    is_unsure: bool = False
    is_forgotten: bool = False


_CODES = {
    ForwardKind.ALWAYS: (Feature.FORWARD_ALWAYS_ON, Feature.FORWARD_ALWAYS_OFF, Lamp.FORWARD_ALWAYS),
    ForwardKind.BUSY: (Feature.FORWARD_BUSY_ON, Feature.FORWARD_BUSY_OFF, Lamp.FORWARD_BUSY),
    ForwardKind.NO_ANSWER: (Feature.FORWARD_NO_ANSWER_ON, Feature.FORWARD_NO_ANSWER_OFF, Lamp.FORWARD_NO_ANSWER),
    ForwardKind.NOT_REGISTERED: (
        Feature.FORWARD_NOT_REGISTERED_ON,
        Feature.FORWARD_NOT_REGISTERED_OFF,
        Lamp.FORWARD_NOT_REGISTERED,
    ),
}


class Forwarding:
    """Four kinds for each account.

    Args:
        mobile: knows the own mobile's number; it is asked when a code is dialled, and nothing of it is kept.
        dialled_here: what is dialled at this site for a number.

    Attributes:
        changed: announces the account of which a rule is another now.
    """

    def __init__(
        self,
        switches: PbxSwitches,
        settings: Settings,
        mobile: OwnMobile,
        plan: Callable[[], NumberPlan],
        dialled_here: Callable[[str], str],
        guard: Guard,
    ) -> None:
        self._switches, self._settings, self._mobile = switches, settings, mobile
        self._plan, self._dialled_here, self._guard = plan, dialled_here, guard
        self.changed: Listeners[AccountId] = switches.changed
        mobile.changed.add(self._on_mobile)

    def specs(self) -> tuple[SwitchSpec, ...]:
        """The switches that `PbxSwitches` is to be started with."""
        return tuple(SwitchSpec(kind.value, *codes, self._number) for kind, codes in _CODES.items())

    def account_ids(self) -> tuple[AccountId, ...]:
        """The accounts whose phone systems can forward, the default account first."""
        kinds = tuple(ForwardKind)
        ids = self._switches.account_ids()
        return tuple(each for each in ids if any(self._switches.is_offered(each, kind.value) for kind in kinds))

    def view(self, account_id: AccountId) -> tuple[ForwardRule, ...]:
        """All four kinds; empty for an account that is not in use."""
        if self._switches.config(account_id) is None:
            return ()
        return tuple(self._rule(account_id, kind) for kind in ForwardKind)

    def is_signed_in(self, account_id: AccountId) -> bool:
        """The phone system can be told something now."""
        return self._switches.is_ready(account_id)

    def rule(self, account_id: AccountId, kind: ForwardKind) -> ForwardRule:
        """One kind."""
        return self._rule(account_id, kind)

    def places(self, account_id: AccountId) -> tuple[ForwardPlace, ...]:
        """The targets beside numbers that can be chosen now."""
        config, profile = self._switches.config(account_id), self._switches.profile(account_id)
        found = []
        if config is not None and profile is not None and _voicemail(config, profile):
            found.append(ForwardPlace.VOICEMAIL)
        if self._mobile.of(account_id) is not None:
            found.append(ForwardPlace.MOBILE)
        return tuple(found)

    def set(self, account_id: AccountId, kind: ForwardKind, target: ForwardTarget | None) -> None:
        """Wishes it so, None for off; told to the phone system when it can be. Raises ForwardError in words."""
        if not self._switches.is_offered(account_id, kind.value):
            raise ForwardError(
                translate("mobility", "The phone system does not offer this here."),
                translate("mobility", "Your administrator can look at the account's phone system."),
            )
        value = "" if target is None else self.checked(account_id, target).text
        self._switches.set(account_id, kind.value, value)

    def checked(self, account_id: AccountId, target: ForwardTarget) -> ForwardTarget:
        """The target as it would be set. Raises ForwardError for what cannot or may not be one."""
        config = self._switches.config(account_id)
        if config is None:
            raise ForwardError(translate("mobility", "This account is not in use."))
        if target.place is None:
            number = checked_number(target.number, config, self._plan(), self._settings.get(EMERGENCY_NUMBERS))
            target = MOBILE if self._is_mobile(account_id, number) else ForwardTarget(number)
        if target.place is not None and target.place not in self.places(account_id):
            raise _no_such_place(target.place)
        if target != VOICEMAIL:
            exposure = self._guard.check(account_id, Purpose.FORWARD, target.text)
            if exposure.is_blocked:
                title = translate("mobility", "Your company does not allow calls to be sent there.")
                raise ForwardError(*_words(exposure.warning or Explanation(title)))
        return target

    def warning(self, account_id: AccountId, target: ForwardTarget) -> Explanation | None:
        """What the user should know before calls are sent there; None when all is well."""
        is_seen = target != VOICEMAIL
        return self._guard.check(account_id, Purpose.FORWARD, target.text).warning if is_seen else None

    # ------------------------------------------------------------------ inside

    def _rule(self, account_id: AccountId, kind: ForwardKind) -> ForwardRule:
        if not self._switches.is_offered(account_id, kind.value):
            profile = self._switches.profile(account_id)
            is_unsure = profile is not None and not profile.unsure.keys().isdisjoint(_CODES[kind][:2])
            return ForwardRule(kind, is_offered=False, is_unsure=is_unsure)
        view = self._switches.view(account_id, kind.value)
        state = ForwardState.UNKNOWN if view.is_on is None else ForwardState.ON if view.is_on else ForwardState.OFF
        return ForwardRule(
            kind=kind,
            state=state,
            target=view.value,
            is_pending=view.wished is not None,
            problem=view.problem,
            is_read_back=view.is_read_back,
            wished=view.wished or "",
            is_forgotten=view.is_forgotten,
        )

    def _number(self, config: AccountConfig, profile: Profile, value: str) -> str:
        match value:
            case ForwardPlace.VOICEMAIL:
                return _voicemail(config, profile)
            case ForwardPlace.MOBILE:
                secret = self._mobile.of(config.account_id)
                return dialled_number(secret.reveal(), self._dialled_here) if secret is not None else ""
            case _:
                return dialled_number(value, self._dialled_here)

    def _on_mobile(self, account_id: AccountId) -> None:
        """A number that was typed before it was known to be the private one becomes the word for it."""
        for kind in ForwardKind:
            self._switches.reword(account_id, kind.value, lambda value: self._worded(account_id, value))
        self.changed.announce(account_id)

    def _worded(self, account_id: AccountId, value: str) -> str:
        return MOBILE.text if self._is_mobile(account_id, value) else value

    def _is_mobile(self, account_id: AccountId, number: str) -> bool:
        """So that the private number is kept as a word, however it was given."""
        secret = self._mobile.of(account_id)
        return secret is not None and self._plan().same(number, secret.reveal())


def _voicemail(config: AccountConfig, profile: Profile) -> str:
    """The number under which callers leave a message in the own mailbox; empty where none is known."""
    try:
        extension = SipUri.parse(config.address_of_record).user
    except ValueError:
        return ""
    return profile.code(Feature.FORWARD_TO_VOICEMAIL, extension)


def _words(why: Explanation) -> tuple[str, str]:
    return why.title, why.remedy


def _no_such_place(place: ForwardPlace) -> ForwardError:
    if place is ForwardPlace.MOBILE:
        return ForwardError(
            translate("mobility", "The number of your mobile is not known."), translate("mobility", "Enter it first.")
        )
    return ForwardError(
        translate("mobility", "It is not known how calls are sent to voicemail at this phone system."),
        translate("mobility", "Enter the number of your voicemail as other people call it."),
    )
