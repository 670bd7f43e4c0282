"""Private numbers in texts: found in any spelling; other numbers are left alone."""

import logging
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.basics.redaction import MASK, MaskingFormatter, Redaction, country_code
from softphone.basics.secret import Secret

MOBILE = "+491701234567"
NATIONAL = "1701234567"
COUNTRIES = ("1", "7", "20", "30", "44", "49", "351", "380", "420", "852", "971")


def knowing(*numbers: str) -> Redaction:
    redaction = Redaction()
    redaction.know(Secret(number) for number in numbers)
    return redaction


@st.composite
def spellings(draw: st.DrawFn, country: str, national: str) -> str:
    """The number as people, phone systems and URIs write it."""
    separator = st.sampled_from(["", "", "", " ", "-", ".", "/", "\u00a0", " - ", "\u2011", ")", " ("])
    body = national[0] + "".join(draw(separator) + digit for digit in national[1:])
    gap = draw(st.sampled_from(["", " ", "-", "/"]))
    outside = draw(st.sampled_from(["", "0", "9", "9 ", "99", "*72", "*21*"]))
    lead = draw(
        st.sampled_from(
            ["", "0", f"+{country}", f"00{country}", f"011{country}", f"+{country} (0)", country, f"+{country}0"]
        )
    )
    written = outside + lead + gap + body
    written = draw(st.sampled_from([written, quote(written), quote(written, safe=""), quote(written).lower()]))
    around = draw(
        st.sampled_from(
            [
                "{}",
                "sip:{}@pbx.example.com",
                "<sips:{}@h;user=phone>",
                "tel:{};ext=1",
                '"{}"',
                "b'{}'",
                "({})",
                "to {}.",
            ]
        )
    )
    return around.format(written)


@given(st.data())
def test_any_spelling_is_masked(data: st.DataObject) -> None:
    country = data.draw(st.sampled_from(COUNTRIES))
    national = data.draw(st.from_regex(r"[1-9][0-9]{6,10}", fullmatch=True))
    redaction = knowing(f"+{country}{national}")
    text = data.draw(spellings(country, national))
    shown = redaction.masked(text)
    assert redaction.finds(text)
    assert MASK in shown
    assert national not in "".join(c for c in shown if c.isdecimal())
    assert redaction.masked(shown) == shown


@given(st.data())
def test_other_numbers_are_left_alone(data: st.DataObject) -> None:
    other = data.draw(st.from_regex(r"[1-9][0-9]{6,12}", fullmatch=True).filter(lambda n: not n.endswith(NATIONAL)))
    text = data.draw(spellings("49", other))
    assert knowing(MOBILE).masked(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "+441701234567",
        "+39 1701234567",
        "+4917012345678",
        "0170 12345678",
        "+49170123456",
        "1732281623.170",
        "10.17.1.2:34567",
    ],
)
def test_what_only_resembles_it_is_left_alone(text: str) -> None:
    assert knowing(MOBILE).masked(text) == text


@pytest.mark.parametrize("digits", ["٠١٧٠١٢٣٤٥٦٧", "０１７０１２３４５６７"])
def test_digits_of_other_scripts_are_read(digits: str) -> None:
    assert MASK in knowing(MOBILE).masked(f"an {digits} ein Anruf")


def test_every_occurrence_of_every_number_is_masked() -> None:
    text = "+491701234567, 01701234567 and 0044 7700 900123"
    assert knowing(MOBILE, "+447700900123").masked(text) == f"{MASK}, 0{MASK} and {MASK}"


def test_forgotten_numbers_are_shown_again_and_no_number_is_none() -> None:
    redaction = knowing(MOBILE, "", "+49", "nonsense")
    assert not redaction.is_idle
    redaction.know(())
    assert redaction.is_idle
    assert redaction.masked(MOBILE) == MOBILE


@pytest.mark.parametrize(
    ("number", "code"), [("+15550101001", "1"), ("+491701", "49"), ("+3511234", "351"), ("+79161234567", "7"), ("", "")]
)
def test_the_code_of_the_country_is_told(number: str, code: str) -> None:
    assert country_code(number) == code


def test_a_log_line_is_masked_with_its_values_and_its_traceback() -> None:
    formatter = MaskingFormatter(knowing(MOBILE), "%(message)s")
    try:
        raise ValueError("cannot call 0170/1234567")
    except ValueError as error:
        info = (type(error), error, error.__traceback__)
    record = logging.LogRecord("x", logging.ERROR, "x.py", 1, "calling %s", ("+49 170 1234567",), info)
    shown = formatter.format(record)
    assert shown.startswith(f"calling {MASK}\nTraceback")
    assert shown.endswith(f"ValueError: cannot call 0{MASK}")
