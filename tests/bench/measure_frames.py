"""Frames of the real window while thousands of lamps that it shows change."""

import json
import sys
from collections.abc import Callable

from tests.bench.desk import Desk, desk
from tests.bench.figures import Figure
from tests.bench.measure_lamps import Load, run

FRAMES_FILE = "frames.json"


def measure_frames(at: Desk, seconds: float, add: Callable[[Figure], None]) -> None:
    """p99 of the painting of a frame and of how late a frame comes."""
    load = Load(seconds=seconds, is_shown=True)
    outcome = run(at, load)
    frames = json.loads((at.folder / FRAMES_FILE).read_text())
    note = f"{load.lamps} lamps in a large window, {load.per_s:.0f}/s for {seconds:.0f} s"
    for kind in ("paint", "late"):
        values = frames[f"{kind}_ms"]
        count = f"{len(values)} frames, worst {max(values):.1f} ms"
        add(Figure(f"frame_{kind}_p99_ms", "ms", [_p99(values)], limit=16, note=f"{note}; {count}"))
    add(Figure("frame_shown_ms", "ms", outcome.shown_ms, p95_limit=100))
    add(Figure("frame_window_cpu_percent", "%", [outcome.window_cpu_percent]))


def _p99(values: list[float]) -> float:
    return sorted(values)[round(0.99 * (len(values) - 1))]


def main() -> None:
    """This part alone: ``python -m tests.bench.measure_frames SECONDS``."""
    with desk() as at:
        measure_frames(
            at, float(sys.argv[1]), lambda figure: print(figure.name, figure.as_dict(), figure.verdict, figure.note)
        )


if __name__ == "__main__":
    main()
