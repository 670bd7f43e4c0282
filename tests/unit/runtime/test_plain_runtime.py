"""The plain runtime: timers, posts from other threads, background work."""

import threading
import time
from collections.abc import Iterator

import pytest

from softphone.runtime import PlainRuntime


@pytest.fixture
def runtime() -> Iterator[PlainRuntime]:
    runtime = PlainRuntime()
    yield runtime
    runtime.close()


def test_timers_fire_in_order_of_time_then_of_call(runtime: PlainRuntime) -> None:
    heard: list[str] = []
    runtime.call_later(0.02, lambda: heard.append("late"))
    runtime.call_later(0.0, lambda: heard.append("first"))
    runtime.call_later(0.0, lambda: heard.append("second"))
    runtime.call_later(0.01, lambda: heard.append("cancelled")).cancel()
    assert runtime.run_until(lambda: "late" in heard, 10)
    assert heard == ["first", "second", "late"]


def test_time_out_returns_the_last_answer(runtime: PlainRuntime) -> None:
    assert not runtime.run_until(lambda: False, 0.01)
    assert runtime.run_until(lambda: True, 0)


def test_post_from_another_thread_wakes_the_loop(runtime: PlainRuntime) -> None:
    threads: list[int] = []

    def post_later() -> None:
        time.sleep(0.05)
        runtime.post(lambda: threads.append(threading.get_ident()))

    worker = threading.Thread(target=post_later)
    worker.start()
    assert runtime.run_until(lambda: bool(threads), 10)
    worker.join()
    assert threads == [threading.get_ident()]


def test_background_work_ends_in_one_callback_on_the_own_thread(runtime: PlainRuntime) -> None:
    outcomes: list[object] = []
    workers: list[int] = []

    def work() -> int:
        workers.append(threading.get_ident())
        return 7

    def fail() -> int:
        raise ValueError("no")

    runtime.run_in_background(work, lambda value: outcomes.append((value, threading.get_ident())), outcomes.append)
    assert runtime.run_until(lambda: len(outcomes) == 1, 10)
    runtime.run_in_background(fail, outcomes.append, lambda error: outcomes.append(str(error)))
    assert runtime.run_until(lambda: len(outcomes) == 2, 10)
    assert outcomes == [(7, threading.get_ident()), "no"]
    assert workers != [threading.get_ident()]


@pytest.mark.logs_errors
def test_failing_function_does_not_end_the_loop(runtime: PlainRuntime, caplog: pytest.LogCaptureFixture) -> None:
    heard: list[int] = []

    def fail() -> None:
        raise RuntimeError("no")

    runtime.post(fail)
    runtime.call_later(0, fail)
    runtime.call_later(0.01, lambda: heard.append(1))
    assert runtime.run_until(lambda: bool(heard), 10)
    assert caplog.text.count("posted function failed") == 2


def test_close_does_not_wait_for_work_that_hangs() -> None:
    runtime = PlainRuntime()
    gate = threading.Event()
    started = threading.Event()

    def hang() -> None:
        started.set()
        gate.wait(30)

    runtime.run_in_background(hang, lambda _: None, lambda _: None)
    assert started.wait(10)
    runtime.close()
    gate.set()
