"""The company directory with a hundred thousand people: how fast it is copied, and what the window feels of it."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from softphone_lab import Lab, LabFacts, Part

from softphone.basics.ids import DirectoryServerId
from softphone.basics.secret import Secret
from softphone.directory.ldap_source import LdapSource
from softphone.directory.mirror_child import MirrorChild
from softphone.directory.mirror_messages import MirrorEnded, MirrorOrder, MirrorSaid
from softphone.directory.numbers import NumberPlan
from softphone.runtime import PlainRuntime
from softphone.settings.directory_server import DirectoryServer
from tests.bench.desk import ROOT, Desk, desk
from tests.bench.figures import Figure

PEOPLE = 100_000
_PER_S = 5000
_LONGEST_S = 300.0

Add = Callable[[Figure], None]


def measure_mirror(at: Desk, add: Add, runs: int, people: int = PEOPLE) -> None:
    """First mirror beside a window in use, later ones without changes, and the server alone."""
    began_s = time.monotonic()
    lab = Lab(parts=[Part.DIRECTORY], people=people)
    facts = lab.up()
    try:
        add(Figure("directory_lab_up_s", "s", [time.monotonic() - began_s], note=f"{people} people"))
        _measure(at, facts, add, min(3, runs), people)
    finally:
        lab.down()


def _measure(at: Desk, facts: LabFacts, add: Add, runs: int, people: int) -> None:
    assert facts.directory is not None
    server = DirectoryServer(
        server_id=DirectoryServerId("directory-bench"),
        host=facts.host,
        port=facts.directory.ldap,
        base=facts.directory.base,
        bind_dn=facts.directory.bind_dn,
        trusted_ca_files=(str(facts.ca),),
    )
    password = facts.directory.bind_password
    add(Figure("mirror_read_s", "s", [_read_s(server, password) for _ in range(runs)], note="nothing written"))
    with tempfile.TemporaryDirectory(dir=at.folder) as name:
        folder = Path(name)
        outcomes = [_first(at, folder / str(turn), server, password) for turn in range(runs)]
        assert all(outcome["people"] == people for outcome in outcomes), outcomes[0]["problem"]
        seconds = [outcome["seconds"] for outcome in outcomes]
        rate = f"{people / sorted(seconds)[len(seconds) // 2]:.0f} people/s, from saving the settings"
        add(Figure("mirror_first_s", "s", seconds, people / _PER_S, rate))
        for kind in ("paint", "late"):
            values = [value for outcome in outcomes for value in outcome[f"{kind}_ms"]]
            p99 = sorted(values)[round(0.99 * (len(values) - 1))]
            note = f"p99 of {len(values)} frames while the first mirror runs, worst {max(values):.1f} ms"
            add(Figure(f"mirror_frame_{kind}_p99_ms", "ms", [p99], 16, note))
        answered = [value for outcome in outcomes for value in outcome["answered_ms"]]
        add(Figure("mirror_keystroke_ms", "ms", answered, note="beside the first mirror", p95_limit=30))
        index = folder / "0" / "directory.sqlite"
        for name, compares in (("mirror_refresh_s", False), ("mirror_compare_s", True)):
            times = [_again_s(index, server, password, compares) for _ in range(runs)]
            add(Figure(name, "s", times, note="nothing changed; ids compared" if compares else "nothing changed"))


def _read_s(server: DirectoryServer, password: str) -> float:
    """How long server and decoding alone take."""
    began_s = time.monotonic()
    for _ in LdapSource(server, Secret(password)).pages():
        pass
    return time.monotonic() - began_s


def _first(at: Desk, folder: Path, server: DirectoryServer, password: str) -> dict[str, Any]:
    """What the window measured during a first mirror."""
    folder.mkdir()
    said = msgspec.json.encode(server) + b"\n" + password.encode() + b"\n"
    command = [sys.executable, "-m", "tests.bench.mirror_window", str(folder)]
    subprocess.run(command, input=said, env=at.env, cwd=ROOT, check=True, timeout=_LONGEST_S)
    outcome: dict[str, Any] = json.loads((folder / "mirror.json").read_text())
    return outcome


def _again_s(index: Path, server: DirectoryServer, password: str, compares: bool) -> float:
    """A later run, from starting its process to its end."""
    runtime = PlainRuntime()
    said: list[MirrorSaid] = []
    began_s = time.monotonic()
    MirrorChild(runtime, MirrorOrder(server, password, str(index), NumberPlan(), compares), said.append)
    assert runtime.run_until(lambda: bool(said) and isinstance(said[-1], MirrorEnded), _LONGEST_S)
    taken_s = time.monotonic() - began_s
    last = said[-1]
    assert isinstance(last, MirrorEnded)
    assert last.problem is None, last.problem
    return taken_s


def main() -> None:
    """This part alone: ``python -m tests.bench.measure_mirror [PEOPLE]``."""
    with desk() as at:
        measure_mirror(
            at,
            lambda figure: print(figure.name, figure.as_dict(), figure.verdict, figure.note, flush=True),
            3,
            int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE,
        )


if __name__ == "__main__":
    main()
