"""The time zone of the computer."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from softphone.mobility import local_zone as module
from softphone.mobility.local_zone import local_zone, zone_named

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def local_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A system whose zone the test sets."""
    monkeypatch.delenv("TZ", raising=False)
    link = tmp_path / "localtime"
    monkeypatch.setattr(module, "_LOCAL_TIME", link)
    yield link
    monkeypatch.undo()
    time.tzset()  # the C library was told of the test's zone


def zones(folder: Path, name: str) -> Path:
    place = folder / "zoneinfo" / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.touch()
    return place


def test_the_variable_counts_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Australia/Lord_Howe")
    assert local_zone() == ZoneInfo("Australia/Lord_Howe")


def test_the_systems_zone_is_read_anew_each_time(local_time: Path, tmp_path: Path) -> None:
    local_time.symlink_to(zones(tmp_path, "Europe/Berlin"))
    assert local_zone() == ZoneInfo("Europe/Berlin")
    local_time.unlink()
    local_time.symlink_to(zones(tmp_path, "America/St_Johns"))
    assert local_zone() == ZoneInfo("America/St_Johns")


def test_without_any_zone_the_offset_of_now_holds(local_time: Path) -> None:
    offset = NOON.astimezone(local_zone()).utcoffset()
    assert offset is not None
    assert local_zone() in (UTC, timezone(offset))
    assert abs(offset) < timedelta(hours=15)


def test_a_zone_that_is_not_known_here_is_the_computers(local_time: Path, tmp_path: Path) -> None:
    local_time.symlink_to(zones(tmp_path, "Europe/Berlin"))
    assert zone_named("Atlantis/Capital") == ZoneInfo("Europe/Berlin")
    assert zone_named("../../etc/passwd") == ZoneInfo("Europe/Berlin")
    assert zone_named("Asia/Kathmandu") == ZoneInfo("Asia/Kathmandu")
