"""Mouth to ear over null sinks: two of ours, and two baresips, by the same probe in the same run."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.bench.baresip import Baresip
from tests.bench.desk import ROOT, Desk
from tests.bench.figures import Figure
from tests.bench.sip_peer import SipPeer
from tests.harness.sound_probe import TwoPointRecorder, delays, monitor_port, play, write_chirps

_SETTLE_S = 6.0


def measure_mouth_to_ear(desk: Desk, codec: str, add: Callable[[Figure], None], seconds: float) -> None:
    """Ours and baresip's, from Alice's microphone to Bob's speaker."""
    name = {"opus": "opus", "PCMU": "g711"}[codec]
    with _two_baresips(desk, codec):
        theirs, missed = _probe(desk, seconds)
    peer = Figure(f"peer_mouth_to_ear_{name}_ms", "ms", theirs, note=_note(missed))
    with _two_softphones(desk, codec, seconds + _SETTLE_S + 10):
        ours, missed = _probe(desk, seconds)
    # Not later than the peer in the same run; with Opus not later than the fixed limits either.
    limit = float(peer.as_dict()["median"])
    limit, p95_limit = (min(limit, 95), 110) if codec == "opus" else (limit, None)
    add(Figure(f"mouth_to_ear_{name}_ms", "ms", ours, limit=limit, p95_limit=p95_limit, note=_note(missed)))
    add(peer)


def _note(missed: int) -> str:
    return f"{missed} chirps not found" if missed else ""


def _probe(desk: Desk, seconds: float) -> tuple[list[float], int]:
    time.sleep(_SETTLE_S)
    assert desk.sound.facts.sound is not None
    environment = desk.sound.facts.sound.env
    chirps = desk.folder / "chirps.wav"
    write_chirps(chirps, seconds)
    ports = monitor_port("alice_mouth", environment), monitor_port("bob_speaker", environment)
    recorder = TwoPointRecorder(*ports, desk.folder / "two_points.wav", environment)
    with recorder:
        play(chirps, "alice_mouth", environment)
        time.sleep(0.5)
    said, heard = recorder.sound
    found = delays(said, heard)
    if not found.milliseconds:
        raise RuntimeError("no chirp was heard")
    return list(found.milliseconds), found.missed


@contextmanager
def _two_softphones(desk: Desk, codec: str, seconds: float) -> Iterator[None]:
    peer = SipPeer()
    command = [sys.executable, "-m", "tests.bench.talk", f"127.0.0.1:{peer.port}", codec]
    with (desk.folder / "talk.log").open("wb") as log:
        talk = subprocess.Popen(
            command, env=desk.env, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True
        )
    assert talk.stdin is not None
    assert talk.stdout is not None
    try:
        if talk.stdout.readline().strip() != "registered":
            raise RuntimeError((desk.folder / "talk.log").read_text()[-500:])
        talk.stdin.write(f"{peer.contacts['bob']}\n")
        talk.stdin.flush()
        used = talk.stdout.readline().strip()
        if used.lower() != codec.lower():
            raise RuntimeError(f"the call uses {used!r}: {(desk.folder / 'talk.log').read_text()[-500:]}")
        talk.stdin.write(f"{seconds}\n")
        talk.stdin.flush()
        yield
    finally:
        talk.terminate()
        talk.wait(10)
        peer.close()


@contextmanager
def _two_baresips(desk: Desk, codec: str) -> Iterator[None]:
    peer = SipPeer()
    name = {"opus": "opus/48000/2", "PCMU": "PCMU/8000/1"}[codec]
    assert desk.sound.facts.sound is not None
    started = [
        Baresip(
            desk.folder / f"baresip-{user}",
            f"127.0.0.1:{peer.port}",
            name,
            microphone=f"{user}_microphone",
            speaker=f"{user}_speaker",
            env=desk.env,
            answers=user == "bob",
            user=user,
        )
        for user in ("alice", "bob")
    ]
    try:
        peer.wait_contacts("alice", "bob")
        started[0].command("dial", peer.contacts["bob"])
        yield
    finally:
        for baresip in started:
            baresip.close()
        peer.close()
