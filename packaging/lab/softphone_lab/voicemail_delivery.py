"""Asterisk's mailcmd: puts one voicemail e-mail from standard input into a Maildir.

Run as a script: voicemail_delivery.py MAIL_ROOT SPOOL. The key=value lines of voicemail.conf's
emailbody become X-Voicemail-* headers; the message's id is read from the spool, so that the
sync can match mail and message (Asterisk tells the mail only its number in the folder).
"""

import email
import email.policy
import os
import re
import socket
import sys
import time
from email.message import EmailMessage
from email.utils import formataddr
from pathlib import Path


def deliver(raw: bytes, root: Path, spool: Path) -> None:
    """Write the mail to its owner's Maildir."""
    message = email.message_from_bytes(raw, _class=EmailMessage, policy=email.policy.default)
    text = next(part for part in message.walk() if part.get_content_type() == "text/plain")
    if not isinstance(text, EmailMessage):
        raise ValueError("not a voicemail e-mail")
    facts = dict(line.split("=", 1) for line in text.get_content().splitlines() if "=" in line)
    box = facts["mailbox"]
    if not re.fullmatch(r"[A-Za-z0-9_.-]+", box):
        raise ValueError(f"no mailbox name: {box}")
    _rewrite(message, text, facts, _spooled(spool, facts))
    _store(message, root / box / "Maildir", (root / box).stat())


def _spooled(spool: Path, facts: dict[str, str]) -> dict[str, str]:
    note = spool / facts["context"] / facts["mailbox"] / "INBOX" / f"msg{int(facts['number']) - 1:04d}.txt"
    return dict(re.findall(r"^(\w+)=(.*)$", note.read_text(), re.MULTILINE)) if note.is_file() else {}


def _rewrite(message: EmailMessage, text: EmailMessage, facts: dict[str, str], spooled: dict[str, str]) -> None:
    name, _, number = facts["callerid"].rpartition("<")
    name, number = name.strip(), number.rstrip(">")
    address = re.sub(r"[^0-9A-Za-z+*#._-]", "", number) or "unknown"
    del message["From"], message["Subject"]
    message["From"] = formataddr((name or number, f"{address}@lab.test"))
    message["Subject"] = f"Voicemail from {name or number} ({facts['duration']})"
    message["Message-Context"] = "voice-message"
    message["X-Voicemail-Mailbox"] = facts["mailbox"]
    message["X-Voicemail-Caller"] = number
    message["X-Voicemail-Duration"] = spooled.get("duration", facts["duration"])
    message["X-Voicemail-Id"] = spooled.get("msg_id", "")
    text.set_content(f"{name or number} ({number}) left a message of {facts['duration']}.\n")


def _store(message: EmailMessage, maildir: Path, owner: os.stat_result) -> None:
    for sub in ("tmp", "new", "cur"):
        (maildir / sub).mkdir(parents=True, exist_ok=True)
    unique = f"{time.time():.6f}.P{os.getpid()}.{socket.gethostname()}"
    temporary = maildir / "tmp" / unique
    temporary.write_bytes(message.as_bytes(policy=email.policy.SMTP.clone(linesep="\n")))
    if os.geteuid() == 0:  # the mail server does not run as root
        os.chown(temporary, owner.st_uid, owner.st_gid)
    temporary.rename(maildir / "new" / unique)


if __name__ == "__main__":
    deliver(sys.stdin.buffer.read(), Path(sys.argv[1]), Path(sys.argv[2]))
