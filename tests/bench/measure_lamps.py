"""Thousands of lamps and hundreds of changes a second: from NOTIFY to the window process, cost, and nothing lost."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psutil

from softphone.presence.state import PresenceState
from tests.bench.desk import ROOT, Desk
from tests.bench.figures import Figure
from tests.bench.lamp_server import FIRST_USER, PHASES
from tests.bench.processes import tree

_STATES = {
    "early": PresenceState.RINGING, "confirmed": PresenceState.ON_THE_PHONE, "": PresenceState.AVAILABLE,
}  # fmt: skip


@dataclass
class Load:
    """What is measured. is_singly: a subscription for each lamp, instead of lists; is_shown: all are favourites that
    the window shows."""

    lamps: int = 2000
    per_s: float = 500.0
    seconds: float = 60.0
    is_singly: bool = False
    is_shown: bool = False


@dataclass
class Outcome:
    """shown_ms: of every change that was seen; lost: lamps whose last state is another than the server's;
    skipped: changes that were overtaken by the next one of the same lamp before they were announced."""

    shown_ms: list[float]
    skipped: int
    lost: int
    unanswered: int
    engine_cpu_percent: float
    window_cpu_percent: float


def measure_lamps(desk: Desk, load: Load, prefix: str, add: Callable[[Figure], None]) -> None:
    """Adds the figures, named with the prefix."""
    outcome = run(desk, load)
    how = "by lists" if not load.is_singly else "singly"
    note = f"{load.lamps} lamps {how}, {load.per_s:.0f}/s for {load.seconds:.0f} s"
    add(Figure(f"{prefix}_shown_ms", "ms", outcome.shown_ms, p95_limit=100, note=note))
    add(Figure(f"{prefix}_engine_cpu_percent", "%", [outcome.engine_cpu_percent], limit=50))
    add(Figure(f"{prefix}_window_cpu_percent", "%", [outcome.window_cpu_percent]))
    lost = f"{outcome.skipped} overtaken, {outcome.unanswered} not answered"
    add(Figure(f"{prefix}_lost", "", [float(outcome.lost)], limit=0, note=lost))


def run(desk: Desk, load: Load) -> Outcome:
    """Server and window process, the changes, and the comparison."""
    out = desk.folder / "lamps.txt"
    flags = ["--singly"] if load.is_singly else []
    with _python(desk, "tests.bench.lamp_server", "--lamps", str(load.lamps), *flags) as server:
        port = _line(server)
        shown = ["--shown"] if load.is_shown else []
        with _python(desk, "tests.bench.lamp_panel", port, str(load.lamps), str(out), *flags, *shown) as panel:
            assert _line(server) == "subscribed"
            cpu = _Cpu(panel.pid)
            assert server.stdin is not None
            server.stdin.write(f"go {load.seconds} {load.per_s}\n")
            server.stdin.flush()
            report = json.loads(_line(server))
            engine_percent, window_percent = cpu.shares(load.seconds)
            panel.send_signal(signal.SIGTERM)
            panel.wait(20)
    shown_ms, skipped, lost = _compare(report["sent"], out, load.lamps)
    unanswered = len(report["sent"]) - report["answered"]
    return Outcome(shown_ms, skipped, lost, unanswered, engine_percent, window_percent)


class _Cpu:
    """Processor time of the window process and of its engine from now on."""

    def __init__(self, pid: int) -> None:
        processes = tree(pid)
        self._window = processes[0]
        self._engine = next(process for process in processes if "--engine" in process.cmdline())
        self._before = self._times()

    def shares(self, seconds: float) -> tuple[float, float]:
        """Engine and window, percent of one core."""
        return tuple(100 * (now - then) / seconds for now, then in zip(self._times(), self._before, strict=True))  # type: ignore[return-value]

    def _times(self) -> list[float]:
        return [_seconds(process) for process in (self._engine, self._window)]


def _seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _compare(sent: list[tuple[int, float]], out: Path, lamps: int) -> tuple[list[float], int, int]:
    """Milliseconds of each change that was seen, how many were overtaken, how many lamps ended up wrong."""
    seen: dict[int, list[tuple[str, str, float]]] = {}
    for line in out.read_text().splitlines():
        address, state, dialog_id, at_s = line.split()
        seen.setdefault(int(address.partition("@")[0]) - FIRST_USER, []).append((state, dialog_id, float(at_s)))
    shown_ms: list[float] = []
    lost = 0
    for lamp in range(lamps):
        changes = [(index, sent[index][1]) for index in range(lamp, len(sent), lamps)]
        told = seen.get(lamp, [])
        shown_ms += _delays_ms(changes, told, lamps)
        if changes:
            index = changes[-1][0]
            phase = PHASES[index // lamps % len(PHASES)]
            expected = (_STATES[phase], f"c{index}" if phase else "-")
            lost += not told or (told[-1][0], told[-1][1]) != expected
    return shown_ms, len(sent) - len(shown_ms), lost


def _delays_ms(changes: list[tuple[int, float]], told: list[tuple[str, str, float]], lamps: int) -> Iterator[float]:
    """The announcement of a change is the first one after it was sent that shows its state."""
    position = 0
    for index, sent_s in changes:
        phase = PHASES[index // lamps % len(PHASES)]
        expected = (_STATES[phase], f"c{index}" if phase else "-")
        for later in range(position, len(told)):
            if told[later][2] >= sent_s and (told[later][0], told[later][1]) == expected:
                yield (told[later][2] - sent_s) * 1000
                position = later + 1
                break


@contextmanager
def _python(desk: Desk, module: str, *arguments: str) -> "Iterator[subprocess.Popen[str]]":
    command = [sys.executable, "-m", module, *arguments]
    # No settings of the other parts: their account is at the same host.
    env = desk.env | {"SOFTPHONE_CONFIG_DIR": str(desk.folder / "lamps")}
    log = (desk.folder / "lamps.log").open("ab")
    process = subprocess.Popen(
        command, env=env, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True,
        preexec_fn=os.setpgrp,
    )  # fmt: skip
    try:
        yield process
    finally:
        log.close()
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _line(process: "subprocess.Popen[str]") -> str:
    stream: IO[str] | None = process.stdout
    assert stream is not None
    line = stream.readline().strip()
    if not line:
        raise RuntimeError(f"{process.args!r} ended with {process.wait(10)}")
    return line


def main() -> None:
    """This part alone, on a display of its own: ``python -m tests.bench.measure_lamps SECONDS``."""
    from tests.bench.desk import desk

    load = Load(seconds=float(sys.argv[1]) if len(sys.argv) > 1 else 60.0)
    for flag in sys.argv[2:]:
        setattr(load, f"is_{flag}", True)
    with desk() as at:
        started_s = time.monotonic()
        measure_lamps(
            at, load, "lamps", lambda figure: print(figure.name, figure.as_dict(), figure.verdict, figure.note)
        )
        print(f"took {time.monotonic() - started_s:.0f} s", (at.folder / "lamps.log").read_text()[-3000:])


if __name__ == "__main__":
    main()
