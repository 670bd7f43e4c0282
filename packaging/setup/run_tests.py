#!/usr/bin/env python3
"""Run the tests: all of them, on two lanes side by side, or those named in the arguments; on displays of their own."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from softphone_setup.lanes import run_side_by_side
from softphone_setup.private_session import private_session, run_pytest

ROOT = Path(__file__).resolve().parents[2]
# Most tests wait for servers and clocks: two lanes take little more than half the time of one. What breaks first is
# told first. Folders that are not named here follow at the end of the first lane, in alphabetical order.
LANES = (
    ("setup", "unit", "contract", "keyring", "processes", "window", "end_to_end", "lab_self"),
    ("engine", "situations", "lab", "network"),
)
ALONE = ("pjsua2", "audio")  # they listen to every sample, of 64 calls at once: a busy machine would be heard
NOT_TESTS = {"bench", "fakes", "data"}


def main() -> int:
    """Return 0 only when tests ran and all passed."""
    # A shell starts what it puts into the background deaf to Ctrl-C, and every program below it inherits that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    arguments = sys.argv[1:]
    if any((ROOT / word.split("::")[0]).exists() for word in arguments if not word.startswith("-")):
        with private_session() as environment:
            return run_pytest(arguments, ROOT, environment)
    *side_by_side, alone = lanes()
    failed = run_side_by_side([[*arguments, *lane] for lane in side_by_side], ROOT)
    failed |= run_side_by_side([[*arguments, *alone]], ROOT)
    return int(failed)


def lanes() -> list[list[str]]:
    """The test folders of each lane, in the order they are run in; the last lane is run when the others are done."""
    found = {path.parent.relative_to(ROOT / "tests").parts[:1] for path in ROOT.glob("tests/**/test_*.py")}
    names = {parts[0] for parts in found if parts} - NOT_TESTS
    named = [[name for name in lane if name in names] for lane in (*LANES, ALONE)]
    named[0] += sorted(names.difference(*named))
    return [[f"tests/{name}" for name in lane] for lane in named]


if __name__ == "__main__":
    sys.exit(main())
