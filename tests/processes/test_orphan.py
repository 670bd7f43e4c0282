"""The window's process dies without a word: its engine hangs up, unregisters and goes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

if TYPE_CHECKING:
    from softphone_lab import Lab

pytestmark = pytest.mark.lab
GONE_WITHIN_S = 10.0
ROOT = Path(__file__).parents[2]


@contextmanager
def telephone_process(lab: "Lab", *dialled: str) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    """A registered telephone in a process of its own: the process and its engine's pid."""
    facts = lab.facts
    arguments = [str(facts.sip_udp), "1003", facts.user("1003").password, *dialled]
    parent = subprocess.Popen(
        [sys.executable, "-m", "tests.processes.telephone", *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    with parent, parent.stdout:
        yield parent, int(parent.stdout.readline())


def _wait(is_so: Callable[[], bool], timeout_s: float) -> bool:
    deadline_s = time.monotonic() + timeout_s
    while not is_so():
        if time.monotonic() > deadline_s:
            return False
        time.sleep(0.02)
    return True


@pytest.mark.parametrize("dialled", [(), ("*43",)], ids=["idle", "in a call"])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT], ids=lambda number: number.name)
def test_engine_of_a_dead_window_leaves_in_order(lab: "Lab", dialled: tuple[str, ...], number: signal.Signals) -> None:
    with telephone_process(lab, *dialled) as (parent, engine_pid):
        assert len(lab.contacts("1003")) == 1
        assert len([name for name in lab.channels() if "1003" in name]) == len(dialled)
        os.kill(parent.pid, number)
        assert _wait(lambda: not psutil.pid_exists(engine_pid), GONE_WITHIN_S)
    assert _wait(lambda: not lab.contacts("1003"), GONE_WITHIN_S)
    assert _wait(lambda: not [name for name in lab.channels() if "1003" in name], GONE_WITHIN_S)


def test_interrupt_from_the_terminal_does_not_reach_the_engine(lab: "Lab") -> None:
    with telephone_process(lab) as (parent, engine_pid):
        assert os.getpgid(engine_pid) != os.getpgid(parent.pid)
        os.kill(engine_pid, signal.SIGINT)
        os.kill(engine_pid, signal.SIGHUP)
        time.sleep(0.3)
        assert psutil.pid_exists(engine_pid)
        parent.kill()
        assert _wait(lambda: not psutil.pid_exists(engine_pid), GONE_WITHIN_S)
