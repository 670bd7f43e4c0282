#!/usr/bin/env python3
"""Puts this checkout's softphone into the user's desktop: menu, icon, tel: and sip: links. `install.py [--remove]`.

Desktop Entry Specification 1.5; links by the shared MIME-info associations, set with gio or xdg-mime.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DESKTOP_FILE = "softphone.desktop"
SCHEMES = ("tel", "sip", "sips", "callto")
_RULES = Path(__file__).parent / "70-softphone-headset.rules"
_RULES_PLACE = Path("/etc/udev/rules.d") / _RULES.name


def main() -> int:
    """Installs or removes; 0 when everything is done, 1 when the links could not be taken over."""
    parser = argparse.ArgumentParser(description="Put this checkout's softphone into your desktop, or take it out.")
    parser.add_argument("--remove", action="store_true", help="take it out again")
    parser.add_argument("--program", type=Path, default=ROOT / ".venv" / "bin" / "softphone", help="what is started")
    arguments = parser.parse_args()
    if arguments.remove:
        remove()
        print("Softphone is no longer in your menus, and no links lead to it.")
        return 0
    return install(arguments.program)


def install(program: Path) -> int:
    """Writes menu entry, icon and command, and takes the links over. program: absolute path of what is started."""
    if not os.access(program, os.X_OK):
        print(f"{program} is not there.\n\nWhat to do: run make install in the checkout.", file=sys.stderr)
        return 1
    sys.path.insert(0, str(ROOT))
    from softphone.desktop_entry import exec_argument

    # By the command where that is ours: its path is plain, a checkout's may hold what desktops stumble over.
    started = str(_command() if _link(_command(), program) else program)
    template = (Path(__file__).parent / DESKTOP_FILE).read_text()
    text = template.replace("@PROGRAM@", exec_argument(started)).replace("@TRY_PROGRAM@", started)
    _write(_applications() / DESKTOP_FILE, text)
    icon = (ROOT / "resources" / "icons" / "softphone.svg").read_text()
    _write(_icon(), icon)
    print(f"Menu entry  {_applications() / DESKTOP_FILE}")
    print(f"Command     {_command()}{'' if _is_on_path(_command().parent) else '  (its folder is not on your PATH)'}")
    _refresh()
    if not _RULES_PLACE.exists():
        print(f"Headset     for its buttons, once: sudo cp '{_RULES}' {_RULES_PLACE.parent}, then plug it in again")
    missed = [scheme for scheme in SCHEMES if not _take_over(scheme)]
    if missed:
        links = " ".join(f"{scheme}:" for scheme in missed)
        print(
            f"Links       {links} still lead elsewhere: neither gio nor xdg-mime could be used.\n\n"
            "What to do: apt-get install xdg-utils, then make install again; or choose Softphone in your desktop's "
            "default applications.",
            file=sys.stderr,
        )
        return 1
    print(f"Links       {' '.join(f'{scheme}:' for scheme in SCHEMES)} open Softphone")
    return 0


def remove() -> None:
    """Takes away what `install` has written. Links fall back to what else is installed."""
    for path in (_applications() / DESKTOP_FILE, _icon()):
        path.unlink(missing_ok=True)
    if _command().is_symlink():
        _command().unlink()
    _refresh()


def _data_home() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def _applications() -> Path:
    return _data_home() / "applications"


def _icon() -> Path:
    return _data_home() / "icons" / "hicolor" / "scalable" / "apps" / "softphone.svg"


def _command() -> Path:
    return Path.home() / ".local" / "bin" / "softphone"


def _is_on_path(folder: Path) -> bool:
    return str(folder) in os.environ.get("PATH", "").split(os.pathsep)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def _link(link: Path, target: Path) -> bool:
    """False where a file of somebody else's is in the way; it is left alone."""
    link.parent.mkdir(parents=True, exist_ok=True)
    if link.is_symlink():
        link.unlink()
    if link.exists():
        return False
    link.symlink_to(target)
    return True


def _refresh() -> None:
    """Menus and links know at once. Both tools are optional: most desktops watch the folders."""
    _run("update-desktop-database", str(_applications()))
    _run("gtk-update-icon-cache", "--quiet", "--ignore-theme-index", str(_data_home() / "icons" / "hicolor"))


def _take_over(scheme: str) -> bool:
    kind = f"x-scheme-handler/{scheme}"
    return _run("gio", "mime", kind, DESKTOP_FILE) or _run("xdg-mime", "default", DESKTOP_FILE, kind)


def _run(*command: str) -> bool:
    if shutil.which(command[0]) is None:
        return False
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
