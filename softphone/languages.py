"""The languages that the program speaks: which one is meant, and its texts, made by Qt Linguist, without Qt."""

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from softphone.basics.words import Translator, install

ENGLISH = "en"
LANGUAGES: dict[str, str] = {ENGLISH: "English", "de": "Deutsch"}  # by their own names: each reader finds the own one
FOLDER = Path(__file__).resolve().parents[1] / "resources" / "translations"
_Texts = dict[str, dict[str, str | list[str]]]
_NO_PLURAL = -1


class Catalogue:
    """The texts of one language, as `packaging/setup/update_translations.py` writes them.

    texts: by context, then by English text; where there is a comment, by text, U+0004 and comment. A list holds the
    forms for one and for any other number: the rule of all languages here.
    """

    def __init__(self, texts: _Texts) -> None:
        self._texts = texts

    def __call__(self, context: str, text: str, comment: str, n: int) -> str:
        """See softphone.basics.words.Translator."""
        found = self._texts.get(context, {}).get(f"{text}\x04{comment}" if comment else text, "")
        if isinstance(found, list):
            found = found[n != 1]
        return found if n == _NO_PLURAL else found.replace("%n", str(n))


_in_use = [ENGLISH]


def in_use() -> str:
    """The language that the program speaks now."""
    return _in_use[0]


def use(language: str) -> str:
    """Translates into this language from now on; English where it is not known. Returns the language in use."""
    translator = load(language)
    install(translator)
    _in_use[0] = ENGLISH if translator is None else language
    return _in_use[0]


def load(language: str) -> Translator | None:
    """What translates into the language; None for English and for what there are no texts of."""
    if language == ENGLISH or language not in LANGUAGES:
        return None
    try:
        return Catalogue(msgspec.json.decode((FOLDER / f"softphone_{language}.json").read_bytes(), type=_Texts))
    except (OSError, msgspec.DecodeError):
        return None  # English is better than no telephone


def best(chosen: str, wanted: Iterable[str]) -> str:
    """The language to use.

    Args:
        chosen: the setting: a language, or ``system``.
        wanted: the user's languages, best first, as ``de-AT``, ``de_DE.UTF-8`` or ``en``.
    """
    if chosen in LANGUAGES:
        return chosen
    codes = (re.split("[-_.@]", name)[0].lower() for name in wanted)
    return next((code for code in codes if code in LANGUAGES), ENGLISH)


def wanted_by_terminal(environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """The user's languages as a Unix session names them, best first."""
    place = next(filter(None, (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "C")
    if place.partition(".")[0] in ("C", "POSIX"):
        return ()
    return (*filter(None, environment.get("LANGUAGE", "").split(":")), place)


def use_terminal_language() -> None:
    """For what is printed before, or without, the settings."""
    use(best("system", wanted_by_terminal()))
