#!/usr/bin/env python3
"""Set up this checkout for a goal: `setup.py run|setup|test|check|bench|lab|lock`. Needs the standard library only."""

from __future__ import annotations

import argparse
import errno
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from softphone_setup.errors import SetupError, disk_full
from softphone_setup.plan import GOALS, SetUp
from softphone_setup.progress import Progress


def main() -> int:
    """Run the set-up; 0 when the goal is reached, 1 with words and a remedy when not, 130 when broken off."""
    parser = argparse.ArgumentParser(description="Set up this checkout; what is done already is skipped.")
    parser.add_argument("goal", choices=sorted(GOALS), help="; ".join(f"{k}: {v}" for k, v in GOALS.items()))
    goal = parser.parse_args().goal
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]  # a terminal without UTF-8 shows "?"
    progress = Progress()
    set_up = SetUp(Path(__file__).resolve().parents[2], progress)
    started = time.monotonic()
    progress.note(f"Setting up {GOALS[goal]} (log: build/{set_up.log.name})")
    try:
        set_up.reach(goal)
    except SetupError as error:
        return _tell(error, set_up.log)
    except KeyboardInterrupt:
        print("\nBroken off. What is done is kept; the same command goes on from here.", file=sys.stderr)
        return 130
    except OSError as error:
        return _tell(_file_error(error), set_up.log)
    progress.note(f"Ready after {time.monotonic() - started:.1f} s.")
    return 0


def _file_error(error: OSError) -> SetupError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return disk_full("write files")
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return SetupError(
            f"{error.filename} may not be written.",
            "Run it as the owner of this folder, or give this folder to yourself: sudo chown -R $USER .",
        )
    return SetupError(str(error), "See the log.")


def _tell(error: SetupError, log: Path) -> int:
    print(f"\n{error.what}\n\nWhat to do: {error.remedy}\nThe log: {log}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
