"""Children that break the agreement in every way: the link says what happened and leaves nothing behind."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from softphone.basics.ids import AccountId, CommandId
from softphone.basics.secret import Secret
from softphone.engine_client.child import EngineChild
from softphone.engine_client.engine_log import (
    BURST_BYTES,
    MAX_FILE_BYTES,
    OLD_FILES,
    STEADY_BYTES_PER_S,
    EngineLog,
)
from softphone.engine_client.gateway import EngineGateway
from softphone.engine_client.process_link import ProcessLink
from softphone.engine_client.state import EngineState
from softphone.protocol.commands import CommandFrame, PutAccount, Register
from softphone.protocol.events import AccountRemoved, EventFrame, LevelsMeasured
from softphone.protocol.snapshots import AccountConfig
from softphone.runtime import PlainRuntime
from tests.processes.strange_engine import LEVELS, STATES

SCRIPT = Path(__file__).with_name("strange_engine.py")
PATIENCE_S = 30.0


class Strange:
    """A link to a strange engine and what came over it."""

    def __init__(self, runtime: PlainRuntime, mode: str, folder: Path) -> None:
        self.runtime = runtime
        self.log_path = folder / "engine.log"
        self.link = new_link(mode, self.log_path)
        self.frames: list[EventFrame] = []
        self.closed: list[str] = []
        self.link.start(
            lambda frame: runtime.post(lambda: self.frames.append(frame)),
            lambda reason: runtime.post(lambda: self.closed.append(reason)),
        )

    def wait_closed(self) -> str:
        assert self.runtime.run_until(lambda: bool(self.closed), PATIENCE_S)
        assert self.link.pid is not None
        assert not psutil.pid_exists(self.link.pid)
        return self.closed[0]


def new_link(mode: str, log_path: Path) -> ProcessLink:
    return ProcessLink(EngineChild([sys.executable, str(SCRIPT), mode]), EngineLog(log_path))


@pytest.fixture
def runtime() -> Iterator[PlainRuntime]:
    runtime = PlainRuntime()
    yield runtime
    runtime.close()


@pytest.mark.parametrize("mode", ["garbage", "not_a_message"])
def test_garbage_ends_the_engine(runtime: PlainRuntime, tmp_path: Path, mode: str) -> None:
    strange = Strange(runtime, mode, tmp_path)
    assert strange.wait_closed().startswith("the engine broke the protocol")
    assert len(strange.frames) == 1


def test_half_a_frame_is_no_event(runtime: PlainRuntime, tmp_path: Path) -> None:
    strange = Strange(runtime, "half_a_frame", tmp_path)
    assert strange.wait_closed() == "the engine ended by itself\nthat was only half of it"
    assert len(strange.frames) == 1


def test_exit_is_told_with_the_last_words(runtime: PlainRuntime, tmp_path: Path) -> None:
    strange = Strange(runtime, "exits", tmp_path)
    assert strange.wait_closed() == "the engine ended with exit code 3\nthe cable is on fire"
    assert strange.log_path.read_text() == "the cable is on fire\n"


def test_engine_that_lives_on_without_its_pipe_is_killed(runtime: PlainRuntime, tmp_path: Path) -> None:
    strange = Strange(runtime, "closes_stdout", tmp_path)
    assert strange.wait_closed() == "the engine closed its pipe but did not end"


def test_engine_that_does_not_listen_never_blocks_us_and_is_killed(runtime: PlainRuntime, tmp_path: Path) -> None:
    strange = Strange(runtime, "deaf", tmp_path)
    assert runtime.run_until(lambda: bool(strange.frames), PATIENCE_S)
    for at in range(20):
        strange.link.send(
            CommandFrame(command_id=CommandId(at), command=Register(account_id=AccountId("x" * 1_000_000)))
        )
    assert strange.wait_closed() == "the engine does not take commands any more"


def test_slow_reader_gets_everything_before_the_pipe_closes(runtime: PlainRuntime, tmp_path: Path) -> None:
    strange = Strange(runtime, "slow_reader", tmp_path)
    for at in range(5):
        strange.link.send(
            CommandFrame(command_id=CommandId(at), command=Register(account_id=AccountId("x" * 1_000_000)))
        )
    strange.link.close()
    strange.link.send(CommandFrame(command_id=CommandId(9), command=Register(account_id=AccountId("too late"))))
    assert strange.wait_closed() == "the engine ended by itself"
    event = strange.frames[-1].event
    assert isinstance(event, AccountRemoved)
    assert 5_000_000 < int(event.account_id) < 5_001_000


def test_log_of_a_chatterbox_stays_small(runtime: PlainRuntime, tmp_path: Path) -> None:
    strange = Strange(runtime, "chatterbox", tmp_path)
    reason = strange.wait_closed()
    assert len(reason.splitlines()) == 9
    assert reason.splitlines()[-1] == "\N{REPLACEMENT CHARACTER}[31mred\N{REPLACEMENT CHARACTER}ÿ end"
    logs = sorted(tmp_path.iterdir(), reverse=True)
    assert len(logs) <= 1 + OLD_FILES
    assert all(path.stat().st_size < MAX_FILE_BYTES + 70_000 for path in logs)
    text = "".join(path.read_text() for path in logs)
    assert "line 0 x" in text
    assert "lines left out)" in text
    assert len(text) < BURST_BYTES + 20 * STEADY_BYTES_PER_S


def test_password_that_the_engine_blurts_out_is_not_kept(runtime: PlainRuntime, tmp_path: Path) -> None:
    strange = Strange(runtime, "telltale", tmp_path)
    account = AccountConfig(account_id=AccountId("a"), address_of_record="sip:a@pbx")
    strange.link.send(
        CommandFrame(command_id=CommandId(1), command=PutAccount(account=account, password=Secret("hunter2")))
    )
    reason = strange.wait_closed()
    assert "that was it" in reason
    assert "***" in reason
    assert "hunter2" not in reason + strange.log_path.read_text()


def test_program_that_is_missing_is_told_in_words(runtime: PlainRuntime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")
    closed: list[str] = []
    link = ProcessLink()
    link.start(lambda frame: None, closed.append)
    assert closed == ["the engine could not be started: No such file or directory"]
    link.kill()
    link.close()
    assert link.pid is None


def test_log_that_cannot_be_written_disturbs_nobody(runtime: PlainRuntime, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    strange = Strange(runtime, "exits", tmp_path / "file")
    assert strange.wait_closed() == "the engine ended with exit code 3\nthe cable is on fire"


def test_flood_loses_no_state_and_shows_the_last_level(runtime: PlainRuntime, tmp_path: Path) -> None:
    gateway = EngineGateway(runtime, lambda: new_link("flood", tmp_path / "engine.log"))
    frames: list[EventFrame] = []
    gateway.events.add(frames.append)
    gateway.start()

    def has_last() -> bool:
        return bool(frames) and frames[-1].event == AccountRemoved(account_id=AccountId("last"))

    assert runtime.run_until(has_last, PATIENCE_S)
    assert gateway.state == EngineState.READY
    names = [frame.event.account_id for frame in frames if isinstance(frame.event, AccountRemoved)]
    assert names == [*map(str, range(STATES)), "last"]
    levels = [frame.event.microphone_dbfs for frame in frames if isinstance(frame.event, LevelsMeasured)]
    assert levels[-1] == -(LEVELS - 1)
    _shut_down(runtime, gateway)


def test_flood_without_end_is_cut_off(runtime: PlainRuntime, tmp_path: Path) -> None:
    gateway = EngineGateway(runtime, lambda: new_link("runaway", tmp_path / "engine.log"))
    slow: list[int] = []
    gateway.events.add(lambda frame: slow.append(len(os.urandom(200_000))))  # a window that takes its time
    gateway.start()
    assert runtime.run_until(lambda: "more events than could be handled" in gateway.diagnosis, PATIENCE_S)
    _shut_down(runtime, gateway)


def test_crash_loop_stops_with_words(runtime: PlainRuntime, tmp_path: Path) -> None:
    children: list[ProcessLink] = []

    def next_link() -> ProcessLink:
        children.append(new_link("exits", tmp_path / "engine.log"))
        return children[-1]

    gateway = EngineGateway(runtime, next_link)
    gateway.start()
    assert runtime.run_until(lambda: gateway.state == EngineState.STOPPED, PATIENCE_S)
    assert len(children) == 3
    assert gateway.diagnosis == (
        "The phone engine failed 3 times within a minute. Last: the engine ended with exit code 3\nthe cable is on fire"
    )
    assert not [link for link in children if psutil.pid_exists(link.pid or 0)]
    _shut_down(runtime, gateway)


def _shut_down(runtime: PlainRuntime, gateway: EngineGateway) -> None:
    done: list[bool] = []
    gateway.shut_down(lambda: done.append(True))
    assert runtime.run_until(lambda: bool(done), PATIENCE_S)
    assert gateway.state == EngineState.CLOSED
