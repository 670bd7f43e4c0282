"""Step 4: builds our pjsua2 wheel (or takes it from the builder's cache) and installs it when it is another one."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from softphone_setup.commands import Commands
from softphone_setup.errors import CommandError, SetupError, explain
from softphone_setup.progress import Step
from softphone_setup.python_packages import PythonPackages
from softphone_setup.stamps import Stamps, digest_of

_STAMP = "pjsua2"
_INSTALLED = "pjsua2-wheel"


def install_pjsua2(
    root: Path, venv: Path, packages: PythonPackages, commands: Commands, stamps: Stamps, step: Step
) -> None:
    """Bring the wheel that belongs to this recipe into `.venv`. Raises SetupError."""
    settings = sorted(f"{name}={value}" for name, value in os.environ.items() if name.startswith("PJSUA2_"))
    digest = digest_of(root / "packaging" / "pjsua2", stamps.read("python"), *settings)
    if stamps.is_valid(_STAMP, digest) and _is_installed(venv):
        step.done("up to date")
        return
    stamps.forget(_STAMP)
    step.say("building (about a minute the first time)")
    wheel = _build(root, venv, commands, step)
    fingerprint = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if not (stamps.is_valid(_INSTALLED, fingerprint) and _is_installed(venv)):
        step.say(f"installing {wheel.name}")
        packages.install_wheel(wheel, step)
        stamps.write(_INSTALLED, fingerprint)
    stamps.write(_STAMP, digest)
    step.done(wheel.name)


def _build(root: Path, venv: Path, commands: Commands, step: Step) -> Path:
    script = root / "packaging" / "pjsua2" / "build_wheel.py"
    try:
        printed = commands.run([venv / "bin" / "python", script, "--print-path"], step)
    except CommandError as error:
        raise explain(error, "build pjsua2") from error
    path = Path(next((line.strip() for line in reversed(printed) if line.strip()), ""))
    if path.suffix != ".whl" or not path.is_file():
        raise SetupError("The build of pjsua2 ended without a wheel.", "See the log for what the builder said.")
    return path


def _is_installed(venv: Path) -> bool:
    return any(venv.glob("lib/python3*/site-packages/pjsua2-*.dist-info"))
