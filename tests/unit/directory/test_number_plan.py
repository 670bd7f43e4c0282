"""The dial plan: one telephone has one number, however people and PBXs write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.directory.numbers import NumberPlan, dialled
from softphone.settings.declared import AREA_CODE, COUNTRY, EXTENSION_LENGTHS, OUTSIDE_PREFIX, OWN_TRUNK
from softphone.settings.settings import Settings
from softphone.settings.store import MemorySettingsStore
from tests.fakes.virtual_runtime import VirtualRuntime

BERLIN = NumberPlan("DE", "030", "0", "+49 30 1234", (3, 4))
ANYWHERE = NumberPlan()


@pytest.mark.parametrize(
    "text",
    [
        "+49 30 5551234",
        "+49 (0)30 / 555-1234",
        "0049 30 5551234",
        "030 5551234",
        "0 030 5551234",
        "0 0049 30 5551234",
        "(030) 555 12 34",
        "5551234",
        "tel:+49-30-5551234;phone-context=x",
        "+49 30 5551234 ext. 17",
        "+49 030 5551234",
        "+４９ ３０ ５５５１２３４",
        "+٤٩ ٣٠ ٥٥٥١٢٣٤",
    ],
)
def test_every_way_to_write_a_number_is_one_number(text: str) -> None:
    assert BERLIN.normalised(text) == "+49305551234"


@pytest.mark.parametrize("text", ["567", "+49 30 1234-567", "030 1234567", "0 030 1234 567", "0049301234567"])
def test_an_extension_is_known_also_when_it_is_written_in_full(text: str) -> None:
    assert BERLIN.normalised(text) == "567"


def test_the_trunk_with_another_length_is_no_extension() -> None:
    assert BERLIN.normalised("+49 30 1234-0") == "+493012340"
    assert BERLIN.normalised("+49 30 1234-56789") == "+4930123456789"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*21#", "*21#"),
        ("**12", "**12"),
        ("", ""),
        ("+", ""),
        ("anna@example.com", ""),
        ("Empfang", ""),
        ("112", "112"),
        ("00 33 1 23 45 67 89", "+33123456789"),
        ("0 00 30 210 123 4567", "+302101234567"),
    ],
)
def test_what_else_is_dialled(text: str, expected: str) -> None:
    assert BERLIN.normalised(text) == expected


@pytest.mark.parametrize(
    ("country", "text", "expected"),
    [
        ("US", "(212) 555-0123", "+12125550123"),
        ("US", "1 212 555 0123", "+12125550123"),
        ("US", "011 49 30 5551234", "+49305551234"),
        ("FR", "01 23 45 67 89", "+33123456789"),
        ("IT", "06 1234 5678", "+390612345678"),
        ("IT", "+39 (0)6 1234 5678", "+390612345678"),
        ("ES", "912 345 678", "+34912345678"),
        ("GB", "020 7946 0018", "+442079460018"),
        ("CH", "044 668 18 00", "+41446681800"),
        ("AT", "01 5337070", "+4315337070"),
        ("AR", "011 15-2345-6789", "+5491123456789"),
        ("XX", "030 5551234", "0305551234"),
    ],
)
def test_other_countries(country: str, text: str, expected: str) -> None:
    assert NumberPlan(country).normalised(text) == expected


def test_without_a_country_numbers_are_compared_by_their_end() -> None:
    assert ANYWHERE.normalised("030 5551234") == "0305551234"
    assert ANYWHERE.same("030 5551234", "+49 30 5551234")
    assert not ANYWHERE.same("030 5551234", "+49 30 6661234")
    assert not ANYWHERE.same("1234", "+49 30 5551234")
    assert not ANYWHERE.same("+43 30 5551234", "+49 30 5551234")
    assert not ANYWHERE.same("", "")


def test_numbers_are_shown_with_the_usual_spaces() -> None:
    assert BERLIN.formatted("+49305551234") == "030 5551234"
    assert BERLIN.formatted("0033123456789") == "+33 1 23 45 67 89"
    assert BERLIN.formatted(" 567 ") == "567"
    assert BERLIN.formatted("*21#") == "*21#"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+49 30 1234-501", "501"),
        ("+49 89 5551234", "00895551234"),
        ("+49 (0)89 5551234", "00895551234"),
        ("+33 1 23 45 67 89", "00033123456789"),
        ("089 5551234", "089 5551234"),
        ("0 089 5551234", "0 089 5551234"),
        ("112", "112"),
        ("*21#", "*21#"),
        ("anna@example.com", "anna@example.com"),
        ("+49 89 555 ext. 3", "+49 89 555 ext. 3"),
        ("", ""),
    ],
)
def test_numbers_of_the_directory_are_dialled_as_the_site_dials(text: str, expected: str) -> None:
    assert BERLIN.dialled_here(text) == expected


def test_nothing_is_rewritten_without_an_outside_prefix() -> None:
    assert NumberPlan("DE").dialled_here("+49 89 5551234") == "+49 89 5551234"
    assert NumberPlan("", outside_prefix="0").dialled_here("+49 89 5551234") == "+49 89 5551234"
    assert NumberPlan("US", outside_prefix="9").dialled_here("+49 89 5551234") == "901149895551234"


def test_a_number_is_found_by_its_parts() -> None:
    assert BERLIN.searchable("030 1234567") == ("49301234567", "567")
    assert BERLIN.searchable("567") == ("49301234567", "567")
    assert ANYWHERE.searchable("030 1234567") == ("0301234567",)
    assert ANYWHERE.searchable("Zentrale") == ()


@given(st.text(max_size=40))
def test_any_text_is_survived(text: str) -> None:
    for plan in (BERLIN, ANYWHERE):
        number = plan.normalised(text)
        assert all(c.isdigit() or c in "+*#" for c in number)
        assert plan.normalised(number) in (number, plan.normalised(text))
        plan.searchable(text)
        plan.formatted(text)


@given(st.text("0123456789+ ()-/", max_size=30))
def test_only_a_leading_plus_is_kept(text: str) -> None:
    assert "+" not in dialled(text)[1:]


def test_the_plan_comes_from_the_settings() -> None:
    settings = Settings(VirtualRuntime(), MemorySettingsStore())
    assert NumberPlan.of(settings) == ANYWHERE
    settings.set(COUNTRY, "de")
    settings.set(AREA_CODE, "030")
    settings.set(OUTSIDE_PREFIX, "0")
    settings.set(OWN_TRUNK, "+49 30 1234")
    settings.set(EXTENSION_LENGTHS, (3, 4))
    assert NumberPlan.of(settings) == BERLIN
