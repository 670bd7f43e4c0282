"""Runs scripts of situations on one engine, several at the same time, and sees that they leave nothing behind."""

import threading
import traceback
from types import TracebackType

from tests.situations import census
from tests.situations.scene import Scene, Script, prepare
from tests.situations.shared_engine import SharedEngine


class Stage:
    """One engine for many scripts. Use as a context manager."""

    def __init__(self, environment: dict[str, str] | None = None) -> None:
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

    def play(self, script: Script, times: int = 1, at_once: int = 1) -> list[str]:
        """Runs the script so often; returns how each run failed that did.

        Whatever the first run on an engine loads (sound, threads) stays; after that nothing may.
        """
        if self._before is None:
            self._warm_up()
        failures: list[str] = []
        remaining = iter(range(times))
        lock = threading.Lock()

        def work() -> None:
            while True:
                with lock:
                    if next(remaining, None) is None:
                        return
                try:
                    with Scene(self.engine, self.port) as scene:
                        script(scene)
                except Exception:
                    with lock:
                        failures.append(traceback.format_exc())

        threads = [threading.Thread(target=work) for _ in range(min(at_once, times))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return failures

    def wait_for_nothing_left(self, timeout_s: float = 15.0) -> None:
        """Fails when the engine keeps more than it held before its first script."""
        assert self._before is not None
        census.wait_for_nothing_left(self.pid, self._before, timeout_s)

    def _warm_up(self) -> None:
        with Scene(self.engine, self.port) as scene:
            calls = [scene.talk() for _ in range(3)]
            for call in calls:
                call.hang_up()
        self._before = census.settled_census(self.pid)
