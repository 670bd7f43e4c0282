"""Several runs of pytest at a time are one run to whoever looks at them."""

import subprocess
import sys
from pathlib import Path

SETUP = Path(__file__).resolve().parents[2] / "packaging" / "setup"
GOOD = "def test_good() -> None:\n    pass\n"
BAD = "def test_bad() -> None:\n    assert 1 + 1 == 3\n"


def run(folder: Path, *lanes: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_good.py").write_text(GOOD)
    (folder / "test_bad.py").write_text(BAD)
    (folder / "pytest.ini").write_text("[pytest]\n")
    code = (
        "import sys; from pathlib import Path; from softphone_setup.lanes import run_side_by_side; "
        "sys.exit(run_side_by_side([lane.split() for lane in sys.argv[1:]], Path.cwd()))"
    )
    command = [sys.executable, "-c", code, *lanes]
    return subprocess.run(command, cwd=folder, env={"PYTHONPATH": str(SETUP)}, capture_output=True, text=True)


def test_lanes_that_pass_pass_together(tmp_path: Path) -> None:
    ended = run(tmp_path, "test_good.py", "test_good.py -q")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stdout.count("1 passed") == 2


def test_a_failure_in_any_lane_fails_and_is_told_in_one_piece(tmp_path: Path) -> None:
    ended = run(tmp_path, "test_bad.py", "test_good.py")
    assert ended.returncode == 1
    report = ended.stdout[ended.stdout.index("= FAILURES") : ended.stdout.index("1 failed")]
    assert "assert (1 + 1) == 3" in report
    assert "\nFAILED test_bad.py::test_bad" in report
    assert "1 passed" not in report


def test_a_choice_that_leaves_one_lane_empty_is_no_failure_but_one_that_leaves_all_empty_is(tmp_path: Path) -> None:
    assert run(tmp_path, "test_good.py", "test_bad.py -k good").returncode == 0
    assert run(tmp_path, "test_good.py -k bad", "test_good.py -k bad").returncode == 1
