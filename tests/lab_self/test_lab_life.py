"""Labs come and go: nothing is left, several run side by side, an orphan goes down by itself."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from softphone_lab import Lab, LabError, LabFacts, NotRunning, Part, command
from softphone_lab.places import run_folder
from softphone_lab.processes import Processes

from tests.lab_self.raw_phone import RawPhone

pytestmark = pytest.mark.lab
PACKAGES = str(Path(__file__).parents[2] / "packaging/lab")


def nothing_is_left(facts: LabFacts) -> bool:
    runs = [json.loads(note.read_text())["folder"] for note in run_folder().glob("*/claim.json")]
    return not facts.folder.exists() and not Processes(facts.folder).leftovers() and str(facts.folder) not in runs


def test_up_and_down_twice_leaves_no_process_and_no_file(capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        lab = Lab(parts=list(Part), people=100)
        facts = lab.up()
        print(f"all parts up in {facts.up_ms} ms")
        assert all(lab.is_running(part) for part in Part)
        assert LabFacts.from_json(facts.to_json()) == facts
        lab.down()
        assert nothing_is_left(facts)
    lab.down()


def test_two_labs_run_side_by_side() -> None:
    with Lab() as one, Lab() as other:
        assert one.sip_udp != other.sip_udp
        assert not set(range(*one.rtp)) & set(range(*other.rtp))
        for facts in (one, other):
            with RawPhone(facts.user("1001"), facts.host, facts.sip_udp) as alice:
                assert alice.register() == 200
        assert "Objects found: 1" in Lab.at(one.folder).cli("pjsip show contacts")


def test_only_the_asked_parts_run() -> None:
    lab = Lab(parts=[Part.DIRECTORY], people=10)
    facts = lab.up()
    assert Processes(facts.folder).names() == ["guardian", "slapd"]
    with pytest.raises(NotRunning):
        lab.cli("core show uptime")
    lab.start(Part.PBX)
    assert "uptime" in lab.cli("core show uptime")
    assert lab.facts.parts == (Part.DIRECTORY, Part.PBX)
    lab.down()
    assert nothing_is_left(facts)


def test_another_process_takes_the_lab_down(tmp_path: Path) -> None:
    facts = Lab(tmp_path / "lab").up()
    subprocess.run(
        [sys.executable, "-m", "softphone_lab", "down", "--folder", str(facts.folder)],
        check=True, env={**os.environ, "PYTHONPATH": PACKAGES},
    )  # fmt: skip
    assert nothing_is_left(facts)


def test_a_lab_goes_down_when_its_process_is_killed() -> None:
    code = "import softphone_lab as s, time; print(s.Lab().up().to_json(), end='\\0', flush=True); time.sleep(99)"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": PACKAGES}
    ) as parent:
        assert parent.stdout
        text = b""
        while not text.endswith(b"\0"):
            text += parent.stdout.read(1)
        facts = LabFacts.from_json(text[:-1])
        assert Processes(facts.folder).running("asterisk")
        parent.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 10
    while not nothing_is_left(facts) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert nothing_is_left(facts)


def test_a_folder_with_other_things_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(LabError, match="empty folder"):
        Lab(tmp_path).up()
    assert command.run(["down", "--folder", str(tmp_path)]) == 0
    assert (tmp_path / "thesis.txt").exists()


def test_the_remains_of_a_dead_lab_are_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "lab"
    dead = Lab(folder).up()
    Processes(folder).stop_all()  # as after a power cut
    facts = Lab(folder).up()
    assert dead.folder == facts.folder
    Lab.at(folder).down()
    assert nothing_is_left(facts)


def test_the_command_line_brings_a_lab_up_once_and_takes_it_down(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = ["--folder", str(tmp_path / "lab")]
    assert command.run(["up", *folder, "--with", "directory", "--json"]) == 0
    first = LabFacts.from_json(capsys.readouterr().out)
    assert command.run(["up", *folder, "--with", "presence", "--json"]) == 0
    second = LabFacts.from_json(capsys.readouterr().out)
    assert (second.sip_udp, second.parts) == (first.sip_udp, (Part.PBX, Part.DIRECTORY, Part.PRESENCE))
    assert second.kamailio
    assert command.run(["status", *folder, "--json"]) == 0
    status = json.loads(capsys.readouterr().out)
    assert status["labs"][0]["running"] == {"pbx": True, "directory": True, "presence": True}
    assert command.run(["up", *folder, "--with", "nonsense"]) == 1
    assert "no such part: nonsense" in capsys.readouterr().err
    assert command.run(["down", *folder]) == 0
    assert nothing_is_left(first)
    assert command.run(["status", *folder]) == 3
