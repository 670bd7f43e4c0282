"""Finds the Debian mirror that the machine itself uses, in one-line and deb822 sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_SCHEMES = ("http://", "https://", "file:", "mirror+", "mirror:", "cdrom:", "ftp://", "copy:")


@dataclass(frozen=True)
class Entry:
    """One mirror named by the configuration."""

    uri: str
    suites: tuple[str, ...]


def debian_mirror(folder: Path = Path("/etc/apt")) -> str | None:
    """The URI of the machine's Debian archive, without a slash at its end; None if it names none."""
    entries = [entry for entry in read_entries(folder) if _is_main_archive(entry)]
    # A path that ends in /debian is the archive for certain; others may be its snapshots.
    entries.sort(key=lambda entry: not entry.uri.endswith("/debian"))
    return entries[0].uri if entries else None


def read_entries(folder: Path) -> Iterator[Entry]:
    """All enabled entries under /etc/apt, in APT's order."""
    main = folder / "sources.list"
    if main.is_file():
        yield from parse_one_line(main.read_text(errors="replace"))
    parts = folder / "sources.list.d"
    for path in sorted(parts.iterdir()) if parts.is_dir() else []:
        if path.suffix == ".list":
            yield from parse_one_line(path.read_text(errors="replace"))
        elif path.suffix == ".sources":
            yield from parse_deb822(path.read_text(errors="replace"))


def parse_one_line(text: str) -> Iterator[Entry]:
    """Lines such as `deb [signed-by=/x] http://host/debian bookworm main`."""
    for line in text.splitlines():
        match = re.match(r"\s*deb(?:-src)?\s+(?:\[[^\]]*\]\s*)?(\S+)\s+(\S+)", line)
        if match and match[1].startswith(_SCHEMES):
            yield Entry(match[1].rstrip("/"), (match[2],))


def parse_deb822(text: str) -> Iterator[Entry]:
    """Stanzas with the fields Types, URIs, Suites; `Enabled: no` switches one off."""
    for stanza in re.split(r"\n[ \t]*\n", text):
        fields = _fields(stanza)
        if fields.get("enabled", "yes").lower() in ("no", "false", "0", "off", "without", "disable"):
            continue
        suites = tuple(fields.get("suites", "").split())
        for uri in fields.get("uris", "").split():
            yield Entry(uri.rstrip("/"), suites)


def _fields(stanza: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    name = ""
    for line in stanza.splitlines():
        if line.startswith("#"):
            continue
        if line[:1] in (" ", "\t"):
            fields[name] = f"{fields.get(name, '')} {line.strip()}"
        elif ":" in line:
            name, _, value = line.partition(":")
            name = name.strip().lower()
            fields[name] = value.strip()
    return fields


def _is_main_archive(entry: Entry) -> bool:
    """The Debian archive proper: neither the security archive nor somebody's own repository."""
    has_debian = re.search(r"/debian(/|$)", entry.uri) is not None
    is_security = "security" in entry.uri or any("security" in suite for suite in entry.suites)
    is_flat = any(suite.endswith("/") for suite in entry.suites)
    return has_debian and not is_security and not is_flat and not entry.uri.startswith("cdrom:")
