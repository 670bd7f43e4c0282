"""Cyclic garbage with Qt objects in it never dies on another thread than Qt's."""

import gc
import threading

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from tests.window.waiting import wait_until
from ui.garbage import GarbageCollector


class _Holder:
    """A cycle around a QObject; notes on which thread it dies."""

    def __init__(self, died_on: list[int]) -> None:
        self.itself = self
        self.qt = QObject()
        self.died_on = died_on

    def __del__(self) -> None:
        self.died_on.append(threading.get_ident())


def test_cycles_die_on_the_qt_thread(qapp: QApplication) -> None:
    collector = GarbageCollector(interval_ms=20)
    died_on: list[int] = []
    for _ in range(50):
        _Holder(died_on)

    def churn() -> None:
        for _ in range(20):
            kept: list[list[int]] = [[] for _ in range(5_000)]  # would set the automatic collector off many times
            del kept

    threads = [threading.Thread(target=churn) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert died_on == []
    kept: list[list[int]] = [[] for _ in range(2_000)]
    wait_until(lambda: len(died_on) == 50, "the collection")
    assert set(died_on) == {threading.get_ident()}
    del kept
    collector.stop()


def test_stopping_leaves_the_automatic_collector_as_it_was(qapp: QApplication) -> None:
    before = gc.isenabled()
    collector = GarbageCollector()
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled() is before
