"""Runs scripts of situations on one engine, several at the same time, and sees that they leave nothing behind."""

import threading
import traceback
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

from tests.situations import census, fast_clock
from tests.situations.scene import Scene, Script, prepare
from tests.situations.shared_engine import SharedEngine


class Stage:
    """One engine for many scripts. Use as a context manager."""

    def __init__(self, clock_speed: int = 1) -> None:
        """clock_speed: how much faster than ours time passes for the engine."""
        self._folder = TemporaryDirectory()
        self._clock_speed = clock_speed
        environment = fast_clock.environment(Path(self._folder.name), clock_speed) if clock_speed > 1 else None
        self.engine = SharedEngine(environment)
        self.pid = self.engine.process.pid
        self.port = 0
        self._before: census.Census | None = None

    def __enter__(self) -> "Stage":
        self.engine.__enter__()
        self.port = prepare(self.engine)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.engine.__exit__(kind, error, at)
        self._folder.cleanup()

    def play(self, *scripts: Script, times: int = 1, at_once: int = 64) -> list[str]:
        """Runs each script so often, at most so many at once; returns how each run failed that did.

        Whatever the first calls of an engine load (sound, threads) stays; after that nothing may.
        """
        if self._before is None:
            self._warm_up()
        failures: list[str] = []
        remaining = iter([script for _ in range(times) for script in scripts])
        lock = threading.Lock()

        def work() -> None:
            while True:
                with lock:
                    script = next(remaining, None)
                if script is None:
                    return
                try:
                    with Scene(self.engine, self.port, self._clock_speed) as scene:
                        script(scene)
                except Exception:
                    with lock:
                        failures.append(f"{script.__name__}: {traceback.format_exc()}")

        threads = [threading.Thread(target=work) for _ in range(min(at_once, times * len(scripts)))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return failures

    def complaints(self) -> list[str]:
        """What the engine has logged as an error."""
        return [line for line in self.engine.log.decode(errors="replace").splitlines() if line.startswith("ERROR")]

    def wait_for_nothing_left(self, timeout_s: float = 15.0) -> None:
        """Fails when the engine keeps more than it held before its first script."""
        assert self._before is not None
        census.wait_for_nothing_left(self.pid, self._before, timeout_s)

    def _warm_up(self) -> None:
        with Scene(self.engine, self.port, self._clock_speed) as scene:
            calls = [scene.talk() for _ in range(3)]
            for call in calls:
                call.hang_up()
        self._before = census.settled_census(self.pid)
