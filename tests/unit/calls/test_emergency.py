"""Emergency numbers go out as they are, with whatever account works."""

import pytest

from softphone.basics.errors import DialError
from softphone.basics.secret import Secret
from softphone.protocol.snapshots import RegistrationProblem
from softphone.settings.call_settings import DIAL_RULES
from softphone.settings.declared import COUNTRY, EMERGENCY_NUMBERS, EXTENSION_LENGTHS, OUTSIDE_PREFIX
from softphone.settings.dial_rule import DialRule
from tests.fakes.fake_pbx import FakePbx
from tests.unit.app.phone import ALICE, WORK, Phone


def with_alice_down() -> Phone:
    phone = Phone(FakePbx(problems={ALICE.account_id: RegistrationProblem.NO_ANSWER}))
    phone.app.start()
    for config in (ALICE, WORK):
        phone.accounts.add(config, Secret("right"))
    phone.accounts.set_default(ALICE.account_id)
    phone.advance(1)
    return phone


@pytest.mark.parametrize("number", EMERGENCY_NUMBERS.default)
def test_any_account_that_is_signed_in_is_used_and_the_number_is_not_touched(number: str) -> None:
    phone = with_alice_down()
    call = phone.call(phone.calls.dial(f" {number[0]} {number[1:]}", ALICE.account_id))
    assert call.leg.remote.uri == f"sip:{number}@work.example.com"


def test_other_numbers_keep_the_chosen_account() -> None:
    phone = with_alice_down()
    assert phone.call(phone.calls.dial("1002")).account_id == ALICE.account_id


def test_when_none_is_signed_in_the_chosen_one_is_still_tried() -> None:
    phone = Phone(FakePbx(problems={ALICE.account_id: RegistrationProblem.NO_ANSWER}))
    phone.app.start()
    phone.accounts.add(ALICE, Secret("right"))
    phone.advance(1)
    assert phone.call(phone.calls.dial("112")).account_id == ALICE.account_id


def test_when_nothing_can_be_tried_the_user_is_sent_to_another_phone() -> None:
    phone = Phone()
    phone.app.start()
    phone.advance(1)
    with pytest.raises(DialError, match="another phone"):
        phone.calls.dial("112")


def test_the_numbers_are_a_setting() -> None:
    phone = with_alice_down()
    phone.app.settings.set(EMERGENCY_NUMBERS, ("0112",))
    assert phone.call(phone.calls.dial("0112")).account_id == WORK.account_id
    assert phone.call(phone.calls.dial("112")).account_id == ALICE.account_id


@pytest.mark.parametrize(
    ("country", "number"), [("DE", "112"), ("DE", "110"), ("AT", "144"), ("at", "133"), ("FR", "15"), ("AU", "000")]
)
def test_those_of_the_country_go_out_as_they_are_too(country: str, number: str) -> None:
    phone = with_alice_down()
    settings = phone.app.settings
    settings.set(COUNTRY, country)
    settings.set(EMERGENCY_NUMBERS, ())
    settings.set(EXTENSION_LENGTHS, (3,))
    settings.set(OUTSIDE_PREFIX, "0")
    settings.put_entry(DIAL_RULES, DialRule(rule_id="all", becomes="9"))
    for typed in (number, f"0{number}"):
        assert phone.call(phone.calls.dial(typed, ALICE.account_id)).leg.remote.uri == f"sip:{typed}@work.example.com"


def test_those_of_another_country_are_numbers_like_any_other() -> None:
    phone = with_alice_down()
    phone.app.settings.set(COUNTRY, "DE")
    assert phone.call(phone.calls.dial("144")).account_id == ALICE.account_id
    assert phone.call(phone.calls.dial("14401234567")).account_id == ALICE.account_id
