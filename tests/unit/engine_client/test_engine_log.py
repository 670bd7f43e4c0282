"""The engine's log: lines, secrets, last words, rotation."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from softphone.basics.redaction import Redaction
from softphone.basics.secret import Secret
from softphone.engine_client.engine_log import (
    BURST_BYTES,
    MAX_FILE_BYTES,
    OLD_FILES,
    RECENT_LINES,
    STEADY_BYTES_PER_S,
    EngineLog,
)


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def test_lines_are_put_together(tmp_path: Path) -> None:
    log = EngineLog(tmp_path / "log" / "engine.log")
    log.feed(b"first li")
    log.feed(b"ne\nsecond line\n\nthird")
    assert log.last_words(5) == ["first line", "second line"]
    log.finish()
    assert log.last_words(2) == ["second line", "third"]
    assert (tmp_path / "log" / "engine.log").read_text() == "first line\nsecond line\n\nthird\n"
    assert (tmp_path / "log" / "engine.log").stat().st_mode & 0o777 == 0o600


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
    clock = Clock()
    log = EngineLog(tmp_path / "engine.log", clock)
    for _ in range(8 * MAX_FILE_BYTES // 50_000 + 8):
        clock.now_s += 50_000 / STEADY_BYTES_PER_S
        log.feed((b"y" * 99 + b"\n") * 500)
    names = {path.name for path in tmp_path.iterdir()} - {"engine.log"}
    assert names == {"engine.log.1", "engine.log.2", "engine.log.3"}
    assert len(names) == OLD_FILES
    assert len(log.last_words(10_000)) == RECENT_LINES


def written(folder: Path) -> str:
    return "".join(path.read_text() for path in sorted(folder.iterdir(), reverse=True))


def test_a_flood_is_left_out_but_for_its_beginning_and_its_end(tmp_path: Path) -> None:
    log = EngineLog(tmp_path / "engine.log", Clock())
    log.conceal("hunter2")
    log.feed(b"the headset is gone\n")
    fed = 1
    while fed < 500_000:
        log.feed(b"".join(b"%d hunter2 ALSA lib: no such device\n" % number for number in range(fed, fed + 1000)))
        fed += 1000
    log.feed(b"Fatal Python error: Segmentation fault\n  File x\n")
    log.finish()
    assert log.last_words(2) == ["Fatal Python error: Segmentation fault", "  File x"]
    text = written(tmp_path)
    lines = text.splitlines()
    assert len(text) < BURST_BYTES + 40_000
    assert lines[:2] == ["the headset is gone", "1 *** ALSA lib: no such device"]
    (notice,) = [line for line in lines if "left out" in line]
    assert int(notice.strip("(").split()[0]) + len(lines) - 1 == fed + 2
    assert "hunter2" not in text


def test_after_a_flood_lines_are_kept_again(tmp_path: Path) -> None:
    clock = Clock()
    log = EngineLog(tmp_path / "engine.log", clock)
    for _ in range(100):
        log.feed(b"flood\n" * 10_000)
    clock.now_s += 60
    log.feed(b"a word\n")
    log.feed(b"and another\n")
    assert written(tmp_path).splitlines()[-2:] == ["a word", "and another"]
    assert written(tmp_path).count("left out") == 1


def test_a_flood_of_any_length_writes_little(tmp_path: Path) -> None:
    clock = Clock()
    log = EngineLog(tmp_path / "engine.log", clock)
    for _ in range(3_000):
        clock.now_s += 0.01
        log.feed(b"flood\n" * 10_000)
    log.finish()
    assert len(written(tmp_path)) < BURST_BYTES + 30 * STEADY_BYTES_PER_S + 100_000


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


def test_a_private_number_is_masked_wherever_it_is_cut(tmp_path: Path) -> None:
    private = Redaction()
    log = EngineLog(tmp_path / "engine.log", private=private)
    private.know([Secret("+491701234567")])
    log.feed(b"INFO INVITE sip:0170")
    log.feed(b"1234567@pbx\nTo: <tel:+49-170-123-45-67>\n" + b"x" * 5000 + b" sip:004917012")
    log.feed(b"34567@pbx and more\n")
    log.finish()
    written = (tmp_path / "engine.log").read_text()
    assert written.count("[private number]") == 3
    assert not private.finds(written)
    assert log.last_words(1) == ["sip:[private number]@pbx and more"]
