"""Named steps with outcome, duration and detail: what the demo prints."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeAlias

Detail: TypeAlias = dict[str, str | int | float | bool | None]


class StepFailed(Exception):
    """A step did not hold; the text says what was seen instead."""


@dataclass
class Step:
    """One step. ms: its duration; detail: figures and words."""

    name: str
    ok: bool = False
    ms: int = 0
    detail: Detail = field(default_factory=dict)


@dataclass
class Report:
    """All steps in order, and whether all of them hold."""

    expected: tuple[str, ...]
    on_progress: Callable[[Step], None]
    steps: list[Step] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """True only when every expected step ran and holds."""
        return {step.name for step in self.steps if step.ok} == set(self.expected)

    @contextmanager
    def step(self, name: str) -> Iterator[Detail]:
        """Runs the block as a step; an exception in it makes the step fail and goes no further."""
        step = Step(name)
        start = time.monotonic()
        try:
            yield step.detail
            step.ok = True
        except Exception as error:
            step.detail["error"] = str(error) or type(error).__name__
        step.ms = round((time.monotonic() - start) * 1000)
        self.steps.append(step)
        self.on_progress(step)

    def as_dict(self) -> dict[str, object]:
        """The document: ``{"steps": [{"name", "ok", "ms", "detail"}…], "ok"}``."""
        steps = [{"name": s.name, "ok": s.ok, "ms": s.ms, "detail": s.detail} for s in self.steps]
        return {"steps": steps, "ok": self.ok}
