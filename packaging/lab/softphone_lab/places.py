"""Where the lab keeps its files: cache, state, and the short-lived run folders."""

import os
from pathlib import Path

CONF = Path(__file__).parent / "conf"


def cache_folder() -> Path:
    """Fetched packages, shared by every lab of this user."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "softphone" / "lab"


def default_folder() -> Path:
    """The instance folder of `softphone lab up` without --folder."""
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "softphone" / "lab"


def run_folder() -> Path:
    """The parent of all run folders: one small folder per running lab, named for its first port.

    It holds the sockets, whose paths may not be longer than 107 bytes, and is the list of
    port blocks in use. It depends on the user only, never on a variable that a test sets.
    Root's is open to pass through, because Dovecot's workers run as other users.
    """
    uid = os.getuid()
    if uid == 0:
        return Path("/run/softphone-lab")
    session = Path(f"/run/user/{uid}")
    if session.is_dir() and os.access(session, os.W_OK):
        return session / "softphone-lab"
    return Path(f"/tmp/softphone-lab-{uid}")
