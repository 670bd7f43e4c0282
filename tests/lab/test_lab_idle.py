"""What a registered engine costs while nothing happens."""

import os
import threading
from pathlib import Path

import pytest
from softphone_lab import Lab

from softphone.protocol.commands import HangUp
from softphone.protocol.snapshots import LegState, Transport
from tests.harness.engine_process import EngineProcess
from tests.harness.lab_accounts import lab_config, number

pytestmark = pytest.mark.lab
MOST_PER_S = 8.0


def wake_ups(pid: int) -> int:
    """How often all threads of the process together have gone to sleep so far."""
    total = 0
    for status in Path(f"/proc/{pid}/task").glob("*/status"):
        for line in status.read_text().splitlines():
            if line.startswith("voluntary_ctxt_switches:"):
                total += int(line.split()[1])
    return total


def wake_ups_per_s(engine: EngineProcess, seconds: float = 4.0) -> float:
    before = wake_ups(engine.process.pid)
    engine.read_for(seconds)
    return (wake_ups(engine.process.pid) - before) / seconds


@pytest.mark.parametrize("transport", list(Transport))
def test_a_registered_engine_sleeps(lab: Lab, transport: Transport) -> None:
    with EngineProcess() as engine:
        engine.register(lab_config(lab.facts, "1001", transport), "secret-1001")
        engine.read_for(1.0)
        assert wake_ups_per_s(engine) < MOST_PER_S


def test_it_sleeps_again_after_a_call(lab: Lab) -> None:
    with EngineProcess() as engine:
        config = lab_config(lab.facts, "1001")
        engine.register(config, "secret-1001")
        leg_id = engine.dial(config.account_id, number(config, "*43"))
        engine.wait_leg(leg_id, LegState.ESTABLISHED)
        engine.do(HangUp(leg_id=leg_id))
        engine.wait_leg(leg_id, LegState.ENDED)
        engine.read_for(3.0)
        assert wake_ups_per_s(engine) < MOST_PER_S


def policies(engine: EngineProcess, name: str) -> set[int]:
    """How the engine's threads of that name are scheduled."""
    tasks = Path(f"/proc/{engine.process.pid}/task").iterdir()
    chosen = [int(task.name) for task in tasks if (task / "comm").read_text().strip() == name]
    return {os.sched_getscheduler(thread_id) & ~os.SCHED_RESET_ON_FORK for thread_id in chosen}


def usual_and_urgent() -> tuple[int, int]:
    """Policies outside of a call and in one; the same where this system allows no other."""
    allowed: list[int] = []

    def attempt() -> None:
        try:
            os.sched_setscheduler(threading.get_native_id(), os.SCHED_RR, os.sched_param(10))
            allowed.append(os.SCHED_RR)
        except PermissionError:
            allowed.append(os.SCHED_OTHER)

    thread = threading.Thread(target=attempt)
    thread.start()
    thread.join()
    return os.SCHED_OTHER, allowed[0]


def test_packets_are_taken_before_other_work_during_a_call(lab: Lab) -> None:
    usual, urgent = usual_and_urgent()
    with EngineProcess() as engine:
        config = lab_config(lab.facts, "1001")
        engine.register(config, "secret-1001")
        assert policies(engine, "media") == {usual}
        leg_id = engine.dial(config.account_id, number(config, "*43"))
        engine.wait_leg(leg_id, LegState.ESTABLISHED)
        assert policies(engine, "media") == {urgent}
        engine.do(HangUp(leg_id=leg_id))
        engine.wait_leg(leg_id, LegState.ENDED)
        for _ in range(50):
            engine.read_for(0.1)
            if policies(engine, "media") == {usual}:
                break
        assert policies(engine, "media") == {usual}
