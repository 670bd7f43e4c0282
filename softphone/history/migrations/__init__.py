"""The schema of the history, version by version (Alembic)."""
