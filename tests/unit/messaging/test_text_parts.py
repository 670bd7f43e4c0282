"""How texts are cut into SMS, and into messages that servers take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.messaging.text_parts import TextParts, pieces, text_parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", TextParts(0, 160, True)),
        ("a", TextParts(1, 159, True)),
        ("a" * 160, TextParts(1, 0, True)),
        ("a" * 161, TextParts(2, 145, True)),
        ("€" * 80, TextParts(1, 0, True)),  # two places each
        ("€" * 81, TextParts(2, 143, True)),  # 76 in the first part, one place there stays free; 5 in the second
        ("ń", TextParts(1, 69, False)),
        ("日" * 71, TextParts(2, 63, False)),
        ("👍" * 35, TextParts(1, 0, False)),
        ("👍" * 36, TextParts(2, 61, False)),  # a pair is never cut: 33 in the first part
    ],
)
def test_parts_of_a_text_message(text: str, parts: TextParts) -> None:
    assert text_parts(text) == parts


def test_pieces_are_cut_at_ends_of_lines_else_between_words() -> None:
    assert pieces("short", 700) == ("short",)
    assert pieces("one two\nthree four", 12) == ("one two", "three four")
    assert pieces("one two three", 9) == ("one two", "three")
    assert pieces("x" * 25, 10) == ("x" * 10, "x" * 10, "x" * 5)


def test_what_is_one_sign_stays_together() -> None:
    family = "👨‍👩‍👧‍👦"
    assert pieces(family * 3, len(family.encode()) + 3) == (family,) * 3
    assert pieces("xxé" + "e\u0301" * 4, 8)[0][-1] in "x\u0301é"


@given(st.text(max_size=300), st.integers(min_value=8, max_value=60))
def test_nothing_is_lost_and_everything_fits(text: str, most: int) -> None:
    cut = pieces(text, most)
    assert all(len(piece.encode("utf-8", "replace")) <= most for piece in cut)
    assert "".join("".join(cut).split()) == "".join(text.split())
