"""Queues messages offline, sends them through a real PBX, and kills the sender again and again in the middle."""

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from softphone_lab import LabFacts

from softphone.accounts.credentials import MemoryCredentialStore
from softphone.basics.secret import Secret
from softphone.headless import HeadlessPhone
from softphone.runtime import PlainRuntime
from softphone.settings.store import MemorySettingsStore
from tests.harness.lab_accounts import lab_config
from tests.harness.message_program import text_of

ROOT = Path(__file__).resolve().parents[2]
_HANG_S = 120.0


@dataclass
class Delivery:
    """What came of it.

    Attributes:
        received: the texts as they came to the receiver's user, in their order.
        kills: how often the sender was killed. states: what the sender says of its messages in the end.
        seconds: from the first sign-in to the last message.
    """

    wanted: int
    received: list[str] = field(default_factory=list)
    kills: int = 0
    states: str = ""
    seconds: float = 0.0

    @property
    def lost(self) -> int:
        """Messages that never came."""
        return self.wanted - len(set(self.received))

    @property
    def doubled(self) -> int:
        """Messages that came more than once."""
        return len(self.received) - len(set(self.received))

    @property
    def is_in_order(self) -> bool:
        """Each once, in the order in which they were written."""
        return self.received == [text_of(number) for number in range(self.wanted)]


def deliver(
    facts: LabFacts, folder: Path, count: int, kills: int, seed: int = 1, kills_engine: bool = False
) -> Delivery:
    """1001 writes `count` messages to 1002; its program is killed `kills` times at random points on the way.

    kills_engine: the engine is killed at the same moment, too; else it notices that the window is gone.
    """
    chance = random.Random(seed)
    delivery = Delivery(count)
    runtime = PlainRuntime()
    receiver = HeadlessPhone(
        runtime, settings_store=MemorySettingsStore(), credentials=MemoryCredentialStore(), data_folder=folder / "bob"
    )
    receiver.app.messaging.arrived.add(lambda message: delivery.received.append(message.text))
    receiver.start()
    assert receiver.sign_in(lab_config(facts, "1002"), Secret(facts.user("1002").password)).is_registered
    points = sorted(chance.sample(range(1, count), kills))
    began_s = time.monotonic()
    sender = _Sender(facts, folder / "alice", queue=count)
    try:
        for point in points:
            receiver.wait_for(lambda point=point: len(delivery.received) >= point, _HANG_S, f"message {point}")  # type: ignore[misc]
            runtime.run_until(lambda: False, chance.uniform(0.02, 0.05))
            sender.kill(with_engine=kills_engine)
            delivery.kills += 1
            sender = _Sender(facts, folder / "alice", queue=0)
        runtime.run_until(lambda: len(delivery.received) >= count or not sender.is_alive, _HANG_S + count / 20)
        delivery.seconds = time.monotonic() - began_s
        delivery.states = sender.wait_sent(runtime)
        runtime.run_until(lambda: False, 1.0)  # for what may come twice
    finally:
        sender.kill(with_engine=True)
        receiver.close()
        runtime.close()
    return delivery


class _Sender:
    def __init__(self, facts: LabFacts, folder: Path, queue: int) -> None:
        command = [sys.executable, "-m", "tests.harness.message_program", str(folder), "1002", str(queue)]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert self._process.stdin is not None
        config = msgspec.json.encode(lab_config(facts, "1001")).decode()
        self._process.stdin.write(f"{config}\n{facts.user('1001').password}\n")
        self._process.stdin.close()

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def kill(self, *, with_engine: bool) -> None:
        """SIGKILL; waits until it is gone."""
        engines = _children(self._process.pid) if with_engine else []
        for pid in (self._process.pid, *engines):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def wait_sent(self, runtime: PlainRuntime) -> str:
        """What it says in the end."""
        runtime.run_until(lambda: not self.is_alive, _HANG_S)
        assert self._process.stdout is not None
        lines = self._process.stdout.read().splitlines()
        return lines[-1].partition(" ")[2] if lines else ""


def _children(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in path.read_text().split()] if path.exists() else []
