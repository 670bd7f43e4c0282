"""One window per user: lock, hand-over of arguments, hostile and dead neighbours."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.instance import CommandReply, InstanceLock, RaiseRequest
from softphone.runtime import PlainRuntime

ROOT = Path(__file__).parents[2]


@pytest.fixture
def runtime() -> Iterator[PlainRuntime]:
    runtime = PlainRuntime()
    yield runtime
    runtime.close()


@pytest.fixture
def first(tmp_path: Path) -> Iterator[InstanceLock]:
    lock = InstanceLock(tmp_path)
    assert lock.acquire()
    yield lock
    lock.release()


def test_second_is_refused_until_the_first_is_gone(tmp_path: Path, first: InstanceLock) -> None:
    second = InstanceLock(tmp_path)
    assert not second.acquire()
    first.release()
    assert second.acquire()
    second.release()


def test_other_folders_are_others_business(tmp_path: Path, first: InstanceLock) -> None:
    other = InstanceLock(tmp_path / "other")
    assert other.acquire()
    other.release()


def test_second_start_raises_the_first_and_hands_over_its_arguments(
    tmp_path: Path, first: InstanceLock, runtime: PlainRuntime, monkeypatch: pytest.MonkeyPatch
) -> None:
    requests: list[RaiseRequest] = []
    first.listen(runtime.post, requests.append)
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "token-1")
    assert InstanceLock(tmp_path).raise_first(["tel:+49 30 123", "ü"])
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN")
    assert InstanceLock(tmp_path).raise_first()
    assert runtime.run_until(lambda: len(requests) == 2, 10)
    assert requests == [RaiseRequest(("tel:+49 30 123", "ü"), "token-1"), RaiseRequest()]


def test_first_that_is_still_starting_is_waited_for(tmp_path: Path, first: InstanceLock, runtime: PlainRuntime) -> None:
    requests: list[RaiseRequest] = []
    second = subprocess.Popen(
        [sys.executable, "-c", "import sys; from pathlib import Path; from softphone.instance import InstanceLock;"
         f"sys.exit(not InstanceLock(Path({str(tmp_path)!r})).raise_first(['sip:a@b']))"], cwd=ROOT,
    )  # fmt: skip
    time.sleep(0.3)
    first.listen(runtime.post, requests.append)
    assert second.wait(10) == 0
    assert runtime.run_until(lambda: bool(requests), 10)
    assert requests[0].arguments == ("sip:a@b",)


def test_first_that_does_not_answer_is_given_up(tmp_path: Path, first: InstanceLock) -> None:
    assert not InstanceLock(tmp_path).raise_first(timeout_s=0.1)


def test_garbage_on_the_socket_is_survived(tmp_path: Path, first: InstanceLock, runtime: PlainRuntime) -> None:
    requests: list[RaiseRequest] = []
    first.listen(runtime.post, requests.append)
    for data in (
        b"",
        b"\n",
        b"\xff\xfe\n",
        b"[]\n",
        b'{"a": 1}\n',
        b"[" * 70_000,
        json.dumps([1, 2, 3]).encode() + b"\n",
    ):
        with socket.socket(socket.AF_UNIX) as connection:
            with first._address() as address:
                connection.connect(address)
            try:
                connection.sendall(data)
                connection.shutdown(socket.SHUT_WR)
                assert connection.recv(16) == b""
            except (BrokenPipeError, ConnectionResetError):
                pass
    assert InstanceLock(tmp_path).raise_first(["still there"])
    assert runtime.run_until(lambda: bool(requests), 10)
    assert [request.arguments for request in requests] == [("still there",)]


def test_long_folder_names_are_no_obstacle(tmp_path: Path, runtime: PlainRuntime) -> None:
    folder = tmp_path / ("x" * 100) / ("y" * 100)
    lock = InstanceLock(folder)
    assert lock.acquire()
    requests: list[RaiseRequest] = []
    lock.listen(runtime.post, requests.append)
    assert InstanceLock(folder).raise_first(["a"])
    assert runtime.run_until(lambda: bool(requests), 10)
    lock.release()


def test_killed_first_leaves_no_lock_behind(tmp_path: Path) -> None:
    code = (
        "import time; from pathlib import Path; from softphone.instance import InstanceLock;"
        f"lock = InstanceLock(Path({str(tmp_path)!r})); print(lock.acquire(), flush=True);"
        "lock.listen(print, print); print('listens', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True) as killed:
        assert killed.stdout is not None
        assert [killed.stdout.readline() for _ in range(2)] == ["True\n", "listens\n"]
        assert not InstanceLock(tmp_path).acquire()
        os.kill(killed.pid, signal.SIGKILL)
    lock = InstanceLock(tmp_path)
    assert lock.acquire()
    runtime = PlainRuntime()
    requests: list[RaiseRequest] = []
    lock.listen(runtime.post, requests.append)
    assert InstanceLock(tmp_path).raise_first()
    lock.release()
    runtime.close()


def test_folder_that_cannot_be_written_does_not_keep_the_program_from_starting(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    lock = InstanceLock(tmp_path / "file" / "state")
    assert lock.acquire()
    lock.listen(lambda function: None, lambda request: None)
    lock.release()


def test_only_the_user_may_enter(tmp_path: Path) -> None:
    lock = InstanceLock(tmp_path / "state")
    assert lock.acquire()
    assert (tmp_path / "state").stat().st_mode & 0o077 == 0
    assert (tmp_path / "state" / "instance.lock").stat().st_mode & 0o077 == 0
    lock.release()


def test_a_command_is_carried_out_by_the_first(tmp_path: Path, first: InstanceLock, runtime: PlainRuntime) -> None:
    carried_out: list[tuple[str, ...]] = []

    def carry_out(words: tuple[str, ...]) -> CommandReply:
        carried_out.append(words)
        return CommandReply(words[0] == "dial", "Grüße")

    first.listen(runtime.post, print, carry_out)
    replies: list[CommandReply | None] = []

    def ask(words: list[str]) -> None:
        replies.append(InstanceLock(tmp_path).command_first(words))
        runtime.post(lambda: None)  # wakes up who waits for the reply

    for count, words in enumerate((["dial", "+49 30 1"], ["fly"]), 1):
        threading.Thread(target=ask, args=(words,)).start()
        assert runtime.run_until(lambda expected=count: len(replies) == expected, 10)  # type: ignore[misc]
    assert carried_out == [("dial", "+49 30 1"), ("fly",)]
    assert replies == [(True, "Grüße"), (False, "Grüße")]


def test_a_command_without_a_program_is_answered_by_nobody(tmp_path: Path) -> None:
    assert InstanceLock(tmp_path).command_first(["answer"]) is None
