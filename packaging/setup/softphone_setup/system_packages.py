"""Step 1: Debian packages. Installs what dpkg does not know as installed; uses sudo only for an ordinary user."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from softphone_setup.commands import Commands
from softphone_setup.errors import CommandError, SetupError, explain
from softphone_setup.package_lists import ALTERNATIVES, lab_command, lab_packages, needed_packages
from softphone_setup.progress import Step
from softphone_setup.stamps import Stamps, digest_of

_DPKG_STATUS = Path("/var/lib/dpkg/status")
_APT_LISTS = Path("/var/lib/apt/lists")
SKIP_VARIABLE = "SOFTPHONE_SKIP_SYSTEM_PACKAGES"


def install_system_packages(goal: str, root: Path, commands: Commands, stamps: Stamps, step: Step) -> None:
    """Bring the system packages of the goal onto the machine. Raises SetupError."""
    if os.environ.get(SKIP_VARIABLE):
        step.done(f"left to you ({SKIP_VARIABLE} is set)")
        return
    name = f"system-packages-{goal}"
    if stamps.is_valid(name, _digest(goal, root)):
        step.done("all there")
        return
    wanted, of_lab = needed_packages(goal, root, commands), lab_packages(root, commands)
    if shutil.which("apt-get") is None or shutil.which("dpkg-query") is None:
        raise unsupported_system([*wanted, *of_lab])
    missing = missing_packages([*wanted, *of_lab], commands)
    if missing:
        become_root(missing)
        _install([name for name in missing if name in wanted], root, commands, step)
        _install_for_lab([name for name in missing if name in of_lab], root, commands, step)
        if left := missing_packages([*wanted, *of_lab], commands):
            raise SetupError(f"These packages are still missing: {' '.join(left)}", "See the log for apt's reasons.")
    stamps.write(name, _digest(goal, root))
    step.done(f"{len(missing)} installed" if missing else "all there")


def unsupported_system(wanted: Sequence[str]) -> SetupError:
    """The error for a system without apt: names what has to be there."""
    return SetupError(
        "This system has no apt: packages can be installed automatically on Debian 12 and its relatives only.",
        f"Install what corresponds to these Debian packages, then set {SKIP_VARIABLE}=1 and try again:\n  "
        + " ".join(wanted),
    )


def missing_packages(wanted: Sequence[str], commands: Commands) -> list[str]:
    """The wanted packages that are not fully installed, a renamed library counting as the one it replaces."""
    installed = _installed(commands)
    return [name for name in wanted if not installed.intersection({name, *ALTERNATIVES.get(name, ())})]


def _installed(commands: Commands) -> set[str]:
    listing = commands.capture(["dpkg-query", "-W", "-f", "${db:Status-Abbrev}\t${Package}\t${Provides}\n"])
    names: set[str] = set()
    for line in listing.splitlines():
        state, _, rest = line.partition("\t")
        if state.startswith("ii") or state.startswith("hi"):
            package, _, provides = rest.partition("\t")
            names.add(package)
            names.update(entry.split()[0] for entry in provides.split(",") if entry.strip())
    return names


def _install(missing: Sequence[str], root: Path, commands: Commands, step: Step) -> None:
    if not missing:
        return
    has_lists = any(_APT_LISTS.glob("*_Packages*"))
    command = [*become_root(missing), "sh", str(root / "packaging" / "setup" / "install_packages.sh")]
    step.say(f"installing {_counted(missing)}")
    try:
        commands.run([*command, "keep" if has_lists else "update", *missing], step)
    except CommandError as error:
        if not has_lists:
            raise explain(error, "install the system packages") from error
        step.say(f"renewing the package lists, then installing {_counted(missing)}")
        try:
            commands.run([*command, "update", *missing], step)
        except CommandError as second:
            raise explain(second, "install the system packages") from second


def _install_for_lab(missing: Sequence[str], root: Path, commands: Commands, step: Step) -> None:
    """The lab keeps the servers among its packages from starting as services of the system."""
    if not missing:
        return
    step.say(f"installing {_counted(missing)} for the lab PBX")
    try:
        commands.run([*lab_command(root), "install"], step)
    except CommandError as error:
        raise explain(error, "install the packages of the lab PBX") from error


def become_root(missing: Sequence[str], user_id: int | None = None, path: str | None = None) -> list[str]:
    """The words before a command that needs root: for this user (or another id), sudo from this PATH (or another).

    Raises SetupError when there is no way to become root.
    """
    if (os.geteuid() if user_id is None else user_id) == 0:
        return []
    by_hand = "Ask an administrator to run this once, then try again:\n  apt-get install --no-install-recommends "
    by_hand += " ".join(missing)
    sudo = shutil.which("sudo", path=path)
    if sudo is None:
        raise SetupError("System packages are missing, you are not root, and there is no sudo here.", by_hand)
    if _succeeds([sudo, "-n", "true"]):
        return [sudo]
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise SetupError(
            "System packages are missing, and sudo wants a password, which cannot be asked for without a terminal.",
            f"Run the same command in a terminal. Or: {by_hand[0].lower()}{by_hand[1:]}",
        )
    print("      sudo asks for your password to install the system packages:", flush=True)
    if subprocess.run([sudo, "-v"]).returncode != 0:
        raise SetupError("System packages are missing, and sudo does not let you install them.", by_hand)
    return [sudo]


def _counted(packages: Sequence[str]) -> str:
    return f"{len(packages)} package{'' if len(packages) == 1 else 's'}"


def _succeeds(command: list[str]) -> bool:
    ended = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return ended.returncode == 0


def _digest(goal: str, root: Path) -> str:
    try:
        state = _DPKG_STATUS.stat()
        installed = f"{state.st_mtime_ns} {state.st_size}"
    except OSError:
        installed = "no dpkg"
    folder = root / "packaging"
    return digest_of(goal, installed, *sources_of_package_lists(folder))


def sources_of_package_lists(packaging: Path) -> list[Path]:
    """The files that decide which packages are needed."""
    lab = packaging / "lab" / "softphone_lab"
    wheel = packaging / "pjsua2"
    return [
        *sorted(lab.glob("*.py")),
        *sorted(wheel.glob("*.py")),
        *sorted(wheel.glob("pjsua2_build/*.py")),
        *sorted((packaging / "setup").rglob("*.py")),
    ]
