"""How soon Python's threads get a processor while the media clock runs.

PJSIP gives the clock's thread real-time priority where the system allows it. That is worth nothing when the clock has
to wait for Python's lock, and the thread that holds it for a processor: so every thread of the engine that runs Python
is raised too, below the clock, for as long as there is sound. Where it is not allowed, nothing changes.
"""

import logging
import os
import sys

_log = logging.getLogger("softphone.engine.audio")
_PRIORITY = 10  # of 1 to 99; PJSIP's clock has 99, PipeWire's threads 88
_SWITCH_S = 0.0005  # how long a thread may keep Python's lock when another one wants it
_USUAL_SWITCH_S = sys.getswitchinterval()


def set_urgent(is_urgent: bool) -> bool:
    """Raises the calling thread, or brings it back; False when the system does not let us."""
    sys.setswitchinterval(_SWITCH_S if is_urgent else _USUAL_SWITCH_S)
    if not hasattr(os, "SCHED_RR"):
        return False
    policy = os.SCHED_RR if is_urgent else os.SCHED_OTHER
    try:
        # children, such as pw-dump, start with the usual priority
        os.sched_setscheduler(0, policy | os.SCHED_RESET_ON_FORK, os.sched_param(_PRIORITY if is_urgent else 0))
    except OSError as error:
        _log.debug("threads keep their priority: %s", error)
        return False
    return True
