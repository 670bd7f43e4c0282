"""The window's own log: what a help desk asks for. Numbers, names and secrets never get into it."""

import logging
from pathlib import Path

from softphone.basics.redaction import PRIVATE_NUMBERS, MaskingFormatter

MAX_BYTES = 1_000_000


def start_log(folder: Path) -> None:
    """Writes the program's log to ``window.log`` in the folder; goes on without where that is not possible."""
    path = folder / "window.log"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if path.exists() and path.stat().st_size > MAX_BYTES:
            path.replace(path.with_suffix(".log.1"))
        handler = logging.FileHandler(path, encoding="utf-8", delay=True)
        path.touch(mode=0o600)
    except OSError:
        return
    style = "%(asctime)s %(levelname)s %(name)s: %(message)s"
    handler.setFormatter(MaskingFormatter(PRIVATE_NUMBERS, style))
    logging.raiseExceptions = False  # a full disk must not fill the terminal instead
    logger = logging.getLogger("softphone")
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
