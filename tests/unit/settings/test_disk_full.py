"""Settings on a disk without space: the old file is intact and the user is told."""

import resource
import shutil
import subprocess
import sys
from pathlib import Path

_SAVE = """
import sys
from pathlib import Path
from softphone.basics.errors import SettingsError
from softphone.settings.toml_store import TomlSettingsStore
import tomlkit
folder, filler = Path(sys.argv[1]), Path(sys.argv[1]) / "filler"
store = TomlSettingsStore(folder / "settings.toml")
store.save({("t", "small"): "old"}, [("t", "small")], {})
if sys.argv[2] == "fill":
    try:
        with filler.open("wb", buffering=0) as stream:
            while True:
                stream.write(bytes(1024))
    except OSError:
        pass
before = (folder / "settings.toml").read_bytes()
try:
    store.save({("t", "big"): "x" * 300_000}, [("t", "big")], {})
except SettingsError as error:
    print(error.title)
print((folder / "settings.toml").read_bytes() == before)
print(sorted(path.name for path in folder.iterdir() if path != filler))
filler.unlink(missing_ok=True)
store.save({("t", "small"): "new"}, [("t", "small")], {})
print(store.load().values)
"""
_EXPECTED = [
    "Your settings could not be saved because the disk is full.",
    "True",
    "['settings.toml', 'settings.toml.lock']",
    "{'t': {'small': 'new'}}",
]


def test_a_file_that_may_not_grow_keeps_the_old_settings(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SAVE, str(tmp_path), "limit"],
        capture_output=True,
        text=True,
        timeout=60,
        preexec_fn=_limit_file_size,
    )
    assert done.stdout.splitlines() == _EXPECTED, done.stderr


def test_a_full_disk_keeps_the_old_settings(tmp_path: Path) -> None:
    """On a real file system of 256 KiB; where none can be mounted, the file size limit has to stand for it."""
    small_disk = f"mount -t tmpfs -o size=256k tmpfs {tmp_path} && "
    if not _can_mount():
        return test_a_file_that_may_not_grow_keeps_the_old_settings(tmp_path)
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", small_disk + 'exec "$@"', "sh", sys.executable, "-c", _SAVE, tmp_path, "fill"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.splitlines() == _EXPECTED, done.stderr
    return None


def _can_mount() -> bool:
    unshare = shutil.which("unshare")
    return unshare is not None and subprocess.run([unshare, "-rm", "true"], capture_output=True).returncode == 0


def _limit_file_size() -> None:
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
