"""Builds what makes time pass faster in an engine (fast_clock.c), with the compiler that the wheel is built with."""

import subprocess
from pathlib import Path

SPEED = 10
_SOURCE = Path(__file__).with_suffix(".c")


def environment(folder: Path, speed: int = SPEED) -> dict[str, str]:
    """What an engine needs in its environment; the library is built in the folder."""
    library = folder / "fast_clock.so"
    if not library.exists():
        subprocess.run(["cc", "-O1", "-shared", "-fPIC", "-o", library, _SOURCE, "-ldl"], check=True)
    return {"LD_PRELOAD": str(library), "SOFTPHONE_CLOCK_SPEED": str(speed)}
