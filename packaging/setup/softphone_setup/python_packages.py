"""Step 3: installs the pinned Python packages and the project itself (editable) into `.venv`."""

from __future__ import annotations

import re
import shutil
import tempfile
import tomllib
from pathlib import Path

from softphone_setup.commands import Commands
from softphone_setup.errors import CommandError, SetupError, disk_full, explain
from softphone_setup.progress import Step
from softphone_setup.stamps import Stamps, digest_of

_NEEDED_BYTES = 1_200_000_000
_PIP = ("-m", "pip", "--no-input", "--disable-pip-version-check")
_LOCK_HEAD = """\
# The tried versions of everything that the softphone, its tests and its tools install. The set-up uses them.
# Renew with `make lock`, then run `make check test` and commit this file together with the reason.
"""


class PythonPackages:
    """The Python packages of one checkout: installs them from the lock, and renews the lock."""

    def __init__(self, root: Path, venv: Path, commands: Commands, stamps: Stamps) -> None:
        self._root = root
        self._python = venv / "bin" / "python"
        self._commands = commands
        self._stamps = stamps
        self.lock = root / "packaging" / "requirements" / "constraints.txt"

    def install(self, with_tests: bool, step: Step) -> None:
        """Install the project and its dependencies, with those of the tests if asked. Raises SetupError."""
        digest = digest_of(*self._inputs())
        if any(self._stamps.is_valid(f"python-packages-{kind}", digest) for kind in _kinds_that_serve(with_tests)):
            step.done("all there")
            return
        if shutil.disk_usage(self._root).free < _NEEDED_BYTES:
            raise disk_full("install the Python packages")
        kind = "all" if with_tests else "run"
        self._stamps.forget(f"python-packages-{kind}")
        step.say(f"installing the packages of {self.lock.name}")
        try:
            self._pip(["setuptools"], step)
            project = f"{self._root}[test]" if with_tests else str(self._root)
            # Editable as a plain path entry: the default puts an import hook in front of every start.
            editable = ["--no-build-isolation", "--config-settings", "editable_mode=compat"]
            self._pip([*editable, "-e", project, "-e", str(self._root / "packaging" / "lab")], step)
        except CommandError as error:
            raise explain(error, "install the Python packages") from error
        self._stamps.write(f"python-packages-{kind}", digest)
        step.done("installed as pinned")

    def install_wheel(self, wheel: Path, step: Step) -> None:
        """Put one wheel file into the environment in place of what is there. Raises SetupError."""
        try:
            self._commands.run(
                [self._python, *_PIP, "install", "--no-index", "--no-deps", "--force-reinstall", wheel], step
            )
        except CommandError as error:
            raise explain(error, f"install {wheel.name}") from error

    def renew_lock(self, step: Step) -> None:
        """Resolve the newest fitting versions in an empty environment and write them down. Raises SetupError."""
        with tempfile.TemporaryDirectory(prefix="softphone-lock-") as folder:
            step.say("making an empty environment")
            python = Path(folder) / "bin" / "python"
            try:
                self._commands.run([self._python, "-m", "venv", folder], step)
                step.say("installing the newest versions that pyproject.toml allows")
                wanted = declared_requirements(self._root / "pyproject.toml")
                self._commands.run([str(python), *_PIP, "install", "--upgrade", *wanted], step)
                frozen = self._commands.run([python, *_PIP, "freeze", "--all"], step)
            except CommandError as error:
                raise explain(error, "resolve the Python packages") from error
        versions = pinned("\n".join(frozen))
        versions.pop("pip", None)
        self.lock.parent.mkdir(parents=True, exist_ok=True)
        self.lock.write_text(_LOCK_HEAD + "".join(f"{n}=={v}\n" for n, v in sorted(versions.items())), encoding="utf-8")
        step.done(f"{len(versions)} versions in {self.lock.relative_to(self._root)}")

    def _pip(self, wanted: list[str], step: Step) -> None:
        command = [str(self._python), *_PIP, "install", "--progress-bar", "off", "-c", str(self.lock), *wanted]
        self._commands.run(command, step)

    def _inputs(self) -> list[str | Path]:
        lab = self._root / "packaging" / "lab" / "pyproject.toml"
        return [str(self._root), self._stamps.read("python"), self._root / "pyproject.toml", lab, self.lock]


def declared_requirements(pyproject: Path) -> list[str]:
    """What pyproject.toml asks for to build, to run and to test. Raises SetupError."""
    try:
        content = tomllib.loads(pyproject.read_text(encoding="utf-8"))
        project = content["project"]
        optional = [name for group in project["optional-dependencies"].values() for name in group]
        return [*content["build-system"]["requires"], *project["dependencies"], *optional]
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise SetupError(f"{pyproject.name} cannot be read: {error}", "Mend the file, or take it from git.") from error


def pinned(frozen: str) -> dict[str, str]:
    """Package name -> version of every `name==version` line; anything else (comments, paths) is left out."""
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==(\S+)$", frozen, re.MULTILINE))


def _kinds_that_serve(with_tests: bool) -> tuple[str, ...]:
    return ("all",) if with_tests else ("run", "all")
