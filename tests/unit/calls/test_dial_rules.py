"""The user's rules of what is dialled."""

import pytest

from softphone.calls.dial_rules import is_emergency, rewritten, rules_of
from softphone.protocol.commands import Dial
from softphone.settings.call_settings import DIAL_RULES
from softphone.settings.declared import COUNTRY, OUTSIDE_PREFIX
from softphone.settings.dial_rule import DialRule
from tests.unit.app.phone import Phone

BERLIN = DialRule(rule_id="berlin", begins_with="+4930", becomes="0030", position=1)
ABROAD = DialRule(rule_id="abroad", begins_with="+", becomes="000", position=2)
SHORT = DialRule(rule_id="short", begins_with="7", becomes="87", digits=3, position=0)
RULES = (SHORT, BERLIN, ABROAD)


@pytest.mark.parametrize(
    ("text", "dialled"),
    [
        ("+49 30 123-456", "0030123456"),
        ("tel:+4930123456;phone-context=x", "0030123456"),
        ("+1 555 0200", "00015550200"),
        ("712", "8712"),
        ("7123", "7123"),
        ("anna@example.com", "anna@example.com"),
        ("sip:712@elsewhere.example.com", "sip:712@elsewhere.example.com"),
        ("reception", "reception"),
        ("", ""),
    ],
)
def test_the_first_rule_that_fits_is_used(text: str, dialled: str) -> None:
    assert rewritten(text, RULES) == dialled


def test_a_rule_for_every_number_puts_something_in_front() -> None:
    assert rewritten("123456", [DialRule(rule_id="all", becomes="0")]) == "0123456"
    assert rewritten("123456", [DialRule(rule_id="empty")]) == "123456"


@pytest.mark.parametrize("text", ["112", " 1 1 2 ", "tel:112", "sip:112", "0112", "callto:0112"])
def test_an_emergency_number_is_known_however_it_is_dialled(text: str) -> None:
    assert is_emergency(text, ("112",), "0") == ("0112" if "0112" in text else "112")


@pytest.mark.parametrize("text", ["1120", "0 0112", "112@example.com", "help"])
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert is_emergency(text, ("112",), "0") == ""


def dialled_by(phone: Phone, text: str) -> str:
    phone.calls.dial(text)
    phone.advance(2)
    return phone.told(Dial)[-1].target  # type: ignore[attr-defined,no-any-return]


def test_rules_come_before_the_plan_and_after_emergencies() -> None:
    phone = Phone.signed_in()
    phone.app.settings.set(COUNTRY, "DE")
    phone.app.settings.set(OUTSIDE_PREFIX, "0")
    phone.app.settings.put_entry(DIAL_RULES, BERLIN)
    phone.app.settings.put_entry(DIAL_RULES, DialRule(rule_id="wrong", begins_with="11", becomes="99"))
    assert dialled_by(phone, "+49 30 123456") == "sip:0030123456@pbx.example.com"
    assert dialled_by(phone, "+49 89 123456") == "sip:0089123456@pbx.example.com"
    assert dialled_by(phone, "112") == "sip:112@pbx.example.com"
    assert dialled_by(phone, "113") == "sip:993@pbx.example.com"


def test_rules_are_kept_in_their_order() -> None:
    phone = Phone.signed_in()
    for rule in (ABROAD, SHORT, BERLIN):
        phone.app.settings.put_entry(DIAL_RULES, rule)
    assert [rule.rule_id for rule in rules_of(phone.app.settings)] == ["short", "berlin", "abroad"]
