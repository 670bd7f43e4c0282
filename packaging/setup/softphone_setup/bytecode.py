"""Step 6: compiles the project's modules, also where Python is told to write no bytecode: start-up is a promise."""

from __future__ import annotations

import compileall
import sys
from pathlib import Path

from softphone_setup.commands import Commands
from softphone_setup.progress import Step

_FOLDERS = ("softphone", "ui", "packaging/lab/softphone_lab")


def compile_modules(root: Path, venv: Path, commands: Commands, step: Step) -> None:
    """Compile what changed. A file that cannot be compiled is left to the program or test that imports it."""
    folders = [root / name for name in _FOLDERS if (root / name).is_dir()]
    if any((venv / "lib").glob(f"python{sys.version_info[0]}.{sys.version_info[1]}")):
        for folder in folders:
            compileall.compile_dir(folder, quiet=2)
    else:
        commands.capture([venv / "bin" / "python", "-m", "compileall", "-q", *folders])
    step.done("compiled")
