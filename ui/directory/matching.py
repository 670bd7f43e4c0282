"""Which parts of a name or number the searched words match, so that the list can emphasise them."""

import unicodedata

Span = tuple[int, int]  # start, length
_MOST_WORDS = 8
_SPELLINGS = {
    "ä": ("a", "ae"),
    "ö": ("o", "oe"),
    "ü": ("u", "ue"),
    "å": ("a", "aa"),
    "ø": ("o", "oe"),
    "æ": ("ae",),
    "œ": ("oe",),
    "ß": ("ss", "s"),
    "ł": ("l",),
    "đ": ("d",),
}


def matched_spans(text: str, query: str) -> tuple[Span, ...]:
    """Where the words of the query stand at the beginning of a word in the text, in order and without overlap.

    Umlauts and accents count as their base letters and as their spelling without them: ``mueller`` and ``muller`` are
    both found in ``Müller``.
    """
    spans: list[Span] = []
    for word in _words(query):
        if (span := _first_at_word_start(text, word)) is not None:
            spans.append(span)
    return _merged(spans)


def matched_digits(text: str, query: str) -> tuple[Span, ...]:
    """Where the digits of the query stand in the number, whatever separates them there."""
    wanted = "".join(c for c in query if c.isdigit())
    places = [at for at, c in enumerate(text) if c.isdigit()]
    at = "".join(text[place] for place in places).find(wanted) if wanted else -1
    if at < 0:
        return ()
    start, end = places[at], places[at + len(wanted) - 1]
    return ((start, end - start + 1),)


def _words(query: str) -> list[str]:
    return [word for word in query.casefold().replace(",", " ").split()[:_MOST_WORDS] if word]


def _first_at_word_start(text: str, word: str) -> Span | None:
    before = " "
    for start, character in enumerate(text):
        if not before.isalnum() and character.isalnum():
            length = _prefix_length(text, start, word)
            if length:
                return (start, length)
        before = character
    return None


def _prefix_length(text: str, start: int, word: str) -> int:
    """How many characters of the text from there spell the word; 0 when they do not."""
    reached = {0}  # places in the word; a letter with two spellings leads to several
    for length, character in enumerate(text[start : start + len(word)], start=1):
        reached = {
            at + len(spelling)
            for at in reached
            for spelling in _spellings(character)
            # The last letter may be spelt further than was typed: "Mü" is found by "mu" and by "mue".
            if word.startswith(spelling, at) or (spelling.startswith(word[at:]) and at < len(word))
        }
        if not reached:
            return 0
        if max(reached) >= len(word):
            return length
    return 0


def _spellings(character: str) -> tuple[str, ...]:
    lower = character.casefold()
    plain = "".join(c for c in unicodedata.normalize("NFD", lower) if not unicodedata.combining(c))
    return (lower, plain, *_SPELLINGS.get(character.lower(), ()))


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, length in sorted(spans):
        if merged and start <= merged[-1][0] + merged[-1][1]:
            last, last_length = merged[-1]
            merged[-1] = (last, max(last_length, start + length - last))
        else:
            merged.append((start, length))
    return tuple(merged)
