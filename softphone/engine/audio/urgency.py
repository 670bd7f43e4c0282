"""How soon Python's threads get a processor while the media clock runs.

PJSIP gives the clock's thread real-time priority where the system allows it. That is worth nothing when the clock has
to wait for Python's lock, and the thread that holds it for a processor: so every thread of the engine that runs Python
is raised too, below the clock, for as long as there is sound. So is the library's thread that takes packets from the
network: a packet that was there in time, but was not looked at, is as good as lost. Where it is not allowed, nothing
changes.
"""

import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

_log = logging.getLogger("softphone.engine.audio")
_PRIORITY = 10  # of 1 to 99; PJSIP's clock has 99, PipeWire's threads 88
_SWITCH_S = 0.0005  # how long a thread may keep Python's lock when another one wants it
_USUAL_SWITCH_S = sys.getswitchinterval()
_TASKS = Path("/proc/self/task")
_PACKET_THREAD = "media"  # PJSIP's name for it


def set_urgent(is_urgent: bool) -> bool:
    """Raises the calling thread, or brings it back; False when the system does not let us."""
    sys.setswitchinterval(_SWITCH_S if is_urgent else _USUAL_SWITCH_S)
    return _schedule(0, is_urgent)


def set_packets_urgent(is_urgent: bool) -> None:
    """Raises the library's thread that takes packets, or brings it back."""
    for thread_id in _packet_threads():
        _schedule(thread_id, is_urgent)


def _packet_threads() -> Iterator[int]:
    if not _TASKS.is_dir():
        return
    for task in _TASKS.iterdir():
        try:
            name = (task / "comm").read_text().strip()
        except OSError:
            continue  # it has ended meanwhile
        if name == _PACKET_THREAD:
            yield int(task.name)


def _schedule(thread_id: int, is_urgent: bool) -> bool:
    """thread_id: the kernel's, 0 for the calling thread."""
    if not hasattr(os, "SCHED_RR"):
        return False
    policy = os.SCHED_RR if is_urgent else os.SCHED_OTHER
    try:
        # children, such as pw-dump, start with the usual priority
        priority = os.sched_param(_PRIORITY if is_urgent else 0)
        os.sched_setscheduler(thread_id, policy | os.SCHED_RESET_ON_FORK, priority)
    except OSError as error:
        _log.debug("threads keep their priority: %s", error)
        return False
    return True
