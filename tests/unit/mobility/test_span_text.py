"""Working times as people write them."""

import pytest

from softphone.mobility.span_text import read_spans, shown_spans


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("", ()),
        ("8-12", ("08:00-12:00",)),
        ("13:00 – 17, 8.30-12", ("08:30-12:00", "13:00-17:00")),
        ("22-6", ("22:00-06:00",)),
        ("0-24", ("00:00-24:00",)),
        ("8 to 12 and 13 bis 17", ("08:00-12:00", "13:00-17:00")),
    ],
)
def test_times_are_understood_and_shown_so_that_they_are_again(text: str, spans: tuple[str, ...]) -> None:
    assert read_spans(text) == spans
    assert read_spans(shown_spans(spans)) == spans


@pytest.mark.parametrize("text", ["8", "8-", "25-26", "8-12:60", "8-24:30", "morning", "8-12 13-17", "٨-١٢"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no times"):
        read_spans(text)
