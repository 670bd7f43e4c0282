"""Which installation this is, for registrars (RFC 5626 section 4.1): a random URN that stays the same."""

import contextlib
import logging
import os
import uuid
from functools import cache

from softphone.folders import data_dir

_FILE = "instance-id"
_log = logging.getLogger("softphone.engine.account")


@cache
def instance_id() -> str:
    """``urn:uuid:…``; kept beside the user's data, and made at the first use."""
    path = data_dir() / _FILE
    with contextlib.suppress(OSError, ValueError):
        return uuid.UUID(path.read_text(encoding="ascii").strip()).urn
    made = uuid.uuid4()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{_FILE}-{os.getpid()}")
        part.write_text(f"{made}\n", encoding="ascii")
        part.replace(path)
    except OSError as error:
        _log.warning("the id of this installation cannot be kept: %s", error.strerror)
    return made.urn
