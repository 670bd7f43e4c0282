"""All scripts: importing their modules enters them into the list of situations."""

from tests.situations import crossings, large, offers, progress, refusals, session_timers, sound
from tests.situations.scene import SITUATIONS, Situation

_MODULES = (crossings, large, offers, progress, refusals, session_timers, sound)


def all_situations() -> list[Situation]:
    """Each with a script of one of the modules here."""
    names = {module.__name__ for module in _MODULES}
    return [situation for situation in SITUATIONS if situation.script.__module__ in names]
