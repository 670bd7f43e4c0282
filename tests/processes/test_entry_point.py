"""``python -m softphone``: what it imports, whom it starts, and that it starts only one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from softphone.__main__ import opens_window
from softphone.instance import InstanceLock, RaiseRequest
from softphone.protocol.codec import FrameReader, fingerprint
from softphone.protocol.events import EngineStarted, EventFrame
from softphone.runtime import PlainRuntime

ROOT = Path(__file__).parents[2]
HEAVY = ("PySide6", "msgspec", "typer", "rich", "numpy", "pjsua2", "asyncio", "sounddevice")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [([], True), (["--lab"], True), (["tel:+4930123"], True), (["SIP:a@b"], True), (["callto:1"], True),
     (["/home/a/team.vcf"], True), (["account.toml"], True), (["file:///home/a/x"], True), (["./notes"], True),
     (["call", "1002"], False), (["account", "import", "a.toml"], False),
     (["--help"], False), (["-h"], False), (["--version"], False), (["lab", "up"], False)],
)  # fmt: skip
def test_what_opens_the_window(arguments: list[str], expected: bool) -> None:
    assert opens_window(arguments) is expected


def test_top_level_imports_nothing_heavy() -> None:
    code = (
        "import sys, softphone.__main__, softphone.instance, softphone.engine_client.child;"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    assert subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True) == "[]\n"


def test_engine_option_starts_the_engine() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "softphone", "--engine"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as engine:  # fmt: skip
        assert engine.stdout is not None
        reader = FrameReader(EventFrame)
        frames: list[EventFrame] = []
        while not frames:
            frames.extend(reader.feed(os.read(engine.stdout.fileno(), 4096)))
        assert isinstance(frames[0].event, EngineStarted)
        assert frames[0].event.fingerprint == fingerprint()
        assert engine.stdin is not None
        engine.stdin.close()
        engine.stdout.read()
        assert engine.wait(5) == 0


def test_second_start_starts_no_engine_and_says_when_the_first_is_dead_to_the_world(
    own_folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    first = InstanceLock()
    assert first.acquire()
    second = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "softphone"], cwd=ROOT, capture_output=True, text=True, timeout=30
    )
    first.release()
    assert second.returncode == 1
    assert "running already but does not answer" in second.stderr
    assert "softphone.engine_client" not in second.stderr
    assert "PySide6" not in second.stderr


def test_second_start_hands_over_its_link(own_folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    first, runtime = InstanceLock(), PlainRuntime()
    assert first.acquire()
    requests: list[RaiseRequest] = []
    first.listen(runtime.post, requests.append)
    second = subprocess.run([sys.executable, "-m", "softphone", "tel:+4930123"], cwd=ROOT, timeout=30)
    assert second.returncode == 0
    assert runtime.run_until(lambda: bool(requests), 10)
    assert requests[0].arguments == ("tel:+4930123",)
    first.release()
    runtime.close()
