"""An engine that several scripts use at the same time, each on a thread of its own."""

import threading
import time

from softphone.basics.ids import CommandId
from softphone.protocol.commands import AnyCommand
from tests.harness.engine_process import PATIENCE_S, EngineProcess


class SharedEngine(EngineProcess):
    """One thread reads; all others wait until it has read something."""

    def __init__(self, environment: dict[str, str] | None = None) -> None:
        super().__init__(environment)
        self._changed = threading.Condition()
        self._is_closing = False
        self._reader_thread = threading.Thread(target=self._read_on, daemon=True)
        self._reader_thread.start()

    def post(self, command: AnyCommand) -> CommandId:
        with self._changed:
            return super().post(command)

    def read(self, timeout_s: float) -> bool:
        """Waits until something has come. False: nothing has."""
        if threading.current_thread() is self._reader_thread or self._is_closing:
            return super().read(timeout_s)
        with self._changed:
            return self._changed.wait(min(timeout_s, 0.05))

    def close(self, timeout_s: float = PATIENCE_S) -> int:
        self._is_closing = True
        self._reader_thread.join()
        return super().close(timeout_s)

    def _read_on(self) -> None:
        while not self._is_closing:
            if not super().read(0.05):
                if self.process.poll() is not None:
                    time.sleep(0.05)
                continue
            with self._changed:
                self._changed.notify_all()
