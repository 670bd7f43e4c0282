"""The time zone of this computer, as it is now: people travel with their laptops."""

import os
import time
from datetime import UTC, timedelta, timezone, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

_LOCAL_TIME = Path("/etc/localtime")
_FOLDER = "zoneinfo/"
_last = ""


def local_zone() -> tzinfo:
    """The zone of the TZ variable, else the system's; without either the offset that holds now, whatever comes later.

    Reads one small file: the system's zone may change while the program runs, which the C library does not notice.
    """
    named = os.environ.get("TZ", "").lstrip(":")
    try:
        return ZoneInfo(named) if named else _system_zone()
    except (OSError, ValueError, KeyError):  # a zone that is not known is a KeyError
        return _offset_now()


def zone_named(name: str) -> tzinfo:
    """The zone of this name, such as Europe/Berlin; the computer's when the name is empty or not known here."""
    try:
        return ZoneInfo(name) if name else local_zone()
    except (OSError, ValueError, KeyError):
        return local_zone()


def _system_zone() -> tzinfo:
    global _last
    place = str(_LOCAL_TIME.resolve())
    if place != _last:
        _last = place
        time.tzset()  # what the program shows as local time is to be of the new zone, too
    _, found, name = place.rpartition(_FOLDER)
    if found:
        return ZoneInfo(name)
    with _LOCAL_TIME.open("rb") as file:
        return ZoneInfo.from_file(file)


def _offset_now() -> tzinfo:
    offset_s = time.localtime().tm_gmtoff
    return timezone(timedelta(seconds=offset_s)) if offset_s else UTC
