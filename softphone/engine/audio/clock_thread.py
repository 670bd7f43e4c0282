"""Python's record of the media clock's thread, kept between callbacks.

Each callback from a thread that Python did not start makes a thread state, with a stack of its own from the kernel, and
destroys both on return: four system calls and page faults, two hundred times a second. Holding one reference more keeps
them. It has to be given back from the same thread, so the clock is asked to let go before it is stopped.
"""

import ctypes
import threading

_api = ctypes.pythonapi
_api.PyGILState_Ensure.restype = ctypes.c_int
_api.PyGILState_Release.argtypes = [ctypes.c_int]
_api.PyGILState_Release.restype = None
_LOCKED = 0  # PyGILState_LOCKED: the reference is returned while another one is still held


class ClockThread:
    """Kept by one callback of the clock, which calls `tick` each time. `leave` may be called from any thread."""

    def __init__(self) -> None:
        self._held_by = 0
        self._is_leaving = True

    def enter(self) -> None:
        """The clock is about to run."""
        self._is_leaving = False

    def leave(self) -> None:
        """The clock will be stopped, after the next tick."""
        self._is_leaving = True

    def tick(self) -> None:
        """Called on the clock's thread, in each callback."""
        if self._held_by:
            if self._is_leaving:
                self._held_by = 0
                _api.PyGILState_Release(_LOCKED)
        elif not self._is_leaving:
            self._held_by = threading.get_ident()
            _api.PyGILState_Ensure()
