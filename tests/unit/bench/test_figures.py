"""The bench's figures: what is written, what is judged, what is missed."""

import json
from pathlib import Path

from tests.bench.figures import EXPECTED, OURS, Figure, Results


def test_a_figure_as_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "build" / "bench.json"
    Results(path).add(Figure("window_ms", "ms", [float(value) for value in range(1, 102)], limit=500))
    figure = {"median": 51.0, "min": 1.0, "max": 101.0, "p95": 96.0, "n": 101, "unit": "ms"}
    assert json.loads(path.read_text()) == {"window_ms": figure}


def test_both_limits_are_judged() -> None:
    values = [90.0] * 9 + [120.0]
    assert Figure("a", "ms", values).verdict == ""
    assert Figure("a", "ms", values, limit=95).verdict == "median 95 kept"
    assert Figure("a", "ms", values, limit=89.5, p95_limit=110).verdict == "median 89.5 MISSED, p95 110 MISSED"


def test_the_table_tells_every_figure_and_failure(tmp_path: Path) -> None:
    results = Results(tmp_path / "bench.json")
    results.add(Figure("idle_pss_mib", "MiB", [130.0], limit=120, note="with a note"))
    results.failures["sound"] = "RuntimeError: no chirp was heard"
    lines = results.table().splitlines()
    assert lines[2].split() == [
        "idle_pss_mib",
        *["130.0"] * 4,
        "1",
        "MiB",
        "median",
        "120",
        "MISSED",
        "with",
        "a",
        "note",
    ]
    assert "no chirp was heard" in lines[3]


def test_what_a_whole_run_has_not_measured_is_a_failure(tmp_path: Path) -> None:
    results = Results(tmp_path / "bench.json")
    for name in EXPECTED:
        if name != "engine_back_s":
            results.add(Figure(name, "ms", [1.0]))
    results.note_missing()
    assert list(results.failures) == ["engine_back_s"]
    assert len(OURS) == 22
