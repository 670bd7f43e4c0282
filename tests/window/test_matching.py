"""Which part of a name or number is emphasised."""

import pytest

from ui.directory.matching import matched_digits, matched_spans


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("Anna Müller", "mul", ["Mül"]),
        ("Anna Müller", "muel", ["Mül"]),
        ("Anna Müller", "mue", ["Mü"]),
        ("Anna Müller", "müller an", ["An", "Müller"]),
        ("Mueller, Jörg", "joerg", ["Jörg"]),
        ("Groß-Gerau", "gross", ["Groß"]),
        ("Groß-Gerau", "ger", ["Ger"]),
        ("José", "jose", ["José"]),
        ("Anna", "nna", []),
        ("Anna", "", []),
        ("İstanbul", "ist", ["İst"]),
    ],
)
def test_words_are_found_at_the_beginning_of_words(text: str, query: str, found: list[str]) -> None:
    assert [text[start : start + length] for start, length in matched_spans(text, query)] == found


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("+49 171 555-0102", "1555", ["1 555"]),
        ("+49 171 555-0102", "5550", ["555-0"]),
        ("1002", "anna", []),
        ("1002", "100 2", ["1002"]),
    ],
)
def test_digits_are_found_across_separators(text: str, query: str, found: list[str]) -> None:
    assert [text[start : start + length] for start, length in matched_digits(text, query)] == found
