"""`make` tells its targets, and the order of the tests leaves none out."""

import runpy
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGETS = {
    *("help", "setup", "run", "install", "uninstall", "test", "check", "bench"),
    *("lab", "lock", "translations", "clean"),
}


def test_help_is_the_default_and_lists_every_target() -> None:
    printed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {line.split()[1] for line in printed.splitlines() if line.startswith("  make ")} == TARGETS


def test_every_folder_with_tests_is_run() -> None:
    script = runpy.run_path(str(ROOT / "packaging" / "setup" / "run_tests.py"))
    run = [folder for lane in script["lanes"]() for folder in lane]
    having = {path.relative_to(ROOT / "tests").parts[0] for path in ROOT.glob("tests/*/**/test_*.py")}
    assert {f"tests/{name}" for name in having - script["NOT_TESTS"]} == set(run)
    assert len(run) == len(set(run)), "a folder is run twice"
    assert not list(ROOT.glob("tests/test_*.py")), "tests belong into a folder"


def test_ci_runs_all_tests_without_input() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    lines = script.read_text().splitlines()
    assert {"set -euo pipefail", "exec </dev/null", "make test"} <= set(lines)
