"""The newest schema as SQL, to make a new database without loading Alembic; a test holds it to the migrations."""

REVISIONS = ("0001", "0002")  # every schema that there ever was, oldest first
REVISION = REVISIONS[-1]

SEARCH_INDEX = """CREATE VIRTUAL TABLE call_search USING fts5(
search_text, note_text, content = 'calls', content_rowid = 'id', detail = none,
tokenize = 'trigram case_sensitive 1')"""

SCHEMA = (
    """CREATE TABLE alembic_version (
version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
)""",
    """CREATE TABLE calls (
id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, call_id TEXT NOT NULL, run_id TEXT NOT NULL, direction TEXT NOT NULL,
account_id TEXT NOT NULL, work_identity TEXT NOT NULL, dialled_text TEXT NOT NULL, presented_number TEXT NOT NULL,
presented_name TEXT NOT NULL, presented_uri TEXT NOT NULL, is_anonymous BOOLEAN NOT NULL, person_name TEXT NOT NULL,
address TEXT NOT NULL, number_key TEXT NOT NULL, started_s FLOAT NOT NULL, answered_s FLOAT, ended_s FLOAT,
last_seen_s FLOAT NOT NULL, talked_s FLOAT, end_kind TEXT NOT NULL, end_text TEXT NOT NULL, codec TEXT NOT NULL,
is_encrypted BOOLEAN NOT NULL, device TEXT NOT NULL, recording TEXT NOT NULL, rx_packets INTEGER, rx_lost INTEGER,
rx_loss_percent FLOAT, rx_jitter_ms FLOAT, tx_loss_percent FLOAT, round_trip_ms FLOAT, is_missed BOOLEAN NOT NULL,
is_seen BOOLEAN NOT NULL, note TEXT DEFAULT '' NOT NULL, tags TEXT DEFAULT '' NOT NULL, search_text TEXT DEFAULT ''
NOT NULL, note_text TEXT DEFAULT '' NOT NULL, UNIQUE (call_id)
)""",
    "CREATE INDEX calls_direction ON calls (direction)",
    "CREATE INDEX calls_address ON calls (address)",
    "CREATE INDEX calls_number ON calls (number_key)",
    "CREATE INDEX calls_missed ON calls (is_missed) WHERE is_missed = 1",
    "CREATE INDEX calls_unseen ON calls (is_seen) WHERE is_missed = 1 AND is_seen = 0",
    "CREATE INDEX calls_open ON calls (run_id) WHERE ended_s IS NULL",
    """CREATE TABLE call_legs (
entry_id INTEGER NOT NULL, position INTEGER NOT NULL, leg_id TEXT NOT NULL, sip_call_id TEXT NOT NULL, remote_uri
TEXT NOT NULL, started_s FLOAT NOT NULL, answered_s FLOAT, ended_s FLOAT, end_kind TEXT NOT NULL, end_code INTEGER,
transfer_kind TEXT NOT NULL, transfer_target TEXT NOT NULL, transferred_s FLOAT, PRIMARY KEY (entry_id, position),
FOREIGN KEY(entry_id) REFERENCES calls (id) ON DELETE CASCADE
) WITHOUT ROWID""",
    SEARCH_INDEX,
    """CREATE TRIGGER calls_search_insert AFTER INSERT ON calls BEGIN
INSERT INTO call_search (rowid, search_text, note_text)
VALUES (new.id, new.search_text, new.note_text);
END""",
    """CREATE TRIGGER calls_search_delete AFTER DELETE ON calls BEGIN
INSERT INTO call_search (call_search, rowid, search_text, note_text)
VALUES ('delete', old.id, old.search_text, old.note_text);
END""",
    """CREATE TRIGGER calls_search_update AFTER UPDATE OF search_text, note_text ON calls
WHEN old.search_text <> new.search_text OR old.note_text <> new.note_text BEGIN
INSERT INTO call_search (call_search, rowid, search_text, note_text)
VALUES ('delete', old.id, old.search_text, old.note_text);
INSERT INTO call_search (rowid, search_text, note_text)
VALUES (new.id, new.search_text, new.note_text);
END""",
)
