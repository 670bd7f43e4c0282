"""Calls and their legs."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "calls",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("call_id", sa.Text(), nullable=False, unique=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("run_id", "direction", "account_id")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("work_identity", "dialled_text")),
        *(sa.Column(f"presented_{name}", sa.Text(), nullable=False) for name in ("number", "name", "uri")),
        sa.Column("is_anonymous", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("person_name", "address", "number_key")),
        sa.Column("started_s", sa.Float(), nullable=False),
        *(sa.Column(name, sa.Float()) for name in ("answered_s", "ended_s")),
        sa.Column("last_seen_s", sa.Float(), nullable=False),
        sa.Column("talked_s", sa.Float()),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("end_kind", "end_text", "codec")),
        sa.Column("is_encrypted", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("device", "recording")),
        *(sa.Column(name, sa.Integer()) for name in ("rx_packets", "rx_lost")),
        *(sa.Column(name, sa.Float()) for name in ("rx_loss_percent", "rx_jitter_ms")),
        *(sa.Column(name, sa.Float()) for name in ("tx_loss_percent", "round_trip_ms")),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("is_missed", "is_seen")),
        *(sa.Column(name, sa.Text(), nullable=False, server_default="") for name in ("note", "tags")),
        sqlite_autoincrement=True,
    )
    op.create_index("calls_direction", "calls", ["direction"])
    op.create_index("calls_address", "calls", ["address"])
    op.create_index("calls_number", "calls", ["number_key"])
    op.create_index("calls_missed", "calls", ["is_missed"], sqlite_where=sa.text("is_missed = 1"))
    op.create_index("calls_unseen", "calls", ["is_seen"], sqlite_where=sa.text("is_missed = 1 AND is_seen = 0"))
    op.create_index("calls_open", "calls", ["run_id"], sqlite_where=sa.text("ended_s IS NULL"))
    op.create_table(
        "call_legs",
        sa.Column("entry_id", sa.Integer(), sa.ForeignKey("calls.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("leg_id", "sip_call_id", "remote_uri")),
        sa.Column("started_s", sa.Float(), nullable=False),
        *(sa.Column(name, sa.Float()) for name in ("answered_s", "ended_s")),
        sa.Column("end_kind", sa.Text(), nullable=False),
        sa.Column("end_code", sa.Integer()),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("transfer_kind", "transfer_target")),
        sa.Column("transferred_s", sa.Float()),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """There is no way back: a history is not thrown away."""
    raise NotImplementedError
