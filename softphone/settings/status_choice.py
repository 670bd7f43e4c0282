"""The status that the user chose, as the settings keep it."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta


class StatusChoice(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Outlasts the program's end. state: empty for a note beside the inferred state. until_s: epoch seconds."""

    state: Literal["", "available", "busy", "away", "do_not_disturb", "out_of_office", "invisible"] = ""
    note: Annotated[str, Meta(max_length=200)] = ""
    until_s: float | None = None
