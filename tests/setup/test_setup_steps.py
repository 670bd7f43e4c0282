"""The steps for real: the virtual environment is made once, mended when broken; one lock pins everything declared."""

import io
import re
from pathlib import Path

from softphone_setup.commands import Commands
from softphone_setup.interpreter import make_virtual_environment
from softphone_setup.progress import Progress
from softphone_setup.python_packages import declared_requirements, pinned
from softphone_setup.stamps import Stamps

ROOT = Path(__file__).resolve().parents[2]


def test_environment_is_made_once_and_mended_when_broken(tmp_path: Path) -> None:
    venv = tmp_path / ".venv"
    assert "Python 3" in _make(venv)
    assert "is ready" in _make(venv)
    python = venv / "bin" / "python"
    python.unlink()
    python.symlink_to(tmp_path / "an interpreter that is gone")
    assert "is ready" not in _make(venv)
    assert python.resolve().exists()
    assert "is ready" in _make(venv)


def test_environment_that_was_copied_elsewhere_is_made_anew(tmp_path: Path) -> None:
    _make(tmp_path / "here" / ".venv")
    (tmp_path / "here").rename(tmp_path / "there")
    assert "is ready" not in _make(tmp_path / "there" / ".venv")
    script = tmp_path / "there" / ".venv" / "bin" / "pip"
    assert script.read_text().startswith(f"#!{tmp_path / 'there'}")


def test_lock_pins_every_declared_requirement() -> None:
    declared = {_normal(re.split(r"[<>=!~;\[ ]", name)[0]) for name in declared_requirements(ROOT / "pyproject.toml")}
    lock = (ROOT / "packaging" / "requirements" / "constraints.txt").read_text()
    assert declared <= {_normal(name) for name in pinned(lock)}, "renew it with `make lock`"


def test_qt_that_loses_references_is_not_pinned() -> None:
    versions = pinned((ROOT / "packaging" / "requirements" / "constraints.txt").read_text())
    qt = tuple(map(int, versions["PySide6_Essentials"].split(".")[:2]))
    assert (6, 8) <= qt < (6, 12)


def _make(venv: Path) -> str:
    """Do the step, return what it printed."""
    out = io.StringIO()
    commands = Commands(ROOT, venv.parent / "setup.log")
    with Progress(out).step("Python") as step:
        make_virtual_environment(venv, commands, Stamps(venv / "stamps"), step)
    return out.getvalue()


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
