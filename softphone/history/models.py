"""The schema of the history as SQLAlchemy models: what the migrations have to arrive at, and what other tools load.

The program itself speaks SQL to SQLite (`sqlite_store.py`): SQLAlchemy costs 20 MiB and 0.15 s, which an idle telephone
and one on which a call comes in cannot spare. The tests hold models, migrations and SQL together.
"""

from sqlalchemy import Float, ForeignKey, Index, Text, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    """Base of the models, with the types that the migrations use."""

    type_annotation_map = {float: Float, str: Text}


class CallRow(Base):
    """One call; see `HistoryEntry` for what the columns mean.

    run_id: the run of the program that wrote it. address, number_key: what a person is found by.
    tags: one a line. search_text, note_text: names and numbers, note and tags, folded for search.
    """

    __tablename__ = "calls"
    __table_args__ = (
        Index("calls_direction", "direction"),
        Index("calls_address", "address"),
        Index("calls_number", "number_key"),
        Index("calls_missed", "is_missed", sqlite_where=text("is_missed = 1")),
        Index("calls_unseen", "is_seen", sqlite_where=text("is_missed = 1 AND is_seen = 0")),
        Index("calls_open", "run_id", sqlite_where=text("ended_s IS NULL")),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[str] = mapped_column(unique=True)
    run_id: Mapped[str]
    direction: Mapped[str]
    account_id: Mapped[str]
    work_identity: Mapped[str]
    dialled_text: Mapped[str]
    presented_number: Mapped[str]
    presented_name: Mapped[str]
    presented_uri: Mapped[str]
    is_anonymous: Mapped[bool]
    person_name: Mapped[str]
    address: Mapped[str]
    number_key: Mapped[str]
    started_s: Mapped[float]
    answered_s: Mapped[float | None]
    ended_s: Mapped[float | None]
    last_seen_s: Mapped[float]
    talked_s: Mapped[float | None]
    end_kind: Mapped[str]
    end_text: Mapped[str]
    codec: Mapped[str]
    is_encrypted: Mapped[bool]
    device: Mapped[str]
    recording: Mapped[str]
    rx_packets: Mapped[int | None]
    rx_lost: Mapped[int | None]
    rx_loss_percent: Mapped[float | None]
    rx_jitter_ms: Mapped[float | None]
    tx_loss_percent: Mapped[float | None]
    round_trip_ms: Mapped[float | None]
    is_missed: Mapped[bool]
    is_seen: Mapped[bool]
    note: Mapped[str] = mapped_column(server_default="")
    tags: Mapped[str] = mapped_column(server_default="")
    search_text: Mapped[str] = mapped_column(server_default="")
    note_text: Mapped[str] = mapped_column(server_default="")

    legs: Mapped[list["LegRow"]] = relationship(order_by="LegRow.position", passive_deletes=True)


class LegRow(Base):
    """One connection of a call, the first at position 0."""

    __tablename__ = "call_legs"
    __table_args__ = ({"sqlite_with_rowid": False},)

    entry_id: Mapped[int] = mapped_column(ForeignKey("calls.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    leg_id: Mapped[str]
    sip_call_id: Mapped[str]
    remote_uri: Mapped[str]
    started_s: Mapped[float]
    answered_s: Mapped[float | None]
    ended_s: Mapped[float | None]
    end_kind: Mapped[str]
    end_code: Mapped[int | None]
    transfer_kind: Mapped[str]
    transfer_target: Mapped[str]
    transferred_s: Mapped[float | None]
