"""The user's language: every text that is shown goes through here. English is the text in the code."""

from typing import Protocol


class Translator(Protocol):
    """Finds a text's translation; gives an empty text where there is none."""

    def __call__(self, context: str, text: str, comment: str, n: int) -> str: ...


_translator: Translator | None = None
_NO_NUMBER = -1  # what Qt takes for "no plural"


def install(translator: Translator | None) -> None:
    """Translates by this from now on; None for English. What is on the screen already stays as it is."""
    global _translator
    _translator = translator


def translate(context: str, text: str, comment: str = "", n: int | None = None) -> str:
    """The text in the user's language. All but `n` must be literals, so that Qt Linguist's lupdate finds them.

    context: the feature. comment: tells apart the same English text with two meanings. n: ``%n`` becomes this number,
    and the translation is the one for it; ``(s)`` in English stays only where n is not 1.
    """
    found = "" if _translator is None else _translator(context, text, comment, _NO_NUMBER if n is None else n)
    if found:
        return found
    return text if n is None else text.replace("%n", str(n)).replace("(s)", "" if n == 1 else "s")


def mark(context: str, text: str) -> str:
    """Lets lupdate find a text that is translated later, where it is used; gives the text itself."""
    return text
