"""The languages: which one is meant, and how its texts are found."""

from collections.abc import Iterator

import pytest

from softphone.basics.words import install, translate
from softphone.languages import LANGUAGES, Catalogue, best, load, use, wanted_by_terminal


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    install(None)


def test_german_is_spoken_and_english_comes_back() -> None:
    assert use("de") == "de"
    assert translate("calls", "On hold") == "Gehalten"
    assert use("en") == "en"
    assert translate("calls", "On hold") == "On hold"


def test_a_number_chooses_the_form() -> None:
    use("de")
    words = [translate("history", "%n call(s) saved in {name}.", "", n) for n in (0, 1, 2)]
    assert words == [
        "0 Anrufe in {name} gespeichert.",
        "1 Anruf in {name} gespeichert.",
        "2 Anrufe in {name} gespeichert.",
    ]


def test_a_comment_tells_two_meanings_apart() -> None:
    catalogue = Catalogue({"calls": {"Open": "Offen", "Open\x04verb": "Öffnen"}})
    assert catalogue("calls", "Open", "", -1) == "Offen"
    assert catalogue("calls", "Open", "verb", -1) == "Öffnen"


def test_what_is_not_translated_is_shown_in_english() -> None:
    use("de")
    assert translate("calls", "Never written") == "Never written"
    assert translate("no such feature", "%n call(s)", "", 2) == "2 calls"


def test_a_language_without_texts_is_english() -> None:
    assert use("xx") == "en"
    assert load("en") is None


@pytest.mark.parametrize(
    ("chosen", "wanted", "language"),
    [
        ("system", ["de-DE"], "de"),
        ("system", ["de_AT.UTF-8", "en"], "de"),
        ("system", ["fr-FR", "de", "en"], "de"),
        ("system", ["de@euro"], "de"),
        ("system", ["fr", "en_GB"], "en"),
        ("system", ["fr"], "en"),
        ("system", [], "en"),
        ("de", ["en"], "de"),
        ("en", ["de"], "en"),
    ],
)
def test_the_best_language(chosen: str, wanted: list[str], language: str) -> None:
    assert best(chosen, wanted) == language


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({"LANG": "de_DE.UTF-8"}, ("de_DE.UTF-8",)),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, ("en_US.UTF-8",)),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C.UTF-8", "LANGUAGE": "de"}, ()),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "fr:de"}, ("fr", "de", "en_US.UTF-8")),
        ({}, ()),
    ],
)
def test_what_a_terminal_wants(environment: dict[str, str], wanted: tuple[str, ...]) -> None:
    assert wanted_by_terminal(environment) == wanted


def test_every_language_has_its_texts() -> None:
    assert all(load(language) is not None for language in LANGUAGES if language != "en")
