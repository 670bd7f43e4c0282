"""The one door to pjsua2: every other module of the engine takes it from here."""

import pjsua2 as pj
from pjsua2 import Error as PjError

__all__ = ["PjError", "pj", "reason_of"]


def reason_of(error: PjError) -> str:
    """The library's words for what failed, without the place in its source."""
    return str(error.reason or error.title)
