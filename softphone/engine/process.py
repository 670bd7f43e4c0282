"""Entry of the child process: takes the pipe away from stdin and stdout, then turns the engine's loop."""

import contextlib
import gc
import logging
import os
import signal
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Runs the engine until its stdin closes or it is told to shut down, then ends the process.

    It ends then and there: what Python would still take down by itself, and what a thread brings back that was held
    up in the sound system, may be objects of the library, which is gone by then.
    """
    gc.disable()  # the engine collects when nothing is under way
    commands_fd, events_fd = _take_pipe()
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    for number in (signal.SIGINT, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])):
        # Ctrl-C goes to the whole process group; the window decides when we end.
        with contextlib.suppress(ValueError):
            signal.signal(number, signal.SIG_IGN)
    from softphone.engine.engine import Engine  # after the pipe is safe from what libraries print

    code = 1
    try:
        engine = Engine(commands_fd, events_fd, _log_level())
        signal.signal(signal.SIGTERM, lambda *_: engine.leave())  # the session ends: say goodbye to the registrar
        engine.run()
        code = 0
    except Exception:
        logging.getLogger("softphone.engine").exception("the engine failed")
    logging.shutdown()
    os._exit(code)


def _take_pipe() -> tuple[int, int]:
    """Private descriptors for the pipe; what anyone else reads from stdin is empty and prints goes to stderr."""
    commands_fd, events_fd = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    os.dup2(2, 1)
    os.set_blocking(commands_fd, False)
    return commands_fd, events_fd


def _log_level() -> int:
    """PJSIP's own log on stderr, 0 to 6, for developers: above 3 it shows messages and numbers.

    None by default: what fails comes to us as an error anyway, and some of its errors are none.
    """
    text = os.environ.get("SOFTPHONE_PJSIP_LOG", "0")
    return int(text) if text.isdecimal() and int(text) <= 6 else 0


if __name__ == "__main__":
    main()
