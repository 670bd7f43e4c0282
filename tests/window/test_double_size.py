"""At 200 % on a small laptop's screen (1366 x 768) every window fits, and nothing in it is out of reach."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.languages import LANGUAGES

SCRIPT = Path(__file__).with_name("double_size.py")


@pytest.fixture(scope="module")
def small_screen() -> Iterator[str]:
    """The name of a display of this size."""
    server = shutil.which("Xvfb")
    assert server is not None, "Xvfb is missing: run `make setup`"
    read_end, write_end = os.pipe()
    command = [server, "-displayfd", str(write_end), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[write_end], stderr=subprocess.DEVNULL) as xvfb:
        os.close(write_end)
        with os.fdopen(read_end) as pipe:
            number = pipe.readline().strip()
        yield f":{number}"
        xvfb.terminate()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_out_of_reach(language: str, small_screen: str, own_folders: Path) -> None:
    environment = {**os.environ, "DISPLAY": small_screen, "QT_QPA_PLATFORM": "xcb", "QT_SCALE_FACTOR": "2"}
    said = subprocess.check_output([sys.executable, str(SCRIPT), language], env=environment, text=True, timeout=100)
    report = json.loads(said.splitlines()[-1])
    assert (report["screen"], report["scale"]) == ([1366, 768], 2)
    assert report["found"] == {}
