"""Models, migrations and the SQL of a new database say the same; a database of every schema that was opens."""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from softphone.history.entry import HistoryFilter, HistoryKind
from softphone.history.migrate import MIGRATIONS, upgrade
from softphone.history.models import Base, CallRow
from softphone.history.sqlite_rows import CALL_COLUMNS, LEG_COLUMNS
from softphone.history.sqlite_schema import REVISION, REVISIONS
from softphone.history.sqlite_store import SqliteHistoryStore
from softphone.history.store import HistoryError
from tests.harness.history_entries import entry, many_entries

DATA = Path(__file__).resolve().parents[2] / "data" / "history"


def _schema(file: Path) -> dict[str, str]:
    """Name of each object -> its SQL without differences of layout."""
    connection = sqlite3.connect(file)
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    connection.close()
    return {name: " ".join(sql.replace("(", " ( ").replace(")", " ) ").split()) for name, sql in rows}


def _columns(file: Path, table: str) -> set[tuple[object, ...]]:
    """Name, type, whether it may be empty, default and place in the key of each column."""
    connection = sqlite3.connect(file)
    rows = connection.execute(f"PRAGMA table_info({table})").fetchall()
    connection.close()
    return {tuple(row[1:]) for row in rows}


def _new_database(file: Path) -> Path:
    store = SqliteHistoryStore(file)
    store.open()
    store.close()
    return file


def test_a_new_database_is_what_the_migrations_lead_to(tmp_path: Path) -> None:
    upgrade(tmp_path / "migrated.db")
    assert _schema(_new_database(tmp_path / "new.db")) == _schema(tmp_path / "migrated.db")


def test_the_models_are_what_the_migrations_lead_to(tmp_path: Path) -> None:
    upgrade(tmp_path / "migrated.db")
    engine = create_engine(f"sqlite:///{tmp_path / 'migrated.db'}")

    def is_ours(thing: object, name: str | None, kind: str, *_: object) -> bool:
        return not (kind == "table" and str(name).startswith("call_search"))

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": is_ours})
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()
    from_models = create_engine(f"sqlite:///{tmp_path / 'models.db'}")
    Base.metadata.create_all(from_models)
    from_models.dispose()
    for table in ("calls", "call_legs"):
        assert _columns(tmp_path / "models.db", table) == _columns(tmp_path / "migrated.db", table)


def test_the_program_knows_every_revision() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    script = ScriptDirectory.from_config(config)
    known = [revision.revision for revision in script.walk_revisions()]
    assert tuple(reversed(known)) == REVISIONS
    assert script.get_heads() == [REVISION]


def test_the_columns_that_are_written_are_those_of_the_models() -> None:
    tables = Base.metadata.tables
    by_user = {"id", "note", "tags", "note_text"}
    assert set(CALL_COLUMNS) == {column.name for column in tables["calls"].columns} - by_user
    assert set(LEG_COLUMNS) == {column.name for column in tables["call_legs"].columns}


def test_the_models_read_what_the_program_wrote(tmp_path: Path) -> None:
    store = SqliteHistoryStore(tmp_path / "history.db")
    store.write(list(many_entries(20)))
    store.set_tags(20, ["one", "two"])
    engine = create_engine(f"sqlite:///{tmp_path / 'history.db'}")
    with Session(engine) as session:
        row = session.scalars(select(CallRow).order_by(CallRow.id.desc())).first()
        assert row is not None
        newest = store.page(HistoryFilter(), None, 1).entries[0]
        assert (row.call_id, row.started_s, row.tags) == (newest.call_id, newest.started_s, "one\ntwo")
        assert [leg.leg_id for leg in row.legs] == [leg.leg_id for leg in newest.legs]
    engine.dispose()
    store.close()


@pytest.mark.parametrize("revision", REVISIONS)
def test_an_old_database_opens_with_all_that_was_in_it(tmp_path: Path, revision: str) -> None:
    file = tmp_path / "history.db"
    shutil.copy(DATA / f"schema-{revision}.db", file)
    store = SqliteHistoryStore(file)
    page = store.page(HistoryFilter(), None, 100)
    assert len(page.entries) == 60
    assert page.entries[0].note == "Rückruf wegen der Rechnung"
    assert page.entries[0].tags == ("invoice", "urgent")
    assert [e.entry_id for e in store.page(HistoryFilter(text="ruckruf urg"), None, 9).entries] == [60]
    with_name = next(e for e in page.entries if e.person_name)
    assert with_name in store.each(HistoryFilter(text=with_name.person_name.lower()))
    missed = store.page(HistoryFilter(HistoryKind.MISSED), None, 100).entries
    assert store.unseen_missed() == len(missed) > 0
    store.write([entry(1000, presented_name="Someone new")])
    assert len(store.page(HistoryFilter(text="someone"), None, 9).entries) == 1
    store.close()
    assert _schema(file) == _schema(_new_database(tmp_path / "new.db"))


def test_a_migration_that_fails_leaves_the_old_database_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "history.db"
    shutil.copy(DATA / "schema-0001.db", file)
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE call_search_data (in_the_way)")
    connection.close()
    before = _schema(file)
    store = SqliteHistoryStore(file)
    with pytest.raises(HistoryError):
        store.open()
    store.close()
    assert _schema(file) == before


def test_a_history_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    file = _new_database(tmp_path / "history.db")
    connection = sqlite3.connect(file)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    before = file.read_bytes()
    store = SqliteHistoryStore(file)
    with pytest.raises(HistoryError, match="newer version"):
        store.write([entry(1)])
    store.close()
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.glob("*damaged*")] == []


def test_not_even_an_old_database_loads_sqlalchemy_into_the_program(tmp_path: Path) -> None:
    shutil.copy(DATA / "schema-0001.db", tmp_path / "history.db")
    code = """
import sys
from pathlib import Path
from softphone.history.sqlite_store import SqliteHistoryStore
store = SqliteHistoryStore(Path(sys.argv[1]))
store.open()
store.close()
print(sorted({"alembic", "sqlalchemy"} & set(sys.modules)))
"""
    command = [sys.executable, "-c", code, str(tmp_path / "history.db")]
    assert subprocess.run(command, capture_output=True, text=True, timeout=60).stdout == "[]\n"
