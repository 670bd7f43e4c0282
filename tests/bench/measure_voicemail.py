"""A mailbox of 5,000 messages: how soon it opens from the cache, and what the first and the next sync cost."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from softphone_lab import Lab, Part

from softphone.basics.ids import MailServerId
from softphone.basics.secret import Secret
from softphone.settings.mail_server import MailServer
from softphone.voicemail.cache_sqlite import MailboxCache
from softphone.voicemail.imap_mailbox import ImapMailbox
from softphone.voicemail.sealing import Seal, new_key
from tests.bench.figures import Figure
from tests.harness.mail_drop import MailDrop, voice_mail

MESSAGES = 5000
USER = "1004"
_ROOT = Path(__file__).resolve().parents[2]

Add = Callable[[Figure], None]

_OPEN = """
import sys, time
began_s = time.monotonic()
from pathlib import Path
from softphone.basics.secret import Secret
from softphone.voicemail.cache_sqlite import MailboxCache
from softphone.voicemail.sealing import Seal
cache = MailboxCache(Path(sys.argv[1]), Seal(Secret(sys.stdin.read())))
entries = cache.entries()
print((time.monotonic() - began_s) * 1000, len(entries))
"""


def measure_voicemail(folder: Path, add: Add, runs: int) -> None:
    """Everything about a large mailbox, at a Dovecot of its own."""
    key = new_key()
    with Lab(parts=[Part.PBX, Part.MAIL]) as facts:
        assert facts.mail is not None
        drop = MailDrop(facts, USER)
        _fill(Path(facts.mail.folder) / USER / "Maildir", drop)
        server = MailServer(
            server_id=MailServerId("bench"), host=facts.host, port=facts.mail.imaps, user=USER,
            trusted_ca_files=(str(facts.ca),),
        )  # fmt: skip
        box = ImapMailbox(server, Secret(facts.user(USER).password))
        cache = MailboxCache(folder / "mailbox", Seal(key))
        began_s = time.monotonic()
        cache.take(box.changes(cache.mark(), cache.known()))
        add(Figure("voicemail_first_sync_s", "s", [time.monotonic() - began_s], note=f"{len(cache.known())} messages"))
        add(Figure("voicemail_next_sync_ms", "ms", [_next_ms(box, cache, drop, n) for n in range(1, runs + 1)],
                   note="one new message, one heard elsewhere"))  # fmt: skip
        box.close()
        drop.close()
        cache.close()
    opened = [_opened_ms(folder / "mailbox", key) for _ in range(runs)]
    add(Figure("voicemail_open_ms", "ms", opened, 200, f"imports, cache and {MESSAGES} messages in a new process"))


def _fill(maildir: Path, drop: MailDrop) -> None:
    """The first by IMAP, so that the server makes its files; then 4,999 files like it."""
    drop.append(voice_mail("1002", "Bob Baker", b"RIFF"))
    pattern = next((maildir / "new").iterdir(), None) or next((maildir / "cur").iterdir())
    owner = pattern.stat()
    for number in range(1, MESSAGES):
        mail = voice_mail(str(2000 + number), f"Caller {number}", b"RIFF", str(number % 90 + 1))
        path = maildir / "cur" / f"17000{number:05d}.M1P1.bench:2,{'S' if number % 10 else ''}"
        path.write_bytes(mail.as_bytes())
        if os.geteuid() == 0:
            os.chown(path, owner.st_uid, owner.st_gid)


def _next_ms(box: ImapMailbox, cache: MailboxCache, drop: MailDrop, number: int) -> float:
    drop.append(voice_mail("1003", "Carol", b"RIFF"))
    drop.flag(number * 10, "\\Seen", number % 2 == 0)
    began_s = time.monotonic()
    changes = box.changes(cache.mark(), cache.known())
    cache.take(changes)
    spent_ms = (time.monotonic() - began_s) * 1000
    assert len(changes.messages) == 1, changes
    return spent_ms


def _opened_ms(folder: Path, key: Secret) -> float:
    done = subprocess.run(
        [sys.executable, "-c", _OPEN, str(folder)], cwd=_ROOT, input=key.reveal(), capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    milliseconds, count = done.stdout.split()
    assert int(count) >= MESSAGES
    return float(milliseconds)
