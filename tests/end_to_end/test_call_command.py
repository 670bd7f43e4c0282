"""`softphone call` when the user presses Ctrl-C, and with files that cannot be played or written."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

pytestmark = [pytest.mark.lab, pytest.mark.timeout(90)]


@pytest.mark.parametrize("said", ["Starting the lab", "connected"])
def test_ctrl_c_hangs_up_and_leaves_nothing(said: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "softphone", "call", "*43", "--lab"],
        stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stderr is not None
        lines = [process.stderr.readline()]
        while said not in lines[-1] and lines[-1]:
            lines.append(process.stderr.readline())
        assert said in lines[-1], lines
        family = psutil.Process(process.pid).children(recursive=True)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        try:
            lines += process.communicate(timeout=30)[1].splitlines(keepends=True)
        finally:
            process.kill()
    assert "Traceback" not in "".join(lines), lines
    if said == "connected":
        assert "Hanging up.\n" in lines
        assert family
        assert process.returncode == 0
    _, alive = psutil.wait_procs(family, timeout=10)
    assert not alive


@pytest.mark.parametrize("content", [b"", b"this is no sound", b"RIFF\x24\x00\x00\x00WAVEfmt "])
def test_a_file_that_is_no_wav_is_told_in_words(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "played.wav").write_bytes(content)
    result = subprocess.run(
        [sys.executable, "-m", "softphone", "call", "*43", "--lab", "--play", str(tmp_path / "played.wav")],
        capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60, check=False,
    )  # fmt: skip
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "played.wav is not a WAV file" in result.stderr
    assert "calling" not in result.stderr


def test_a_folder_that_is_not_there_is_told_before_the_call(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "softphone", "call", "*43", "--lab", "--record", str(tmp_path / "none" / "heard.wav")],
        capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60, check=False,
    )  # fmt: skip
    assert result.returncode == 1
    assert "does not exist" in result.stderr
    assert "calling" not in result.stderr
