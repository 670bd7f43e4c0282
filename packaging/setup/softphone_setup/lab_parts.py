"""Step 5: fetches the parts of the lab PBX that come from Debian's archive into the user's cache."""

from __future__ import annotations

from pathlib import Path

from softphone_setup.commands import Commands
from softphone_setup.errors import CommandError, explain
from softphone_setup.progress import Step


def fetch_lab_parts(venv: Path, commands: Commands, step: Step) -> None:
    """Always asked: the cache is the user's, other checkouts share it and it may be emptied. Raises SetupError."""
    step.say("fetching Asterisk unless it is there")
    try:
        commands.run([venv / "bin" / "python", "-m", "softphone_lab", "fetch"], step)
    except CommandError as error:
        raise explain(error, "fetch the lab PBX") from error
    step.done("Asterisk is there")
