"""Measured values and the table that is made of them."""

import json
import statistics
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Figure:
    """Several measurements of one thing, and the limit it has to keep where there is one."""

    name: str
    unit: str
    values: list[float]
    limit: float | None = None
    note: str = ""

    def as_dict(self) -> dict[str, float | int | str]:
        """median, min, max, p95, n and unit."""
        values = sorted(self.values)
        p95 = values[min(len(values) - 1, round(0.95 * (len(values) - 1)))]
        figures: dict[str, float | int | str] = {
            "median": round(statistics.median(values), 2),
            "min": round(values[0], 2),
            "max": round(values[-1], 2),
            "p95": round(p95, 2),
            "n": len(values),
            "unit": self.unit,
        }
        return figures | ({"note": self.note} if self.note else {})


@dataclass
class Results:
    """All figures of a run; written after each one, so that a run that is broken off leaves what it had."""

    path: Path
    figures: list[Figure] = field(default_factory=list)
    failures: dict[str, str] = field(default_factory=dict)

    def add(self, figure: Figure) -> None:
        """Adds the figure and writes the file."""
        self.figures.append(figure)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(json.dumps({f.name: f.as_dict() for f in self.figures}, indent=1) + "\n")

    def table(self) -> str:
        """The figures as text, one a line, with the limit and whether it is kept by the median."""
        head = f"{'name':32}{'median':>10}{'min':>10}{'max':>10}{'p95':>10}{'n':>5}  {'unit':8}{'limit':>8}"
        lines = [head, "-" * len(head)]
        for figure in self.figures:
            row = figure.as_dict()
            verdict = ""
            if figure.limit is not None:
                kept = float(row["median"]) <= figure.limit
                verdict = f"{figure.limit:>8g} {'kept' if kept else 'MISSED'}"
            lines.append(
                f"{figure.name:32}{row['median']:>10}{row['min']:>10}{row['max']:>10}{row['p95']:>10}{row['n']:>5}"
                f"  {figure.unit:8}{verdict}" + (f"  {figure.note}" if figure.note else "")
            )
        lines += [f"{name:32}could not be measured: {why}" for name, why in self.failures.items()]
        return "\n".join(lines)
