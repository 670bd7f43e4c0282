"""The program around its windows: geometry, notices from before the window, its log."""

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from softphone.basics.redaction import PRIVATE_NUMBERS, mask_stderr
from softphone.basics.secret import Secret
from softphone.directory.person import CONTACTS, Person, PersonNumber
from tests.window.waiting import wait_until
from ui.app import Program
from ui.desktop.log_file import MAX_BYTES, start_log


@pytest.fixture
def programs(qapp: QApplication, own_folders: Path) -> Iterator[list[Program]]:
    """Programs that a test started, one after the other, with real engines."""
    started: list[Program] = []
    yield started
    for program in reversed(started):  # each gives back the signal handlers that it found
        program.finish()
    for window in QApplication.topLevelWidgets():
        window.hide()
        window.deleteLater()


def _start(qapp: QApplication, programs: list[Program]) -> Program:
    program = Program(qapp)
    programs.append(program)
    program.start()
    return program


def _end(program: Program) -> None:
    ended: list[bool] = []
    program.softphone.close(lambda: ended.append(True))
    program.windows.main.hide()
    wait_until(lambda: ended, "the end")


def test_the_window_opens_where_it_was(qapp: QApplication, programs: list[Program]) -> None:
    first = _start(qapp, programs)
    first.windows.main.resize(QSize(777, 600))
    first.windows.main.move(QPoint(120, 90))
    wait_until(lambda: first.windows.main.size() == QSize(777, 600), "the new size")
    first.keep_geometry()
    _end(first)
    second = _start(qapp, programs)
    assert second.windows.main.size() == QSize(777, 600)
    _end(second)


def test_a_name_that_is_typed_at_once_is_found_as_soon_as_the_directory_is_open(
    qapp: QApplication, programs: list[Program]
) -> None:
    first = _start(qapp, programs)
    contacts = first.softphone.directory.contacts
    written: list[None] = []
    first.softphone.directory.changed.add(written.append)
    wait_until(lambda: written, "the directory")
    contacts.add(Person("", CONTACTS, "Zoe Zander", numbers=(PersonNumber("work", "200"),)))
    wait_until(lambda: len(written) > 1, "the contact")
    _end(first)
    second = _start(qapp, programs)
    QTest.keyClicks(second.windows.main.dial.field, "zoe")
    results = second.windows.main.results
    wait_until(lambda: [hit.person.name for hit in results.list.people.hits()] == ["Zoe Zander"], "Zoe")
    wait_until(lambda: hasattr(second.windows.pages, "elsewhere"), "the rest of the start")
    assert results is second.windows.main.results
    _end(second)


def test_geometry_that_is_nonsense_is_passed_over(
    qapp: QApplication, programs: list[Program], own_folders: Path
) -> None:
    (own_folders / "config" / "settings.toml").write_text('[window]\ngeometry = "nonsense!"\n', encoding="utf-8")
    program = _start(qapp, programs)
    assert program.windows.main.isVisible()
    _end(program)


def test_damaged_settings_are_told_in_the_window(
    qapp: QApplication, programs: list[Program], own_folders: Path
) -> None:
    (own_folders / "config" / "settings.toml").write_text("this is [not toml", encoding="utf-8")
    program = _start(qapp, programs)
    assert program.windows.main.notice.title()
    assert program.windows.main.account_banner.title().startswith("Welcome")
    _end(program)


@pytest.fixture
def logger() -> Iterator[logging.Logger]:
    named = logging.getLogger("softphone")
    before, level, raises = list(named.handlers), named.level, logging.raiseExceptions
    yield named
    for handler in [handler for handler in named.handlers if handler not in before]:
        named.removeHandler(handler)
        handler.close()
    named.setLevel(level)
    logging.raiseExceptions = raises


def test_the_log_is_kept_small_and_private(tmp_path: Path, logger: logging.Logger) -> None:
    (tmp_path / "window.log").write_bytes(b"x" * (MAX_BYTES + 1))
    start_log(tmp_path)
    logger.info("started")
    assert (tmp_path / "window.log").read_text(encoding="utf-8").endswith("started\n")
    assert (tmp_path / "window.log.1").stat().st_size == MAX_BYTES + 1
    assert (tmp_path / "window.log").stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path: Path, logger: logging.Logger) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    start_log(tmp_path / "file" / "log")
    logger.info("goes on")


def test_a_private_number_never_gets_into_the_log(tmp_path: Path, logger: logging.Logger) -> None:
    start_log(tmp_path)
    PRIVATE_NUMBERS.know([Secret("+491701234567")])
    logger.warning("calling %s failed", "sip:0170%201234567@pbx")
    assert "calling sip:0[private number]@pbx failed" in (tmp_path / "window.log").read_text(encoding="utf-8")


def test_nor_into_what_an_error_prints(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(logging, "lastResort", logging.StreamHandler(sys.stderr))
    PRIVATE_NUMBERS.know([Secret("+491701234567")])
    mask_stderr()
    error = ValueError("no call to 0170/1234567")
    sys.excepthook(ValueError, error, None)
    assert capsys.readouterr().err == "ValueError: no call to 0[private number]\n"
