"""The user's own rules of what is dialled: by how a number begins. Emergency numbers are never rewritten."""

from collections.abc import Callable, Iterable

from softphone.basics.errors import DialError
from softphone.calls.dial_plan import dialled_text, digits
from softphone.settings.call_settings import DIAL_RULES
from softphone.settings.declared import COUNTRY, EMERGENCY_NUMBERS, OUTSIDE_PREFIX
from softphone.settings.dial_rule import DialRule
from softphone.settings.settings import Settings

_LONGEST_EMERGENCY = 6


class DialledHere:
    """What is dialled for a text: an emergency number as it is, else what the first rule that fits says, else what the
    site's dial plan says.

    by_plan: the site's dial plan.
    """

    def __init__(self, settings: Settings, by_plan: Callable[[str], str]) -> None:
        self._settings = settings
        self._by_plan = by_plan

    def __call__(self, text: str) -> str:
        emergency = emergency_number(text, self._settings)
        if emergency:
            return emergency
        by_rule = rewritten(text, rules_of(self._settings))
        return by_rule if by_rule != text else self._by_plan(text)


def rules_of(settings: Settings) -> tuple[DialRule, ...]:
    """The user's rules in the order in which they are tried."""
    return tuple(sorted(settings.entries(DIAL_RULES), key=lambda rule: (rule.position, rule.rule_id)))


def emergency_number(text: str, settings: Settings) -> str:
    """What is dialled when the text stands for an emergency number, of the settings or of the site's country; empty
    when it is none."""
    outside = settings.get(OUTSIDE_PREFIX)
    listed = is_emergency(text, settings.get(EMERGENCY_NUMBERS), outside)
    return listed or _emergency_in(settings.get(COUNTRY).upper(), text, outside)


def rewritten(text: str, rules: Iterable[DialRule]) -> str:
    """What the first rule that fits makes of a number; the text as it is where none does, or where it is an address.

    rules: in the order in which they are tried.
    """
    rule = rule_for(text, rules)
    if rule is None:
        return text
    return rule.becomes + digits(dialled_text(text))[len(rule.begins_with) :]


def rule_for(text: str, rules: Iterable[DialRule]) -> DialRule | None:
    """The rule that is used for a text; None for an address, and where none fits."""
    try:
        number = digits(dialled_text(text))
    except DialError:
        return None
    return next((rule for rule in rules if _fits(rule, number)), None)


def is_emergency(text: str, emergency_numbers: tuple[str, ...], outside_prefix: str = "") -> str:
    """The emergency number that the text stands for; empty when it is none. Also as a link, with spaces, or with
    what is dialled here for numbers outside: who is in need may dial as they always do."""
    try:
        number = digits(dialled_text(text))
    except DialError:
        return ""
    for emergency in emergency_numbers:
        if number == emergency or (outside_prefix and number == outside_prefix + emergency):
            return number
    return ""


def _emergency_in(country: str, text: str, outside_prefix: str) -> str:
    try:
        number = digits(dialled_text(text))
    except DialError:
        return ""
    readings = {number, number.removeprefix(outside_prefix)}
    if not country or not any(len(reading) <= _LONGEST_EMERGENCY for reading in readings):
        return ""
    from phonenumbers import is_emergency_number

    return number if any(is_emergency_number(reading, country) for reading in readings) else ""


def _fits(rule: DialRule, number: str) -> bool:
    has_length = not rule.digits or len(number.lstrip("+")) == rule.digits
    return has_length and number.startswith(rule.begins_with) and (rule.begins_with, rule.becomes) != ("", "")
