"""The settings file: nothing of the user's is lost, whatever state it is in."""

import os
import stat
import subprocess
import sys
import tempfile
import threading
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.basics.errors import SettingsError
from softphone.settings.toml_store import TomlSettingsStore

ACCOUNT = ("accounts", "account-1")
FIELDS = frozenset({"address_of_record", "label", "transport"})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def save(file: Path, values: dict[tuple[str, ...], object], *removed: tuple[str, ...]) -> SettingsError | None:
    known = {path: FIELDS for path in (*values, *removed) if path[0] == "accounts"}
    return TomlSettingsStore(file).save(values, [*values, *removed], known)


def written(file: Path, text: str) -> Path:
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)
    return file


def set_aside(file: Path) -> list[Path]:
    return sorted(file.parent.glob("settings.toml.damaged-*"))


def test_no_file_is_no_problem(file: Path) -> None:
    stored = TomlSettingsStore(file).load()
    assert stored.values == {}
    assert stored.problem is None
    assert not file.parent.exists()


def test_what_was_saved_is_loaded(file: Path) -> None:
    save(file, {("audio", "microphone"): "Headset", ACCOUNT: {"label": "Work"}})
    assert TomlSettingsStore(file).load().values == {
        "audio": {"microphone": "Headset"},
        "accounts": {"account-1": {"label": "Work"}},
    }


def test_only_the_user_may_read_file_and_folder(file: Path) -> None:
    save(file, {("audio", "microphone"): "Headset"})
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_comments_order_and_unknown_keys_stay(file: Path) -> None:
    text = '# mine\n[audio]\n# the good one\nmicrophone = "Old"  # bought in May\nfuture = [1, 2]\n\n[other]\nkey = 1\n'
    written(file, text)
    save(file, {("audio", "microphone"): "New"})
    assert file.read_text() == text.replace("Old", "New")


def test_unknown_keys_of_an_account_stay_and_ours_are_removed(file: Path) -> None:
    written(file, '[accounts.account-1]\nlabel = "Work"\ntransport = "tls"\nfuture = true  # of a later version\n')
    save(file, {ACCOUNT: {"label": "Home"}})
    assert tomllib.loads(file.read_text())["accounts"]["account-1"] == {"label": "Home", "future": True}
    assert "# of a later version" in file.read_text()


def test_a_removed_account_is_gone_and_the_others_stay(file: Path) -> None:
    save(file, {ACCOUNT: {"label": "Work"}, ("accounts", "account-2"): {"label": "Home"}})
    save(file, {}, ACCOUNT)
    assert tomllib.loads(file.read_text())["accounts"] == {"account-2": {"label": "Home"}}


def test_removing_what_is_not_there_does_nothing(file: Path) -> None:
    written(file, "[audio]\n")
    save(file, {}, ("calls", "codecs"), ("audio", "microphone"), ACCOUNT)
    assert file.read_text() == "[audio]\n"


def test_a_value_where_a_table_should_be_is_replaced_by_a_change_only(file: Path) -> None:
    written(file, 'audio = "loud"\nother = 1\n')
    save(file, {("calls", "default_account"): "a"})
    assert tomllib.loads(file.read_text()) == {"audio": "loud", "other": 1, "calls": {"default_account": "a"}}
    save(file, {("audio", "microphone"): "Headset"})
    assert tomllib.loads(file.read_text())["audio"] == {"microphone": "Headset"}


