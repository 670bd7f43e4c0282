"""The program as its users start it from a terminal, against a real lab PBX."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from softphone.demo.scenario import STEPS
from softphone.demo.signal import find_probe, make_probe, read_wav, write_wav

pytestmark = [pytest.mark.lab, pytest.mark.timeout(450)]


def _softphone(*arguments: str, **env: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "softphone", *arguments],
        capture_output=True,
        text=True,
        timeout=400,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **env},
        check=False,
    )


@pytest.fixture(scope="module")
def demo() -> dict[str, Any]:
    result = _softphone("demo", "--headless", "--json")
    assert result.stdout, result.stderr
    report: dict[str, Any] = json.loads(result.stdout)
    assert result.returncode == (0 if report["ok"] else 1)
    return report


@pytest.mark.parametrize("name", STEPS)
def test_demo_step_holds(demo: dict[str, Any], name: str) -> None:
    step = next(s for s in demo["steps"] if s["name"] == name)
    assert step["ok"], step["detail"]
    assert set(step) == {"name", "ok", "ms", "detail"}


def test_demo_runs_every_step_in_order(demo: dict[str, Any]) -> None:
    assert [step["name"] for step in demo["steps"]] == list(STEPS)
    assert demo["ok"] is True


def test_call_plays_and_records_wav_files(tmp_path: Path) -> None:
    played, recorded = tmp_path / "played.wav", tmp_path / "recorded.wav"
    write_wav(played, make_probe(11))

    result = _softphone("call", "*43", "--lab", "--play", str(played), "--record", str(recorded))

    assert result.returncode == 0, result.stderr
    assert find_probe(read_wav(recorded), make_probe(11)).correlation > 0.5


def test_call_says_in_words_why_it_failed() -> None:
    result = _softphone("call", "486", "--lab")

    assert result.returncode == 1
    assert "busy" in result.stderr.lower()
    assert "Traceback" not in result.stderr


def test_call_without_an_account_says_what_to_do() -> None:
    result = _softphone("call", "100")

    assert result.returncode == 1
    assert "account" in result.stderr
    assert "Traceback" not in result.stderr


def test_window_without_a_display_runs_the_same_thing_scripted() -> None:
    result = _softphone("--lab", DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")

    assert "display" in result.stderr.lower()
    assert all(f"ok     {name}" in result.stderr for name in STEPS), result.stderr
    assert result.returncode == 0


def test_help_names_every_command() -> None:
    result = _softphone("--help")

    assert result.returncode == 0
    assert all(command in result.stdout for command in ("call", "demo", "lab", "--version", "--hidden"))
