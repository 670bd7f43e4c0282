"""The end of a whole program, as its user would have it."""

from PySide6.QtWidgets import QApplication

from tests.window.waiting import wait_until
from ui.app import Program


def end_program(program: Program) -> None:
    """Hangs up, saves, and leaves no window behind."""
    closed: list[bool] = []
    program.softphone.close(lambda: closed.append(True))
    wait_until(lambda: closed, "the end")
    program.finish()
    for window in QApplication.topLevelWidgets():
        window.hide()
        window.deleteLater()
