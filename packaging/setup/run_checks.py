#!/usr/bin/env python3
"""Run the quick checks: format, lint, types, import rules, unit and contract tests. All run; any failure fails.

The checks run one after the other beside the tests, which two processes share file by file: it is to take a minute."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from softphone_setup.private_session import private_session, run_pytest

ROOT = Path(__file__).resolve().parents[2]
BIN = ROOT / ".venv" / "bin"
CHECKS = {
    "format": ["ruff", "format", "--no-cache", "--check", "."],
    "lint": ["ruff", "check", "--no-cache", "."],
    "types": ["mypy"],
    "import rules": ["lint-imports", "--no-cache", "--no-logo"],
}
QUICK_TESTS = ("tests/setup", "tests/unit", "tests/contract")


def main() -> int:
    """0 when every check holds."""
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]  # a terminal without UTF-8 shows "?"
    arguments = ["-q", "-n", "2", "--dist", "loadfile", "-m", "not lab and not slow", *QUICK_TESTS]
    with private_session() as environment, ThreadPoolExecutor(1) as beside:
        checks = beside.submit(failed_checks)
        tests = run_pytest([name for name in arguments if exists(name)], ROOT, environment)
        failed = checks.result() + (["tests"] if tests else [])
    if failed:
        print(f"Not in order: {', '.join(failed)}.")
    return 1 if failed else 0


def failed_checks() -> list[str]:
    """Run one check after the other; the names of those that do not hold."""
    return [name for name, command in CHECKS.items() if not holds(name, [str(BIN / command[0]), *command[1:]])]


def holds(name: str, command: list[str]) -> bool:
    """Run one check; print its output only when it fails."""
    started = time.monotonic()
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    is_good = ended.returncode == 0
    print(f"  {'✓' if is_good else '✗'}  {name}  ({time.monotonic() - started:.1f} s)", flush=True)
    if not is_good:
        print(ended.stdout + ended.stderr, flush=True)
    return is_good


def exists(argument: str) -> bool:
    """Keep words that are no test folder, and test folders that are there."""
    return not argument.startswith("tests/") or (ROOT / argument).exists()


if __name__ == "__main__":
    sys.exit(main())
