"""Working times as people write them: ``8-12, 13:00 – 17`` becomes what the settings keep."""

import re
from collections.abc import Sequence

_SPAN = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(?:-|–|—|to|bis)\s*(\d{1,2})(?:[:.h](\d{2}))?", re.ASCII)
_SEPARATORS = re.compile(r"[,;+]|\s(?:and|und)\s")


def read_spans(text: str) -> tuple[str, ...]:
    """``08:00-12:00`` each, in the order of the day; nothing for an empty text. Raises ValueError when it is none."""
    parts = [part.strip() for part in _SEPARATORS.split(text) if part.strip()]
    return tuple(sorted(_span(part) for part in parts))


def shown_spans(spans: Sequence[str]) -> str:
    """As the user sees and edits them; empty for none."""
    return ", ".join(span.replace("-", "–") for span in spans)


def _span(text: str) -> str:
    match = _SPAN.fullmatch(text)
    if match is None:
        raise ValueError(f"no times: {text}")
    from_hour, from_minute, to_hour, to_minute = (int(part or 0) for part in match.groups())
    ends_at_midnight = (to_hour, to_minute) == (24, 0)
    if from_hour > 23 or from_minute > 59 or to_minute > 59 or (to_hour > 23 and not ends_at_midnight):
        raise ValueError(f"no times: {text}")
    return f"{from_hour:02}:{from_minute:02}-{to_hour:02}:{to_minute:02}"
