"""The history as a CSV file: complete, harmless, and all or nothing."""

import csv
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from softphone.basics.ids import LegId
from softphone.history.csv_export import HEADER, harmless, write_csv
from softphone.history.entry import HistoryEntry, HistoryFilter, HistoryLeg
from softphone.history.store import HistoryError
from softphone.protocol.snapshots import EndKind
from tests.harness.history_entries import entry
from tests.unit.app.phone import Phone


@pytest.fixture(autouse=True)
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_entry_is_a_line_with_zone_and_words(tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    leg = HistoryLeg(LegId("leg-1"), transfer_kind="blind", transfer_target="sip:1003@pbx.example.com")
    whole = entry(
        1,
        presented_name='Müller; "Söhne", 1',
        note="two\nlines",
        tags=("a", "b"),
        legs=(leg,),
        started_s=1_719_835_200.0,
    )
    assert write_csv(path, [whole, replace(whole, started_s=1_704_110_400.0)]) == 2
    assert path.read_bytes().startswith(b"\xef\xbb\xbfStarted,")
    summer, winter = _read(path)
    assert (summer["Started"], winter["Started"]) == ("2024-07-01T14:00:00+02:00", "2024-01-01T13:00:00+01:00")
    assert (summer["Name"], summer["Note"], summer["Tags"]) == ('Müller; "Söhne", 1', "two\nlines", "a, b")
    assert (summer["Seconds"], summer["Missed"]) == ("20", "no")
    assert summer["Transferred to"] == "sip:1003@pbx.example.com"
    assert tuple(summer) == HEADER


@pytest.mark.parametrize("text", ["=1+1", "+4930", "-1", "@SUM(A1)", "\t=1", "  =1", "\r=1", "＝1", "\n=1"])
def test_no_text_is_taken_for_a_formula(tmp_path: Path, text: str) -> None:
    assert harmless(text) == f"'{text}"
    write_csv(tmp_path / "calls.csv", [entry(1, presented_name=text, presented_number=text, note=text, tags=(text,))])
    (line,) = _read(tmp_path / "calls.csv")
    assert {line[column] for column in ("Name", "Number", "Note", "Tags")} == {f"'{text}"}


@pytest.mark.parametrize("text", ["", "Anna", "1002", "a=1", "anna@example.com", "'=1"])
def test_harmless_text_is_as_it_was(text: str) -> None:
    assert harmless(text) == text


def _broken() -> Iterator[HistoryEntry]:
    yield entry(1)
    raise HistoryError("The history cannot be read.")


def test_a_file_is_written_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_text("before")
    with pytest.raises(HistoryError):
        write_csv(path, _broken())
    assert [file.name for file in tmp_path.iterdir()] == ["calls.csv"]
    assert path.read_text() == "before"


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="could not be exported") as told:
        write_csv(tmp_path / "missing" / "calls.csv", [entry(1)])
    assert "choose another place" in told.value.remedy


def test_the_history_exports_what_is_shown_in_the_background(tmp_path: Path) -> None:
    phone = Phone.signed_in()
    for number in ("1002", "1003", "1002"):
        call_id = phone.ring_from(number)
        phone.engine.far_hangs_up(phone.leg_id(call_id), EndKind.MISSED)
        phone.advance()
    counts: list[int] = []
    failures: list[Exception] = []
    path = tmp_path / "calls.csv"
    phone.app.history.export_csv(path, HistoryFilter(address="1002"), counts.append, failures.append)
    assert not path.exists()
    phone.runtime.run_posted()
    assert counts == [2]
    assert [line["Missed"] for line in _read(path)] == ["yes", "yes"]
    phone.app.history.export_csv(tmp_path / "no" / "x.csv", HistoryFilter(), counts.append, failures.append)
    phone.runtime.run_posted()
    assert isinstance(failures[0], HistoryError)
