"""Takes a lab down when the process that brought it up is gone, however it died.

Run as a script: guardian.py PID FOLDER. A death signal set in the servers would not do: it
comes with the death of the starting thread, and never reaches the servers' own children.
"""

import os
import select
import sys


def main() -> None:
    """Wait for the end of the process, then remove the lab."""
    parent, folder = int(sys.argv[1]), sys.argv[2]
    if os.getppid() == parent:  # else it died before we could look
        handle = os.pidfd_open(parent)
        watch = select.poll()
        watch.register(handle, select.POLLIN)
        watch.poll()
    sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))  # noqa: PTH100, PTH120
    from pathlib import Path

    from softphone_lab.instance import GUARDIAN, remove

    (Path(folder) / "processes" / f"{GUARDIAN}.json").unlink(missing_ok=True)
    remove(Path(folder))


if __name__ == "__main__":
    main()
