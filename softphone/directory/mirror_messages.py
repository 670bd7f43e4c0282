"""What the window and the mirror's process say to each other: one line of JSON each."""

import msgspec

from softphone.directory.ldap_problem import DirectoryProblem
from softphone.directory.numbers import NumberPlan
from softphone.settings.directory_server import DirectoryServer


class MirrorOrder(msgspec.Struct, frozen=True):
    """What the process shall do. server: None to empty the copy. It ends early when its standard input ends."""

    server: DirectoryServer | None
    password: str | None
    index: str
    plan: NumberPlan
    compares: bool

    def __repr__(self) -> str:
        return "MirrorOrder(***)"


class MirrorProgressed(msgspec.Struct, frozen=True, tag="progressed"):
    """done: people so far; total: how many there are, 0 when not known."""

    done: int
    total: int


class MirrorEnded(msgspec.Struct, frozen=True, tag="ended"):
    """The last word. problem: None when all went well; total: people in the copy; changed: entries written now."""

    problem: DirectoryProblem | None = None
    total: int = 0
    changed: int = 0


MirrorSaid = MirrorProgressed | MirrorEnded
