"""The command line of the lab: up, down, status, fetch, packages, install."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from . import debian, instance, ports, rootfs
from .errors import LabError, NotRunning
from .facts import LabFacts
from .lab import Lab
from .parts import Part
from .places import default_folder


def run(argv: Sequence[str]) -> int:
    """Do what the words after `softphone lab` say; returns the exit code. Errors go to standard error."""
    arguments = _parser().parse_args(list(argv))
    try:
        return int(arguments.do(arguments))
    except LabError as error:
        print(f"lab: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"lab: {error.filename or ''}: {error.strerror}", file=sys.stderr)
        return 1


def main(argv: Sequence[str] | None = None) -> int:
    """Entry point of `python -m softphone_lab`."""
    return run(sys.argv[1:] if argv is None else argv)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="softphone lab", description="A private PBX on this machine only.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, do: object, text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text)
        added.set_defaults(do=do)
        return added

    up = command("up", _up, "start a lab, or say that it runs")
    down = command("down", _down, "end a lab and remove its files")
    status = command("status", _status, "show the labs that run, and their parts")
    for one in (up, down, status):
        one.add_argument("--folder", type=Path, help=f"instance folder (default {default_folder()})")
    for one in (up, status):
        one.add_argument("--json", action="store_true", help="print the facts as JSON")
    up.add_argument("--with", dest="with_", default="", metavar="PART,...",
                    help="start presence, mail, directory, sound, or all, beside the PBX")  # fmt: skip
    up.add_argument("--users", type=int, default=0, help="so many more extensions, from 2000 on")
    fetch = command("fetch", _fetch, "fetch Asterisk into the cache")
    fetch.add_argument("--force", action="store_true", help="again, over the one that is there")
    command("packages", _packages, "print the Debian packages that the other parts need")
    command("install", _install, "install those packages; none of their services is started")
    return parser


def _parts(text: str) -> frozenset[Part]:
    names = {name for name in text.replace(" ", "").split(",") if name}
    if "all" in names:
        return frozenset(Part)
    unknown = names - set(Part)
    if unknown:
        raise LabError(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(Part)} and all")
    return frozenset(map(Part, names)) | {Part.PBX}


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _up(arguments: argparse.Namespace) -> int:
    folder = (arguments.folder or default_folder()).resolve()
    wanted = _parts(arguments.with_)
    try:
        lab = Lab.at(folder)
        if not any(lab.is_running(part) for part in lab.facts.parts):
            raise NotRunning("it died")
    except NotRunning:
        rootfs.fetch(_say)
        _say(f"lab: starting {', '.join(part for part in Part if part in wanted)}")
        facts = Lab(folder, wanted, extra_users=arguments.users).up()
        _say(f"lab: up in {facts.up_ms} ms")
    else:
        for part in Part:
            if part in wanted and not lab.is_running(part):
                _say(f"lab: starting {part}")
                lab.start(part)
        facts = lab.facts
    print(facts.to_json() if arguments.json else _in_words(facts))
    return 0


def _down(arguments: argparse.Namespace) -> int:
    folder = (arguments.folder or default_folder()).resolve()
    try:
        instance.remove(folder)
    except NotRunning as error:
        _say(f"lab: {error}")
    else:
        _say(f"lab: {folder} is down")
    return 0


def _status(arguments: argparse.Namespace) -> int:
    folders = [arguments.folder.resolve()] if arguments.folder else ports.instances()
    found = []
    for folder in folders:
        try:
            lab = Lab.at(folder)
        except NotRunning:
            continue
        found.append((lab.facts, {part: lab.is_running(part) for part in lab.facts.parts}))
    if arguments.json:
        labs = [{"running": running, "facts": json.loads(facts.to_json())} for facts, running in found]
        print(json.dumps({"labs": labs}, indent=2))
    else:
        print("\n".join(_state_in_words(facts, running) for facts, running in found) or "no lab runs")
    return 0 if found else 3


def _state_in_words(facts: LabFacts, running: dict[Part, bool]) -> str:
    states = ", ".join(f"{part} {'runs' if is_up else 'is down'}" for part, is_up in running.items())
    return f"{states}\n{_in_words(facts)}"


def _in_words(facts: LabFacts) -> str:
    lines = [
        f"lab in {facts.folder}",
        f"  SIP   {facts.host}:{facts.sip_udp} (UDP and TCP), {facts.host}:{facts.sip_tls} (TLS, CA {facts.ca})",
        "  users 1001 to 1010, password secret-NNNN; *43 echo, *97 voicemail, 600 queue, 800 conference",
    ]
    if facts.kamailio:
        lines.append(f"  presence  {facts.host}:{facts.kamailio.sip}, TLS {facts.kamailio.tls}, {facts.kamailio.xcap}")
    if facts.mail:
        lines.append(f"  mail      {facts.host}:{facts.mail.imap}, TLS {facts.mail.imaps}")
    if facts.directory:
        lines.append(f"  directory {facts.host}:{facts.directory.ldap}, TLS {facts.directory.ldaps}")
    if facts.sound:
        lines.append("  sound     " + " ".join(f"{k}={v}" for k, v in facts.sound.env.items()))
    return "\n".join(lines)


def _fetch(arguments: argparse.Namespace) -> int:
    print(rootfs.fetch(_say, arguments.force).folder)
    return 0


def _packages(arguments: argparse.Namespace) -> int:
    print("\n".join(debian.PACKAGES))
    return 0


def _install(arguments: argparse.Namespace) -> int:
    debian.install(_say)
    return 0
