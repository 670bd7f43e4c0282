"""Starts the mirror's process and hands on what it says."""

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from softphone.directory.ldap_problem import DirectoryProblem
from softphone.directory.mirror_messages import MirrorEnded, MirrorOrder, MirrorSaid
from softphone.runtime import Runtime

_ROOT = Path(__file__).resolve().parents[2]
_log = logging.getLogger("softphone.directory")


class MirrorChild:
    """One run in a process of its own. `on_said` is called on the runtime's thread, with a MirrorEnded at last."""

    def __init__(self, runtime: Runtime, order: MirrorOrder, on_said: Callable[[MirrorSaid], None]) -> None:
        self._runtime = runtime
        self._on_said = on_said
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._is_stopped = False
        threading.Thread(target=self._serve, args=(order,), name="mirror", daemon=True).start()

    def stop(self) -> None:
        """Breaks it off; nothing is said any more. Does not block."""
        with self._lock:
            self._is_stopped = True
            if self._process is not None:
                self._process.kill()

    def _serve(self, order: MirrorOrder) -> None:
        last: MirrorSaid | None = None
        try:
            for last in self._said(order):
                self._tell(last)
        except (OSError, ValueError, msgspec.MsgspecError) as error:
            _log.warning("the directory's mirror failed: %s", type(error).__name__)
        if not isinstance(last, MirrorEnded):
            self._tell(MirrorEnded(DirectoryProblem.STOPPED))

    def _said(self, order: MirrorOrder) -> Iterator[MirrorSaid]:
        with self._lock:
            if self._is_stopped:
                return
            process = self._process = subprocess.Popen(
                _command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
            )
        with process:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(msgspec.json.encode(order) + b"\n")
            process.stdin.flush()
            for line in process.stdout:
                yield msgspec.json.decode(line, type=MirrorSaid)

    def _tell(self, said: MirrorSaid) -> None:
        if not self._is_stopped:
            self._runtime.post(lambda: None if self._is_stopped else self._on_said(said))


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "--mirror"]
    return [sys.executable, "-m", "softphone", "--mirror"]


def _environment() -> dict[str, str]:
    environment = dict(os.environ)
    if not getattr(sys, "frozen", False) and _ROOT.name not in ("site-packages", "dist-packages"):
        paths = [str(_ROOT), *environment.get("PYTHONPATH", "").split(os.pathsep)]
        environment["PYTHONPATH"] = os.pathsep.join(path for path in paths if path)
    return environment
