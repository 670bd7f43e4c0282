"""Entries as rows of the database and back."""

import sqlite3
from collections.abc import Iterable

from softphone.basics.ids import AccountId, CallId, LegId
from softphone.history.entry import CallQuality, HistoryEntry, HistoryLeg
from softphone.history.search_text import search_text
from softphone.protocol.snapshots import Direction

Value = str | float | int | None
CALL_COLUMNS = (
    *("call_id", "run_id", "direction", "account_id", "work_identity", "dialled_text", "presented_number"),
    *("presented_name", "presented_uri", "is_anonymous", "person_name", "address", "number_key", "started_s"),
    *("answered_s", "ended_s", "last_seen_s", "talked_s", "end_kind", "end_text", "codec", "is_encrypted", "device"),
    *("recording", "rx_packets", "rx_lost", "rx_loss_percent", "rx_jitter_ms", "tx_loss_percent", "round_trip_ms"),
    *("is_missed", "is_seen", "search_text"),
)
LEG_COLUMNS = (
    *("entry_id", "position", "leg_id", "sip_call_id", "remote_uri", "started_s", "answered_s", "ended_s"),
    *("end_kind", "end_code", "transfer_kind", "transfer_target", "transferred_s"),
)


def call_row(entry: HistoryEntry, run_id: str) -> tuple[Value, ...]:
    """The values of CALL_COLUMNS. What the user adds to an entry is not among them."""
    quality = entry.quality
    figures: tuple[Value, ...] = (None,) * 6
    if quality is not None:
        figures = (
            *(quality.rx_packets, quality.rx_lost, quality.rx_loss_percent, quality.rx_jitter_ms),
            *(quality.tx_loss_percent, quality.round_trip_ms),
        )
    return (
        *(entry.call_id, run_id, entry.direction.value, entry.account_id, entry.work_identity, entry.dialled_text),
        *(entry.presented_number, entry.presented_name, entry.presented_uri, entry.is_anonymous, entry.person_name),
        *(entry.address, entry.number_key, entry.started_s, entry.answered_s, entry.ended_s, entry.last_seen_s),
        *(entry.talked_s, entry.end_kind, entry.end_text, entry.codec, entry.is_encrypted, entry.device),
        entry.recording,
        *figures,
        *(entry.is_missed, not entry.is_missed, search_text(entry)),
    )


def leg_rows(entry: HistoryEntry, entry_id: int) -> list[tuple[Value, ...]]:
    """The values of LEG_COLUMNS, a row for each leg."""
    return [
        (
            *(entry_id, position, leg.leg_id, leg.sip_call_id, leg.remote_uri, leg.started_s, leg.answered_s),
            *(leg.ended_s, leg.end_kind, leg.end_code, leg.transfer_kind, leg.transfer_target, leg.transferred_s),
        )
        for position, leg in enumerate(entry.legs)
    ]


def entry_of_row(row: sqlite3.Row, legs: Iterable[sqlite3.Row]) -> HistoryEntry:
    """The entry of a row of `calls` and its rows of `call_legs`, in their order."""
    return HistoryEntry(
        entry_id=row["id"],
        call_id=CallId(row["call_id"]),
        direction=Direction(row["direction"]),
        started_s=row["started_s"],
        dialled_text=row["dialled_text"],
        presented_number=row["presented_number"],
        presented_name=row["presented_name"],
        presented_uri=row["presented_uri"],
        is_anonymous=bool(row["is_anonymous"]),
        person_name=row["person_name"],
        number_key=row["number_key"],
        account_id=AccountId(row["account_id"]),
        work_identity=row["work_identity"],
        answered_s=row["answered_s"],
        ended_s=row["ended_s"],
        last_seen_s=row["last_seen_s"],
        talked_s=row["talked_s"],
        end_kind=row["end_kind"],
        end_text=row["end_text"],
        codec=row["codec"],
        is_encrypted=bool(row["is_encrypted"]),
        device=row["device"],
        quality=_quality(row),
        recording=row["recording"],
        note=row["note"],
        tags=tuple(row["tags"].split("\n")) if row["tags"] else (),
        is_missed=bool(row["is_missed"]),
        is_seen=bool(row["is_seen"]),
        legs=tuple(map(_leg, legs)),
    )


def _quality(row: sqlite3.Row) -> CallQuality | None:
    if row["rx_packets"] is None:
        return None
    return CallQuality(
        rx_packets=row["rx_packets"],
        rx_lost=row["rx_lost"],
        rx_loss_percent=row["rx_loss_percent"],
        rx_jitter_ms=row["rx_jitter_ms"],
        tx_loss_percent=row["tx_loss_percent"],
        round_trip_ms=row["round_trip_ms"],
    )


def _leg(row: sqlite3.Row) -> HistoryLeg:
    return HistoryLeg(
        leg_id=LegId(row["leg_id"]),
        sip_call_id=row["sip_call_id"],
        remote_uri=row["remote_uri"],
        started_s=row["started_s"],
        answered_s=row["answered_s"],
        ended_s=row["ended_s"],
        end_kind=row["end_kind"],
        end_code=row["end_code"],
        transfer_kind=row["transfer_kind"],
        transfer_target=row["transfer_target"],
        transferred_s=row["transferred_s"],
    )
