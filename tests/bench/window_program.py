"""The softphone's real window as a process under test: started, typed into, called, ended."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from Xlib import XK

from tests.bench.desk import ROOT, Desk
from tests.bench.sip_peer import SipPeer
from tests.bench.x_windows import Shown, XWatcher

_HERE = Path(__file__).resolve().parent
# Where the dial field and its button are in the window: at the top, below the account's line.
_FIELD_X, _BUTTON_FROM_RIGHT, _DIAL_LINE_Y = 150, 40, 106


def seed_account(desk: Desk, peer: SipPeer) -> None:
    """Lets the desk's user have one account, at the peer."""
    command = [sys.executable, str(_HERE / "seed_account.py"), f"127.0.0.1:{peer.port}"]
    subprocess.run(command, env=desk.env, cwd=ROOT, check=True)


class WindowProgram:
    """One running softphone. window_ms and registered_ms: from exec, seen from outside."""

    def __init__(self, desk: Desk, peer: SipPeer, watcher: XWatcher) -> None:
        self._watcher = watcher
        watcher.forget()
        self._log = (desk.folder / "softphone.log").open("ab")
        started_at_s = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "softphone"],
            env=desk.env,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            preexec_fn=os.setpgrp,
        )
        self.window: Shown = watcher.wait_shown(min_width=250)
        self.window_ms = (self.window.at_s - started_at_s) * 1000
        self.registered_ms = (peer.wait_registered(started_at_s) - started_at_s) * 1000

    @property
    def pid(self) -> int:
        return self.process.pid

    def focus_field(self) -> None:
        """Clicks into the dial field: without a window manager nothing else gives a window the keyboard."""
        self._watcher.click(*self._place(_FIELD_X))

    def click_call(self) -> float:
        """Clicks the Call button; returns the time just before."""
        return self._watcher.click(*self._place(self.window.width - _BUTTON_FROM_RIGHT))

    def _place(self, x: int) -> tuple[int, int]:
        at = self.window.window.get_geometry()
        return at.x + x, at.y + _DIAL_LINE_Y

    def type(self, text: str) -> None:
        """Types into whatever has the focus."""
        for character in text:
            self._watcher.key(XK.string_to_keysym({"*": "asterisk", "#": "numbersign"}.get(character, character)))
            time.sleep(0.03)

    def press(self, key: str) -> float:
        """Presses a named key such as Return or Escape; returns the time just before."""
        at_s: float = self._watcher.key(XK.string_to_keysym(key))
        return at_s

    def close(self) -> None:
        """Ends the program as a logout does."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self._log.close()


@contextmanager
def window_program(desk: Desk, peer: SipPeer, watcher: XWatcher) -> Iterator[WindowProgram]:
    """A running, registered softphone for the block."""
    program = WindowProgram(desk, peer, watcher)
    try:
        yield program
    finally:
        program.close()
