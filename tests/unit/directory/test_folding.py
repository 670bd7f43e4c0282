"""One spelling for names: umlauts, accents, initials, and beginnings that stay beginnings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.directory.folding import MAX_TEXT, initials, plain_words, words

LETTERS = st.text(st.characters(categories=("Ll", "Lu", "Nd")), min_size=1, max_size=12)
UMLAUTS = st.text("aeouäöüßAEOUÄÖÜMlr", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller", "Mueller"),
        ("Müller", "MULLER"),
        ("Mu\u0308ller", "muller"),
        ("Groß", "Gross"),
        ("Größe", "groesse"),
        ("Renée", "renee"),
        ("François", "Francois"),
        ("Łukasz", "lukasz"),
        ("Øystein", "Oystein"),
        ("Æbelø", "Aebeloe"),
        ("O'Brien", "OBrien"),
        ("İpek", "ipek"),
        ("ﬁscher", "Fischer"),
    ],
)
def test_spellings_of_a_name_are_one_word(one: str, other: str) -> None:
    assert words(one) == words(other)
    assert len(words(one)) == 1


def test_words_are_what_stands_between_other_signs() -> None:
    assert words("Meyer-Schmidt, Anna (Vertrieb) a.b_c") == ("meyer", "schmidt", "anna", "vertrieb", "a", "b", "c")
    assert words(" \t-._") == ()


def test_plain_words_keep_what_was_typed() -> None:
    assert plain_words("Mueller Müller") == ("mueller", "muller")


@given(st.one_of(LETTERS, UMLAUTS), st.integers(0, 12))
def test_the_beginning_of_a_word_folds_to_the_beginning_of_the_folded_word(word: str, length: int) -> None:
    """Otherwise a hit would vanish while the rest of the name is typed."""
    whole, beginning = words(word), words(word[:length])
    assert all(any(full.startswith(part) for full in whole) for part in beginning)


@given(st.text(max_size=60))
def test_folded_words_are_safe_in_a_full_text_query(text: str) -> None:
    assert all(word.isalnum() for word in words(text))


def test_a_megabyte_is_bounded_first() -> None:
    assert sum(map(len, words("ä" * 1_000_000))) <= MAX_TEXT


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Anna Meyer", {"am", "ma"}),
        ("Anna-Lena Meyer", {"alm", "am", "ma"}),
        ("Özil Ärmel", {"oa", "ao"}),
        ("Cher", set()),
        ("", set()),
    ],
)
def test_initials(name: str, expected: set[str]) -> None:
    assert set(initials(name)) == expected
