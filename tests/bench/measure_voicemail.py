"""The lamp of a message that was left, and a mailbox of 5,000: opened from the cache, synchronised first and next."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from softphone_lab import Lab, LabFacts, Part
from softphone_lab.line import Line

from softphone.accounts.credentials import MemoryCredentialStore
from softphone.basics.ids import AccountId, MailServerId
from softphone.basics.secret import Secret
from softphone.headless import HeadlessPhone
from softphone.lab_account import lab_account
from softphone.runtime import PlainRuntime
from softphone.settings.mail_server import MailServer
from softphone.settings.store import MemorySettingsStore
from softphone.voicemail.cache_sqlite import MailboxCache
from softphone.voicemail.imap_mailbox import ImapMailbox
from softphone.voicemail.sealing import Seal, new_key
from tests.bench.figures import Figure
from tests.harness.mail_drop import MailDrop, voice_mail

MESSAGES = 5000
USER = "1004"
LAMP_LIMIT_S = 1.0
_TO_VOICEMAIL = "*55"
_GREETING_AND_WORDS_S = 6.0
_PATIENCE_S = 20.0
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
    with Lab(parts=[Part.PBX, Part.MAIL]) as facts:
        seconds = _lamp_s(facts, runs)
    add(Figure("voicemail_lamp_s", "s", seconds, p95_limit=LAMP_LIMIT_S, note="from the caller's BYE"))
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


def _lamp_s(facts: LabFacts, runs: int) -> list[float]:
    """From the end of each call to the mailbox until the program counts the message, in seconds."""
    runtime, caller = PlainRuntime(), Line(facts, "1003", 440.0)
    phone = HeadlessPhone(runtime, settings_store=MemorySettingsStore(), credentials=MemoryCredentialStore())
    try:
        caller.register()
        phone.start()
        phone.sign_in(*lab_account(facts, USER))
        phone.wait_for(lambda: _new(phone) is not None, _PATIENCE_S, "the PBX tells of no mailbox")
        return [_until_counted_s(phone, caller) for _ in range(runs)]
    finally:
        caller.close()
        phone.close()
        runtime.close()


def _until_counted_s(phone: HeadlessPhone, caller: Line) -> float:
    before = _new(phone) or 0
    call = caller.dial(_TO_VOICEMAIL + USER)
    phone.pause(_GREETING_AND_WORDS_S)
    left_s = time.monotonic()
    call.hang_up()
    phone.wait_for(lambda: _new(phone) == before + 1, _PATIENCE_S, "the lamp does not count the message")
    return time.monotonic() - left_s


def _new(phone: HeadlessPhone) -> int | None:
    """New messages as the lamp counts them."""
    wanted = AccountId(f"lab-{USER}")
    lamps = (lamp for lamp in phone.app.voicemail.lamps.lamps if lamp.account_id == wanted)
    return next((lamp.summary.new for lamp in lamps if lamp.summary is not None), None)


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
