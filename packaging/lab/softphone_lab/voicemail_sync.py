"""Keeps voicemail boxes and their mail copies alike, both ways.

Run as a module: voicemail_sync HOST AMI_PORT MAIL_ROOT SPOOL. Debian's Asterisk 22 has no IMAP
storage (its C client library was dropped), so messages live twice: in Asterisk's spool and as
mail. Reading, un-reading or deleting the mail moves or removes the message through the manager
interface (which sends MWI); hearing or deleting it by phone marks or removes the mail.
"""

import os
import re
import sys
import time
from pathlib import Path

from .ami import Ami
from .asterisk import AMI_SECRET, AMI_USER
from .errors import LabError, NotRunning

NEW, OLD = "INBOX", "Old"
INTERVAL_S = 0.25

Mail = tuple[Path, str]  # where it is, its Maildir flags


class Sync:
    """Compares one PBX's spool with its Maildirs, round after round."""

    def __init__(self, ami: Ami, mail: Path, spool: Path) -> None:
        self._ami, self._mail, self._spool = ami, mail, spool
        self._ids: dict[str, str] = {}
        self._seen: dict[tuple[str, str], bool] = {}  # as of the last round in which both copies existed

    def round(self) -> None:
        """Compare each mailbox once."""
        for box in sorted(os.listdir(self._mail)):  # noqa: PTH208 - names, not paths
            self._sync_box(box)

    def _sync_box(self, box: str) -> None:
        mails, messages = self._mails(box), self._messages(box)
        has_changed = False
        for voicemail in sorted(set(mails) | set(messages)):
            if voicemail in mails and voicemail in messages:
                has_changed |= self._align(box, voicemail, mails[voicemail], messages[voicemail])
            elif (box, voicemail) in self._seen:  # one copy went: so does the other
                del self._seen[box, voicemail]
                if voicemail in messages:
                    self._do("VoicemailRemove", box, Folder=messages[voicemail], ID=voicemail)
                    has_changed = True
                else:
                    mails[voicemail][0].unlink(missing_ok=True)
        if has_changed:
            self._do("VoicemailRefresh", box)

    def _align(self, box: str, voicemail: str, mail: Mail, folder: str) -> bool:
        """Make both copies heard or both new; True when the PBX's was moved. A change of the mail wins."""
        is_seen, is_heard = "S" in mail[1], folder == OLD
        has_moved = is_seen != is_heard and self._seen.get((box, voicemail)) != is_seen
        if has_moved:
            target = OLD if is_seen else NEW
            if not self._do("VoicemailMove", box, Folder=folder, ID=voicemail, ToFolder=target):
                return False  # what the mail says stays true: it is tried again
        elif is_seen != is_heard:
            _set_seen(mail, is_heard)
            is_seen = is_heard
        self._seen[box, voicemail] = is_seen
        return has_moved

    def _do(self, action: str, box: str, **fields: str) -> bool:
        try:
            self._ami.do(action, Context="default", Mailbox=box, **fields)
        except NotRunning:
            raise
        except LabError as error:  # the message moved meanwhile: the next round sees it
            print(error, flush=True)
            return False
        return True

    def _mails(self, box: str) -> dict[str, Mail]:
        """Voicemail id -> mail, without those marked as trash."""
        found: dict[str, Mail] = {}
        for sub in ("new", "cur"):
            folder = self._mail / box / "Maildir" / sub
            for path in folder.iterdir() if folder.is_dir() else ():
                unique, _, flags = path.name.partition(":2,")
                voicemail = self._id_of(unique, path)
                if voicemail and "T" not in flags:
                    found[voicemail] = (path, flags)
        return found

    def _id_of(self, unique: str, path: Path) -> str:
        if unique not in self._ids:
            try:
                match = re.search(rb"^X-Voicemail-Id: (\S+)", path.read_bytes()[:8192], re.MULTILINE)
            except FileNotFoundError:  # renamed by the mail server; the next round reads it
                return ""
            self._ids[unique] = match[1].decode() if match else ""
        return self._ids[unique]

    def _messages(self, box: str) -> dict[str, str]:
        """Voicemail id -> folder of the PBX."""
        found: dict[str, str] = {}
        for folder in (NEW, OLD):
            for note in (self._spool / box / folder).glob("msg*.txt"):
                try:
                    match = re.search(r"^msg_id=(\S+)", note.read_text(), re.MULTILINE)
                except FileNotFoundError:
                    continue
                if match:
                    found[match[1]] = folder
        return found


def _set_seen(mail: Mail, is_seen: bool) -> None:
    path, flags = mail
    marked = "".join(sorted(set(flags) - {"S"} | ({"S"} if is_seen else set())))
    path.rename(path.parent.parent / "cur" / f"{path.name.partition(':2,')[0]}:2,{marked}")


def main() -> None:
    """Sync until killed; a PBX that restarts is waited for."""
    host, port, mail, spool = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4])
    while True:
        try:
            with Ami(host, port, AMI_USER, AMI_SECRET) as ami:
                sync = Sync(ami, mail, spool)
                print("ready", flush=True)
                while True:
                    sync.round()
                    time.sleep(INTERVAL_S)
        except (NotRunning, OSError) as error:
            print(error, flush=True)
            time.sleep(1)


if __name__ == "__main__":
    main()
