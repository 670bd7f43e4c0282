"""Memory given back to the system: the collector, and the C library's own heap."""

import gc
import sys
from collections.abc import Callable


def tidy_up() -> None:
    """Ends unreachable objects, then returns free pages. Call it when nothing is under way: it takes milliseconds.

    Answers over UDP are kept for 32 s in pools of many kilobytes; glibc keeps what they leave behind for ever.
    """
    gc.collect()
    _trim()


def _find_trim() -> Callable[[], object]:
    if sys.platform != "linux":
        return lambda: None
    import ctypes

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return (lambda: trim(0)) if trim is not None else (lambda: None)


def _trim() -> None:
    global _found
    if _found is None:
        _found = _find_trim()
    _found()


_found: Callable[[], object] | None = None
