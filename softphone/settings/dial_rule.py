"""A rule of the dial plan as the settings keep it."""

from typing import Annotated

import msgspec
from msgspec import Meta

_Start = Annotated[str, Meta(pattern=r"^\+?[0-9*#]{0,30}$")]


class DialRule(msgspec.Struct, frozen=True, kw_only=True):
    """What is dialled instead of numbers that begin in one way.

    Attributes:
        begins_with: digits, ``*``, ``#`` and a leading ``+``; empty for every number.
        becomes: put in the place of `begins_with`.
        digits: how many digits the whole number has, without a ``+``; 0 for any.
        position: place among the rules, ascending; the first that fits is used.
    """

    rule_id: str
    begins_with: _Start = ""
    becomes: _Start = ""
    digits: Annotated[int, Meta(ge=0, le=40)] = 0
    position: int = 0
