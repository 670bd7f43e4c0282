"""The start with the session."""

import shlex
import subprocess
from pathlib import Path

import pytest

from softphone.runtime import PlainRuntime
from softphone.settings.declared import STARTS_AT_LOGIN
from softphone.settings.settings import Settings
from softphone.settings.store import MemorySettingsStore
from ui.desktop.autostart import Autostart, this_program


@pytest.fixture
def settings() -> Settings:
    return Settings(PlainRuntime(), MemorySettingsStore())


def test_the_entry_follows_the_setting(tmp_path: Path, settings: Settings) -> None:
    folder = tmp_path / "autostart"
    Autostart(settings, folder, ["/opt/my phone/softphone"])
    entry = folder / "softphone.desktop"
    assert not entry.exists()
    settings.set(STARTS_AT_LOGIN, True)
    assert 'Exec="/opt/my phone/softphone" --hidden' in entry.read_text()
    assert subprocess.run(["desktop-file-validate", str(entry)], check=False, timeout=30).returncode == 0
    settings.set(STARTS_AT_LOGIN, False)
    assert not entry.exists()


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "file").write_text("")
    Autostart(settings, tmp_path / "file", ["softphone"])
    settings.set(STARTS_AT_LOGIN, True)
    assert settings.get(STARTS_AT_LOGIN)


def test_the_program_that_is_started_exists() -> None:
    done = subprocess.run([*this_program(), "--version"], capture_output=True, text=True, check=True, timeout=60)
    assert shlex.split(done.stdout)
