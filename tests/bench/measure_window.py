"""Figures of the real window: start, idle, dialling, ringing, cost of a call, engine restart."""

import os
import re
import signal
import time
from collections.abc import Callable

from tests.bench import processes
from tests.bench.desk import Desk
from tests.bench.figures import Figure
from tests.bench.sip_peer import SipPeer
from tests.bench.window_program import WindowProgram, seed_account, window_program
from tests.bench.x_windows import XWatcher

Add = Callable[[Figure], None]
_NUMBER = "100"


def measure_start(desk: Desk, peer: SipPeer, watcher: XWatcher, add: Add, runs: int) -> None:
    """window_ms and registered_ms from exec; the first start, which fills the caches, does not count."""
    window_ms: list[float] = []
    registered_ms: list[float] = []
    for turn in range(runs + 1):
        with window_program(desk, peer, watcher) as program:
            if turn:
                window_ms.append(program.window_ms)
                registered_ms.append(program.registered_ms)
            time.sleep(0.5)
    add(Figure("window_ms", "ms", window_ms, limit=500))
    add(Figure("registered_ms", "ms", registered_ms, limit=700))


def measure_idle(program: WindowProgram, add: Add, runs: int) -> None:
    """Memory, processor and wake-ups of all processes, registered and shown, nobody touching it."""
    time.sleep(5)
    loads = [processes.load(program.pid, 5) for _ in range(runs)]
    add(Figure("idle_pss_mib", "MiB", [processes.pss_mib(program.pid) for _ in range(runs)], limit=120))
    add(Figure("idle_cpu_percent", "%", [load.cpu_percent for load in loads]))
    add(Figure("idle_wakeups_per_s", "1/s", [load.wakeups_per_s for load in loads]))


def measure_dialling(program: WindowProgram, peer: SipPeer, add: Add, runs: int) -> None:
    """From the click on Call to the INVITE at the peer."""
    times: list[float] = []
    for _ in range(runs):
        seen = len(peer.seen)
        program.focus_field()
        program.type(_NUMBER)
        time.sleep(0.3)
        pressed_at_s = program.click_call()
        invite = peer.wait_for("INVITE", after=seen)
        times.append((invite.at_s - pressed_at_s) * 1000)
        time.sleep(1)
        hang_up(peer, invite.first("call-id"))
        time.sleep(1)
    add(Figure("dial_to_invite_ms", "ms", times, limit=30))


def hang_up(peer: SipPeer, call_id: str) -> None:
    """The peer ends the call that the program made."""
    peer.hang_up(call_id)
    peer.wait_for("SIP/2.0 200", after=max(0, len(peer.seen) - 1), timeout_s=5)


def measure_ringing(
    peer: SipPeer, watcher: XWatcher, user: str, prefix: str, has_window: bool, add: Add, runs: int
) -> None:
    """From sending INVITE to 180 Ringing, and to the alert on the screen."""
    ringing: list[float] = []
    alerts: list[float] = []
    for _ in range(runs):
        seen = len(peer.seen)
        watcher.forget()
        call_id, sent_at_s = peer.invite(user)
        if has_window:
            alerts.append((watcher.wait_shown(min_width=150).at_s - sent_at_s) * 1000)
        answer = peer.wait_for("SIP/2.0 180", after=seen)
        ringing.append((answer.at_s - sent_at_s) * 1000)
        time.sleep(0.5)
        peer.cancel(call_id, user)
        peer.wait_for("SIP/2.0 487", after=seen)
        time.sleep(1.5)
    add(Figure(f"{prefix}invite_to_180_ms", "ms", ringing, limit=None if prefix else 20))
    if alerts:
        add(Figure(f"{prefix}invite_to_alert_ms", "ms", alerts))


def measure_call_cost(
    pid: int, start_call: Callable[[], str], peer: SipPeer, names: tuple[str, str | None], add: Add, runs: int
) -> None:
    """Processor and memory of all processes while one call is up. names: of the processor and the memory figure."""
    call_id = start_call()
    time.sleep(4)
    if not peer.rtp.arrivals_s:
        raise RuntimeError("no sound came from the program")
    loads = [processes.load(pid, 5).cpu_percent for _ in range(runs)]
    memory = [processes.pss_mib(pid) for _ in range(runs)]
    is_ours = not names[0].startswith("peer_")
    limits = {"call_cpu_percent_opus": 8, "call_cpu_percent_g711": 6, "call_pss_mib": 140} if is_ours else {}
    add(Figure(names[0], "%", loads, limit=limits.get(names[0])))
    if names[1]:
        add(Figure(names[1], "MiB", memory, limit=limits.get(names[1])))
    hang_up(peer, call_id)


def dial_from_window(program: WindowProgram, peer: SipPeer) -> str:
    """Dials the peer by keyboard; returns the Call-ID."""
    seen = len(peer.seen)
    peer.rtp.forget()
    program.focus_field()
    program.type(_NUMBER)
    time.sleep(0.3)
    program.press("Return")
    return peer.wait_for("INVITE", after=seen).first("call-id")


def measure_engine_back(program: WindowProgram, peer: SipPeer, add: Add, runs: int) -> None:
    """From SIGKILL of the engine to the next accepted registration."""
    times: list[float] = []
    for _ in range(runs):
        engine = next(p for p in processes.tree(program.pid) if "--engine" in p.cmdline())
        killed_at_s = time.monotonic()
        os.kill(engine.pid, signal.SIGKILL)
        times.append(peer.wait_registered(killed_at_s) - killed_at_s)
        time.sleep(35)  # three losses within a minute would stop the attempts, as they should
    add(Figure("engine_back_s", "s", times, limit=3))


def prepare(desk: Desk, peer: SipPeer) -> None:
    """One account at the peer for the desk's user."""
    seed_account(desk, peer)
    assert re.fullmatch(r"\d+", _NUMBER)
