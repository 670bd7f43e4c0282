"""The engine's log: lines, secrets, last words, rotation."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from softphone.engine_client.engine_log import MAX_FILE_BYTES, OLD_FILES, RECENT_LINES, EngineLog


def test_lines_are_put_together(tmp_path: Path) -> None:
    log = EngineLog(tmp_path / "log" / "engine.log")
    log.feed(b"first li")
    log.feed(b"ne\nsecond line\n\nthird")
    assert log.last_words(5) == ["first line", "second line"]
    log.finish()
    assert log.last_words(2) == ["second line", "third"]
    assert (tmp_path / "log" / "engine.log").read_text() == "first line\nsecond line\n\nthird\n"


def test_secret_is_concealed_wherever_it_is_cut(tmp_path: Path) -> None:
    log = EngineLog(tmp_path / "engine.log")
    log.conceal("hunter2")
    log.conceal("abc")
    log.feed(b"INFO password=hun")
    log.feed(b"ter2 abc\n")
    assert log.last_words(1) == ["INFO password=*** abc"]
    assert "hunter2" not in (tmp_path / "engine.log").read_text()


def test_crash_report_is_shown_from_its_beginning(tmp_path: Path) -> None:
    log = EngineLog(tmp_path / "engine.log")
    log.feed(b"INFO all is well\nFatal Python error: Segmentation fault\n\n" + b"  File x\n" * 20)
    assert log.last_words(3) == ["Fatal Python error: Segmentation fault", "  File x", "  File x"]


def test_files_are_rotated_and_bounded(tmp_path: Path) -> None:
    log = EngineLog(tmp_path / "engine.log")
    for _ in range(8):
        log.feed(b"x" * 99 + b"\n" + (b"y" * 99 + b"\n") * (MAX_FILE_BYTES // 100))
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"engine.log.1", "engine.log.2", "engine.log.3"}
    assert len(names) == OLD_FILES
    assert len(log.last_words(10_000)) == RECENT_LINES


@given(st.lists(st.binary(max_size=200), max_size=10))
def test_any_bytes_become_printable_lines(chunks: list[bytes]) -> None:
    log = EngineLog(Path("/nonexistent/engine.log"))
    for chunk in chunks:
        log.feed(chunk)
    log.finish()
    assert all(char.isprintable() or char == "\t" for line in log.last_words(1000) for char in line)


def test_endless_line_is_cut(tmp_path: Path) -> None:
    log = EngineLog(tmp_path / "engine.log")
    for _ in range(100):
        log.feed(b"z" * 1000)
    assert all(len(line) <= 5096 for line in log.last_words(100))
