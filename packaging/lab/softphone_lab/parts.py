"""The servers a lab is made of."""

from collections.abc import Iterable
from enum import StrEnum


class Part(StrEnum):
    """One server of the lab; only those that are asked for are started."""

    PBX = "pbx"
    PRESENCE = "presence"
    MAIL = "mail"
    DIRECTORY = "directory"
    SOUND = "sound"


def with_needed(parts: Iterable[Part]) -> frozenset[Part]:
    """The parts and those they cannot do without: the mail sync talks to the PBX."""
    wanted = frozenset(parts)
    return wanted | {Part.PBX} if Part.MAIL in wanted else wanted
