"""What the engine says on stderr: the last lines in memory, all but a flood in a rotating file, without secrets."""

import logging
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from softphone.basics.redaction import PRIVATE_NUMBERS, Redaction

MAX_FILE_BYTES = 1_000_000
OLD_FILES = 3
RECENT_LINES = 200
BURST_BYTES = 1_000_000
STEADY_BYTES_PER_S = 10_000
_MAX_LINE_BYTES = 4_096
_TAIL_BYTES = 16_384
_SHORTEST_SECRET = 4
_LONGEST_NUMBER = 100  # written with many separators
_CRASH_REPORT = "Fatal Python error"
_log = logging.getLogger("softphone.engine_client")


class EngineLog:
    """Takes the bytes of stderr as they come. Used by one thread, but for `conceal`.

    A disk that is full or a folder that cannot be written never disturbs the engine: the lines stay in memory.
    A flood (sound libraries complain hundreds of times a second about a device that vanished) costs next to nothing
    and does not push the useful lines out of the files: beyond a burst only so many bytes a second are kept, with a
    line that says how many were left out, and always the latest.
    """

    def __init__(
        self, path: Path, now_s: Callable[[], float] = time.monotonic, private: Redaction = PRIVATE_NUMBERS
    ) -> None:
        """private: masks numbers that nobody may read there."""
        self._path, self._private = path, private
        self._now_s = now_s
        self._allowance = float(BURST_BYTES)
        self._allowed_at_s = now_s()
        self._held = b""
        self._left_out = 0
        self._recent: deque[str] = deque(maxlen=RECENT_LINES)
        self._partial = b""
        self._secrets: frozenset[str] = frozenset()
        self._is_writable = True

    def conceal(self, secret: str) -> None:
        """Shows this text as ``***``: the engine should never log it, and this makes sure."""
        if len(secret) >= _SHORTEST_SECRET:
            self._secrets |= {secret}

    def feed(self, data: bytes) -> None:
        """Takes some bytes of stderr."""
        now_s = self._now_s()
        self._allowance += (now_s - self._allowed_at_s) * STEADY_BYTES_PER_S
        self._allowance = min(self._allowance, BURST_BYTES)
        self._allowed_at_s = now_s
        if self._allowance < len(self._held) + len(data):
            self._hold_back(data)
            return
        self._release()
        self._take(data)

    def finish(self) -> None:
        """No more bytes come."""
        self._release()
        if self._partial:
            self._keep([self._readable(self._partial)])
            self._partial = b""

    def _hold_back(self, data: bytes) -> None:
        """Keeps the end of it; cuts at the end of a line, or a half secret would not be known for one."""
        held = self._held + self._partial + data
        self._partial = b""
        if len(held) > _TAIL_BYTES:
            dropped = held[: held.find(b"\n", len(held) - _TAIL_BYTES) + 1] or held
            self._left_out += dropped.count(b"\n")
            held = held[len(dropped) :]
        self._held = held

    def _release(self) -> None:
        """Takes what was held back."""
        held, self._held = self._held, b""
        if self._left_out:
            self._keep([f"({self._left_out} lines left out)"])
            self._left_out = 0
        self._take(held)

    def _take(self, data: bytes) -> None:
        self._allowance -= len(data)
        *lines, self._partial = (self._partial + data).split(b"\n")
        if len(self._partial) > _MAX_LINE_BYTES:
            # Not within a word: half a secret would not be known for one.
            cut = self._partial.rfind(b" ") + 1 or len(self._partial)
            lines.append(self._partial[:cut])
            self._partial = self._partial[cut:]
        self._keep([self._readable(line) for line in lines])

    def last_words(self, count: int) -> list[str]:
        """The lines that are most likely to say why it ended: a crash report's first, else the last ones."""
        lines = [line for line in self._recent if line.strip()]
        reports = [at for at, line in enumerate(lines) if line.startswith(_CRASH_REPORT)]
        return lines[reports[-1] :][:count] if reports else lines[-count:]

    def _readable(self, line: bytes) -> str:
        text = line[: _MAX_LINE_BYTES + _LONGEST_NUMBER].decode("utf-8", "replace").rstrip("\r")
        for secret in self._secrets:
            text = text.replace(secret, "***")
        text = self._private.masked(text)[:_MAX_LINE_BYTES]
        return "".join(char if char.isprintable() or char == "\t" else "\N{REPLACEMENT CHARACTER}" for char in text)

    def _keep(self, lines: list[str]) -> None:
        if not lines:
            return
        self._recent.extend(lines)
        if not self._is_writable:
            return
        try:
            self._write("".join(f"{line}\n" for line in lines))
        except OSError as error:
            self._is_writable = False
            _log.warning("the engine's log cannot be written: %s", error.strerror)

    def _write(self, text: str) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._path.touch(mode=0o600)  # nobody else's: it names servers and addresses
        with self._path.open("a", encoding="utf-8", errors="replace") as file:
            file.write(text)
            size = file.tell()
        if size > MAX_FILE_BYTES:
            self._rotate()

    def _rotate(self) -> None:
        for age in range(OLD_FILES - 1, 0, -1):
            older = self._path.with_name(f"{self._path.name}.{age}")
            if older.exists():
                older.replace(self._path.with_name(f"{self._path.name}.{age + 1}"))
        self._path.replace(self._path.with_name(f"{self._path.name}.1"))
