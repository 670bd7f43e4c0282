"""A favourite as the settings keep it."""

from typing import Annotated

import msgspec
from msgspec import Meta

_Line = Annotated[str, Meta(max_length=1000)]


class Favourite(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whom the user wants to see and reach at once.

    Attributes:
        number: what is dialled; empty when `address` is.
        address: ``user@host`` whose lamp is shown; empty when it follows from the number.
        group: heading under which it stands; empty for none.
        position: place among all favourites, ascending.
    """

    favourite_id: str
    name: _Line = ""
    number: _Line = ""
    address: _Line = ""
    group: _Line = ""
    position: int = 0
