"""The folder of one lab: begun, described by lab.json, and removed with all its processes."""

import shutil
from pathlib import Path

from . import ports
from .errors import LabError, NotRunning
from .facts import LabFacts
from .processes import Processes

FACTS_FILE = "lab.json"
MARKER = ".softphone-lab"
GUARDIAN = "guardian"


def begin(folder: Path) -> None:
    """Make the folder ready for a new lab, over the remains of a dead one. Raises LabError.

    Only an empty folder or one that a lab made is taken, since down removes it.
    """
    if (folder / MARKER).exists():
        if Processes(folder).leftovers():
            raise LabError(f"a lab runs in {folder} already: end it with `softphone lab down --folder {folder}`")
        remove(folder)
    elif folder.is_dir() and any(folder.iterdir()):
        raise LabError(f"{folder} holds something else: give the lab an empty folder")
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    (folder / MARKER).touch()


def remove(folder: Path) -> None:
    """End every process of the lab in that folder and remove its files. Raises NotRunning when none is there."""
    if not (folder / MARKER).exists():
        raise NotRunning(f"no lab is in {folder}")
    Processes(folder).stop_all()
    shutil.rmtree(folder, ignore_errors=True)
    ports.release(folder)


def write_facts(facts: LabFacts) -> None:
    """Write lab.json whole or not at all."""
    new = facts.folder / f"{FACTS_FILE}.new"
    new.write_text(facts.to_json())
    new.rename(facts.folder / FACTS_FILE)


def read_facts(folder: Path) -> LabFacts:
    """The facts of the lab in that folder. Raises NotRunning, or LabError for a damaged file."""
    try:
        return LabFacts.from_json((folder / FACTS_FILE).read_text())
    except FileNotFoundError as error:
        raise NotRunning(f"no lab runs in {folder}: start one with `softphone lab up --folder {folder}`") from error
    except (ValueError, KeyError, TypeError) as error:
        raise LabError(f"{folder / FACTS_FILE} is damaged: remove {folder} and start the lab again") from error
