#!/usr/bin/env python3
"""Run the tests: all of them in order of depth, or those named in the arguments; on a display of their own."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from softphone_setup.private_session import private_session, run_pytest

ROOT = Path(__file__).resolve().parents[2]
# What breaks first is told first. Folders that are not named here follow in alphabetical order.
ORDER = (
    *("pjsua2", "setup", "unit", "contract", "keyring", "engine", "situations", "audio"),
    *("processes", "lab_self", "lab", "window", "end_to_end"),
)
NOT_TESTS = {"bench", "fakes", "data"}


def main() -> int:
    """Return pytest's exit code: 0 only when tests ran and all passed."""
    # A shell starts what it puts into the background deaf to Ctrl-C, and every program below it inherits that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    arguments = sys.argv[1:]
    names_paths = any((ROOT / word.split("::")[0]).exists() for word in arguments if not word.startswith("-"))
    if not names_paths:
        arguments = [*arguments, *folders()]
    with private_session() as environment:
        return run_pytest(arguments, ROOT, environment)


def folders() -> list[str]:
    """The test folders in the order they are run in."""
    found = {path.parent.relative_to(ROOT / "tests").parts[:1] for path in ROOT.glob("tests/**/test_*.py")}
    names = {parts[0] for parts in found if parts} - NOT_TESTS
    ranked = sorted(names, key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name))
    return [f"tests/{name}" for name in ranked]


if __name__ == "__main__":
    sys.exit(main())
