"""Where a forward goes: a number, the own voicemail, the own mobile. What cannot be a target is explained."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from softphone.basics.errors import DialError, UserFacingError
from softphone.basics.sip_uri import SipUri
from softphone.basics.words import translate
from softphone.calls.dial_plan import dialled_text, digits
from softphone.calls.dial_rules import is_emergency
from softphone.directory.numbers import NumberPlan
from softphone.protocol.snapshots import AccountConfig

_FEWEST_DIGITS = 2


class ForwardPlace(StrEnum):
    """What stands for a target that has no number to be kept or shown."""

    VOICEMAIL = "voicemail"
    MOBILE = "mobile"


class ForwardError(UserFacingError):
    """A forward that cannot be set so."""


@dataclass(frozen=True, slots=True)
class ForwardTarget:
    """Either a number or a place."""

    number: str = ""
    place: ForwardPlace | None = None

    @staticmethod
    def of(text: str) -> "ForwardTarget | None":
        """From the text that is kept and shown; None when it is empty."""
        if not text:
            return None
        if text in tuple(ForwardPlace):
            return ForwardTarget(place=ForwardPlace(text))
        return ForwardTarget(text)

    @property
    def text(self) -> str:
        """What is kept and shown."""
        return self.place.value if self.place is not None else self.number


VOICEMAIL = ForwardTarget(place=ForwardPlace.VOICEMAIL)
MOBILE = ForwardTarget(place=ForwardPlace.MOBILE)


def checked_number(text: str, config: AccountConfig, plan: NumberPlan, emergency: tuple[str, ...]) -> str:
    """The number as it is kept. Raises ForwardError in words.

    text: a number, or an address at the own phone system whose name is a number.
    """
    number = _number(text, config)
    if is_emergency(number, emergency, plan.outside_prefix):
        raise ForwardError(
            translate("mobility", "Calls cannot be sent to an emergency number."),
            translate("mobility", "Enter another number."),
        )
    is_own_mailbox = number.endswith(_own(config)) and number != config.voicemail_number  # *1001 at many systems
    if number.startswith(("*", "#")) and not is_own_mailbox:
        raise ForwardError(
            translate("mobility", "This is a code, not a number that can be called."),
            translate("mobility", "Enter a number, or choose voicemail."),
        )
    if config.voicemail_number and number == config.voicemail_number:
        raise ForwardError(
            translate("mobility", "Callers would hear your messages there."),
            translate("mobility", "Choose voicemail, where they can leave one."),
        )
    if _is_own(number, config, plan):
        raise ForwardError(
            translate("mobility", "This is your own number: the call would go round in a circle."),
            translate("mobility", "Enter another number."),
        )
    return number


def _is_own(number: str, config: AccountConfig, plan: NumberPlan) -> bool:
    own = _own(config)
    return number == own or (number[:1] not in "*#" and plan.same(number, own))


def _own(config: AccountConfig) -> str:
    return SipUri.parse(config.address_of_record).user


def _number(text: str, config: AccountConfig) -> str:
    unclear = ForwardError(
        translate("mobility", "Calls can only be sent to a number."),
        translate("mobility", "Enter one, such as 1003 or +49 30 123456."),
    )
    try:
        plain = dialled_text(text.strip())
        if "@" in plain:
            uri = SipUri.parse(plain if plain.lower().startswith(("sip:", "sips:")) else f"sip:{plain}")
            if uri.host != SipUri.parse(config.address_of_record).host:
                raise unclear
            plain = uri.user
        number = digits(plain)
    except (DialError, ValueError):
        raise unclear from None
    if len(number.lstrip("+")) < _FEWEST_DIGITS:
        raise unclear
    return number


def dialled_number(number: str, dialled_here: Callable[[str], str]) -> str:
    """What is dialled in the code: as the site dials it, digits and a leading plus only; empty when it is none."""
    try:
        return digits(dialled_text(dialled_here(number)))
    except DialError:
        return ""
