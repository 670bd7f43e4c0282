"""A board that keeps the notices of the desktop, for the tests of who puts them there."""

from collections.abc import Callable
from dataclasses import dataclass, field

from ui.desktop.notices import Notice


@dataclass
class KeptNotices:
    """Remembers notices, and which were taken away."""

    shown: list[Notice] = field(default_factory=list)
    taken_away: list[Notice] = field(default_factory=list)
    has_actions: bool = True

    def show(self, notice: Notice) -> Callable[[], None]:
        self.shown.append(notice)
        return lambda: self.taken_away.append(notice)

    @property
    def words(self) -> list[tuple[str, str]]:
        """Title and text of each."""
        return [(notice.title, notice.text) for notice in self.shown]
