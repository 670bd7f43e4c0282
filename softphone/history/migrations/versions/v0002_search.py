"""Text search: names, numbers, notes and tags, folded, with an index of all triplets of characters."""

import sqlalchemy as sa
from alembic import op

from softphone.history.search_text import joined_search_text, note_text

revision = "0002"
down_revision = "0001"

_BATCH = 1000
_INDEX = """CREATE VIRTUAL TABLE call_search USING fts5(
search_text, note_text, content = 'calls', content_rowid = 'id', detail = none,
tokenize = 'trigram case_sensitive 1')"""
_ADD = """INSERT INTO call_search (rowid, search_text, note_text)
VALUES (new.id, new.search_text, new.note_text);"""
_REMOVE = """INSERT INTO call_search (call_search, rowid, search_text, note_text)
VALUES ('delete', old.id, old.search_text, old.note_text);"""
_TRIGGERS = (
    f"CREATE TRIGGER calls_search_insert AFTER INSERT ON calls BEGIN\n{_ADD}\nEND",
    f"CREATE TRIGGER calls_search_delete AFTER DELETE ON calls BEGIN\n{_REMOVE}\nEND",
    f"""CREATE TRIGGER calls_search_update AFTER UPDATE OF search_text, note_text ON calls
WHEN old.search_text <> new.search_text OR old.note_text <> new.note_text BEGIN
{_REMOVE}
{_ADD}
END""",
)


def upgrade() -> None:
    """Adds the texts, fills them, and indexes them."""
    op.add_column("calls", sa.Column("search_text", sa.Text(), nullable=False, server_default=""))
    op.add_column("calls", sa.Column("note_text", sa.Text(), nullable=False, server_default=""))
    _fill()
    op.execute(_INDEX)
    op.execute("INSERT INTO call_search (call_search) VALUES ('rebuild')")
    for trigger in _TRIGGERS:
        op.execute(trigger)


def downgrade() -> None:
    """There is no way back: a history is not thrown away."""
    raise NotImplementedError


def _fill() -> None:
    connection = op.get_bind()
    columns = "id, person_name, presented_name, presented_number, address, dialled_text, number_key, note, tags"
    last = 0
    while rows := connection.execute(
        sa.text(f"SELECT {columns} FROM calls WHERE id > :last ORDER BY id LIMIT :limit"),
        {"last": last, "limit": _BATCH},
    ).all():
        last = rows[-1].id
        connection.execute(
            sa.text("UPDATE calls SET search_text = :search, note_text = :note WHERE id = :id"),
            [
                {
                    "id": row.id,
                    "search": joined_search_text(
                        row.person_name,
                        row.presented_name,
                        row.presented_number,
                        row.address,
                        row.dialled_text,
                        row.number_key,
                    ),
                    "note": note_text(row.note, tuple(row.tags.split("\n"))),
                }
                for row in rows
            ],
        )
