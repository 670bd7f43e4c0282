"""The real engine killed, stopped and fed garbage, in every state of a call: back and registered, nothing left over."""

import os
import signal
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import psutil
import pytest

from softphone.engine_client.process_link import ProcessLink
from softphone.engine_client.state import EngineState
from softphone.protocol.commands import Hold
from softphone.protocol.snapshots import HoldState, LegState
from tests.processes.conftest import open_descriptors
from tests.processes.telephone import Telephone

if TYPE_CHECKING:
    from softphone_lab import Lab

pytestmark = pytest.mark.lab
BACK_WITHIN_S = 10.0  # under one second on an idle machine; the slowest are granted the rest


def idle(alice: Telephone, bob: Telephone) -> None:
    """Registered, no call."""


def ringing(alice: Telephone, bob: Telephone) -> None:
    alice.dial("1002")
    bob.wait_state(LegState.ALERTING)
    alice.wait_state(LegState.RINGBACK)


def alerting(alice: Telephone, bob: Telephone) -> None:
    bob.dial("1001")
    alice.wait_state(LegState.ALERTING)


def talking(alice: Telephone, bob: Telephone) -> None:
    alice.dial("*43")
    alice.wait_state(LegState.ESTABLISHED)


def holding(alice: Telephone, bob: Telephone) -> None:
    leg_id = alice.dial("*43")
    alice.wait_state(LegState.ESTABLISHED)
    alice.do(Hold(leg_id=leg_id))
    alice.wait_leg(lambda leg: leg.hold == HoldState.LOCAL, "hold")


CALL_STATES = pytest.mark.parametrize("in_state", [idle, ringing, alerting, talking, holding])


def _is_gone(pid: int) -> bool:
    return not psutil.pid_exists(pid)


def _write_raw(link: ProcessLink, data: bytes) -> None:
    child = link._child
    assert child is not None
    os.write(child.stdin.fileno(), data)


@CALL_STATES
def test_killed_engine_is_back_and_registered_within_seconds(
    lab: "Lab", alice: Telephone, bob: Telephone, in_state: Callable[[Telephone, Telephone], None]
) -> None:
    in_state(alice, bob)
    pid = alice.engine_pid
    began_s = time.monotonic()
    os.kill(pid, signal.SIGKILL)
    alice.wait(lambda: alice.gateway.state != EngineState.READY, "the loss")
    alice.wait_registered()
    assert time.monotonic() - began_s < BACK_WITHIN_S
    assert alice.engine_pid != pid
    assert _is_gone(pid)
    assert len(lab.contacts("1001")) == 1, "the binding of the dead engine was not replaced"
    assert "signal 9 (SIGKILL)" in alice.gateway.diagnosis
    assert alice.states == [EngineState.READY, EngineState.RESTARTING, EngineState.READY]
    alice.dial("*43")
    alice.wait_state(LegState.ESTABLISHED)


@CALL_STATES
def test_engine_that_hangs_is_replaced(
    alice: Telephone, bob: Telephone, in_state: Callable[[Telephone, Telephone], None]
) -> None:
    in_state(alice, bob)
    pid = alice.engine_pid
    os.kill(pid, signal.SIGSTOP)
    alice.wait(lambda: alice.gateway.state == EngineState.RESTARTING, "the loss", 10)
    assert "did not answer for 5 s" in alice.gateway.diagnosis
    alice.wait_registered()
    alice.wait(lambda: _is_gone(pid), "the end of the one that hung")
    alice.dial("*43")
    alice.wait_state(LegState.ESTABLISHED)


def test_engine_that_hangs_for_a_moment_is_left_alone(alice: Telephone) -> None:
    pid = alice.engine_pid
    os.kill(pid, signal.SIGSTOP)
    alice.runtime.run_until(lambda: False, 2.0)
    os.kill(pid, signal.SIGCONT)
    alice.runtime.run_until(lambda: False, 2.0)
    alice.dial("*43")
    alice.wait_state(LegState.ESTABLISHED)
    assert alice.engine_pid == pid


@CALL_STATES
@pytest.mark.parametrize(
    "data", [b"\xff" * 64, b"\x00\x00\x00\x05hello", b"\x00\x10\x00\x00half"], ids=["garbage", "no message", "half"]
)
def test_garbage_to_the_engine_makes_it_leave_in_order(
    lab: "Lab", alice: Telephone, bob: Telephone, in_state: Callable[[Telephone, Telephone], None], data: bytes
) -> None:
    in_state(alice, bob)
    pid = alice.engine_pid
    _write_raw(alice.links[-1], data)
    if b"half" in data:
        alice.links[-1].close()
    alice.wait(lambda: alice.gateway.state == EngineState.RESTARTING, "the engine's end")
    assert "ended by itself" in alice.gateway.diagnosis
    alice.wait_registered()
    assert _is_gone(pid)
    alice.wait(lambda: len(lab.contacts("1001")) == 1, "only the new binding at the PBX")


def test_crash_loop_of_the_real_engine_stops_with_words_and_can_be_ended_by_hand(alice: Telephone) -> None:
    for _ in range(3):
        alice.wait(lambda: alice.gateway.state == EngineState.READY, "the engine")
        os.kill(alice.engine_pid, signal.SIGSEGV)
        alice.wait(lambda: alice.gateway.state != EngineState.READY, "the loss")
    assert alice.gateway.state == EngineState.STOPPED
    assert "failed 3 times within a minute" in alice.gateway.diagnosis
    assert "SIGSEGV" in alice.gateway.diagnosis
    assert "Segmentation fault" in alice.gateway.diagnosis
    alice.gateway.restart()
    alice.wait_registered()


def test_twenty_restarts_leave_nothing_over(alice: Telephone) -> None:
    def restart() -> None:
        run = alice.gateway.engine_run
        alice.gateway.restart()
        alice.wait(lambda: alice.gateway.state == EngineState.READY and alice.gateway.engine_run != run, "the engine")

    def is_settled() -> bool:
        return len(psutil.Process().children()) == children and psutil.Process().num_threads() == threads

    restart()
    alice.runtime.run_until(lambda: False, 0.5)
    children, threads = len(psutil.Process().children()), psutil.Process().num_threads()
    descriptors = open_descriptors()
    for _ in range(20):
        restart()
    alice.wait(is_settled, "the old engines' ends")
    alice.wait_registered()
    assert open_descriptors() == descriptors
    alive = [link.pid for link in alice.links if link.pid and psutil.pid_exists(link.pid)]
    assert alive == [alice.engine_pid]
