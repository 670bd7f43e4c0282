"""The history as a CSV file (RFC 4180) that Excel and LibreOffice open as it is: UTF-8 with its mark, no formulas."""

import csv
import secrets
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from softphone.basics.words import translate
from softphone.database import disk_is_full
from softphone.history.entry import HistoryEntry
from softphone.history.store import HistoryError

HEADER = (
    *("Started", "Direction", "Name", "Number", "Address", "Dialled", "Answered", "Ended", "Seconds", "Missed"),
    *("End", "Own address", "Codec", "Encrypted", "Device", "Quality", "Transferred to", "Recording", "Note", "Tags"),
)
# Office programs take a cell that begins like this as a formula, and what callers name themselves is not ours to trust.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_csv(path: Path, entries: Iterable[HistoryEntry]) -> int:
    """Writes the file as a whole or not at all; returns the number of entries. Raises HistoryError in words."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    count = 0
    try:
        try:
            with temporary.open("x", encoding="utf-8-sig", newline="") as stream:
                writer = csv.writer(stream)
                writer.writerow(HEADER)
                for entry in entries:
                    writer.writerow([harmless(text) for text in row(entry)])
                    count += 1
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        if disk_is_full(error):
            raise HistoryError(
                translate("history", "The history could not be exported because the disk is full."),
                translate("history", "Free some space, or choose another place."),
            ) from error
        raise HistoryError(
            translate("history", "The history could not be exported to this file."),
            translate("history", "Check that {folder} exists and can be written, or choose another place.").format(
                folder=path.parent
            ),
        ) from error
    return count


def row(entry: HistoryEntry) -> tuple[str, ...]:
    """The cells of one entry, in the order of HEADER."""
    return (
        _time(entry.started_s),
        entry.direction.value,
        entry.name,
        entry.presented_number,
        entry.address,
        entry.dialled_text,
        _time(entry.answered_s),
        _time(entry.ended_s),
        "" if entry.talked_s is None else str(round(entry.talked_s)),
        "yes" if entry.is_missed else "no",
        entry.end_text,
        entry.work_identity,
        entry.codec,
        "yes" if entry.is_encrypted else "no",
        entry.device,
        str(entry.quality or ""),
        ", ".join(leg.transfer_target for leg in entry.legs if leg.transfer_target),
        entry.recording,
        entry.note,
        ", ".join(entry.tags),
    )


def harmless(text: str) -> str:
    """The text such that no office program calculates with it: with an apostrophe in front where it could."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def _time(at_s: float | None) -> str:
    """ISO 8601 with the local zone's offset at that time; empty for None."""
    return "" if at_s is None else datetime.fromtimestamp(at_s).astimezone().isoformat(timespec="seconds")
