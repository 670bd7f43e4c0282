"""Brings a database of the history into a newer schema, with Alembic; all of it or nothing."""

import os
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

MIGRATIONS = Path(__file__).with_name("migrations")


def main(arguments: Sequence[str]) -> int:
    """``--migrate-history FILE``: 0, or 1 with SQLite's code for what went wrong on stdout."""
    if hasattr(os, "nice"):
        os.nice(10)
    try:
        upgrade(Path(arguments[0]))
    except Exception as error:  # whoever waits for this process has the words
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        sys.stdout.write(f"{code}\n")
        return 1
    return 0


def upgrade(file: Path, revision: str = "head") -> None:
    """Runs the migrations up to the revision in one transaction. Raises sqlite3.Error as SQLite gave it."""
    engine = _engine(file)
    try:
        with engine.begin() as connection:
            command.upgrade(_config(connection), revision)
    except Exception as error:
        # SQLAlchemy wraps what SQLite said; the words for the user go by the latter.
        original = getattr(error, "orig", None)
        if isinstance(original, Exception):
            raise original from error
        raise
    finally:
        engine.dispose()


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _engine(file: Path) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(file)), poolclass=NullPool)

    # The driver by itself would begin a transaction before the first change of data only: too late for changes of the
    # schema, which would then stay when the program dies in the middle.
    @event.listens_for(engine, "connect")
    def _no_implicit_begin(connection: object, _record: object) -> None:
        connection.isolation_level = None  # type: ignore[attr-defined]

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
