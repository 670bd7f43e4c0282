"""The Qt runtime keeps the port's promises; the PySide in use keeps its references."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.window.waiting import wait_until
from ui.qt_runtime import WORKERS, QtRuntime


@pytest.fixture
def runtime(qapp: QApplication) -> Iterator[QtRuntime]:
    built = QtRuntime()
    yield built
    built.close()


def _until(is_done: Callable[[], bool]) -> None:
    wait_until(is_done, "it")


def test_posts_from_many_threads_run_here_in_their_order(runtime: QtRuntime) -> None:
    ran: list[tuple[int, int]] = []
    homes: set[int] = set()

    def note(thread: int, number: int) -> None:
        ran.append((thread, number))
        homes.add(threading.get_ident())

    def post_all(thread: int) -> None:
        for number in range(500):
            runtime.post(partial(note, thread, number))

    threads = [threading.Thread(target=post_all, args=(thread,)) for thread in range(4)]
    for thread in threads:
        thread.start()
    _until(lambda: len(ran) == 2000)
    for thread in threads:
        thread.join()
    assert homes == {threading.get_ident()}
    for thread_number in range(4):
        assert [n for t, n in ran if t == thread_number] == list(range(500))


def test_what_is_posted_while_running_runs_too(runtime: QtRuntime) -> None:
    ran: list[str] = []

    def first() -> None:
        ran.append("first")
        runtime.post(lambda: ran.append("second"))

    runtime.post(first)
    _until(lambda: ran == ["first", "second"])


@pytest.mark.logs_errors
def test_a_failing_function_does_not_stop_the_others(runtime: QtRuntime) -> None:
    ran: list[str] = []
    runtime.post(lambda: [][0])
    runtime.post(lambda: ran.append("next"))
    _until(lambda: ran == ["next"])


def test_timers_come_in_their_order_and_can_be_cancelled(runtime: QtRuntime) -> None:
    ran: list[str] = []
    runtime.call_later(0.08, lambda: ran.append("late"))
    runtime.call_later(0.01, lambda: ran.append("soon"))
    cancelled = runtime.call_later(0.03, lambda: ran.append("never"))
    cancelled.cancel()
    _until(lambda: "late" in ran)
    assert ran == ["soon", "late"]
    cancelled.cancel()


def test_background_work_comes_back_here(runtime: QtRuntime) -> None:
    results: list[object] = []
    runtime.run_in_background(threading.get_ident, results.append, results.append)
    runtime.run_in_background(lambda: 1 // 0, results.append, results.append)
    _until(lambda: len(results) == 2)
    assert threading.get_ident() not in results
    assert any(isinstance(result, ZeroDivisionError) for result in results)


def test_work_that_hangs_leaves_room_for_other_work(runtime: QtRuntime) -> None:
    release = threading.Event()
    done: list[int] = []
    for _ in range(WORKERS - 1):
        runtime.run_in_background(release.wait, lambda _: None, lambda _: None)
    for number in range(10):
        runtime.run_in_background(partial(int, number), done.append, lambda _: None)
    _until(lambda: len(done) == 10)
    release.set()


def test_after_closing_nothing_runs(runtime: QtRuntime) -> None:
    ran: list[str] = []
    runtime.post(lambda: ran.append("no"))
    runtime.call_later(0.005, lambda: ran.append("no"))
    runtime.close()
    runtime.post(lambda: ran.append("no"))
    runtime.call_later(0.0, lambda: ran.append("no"))
    QTest.qWait(20)
    assert ran == []


def test_now_is_monotonic(runtime: QtRuntime) -> None:
    before = runtime.now_s()
    time.sleep(0.001)
    assert runtime.now_s() > before


class _Emitter(QObject):
    flag = Signal(bool)
    nothing = Signal()
    thing = Signal(object)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="True and None are immortal from 3.12 on")
def test_signals_keep_the_references_of_true_and_none(qapp: QApplication) -> None:
    """PySide6 6.12.0 on Python 3.11 drops one with each signal, and the interpreter aborts after a few hundred."""
    emitter = _Emitter()
    emitter.flag.connect(lambda value: None)
    emitter.nothing.connect(lambda: None)
    emitter.thing.connect(lambda value: None)
    for _ in range(10):
        emitter.flag.emit(True)
    before = (sys.getrefcount(True), sys.getrefcount(None))
    for _ in range(2000):
        emitter.flag.emit(True)
        emitter.nothing.emit()
        emitter.thing.emit(None)
    after = (sys.getrefcount(True), sys.getrefcount(None))
    assert all(abs(a - b) < 100 for a, b in zip(after, before, strict=True)), (before, after)
