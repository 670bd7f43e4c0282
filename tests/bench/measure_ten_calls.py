"""Ten calls at a time: the engine's processor, with one talking and with eight mixed, and the window's frames."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from softphone.basics.ids import DeviceId, LegId
from softphone.protocol.commands import Answer, Hold, MixLegs, Resume, SelectAudio, SetMeasuring
from softphone.protocol.snapshots import AudioSelection, HoldState, LegState
from tests.bench import processes
from tests.bench.calls_panel import CALLS
from tests.bench.desk import ROOT, Desk, desk
from tests.bench.figures import Figure
from tests.bench.sip_peer import SipPeer
from tests.harness.engine_process import EngineProcess, local_account, udp_port
from tests.harness.sound_probe import write_chirps

Add = Callable[[Figure], None]
MIXED = 8
_SECONDS = 5.0
_SETTLE_S = 4.0
_CPU_LIMIT, _FRAME_LIMIT_MS = 60, 16


def measure_ten_calls(at: Desk, add: Add, runs: int, seconds: float) -> None:
    """Adds the figures. runs: of the processor; seconds: of the window."""
    measure_engine(at, add, runs)
    measure_window(at, add, seconds)


def measure_engine(at: Desk, add: Add, runs: int) -> None:
    """Ten established calls, Opus, on real sound devices with echo cancellation."""
    with ExitStack() as stack:
        near = stack.enter_context(EngineProcess(at.env))
        far = stack.enter_context(EngineProcess(at.env))
        legs = _establish(at, near, far)
        near.do(SetMeasuring(is_on=True, interval_ms=200))
        for leg_id in legs[1:]:
            near.do(Hold(leg_id=leg_id))
            near.wait_leg(leg_id, lambda leg: leg.hold == HoldState.LOCAL)
        note = f"{CALLS} calls, Opus"
        add(Figure("ten_calls_cpu_percent", "%", _loads(near, runs), limit=_CPU_LIMIT, note=f"{note}, one talking"))
        since = len(near.frames)
        for leg_id in legs[1:MIXED]:
            near.do(Resume(leg_id=leg_id))
            near.wait_leg(leg_id, lambda leg: leg.hold == HoldState.NONE, since=since)
        near.do(MixLegs(leg_ids=tuple(legs[:MIXED])))
        for leg_id in legs[:MIXED]:
            near.wait_leg(leg_id, lambda leg: leg.is_mixed, since=since)
        name = "ten_calls_mixed_cpu_percent"
        add(Figure(name, "%", _loads(near, runs), limit=_CPU_LIMIT, note=f"{note}, {MIXED} of them mixed"))


def _establish(at: Desk, near: EngineProcess, far: EngineProcess) -> list[LegId]:
    talk = at.folder / "ten_calls.wav"
    write_chirps(talk, 600)
    for engine, user in ((near, "near"), (far, "far")):
        engine.wait_started()
        engine.put_account(local_account(user))
    nowhere = at.folder / "ten_calls_heard.wav"
    far.do(SelectAudio(selection=AudioSelection(microphone=_file(talk), speaker=_file(nowhere))))
    port = udp_port(far)
    legs = []
    for _ in range(CALLS):
        since = len(far.frames)
        leg_id = near.dial(local_account("near").account_id, f"sip:far@127.0.0.1:{port}")
        far.do(Answer(leg_id=far.wait_incoming(since).leg_id))
        near.wait_leg(leg_id, LegState.ESTABLISHED)
        legs.append(leg_id)
    return legs


def _file(path: Path) -> DeviceId:
    return DeviceId(f"file:{path}")


def _loads(engine: EngineProcess, runs: int) -> list[float]:
    engine.read_for(_SETTLE_S)
    found = []
    for _ in range(runs):
        found.append(processes.load(engine.process.pid, _SECONDS).cpu_percent)
        engine.read_for(0.1)
    return found


def measure_window(at: Desk, add: Add, seconds: float) -> None:
    """p99 of the painting of a frame and of how late a frame comes, while ten calls ring and change."""
    out = at.folder / "ten_calls_frames.json"
    env = at.env | {"SOFTPHONE_CONFIG_DIR": str(at.folder / "ten_calls")}
    peer = SipPeer()
    try:
        with (at.folder / "ten_calls.log").open("ab") as log:
            panel = subprocess.Popen(
                [sys.executable, "-m", "tests.bench.calls_panel", str(peer.port), str(out)],
                env=env, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, text=True,
                preexec_fn=os.setpgrp,
            )  # fmt: skip
            _let_ring(peer, panel, seconds)
    finally:
        peer.close()
    frames = json.loads(out.read_text())
    changes = int(out.with_suffix(".changes").read_text())
    note = f"{CALLS} calls, {changes / seconds:.0f} changes/s for {seconds:.0f} s"
    for kind in ("paint", "late"):
        values = sorted(frames[f"{kind}_ms"])
        count = f"{len(values)} frames, worst {values[-1]:.1f} ms"
        p99 = values[round(0.99 * (len(values) - 1))]
        add(Figure(f"ten_calls_frame_{kind}_p99_ms", "ms", [p99], limit=_FRAME_LIMIT_MS, note=f"{note}; {count}"))


def _let_ring(peer: SipPeer, panel: "subprocess.Popen[str]", seconds: float) -> None:
    """Calls whenever the panel asks for it."""
    assert panel.stdout is not None
    stop = threading.Timer(seconds, panel.send_signal, (signal.SIGTERM,))
    peer.wait_contacts("1001", timeout_s=30)
    stop.start()
    try:
        for _ in panel.stdout:
            peer.invite("1001")
        panel.wait(20)
    finally:
        stop.cancel()
        if panel.poll() is None:
            os.killpg(panel.pid, signal.SIGKILL)
            panel.wait()


def main() -> None:
    """This part alone: ``python -m tests.bench.measure_ten_calls RUNS SECONDS``."""
    with desk() as at:
        started_s = time.monotonic()
        measure_ten_calls(
            at,
            lambda figure: print(figure.name, figure.as_dict(), figure.verdict, flush=True),
            int(sys.argv[1]),
            float(sys.argv[2]),
        )
        print(f"took {time.monotonic() - started_s:.0f} s", (at.folder / "ten_calls.log").read_text()[-3000:])


if __name__ == "__main__":
    main()