@pytest.mark.parametrize("content", [b"[audio\nmicrophone=", b"\xff\xfe\x00", b"a = 1\na = 2\n", b"\x00" * 4096])
def test_a_damaged_file_is_set_aside_and_said(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    stored = TomlSettingsStore(file, wall_time_s=lambda: 1_700_000_000.0).load()
    assert stored.values == {}
    assert stored.problem is not None
    assert "damaged" in stored.problem.title
    (aside,) = set_aside(file)
    assert str(aside) in stored.problem.remedy
    assert "2023111" in aside.name
    assert aside.read_bytes() == content
    assert not file.exists()


def test_two_damaged_files_in_one_second_are_both_kept(file: Path) -> None:
    store = TomlSettingsStore(file, wall_time_s=lambda: 1_700_000_000.0)
    for content in ("a = ", "b = "):
        written(file, content)
        store.load()
    assert sorted(path.read_text() for path in set_aside(file)) == ["a = ", "b = "]


def test_a_file_damaged_by_another_hand_meanwhile_is_set_aside_and_all_values_are_written(file: Path) -> None:
    save(file, {("audio", "microphone"): "Headset", ("audio", "speaker"): "Headset"})
    written(file, "half an edit = ")
    notice = TomlSettingsStore(file).save(
        {("audio", "microphone"): "Headset", ("audio", "speaker"): "Room"}, [("audio", "speaker")], {}
    )
    assert notice is not None
    assert set_aside(file)[0].read_text() == "half an edit = "
    assert TomlSettingsStore(file).load().values == {"audio": {"microphone": "Headset", "speaker": "Room"}}


def test_a_file_that_was_deleted_meanwhile_is_written_whole(file: Path) -> None:
    save(file, {("audio", "microphone"): "Headset"})
    file.unlink()
    values: dict[tuple[str, ...], object] = {("audio", "microphone"): "Headset", ("audio", "ringer"): "Room"}
    TomlSettingsStore(file).save(values, [("audio", "ringer")], {})
    assert TomlSettingsStore(file).load().values == {"audio": {"microphone": "Headset", "ringer": "Room"}}


def test_something_else_in_the_place_of_the_file_is_set_aside(file: Path) -> None:
    file.mkdir(parents=True)
    stored = TomlSettingsStore(file).load()
    assert stored.problem is not None
    assert "cannot be read" in stored.problem.title
    assert set_aside(file)[0].is_dir()


def test_what_another_process_saved_meanwhile_stays(file: Path) -> None:
    save(file, {("audio", "microphone"): "Headset"})
    ours = TomlSettingsStore(file)
    ours.load()
    save(file, {("audio", "speaker"): "Room"})
    ours.save({("audio", "microphone"): "Desk"}, [("audio", "microphone")], {})
    assert TomlSettingsStore(file).load().values == {"audio": {"microphone": "Desk", "speaker": "Room"}}


def test_many_processes_saving_at_once_lose_nothing(file: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from softphone.settings.toml_store import TomlSettingsStore\n"
        "for number in range(5):\n"
        "    path = ('t', f'{sys.argv[2]}{number}')\n"
        "    TomlSettingsStore(Path(sys.argv[1])).save({path: number}, [path], {})"
    )
    children = [subprocess.Popen([sys.executable, "-c", code, str(file), name]) for name in "abc"]
    assert [child.wait(60) for child in children] == [0, 0, 0]
    expected = {f"{name}{n}": n for name in "abc" for n in range(5)}
    assert TomlSettingsStore(file).load().values == {"t": expected}


def test_a_reader_never_sees_a_half_written_file(file: Path) -> None:
    save(file, {("t", "n"): 0})
    is_done = threading.Event()

    def write() -> None:
        for number in range(40):
            save(file, {("t", "n"): number, ("t", "filler"): "x" * 20_000})
        is_done.set()

    writer = threading.Thread(target=write)
    writer.start()
    while not is_done.is_set():
        assert TomlSettingsStore(file).load().problem is None
    writer.join()
    assert set_aside(file) == []


def test_a_link_to_a_file_elsewhere_stays_a_link(file: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "synchronised.toml"
    elsewhere.write_text("[audio]\n")
    file.parent.mkdir()
    file.symlink_to(elsewhere)
    save(file, {("audio", "microphone"): "Headset"})
    assert file.is_symlink()
    assert "Headset" in elsewhere.read_text()


def test_no_temporary_file_stays_behind(file: Path) -> None:
    save(file, {("audio", "microphone"): "Headset"})
    assert sorted(path.name for path in file.parent.iterdir()) == ["settings.toml", "settings.toml.lock"]


def as_nobody(code: str, *arguments: str) -> str:
    """Runs the code as a user who may not do everything, and returns what it printed."""
    drop = "import os\nif os.getuid() == 0: os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
    start = (
        "import sys\nfrom pathlib import Path\nfrom softphone.basics.errors import SettingsError\n"
        "from softphone.settings.toml_store import TomlSettingsStore\nimport tomlkit\nfile = Path(sys.argv[1])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", start + drop + code, *arguments], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout


@pytest.fixture
def opened() -> Iterator[Path]:
    """A folder that another user can reach: pytest's own are closed to them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


def test_a_read_only_folder_is_said_and_nothing_changes(opened: Path) -> None:
    file = opened / "settings.toml"
    file.write_text("[audio]\n")
    file.chmod(0o644)
    opened.chmod(0o555)
    out = as_nobody(
        "try: TomlSettingsStore(file).save({('audio', 'ringer'): 'x'}, [('audio', 'ringer')], {})\n"
        "except SettingsError as error: print(error.title, '|', error.remedy)",
        str(file),
    )
    assert "cannot be written" in out
    assert str(opened) in out
    assert file.read_text() == "[audio]\n"


def test_a_file_that_may_not_be_read_and_not_be_moved_is_said_and_never_overwritten(opened: Path) -> None:
    file = opened / "settings.toml"
    file.write_text("[audio]\nmicrophone = 'Mine'\n")
    file.chmod(0o000)
    opened.chmod(0o555)
    out = as_nobody(
        "store = TomlSettingsStore(file)\nproblem = store.load().problem\nprint(problem.title)\n"
        "try: store.save({('audio', 'ringer'): 'x'}, [('audio', 'ringer')], {})\n"
        "except SettingsError as error: print(error.title)",
        str(file),
    )
    file.chmod(0o600)
    assert "cannot be read" in out
    assert "will not save" in out
    assert len(out.splitlines()) == 2
    assert "Mine" in file.read_text()


def test_a_lock_that_another_process_holds_is_waited_for(file: Path) -> None:
    import fcntl

    save(file, {("t", "n"): 0})
    descriptor = os.open(file.with_name("settings.toml.lock"), os.O_RDWR)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    threading.Timer(0.3, lambda: os.close(descriptor)).start()
    save(file, {("t", "n"): 1})
    assert TomlSettingsStore(file).load().values == {"t": {"n": 1}}
