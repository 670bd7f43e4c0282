"""The one door to pjsua2: every other module of the engine takes it from here."""

import ctypes

import pjsua2 as pj
from pjsua2 import Error as PjError

__all__ = ["PjError", "bind_to_transport", "ioqueue_descriptor", "pj", "reason_of"]


def ioqueue_descriptor(endpoint: pj.Endpoint) -> int | None:
    """PJSIP's epoll descriptor, to be waited on; None where the platform has none."""
    handle = endpoint.libGetSipIoqueueHandle()
    if not handle:
        return None
    return ctypes.c_int.from_address(int(handle)).value


def reason_of(error: PjError) -> str:
    """The library's words for what failed, without the place in its source."""
    return str(error.reason or error.title)
