"""Texts in the user's language."""

from collections.abc import Iterator

import pytest

from softphone.basics import words
from softphone.basics.words import mark, translate


@pytest.fixture(autouse=True)
def _english_afterwards() -> Iterator[None]:
    yield
    words.install(None)


def test_without_a_language_the_text_is_english() -> None:
    assert translate("calls", "On hold") == "On hold"
    assert mark("calls", "On hold") == "On hold"


@pytest.mark.parametrize(("n", "text"), [(0, "0 calls"), (1, "1 call"), (2, "2 calls")])
def test_english_plurals(n: int, text: str) -> None:
    assert translate("history", "%n call(s)", "", n) == text


def test_a_language_is_asked_with_context_comment_and_number() -> None:
    asked: list[tuple[str, str, str, int]] = []

    def german(context: str, text: str, comment: str, n: int) -> str:
        asked.append((context, text, comment, n))
        return "Gehalten" if text == "On hold" else ""

    words.install(german)
    assert translate("calls", "On hold", "state") == "Gehalten"
    assert translate("calls", "%n call(s)", "", 3) == "3 calls"
    assert asked == [("calls", "On hold", "state", -1), ("calls", "%n call(s)", "", 3)]
