"""The mailbox of visual voicemail: a private Dovecot 2.3 and the sync of mail and voicemail."""

import grp
import os
import pwd
import sys
from dataclasses import replace
from pathlib import Path

from . import templates
from .errors import StartError
from .facts import LabFacts, MailFacts
from .people import PEOPLE
from .server import Place, listens, program, wait_ready


class Dovecot:
    """IMAP over the Maildirs into which the PBX delivers voicemail; user NNNN, password secret-NNNN."""

    processes = ("dovecot", "voicemail_sync")

    def __init__(self, place: Place) -> None:
        self._place = place
        self._program = program("dovecot", "dovecot-imapd")
        self.folder = place.folder / "mail"
        self._run = place.ports.run / "dovecot"
        self.log = self.folder / "console"

    def prepare(self) -> None:
        place, ports = self._place, self._place.ports
        uid, gid = _mail_owner()
        self.folder.mkdir()
        # root's Dovecot reads the passwords as another user, and the instance folder is closed
        passwords = ports.run / "mail_users"
        passwords.write_text("".join(f"{user.user}:{{PLAIN}}{user.password}\n" for user in PEOPLE))
        passwords.chmod(0o644)
        for user in PEOPLE:
            for sub in ("tmp", "new", "cur"):
                (place.mail / user.user / "Maildir" / sub).mkdir(parents=True)
        if os.geteuid() == 0:
            for path in (place.mail, *place.mail.rglob("*")):
                os.chown(path, uid, gid)
        values = {
            "DIR": self.folder, "RUN": self._run, "KEYS": place.keys, "HOST": place.host, "MAIL": place.mail,
            "USERS": passwords, "IMAP_PORT": ports.imap, "IMAPS_PORT": ports.imaps, "MAIL_UID": uid, "MAIL_GID": gid,
            **_service_users(),
        }  # fmt: skip
        templates.fill_folder("dovecot", self.folder, values)

    def start(self) -> None:
        host, ports, processes = self._place.host, self._place.ports, self._place.processes
        for folder in (self._run, self.folder / "state"):
            folder.mkdir(exist_ok=True)
        if not processes.running("dovecot"):
            processes.spawn("dovecot", [self._program, "-F", "-c", str(self.folder / "dovecot.conf")], self.log)
        if not processes.running("voicemail_sync"):
            self._start_sync()
        wait_ready(lambda: listens(host, ports.imap), self._place, "dovecot", self.folder / "dovecot.log")
        log = self._sync_log
        wait_ready(lambda: "ready" in _text(log), self._place, "voicemail_sync", log)

    def describe(self, facts: LabFacts) -> LabFacts:
        ports = self._place.ports
        return replace(facts, mail=MailFacts(ports.imap, ports.imaps, str(self._place.mail)))

    @property
    def _sync_log(self) -> Path:
        return self.folder / "sync.log"

    def _start_sync(self) -> None:
        self._sync_log.unlink(missing_ok=True)
        spool = self._place.folder / "pbx/spool/voicemail/default"
        argv = [sys.executable, "-m", "softphone_lab.voicemail_sync", self._place.host, str(self._place.ports.ami),
                str(self._place.mail), str(spool)]  # fmt: skip
        env = {"PYTHONPATH": str(Path(__file__).parent.parent), "PYTHONUNBUFFERED": "1"}
        self._place.processes.spawn("voicemail_sync", argv, self._sync_log, env)


def _mail_owner() -> tuple[int, int]:
    """Who owns the mail: Dovecot refuses to serve root's."""
    if os.geteuid() != 0:
        return os.getuid(), os.getgid()
    try:
        return pwd.getpwnam("mail").pw_uid, grp.getgrnam("mail").gr_gid
    except KeyError as error:
        raise StartError("this machine has no user `mail`, which the lab's mail server needs under root") from error


def _service_users() -> dict[str, object]:
    if os.geteuid() == 0:
        return {"INTERNAL": "dovecot", "INTERNAL_GROUP": "dovecot", "LOGIN": "dovenull"}
    me, group = pwd.getpwuid(os.getuid()).pw_name, grp.getgrgid(os.getgid()).gr_name
    return {"INTERNAL": me, "INTERNAL_GROUP": group, "LOGIN": me}


def _text(path: Path) -> str:
    return path.read_text(errors="replace") if path.exists() else ""
