"""Names and numbers from the network: fit for one line of a window."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.calls.party_text import MAX_NAME, clean_text, cleaned, display_name
from softphone.protocol.snapshots import Party


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Bob", "Bob"),
        ('"Bob Ray"', "Bob Ray"),
        ('  "Bob   Ray"  ', "Bob Ray"),
        ("“Bob”", "Bob"),
        ("O'Neil", "O'Neil"),
        ("\u202eevil\u202c", "evil"),
        ("\u2066Bob\u2069", "Bob"),
        ("Bob\x00\x07\x1b[31m", "Bob[31m"),
        ("Bob\r\nBCC: all", "Bob BCC: all"),
        ("Bo\u200bb", "Bob"),
        ("Bob\u2028Ray", "Bob Ray"),
        ("Jose\u0301", "José"),
        ("Zoe\u0308", "Zoë"),
        ("a" + "\u0301" * 400, "á\u0301\u0301"),
        ("山田 太郎", "山田 太郎"),
        ("\ud800Bob", "Bob"),
        ('""', ""),
        ('"', '"'),
        ("", ""),
    ],
)
def test_names(name: str, shown: str) -> None:
    assert clean_text(name, MAX_NAME) == shown


def test_a_long_name_is_cut_with_a_mark() -> None:
    shown = clean_text("x" * 1000, MAX_NAME)
    assert len(shown) == MAX_NAME
    assert shown.endswith("…")


def test_a_name_that_repeats_the_number_is_no_name() -> None:
    assert cleaned(Party(uri="sip:1002@x", number="1002", name='"1002"')).name == ""


@pytest.mark.parametrize(
    ("party", "shown"),
    [
        (Party(uri="sip:1002@x", number="1002", name="Bob"), "Bob"),
        (Party(uri="sip:1002@x", number="1002"), "1002"),
        (Party(uri="sip:anonymous@anonymous.invalid", number="anonymous", is_anonymous=True), "Number withheld"),
        (Party(uri="sip:x"), "Unknown caller"),
    ],
)
def test_there_is_always_something_to_call_the_far_party(party: Party, shown: str) -> None:
    assert display_name(party) == shown


@given(st.text(st.characters(), max_size=400))
def test_any_name_becomes_one_bounded_visible_line(name: str) -> None:
    shown = clean_text(name, MAX_NAME)
    assert len(shown) <= MAX_NAME
    assert shown == shown.strip()
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") for c in shown)
    shown.encode()
