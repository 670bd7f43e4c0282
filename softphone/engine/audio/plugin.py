"""PipeWire's ALSA plug-in, kept from starting and ending its library at each look at the sound devices."""

import contextlib
import os
import sys


def keep_plugin_started() -> None:
    """Starts the plug-in's library once more than it does itself, if it is loaded; it then lives as long as we do.

    PortAudio opens every device of ALSA to list them. The plug-in starts PipeWire's library each time, which leaves
    17 kB behind whenever its last user ends it.
    """
    if sys.platform != "linux":
        return
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL("libpipewire-0.3.so.0", os.RTLD_NOLOAD | os.RTLD_NOW).pw_init(None, None)
