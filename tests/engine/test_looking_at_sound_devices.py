"""Looking at the sound devices again and again leaves no memory behind."""

import subprocess
import sys

_LOOKS = 100
_PROGRAM = f"""
from pathlib import Path
from softphone.engine.audio import catalogue

def resident_kb():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon"))

def look():
    for _ in range({_LOOKS}):
        catalogue.list_anew()

look()
before_kb = resident_kb()
look()
print(resident_kb() - before_kb)
"""


def test_a_hundred_looks_leave_nothing_behind() -> None:
    """Each is as when a call begins or the list of devices is opened."""
    done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, timeout=300, check=True)
    assert int(done.stdout) < 5 * _LOOKS
