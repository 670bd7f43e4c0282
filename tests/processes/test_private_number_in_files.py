"""A whole program with a real keyring, engine and PBX, all of whose logs are on: the private number is in no file."""

import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.basics.redaction import MASK, Redaction
from softphone.basics.secret import Secret
from softphone.demo.number_search import files_with, write_controls
from tests.keyring.session import Session

NUMBER = "+15550101001"
_RUN = """
import os
os.environ.update({environment!r})
from tests.harness.identity_program import main
main({spelling!r})
"""


@pytest.fixture
def session() -> Iterator[Session]:
    # Sockets have short paths: pytest's own folders are too deep.
    with tempfile.TemporaryDirectory(prefix="identity-", ignore_cleanup_errors=True) as folder:
        yield Session(Path(folder))


def run(session: Session, spelling: str) -> list[str]:
    """What the program saw. The lab keeps what it fetched once where it always does."""
    kept = {name: os.environ[name] for name in ("XDG_CACHE_HOME",) if name in os.environ}
    environment = {**kept, "PIPEWIRE_REMOTE": "none", "PULSE_SERVER": "unix:/nonexistent"}
    said: list[str] = json.loads(session.with_keyring(_RUN.format(environment=environment, spelling=spelling)))
    return said


def logs_of(session: Session, name: str) -> str:
    """The log and what was put aside of it."""
    return "".join(path.read_text() for path in session.home.rglob(f"{name}.log*"))


def test_the_private_number_is_in_no_file_of_a_program_that_used_it(session: Session) -> None:
    number = Redaction()
    number.know([Secret(NUMBER)])
    mine = ["My mobile my-mobile"] * 2
    first = run(session, "+1 (555) 010-1001")
    assert first == [*mine, "Outside Caller +15550309999", "My mobile my-mobile"]
    assert run(session, "") == [*first, *first]  # it came out of the keyring
    assert files_with(number, session.home) == ()
    assert f"no call to tel:{MASK}" in logs_of(session, "window")
    assert MASK in logs_of(session, "engine")  # it did say it, and was not let
    settings = next(session.home.rglob("settings.toml")).read_text()
    assert 'mobile_accounts = ["lab-1001"]' in settings
    assert list(session.home.rglob("history.db"))


def test_the_search_would_find_it(tmp_path: Path) -> None:
    number = Redaction()
    number.know([Secret(NUMBER)])
    assert len(files_with(number, tmp_path)) == 0
    wanted = write_controls(tmp_path, NUMBER)
    assert len(files_with(number, tmp_path)) == wanted == len(list(tmp_path.iterdir()))
