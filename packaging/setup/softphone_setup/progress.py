"""Shows each step of the set-up with a tick, its time and what is being done, on terminals and in logs."""

from __future__ import annotations

import contextlib
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from typing import TextIO

_FRAMES = "|/-\\"
_HEARTBEAT_S = 20.0


class Step:
    """One step on its way: tell what it does with `say`, what came out with `done`."""

    def __init__(self, title: str, out: TextIO, is_live: bool) -> None:
        self.title = title
        self.result = "done"
        self._out = out
        self._is_live = is_live
        self._doing = ""
        self._latest = ""
        self._started = time.monotonic()
        self._last_print = self._started
        self._ended = threading.Event()
        self._ticker = threading.Thread(target=self._tick, daemon=True)

    @property
    def elapsed_s(self) -> float:
        """Seconds since the step began."""
        return time.monotonic() - self._started

    def say(self, doing: str) -> None:
        """Tell in words what is being done now."""
        self._doing, self._latest = doing, ""
        if not self._is_live:
            self._print(f"  ..  {self.title}: {doing}")
        if not self._ticker.is_alive():
            self._ticker.start()

    def activity(self, line: str) -> None:
        """Show the newest line of a running program (terminals only)."""
        self._latest = line.strip()

    def done(self, result: str) -> None:
        """Say what came out of the step."""
        self.result = result

    def close(self, mark: str, text: str) -> None:
        """Print the closing line of the step."""
        self._ended.set()
        if self._ticker.is_alive():
            self._ticker.join()
        if self._is_live:
            self._out.write("\r\x1b[K")
        self._print(f"  {mark}  {self.title}: {text}  ({self.elapsed_s:.1f} s)")

    def _tick(self) -> None:
        frame = 0
        while not self._ended.wait(0.12 if self._is_live else 1.0):
            frame += 1
            if self._is_live:
                self._draw(_FRAMES[frame % len(_FRAMES)])
            elif time.monotonic() - self._last_print >= _HEARTBEAT_S:
                self._print(f"  ..  {self.title}: {self._doing}, {self.elapsed_s:.0f} s so far")

    def _draw(self, frame: str) -> None:
        width = shutil.get_terminal_size().columns - 1
        line = f"  {frame}   {self.title}: {self._doing}  ({self.elapsed_s:.0f} s)  {self._latest}"
        self._out.write("\r" + line[:width] + "\x1b[K")
        self._out.flush()

    def _print(self, line: str) -> None:
        self._last_print = time.monotonic()
        self._out.write(line + "\n")
        self._out.flush()


class Progress:
    """Prints the steps to one stream; a terminal gets a moving line, anything else plain lines."""

    def __init__(self, out: TextIO | None = None) -> None:
        self._out = out or sys.stdout
        self._is_live = self._out.isatty()
        encoding = (getattr(self._out, "encoding", None) or "ascii").lower()
        self._tick, self._cross = ("✓", "✗") if encoding.startswith("utf") else ("ok", "--")

    @contextlib.contextmanager
    def step(self, title: str) -> Iterator[Step]:
        """Run the body as one step; an exception closes the step as failed and goes on upwards."""
        step = Step(title, self._out, self._is_live)
        try:
            yield step
        except BaseException:
            step.close(self._cross, "failed")
            raise
        step.close(self._tick, step.result)

    def note(self, text: str) -> None:
        """Print a line that belongs to no step."""
        self._out.write(text + "\n")
        self._out.flush()
