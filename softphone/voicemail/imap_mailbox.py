"""The mailbox over IMAP (RFC 9051): incremental (RFC 7162 where the server has it), IDLE (RFC 2177)."""

import contextlib
import imaplib
import re
import select
import socket
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from softphone.basics.secret import Secret
from softphone.settings.mail_server import MailServer
from softphone.voicemail.imap_connection import connect, explained, hang_up
from softphone.voicemail.mail_reading import read_message, transcript
from softphone.voicemail.mailbox_problem import MailboxError, MailboxProblem
from softphone.voicemail.message import Changes, Message, Sound, SyncMark

if TYPE_CHECKING:
    from imap_tools.message import MailMessage

_AT_ONCE = 250
_SEEN, _DELETED = "\\Seen", "\\Deleted"
_FLAGS = re.compile(rb"UID (\d+).*?FLAGS \(([^)]*)\)|FLAGS \(([^)]*)\).*?UID (\d+)")
_POLL_S = 60.0
_SOUND_LIMIT = 64 << 20


class ImapMailbox:
    """See Mailbox. Connected when made; raises MailboxError."""

    def __init__(
        self, server: MailServer, password: Secret | None, on_secured: Callable[[], None] = lambda: None
    ) -> None:
        self._server = server
        self._takes_all = server.folder.upper() != "INBOX"
        self._wake_in, self._wake_out = socket.socketpair()
        self._wake_in.setblocking(False)
        self._wake_out.setblocking(False)
        try:
            self._box = connect(server, password, on_secured)
        except BaseException:
            self._close_wake()
            raise
        self._client: Any = self._box.client

    def changes(self, mark: SyncMark, known: Collection[int]) -> Changes:
        """See Mailbox."""
        with self._explained():
            self._box.folder.set(self._server.folder)
            now = SyncMark(self._told("UIDVALIDITY"), self._told("UIDNEXT"), self._told("HIGHESTMODSEQ"))
            exists = self._told("EXISTS")
            is_anew = now.validity != mark.validity
            if is_anew:
                mark, known = SyncMark(validity=now.validity), ()
            kept = frozenset(known)
            new = self._new(mark.next_uid) if exists and (not now.next_uid or now.next_uid > mark.next_uid) else ()
            new = tuple(message for message in new if message.uid not in kept)
            gone = kept - self._all() if exists != len(kept) + len(new) else frozenset()
            is_same = bool(now.modseq) and now.modseq == mark.modseq
            heard = {} if is_same or not kept else self._heard(mark)
            heard = {uid: is_heard for uid, is_heard in heard.items() if uid in kept and uid not in gone}
            next_uid = max(now.next_uid, mark.next_uid, max((message.uid for message in new), default=0) + 1)
            return Changes(SyncMark(now.validity, next_uid, now.modseq), is_anew, new, heard, gone)

    def sound(self, uid: int) -> Sound | None:
        """See Mailbox."""
        with self._explained():
            found = list(self._box.fetch(uid_list=[str(uid)], mark_seen=False))
        if not found:
            return None
        mail = found[0]
        for attachment in mail.attachments:
            if attachment.content_type.lower().startswith("audio/") and len(attachment.payload) <= _SOUND_LIMIT:
                ending = attachment.filename.rpartition(".")[2].lower()
                text = transcript(mail.text, mail.headers)
                return Sound(attachment.payload, ending if ending.isalnum() and len(ending) < 6 else "wav", text)
        return None

    def set_heard(self, uids: Collection[int], is_heard: bool) -> None:
        """See Mailbox."""
        with self._explained():
            for some in _some_of(uids):
                self._box.flag(some, _SEEN, is_heard)

    def delete(self, uids: Collection[int]) -> None:
        """See Mailbox."""
        with self._explained():
            for some in _some_of(uids):
                self._box.flag(some, _DELETED, True)
                if "UIDPLUS" in self._client.capabilities:
                    self._client.uid("EXPUNGE", ",".join(some))
                else:
                    self._box.expunge()

    def wait(self, timeout_s: float) -> None:
        """See Mailbox."""
        with self._explained():
            if "IDLE" not in self._client.capabilities:
                select.select([self._wake_out], [], [], min(timeout_s, _POLL_S))
            elif not self._is_woken():
                idle: Any = self._box.idle
                idle.start()
                try:
                    self._until_told(timeout_s)
                finally:
                    idle.stop()
        with contextlib.suppress(BlockingIOError):
            self._wake_out.recv(1024)

    def interrupt(self) -> None:
        """See Mailbox."""
        with contextlib.suppress(OSError):  # full of wishes already, or closed
            self._wake_in.send(b"x")

    def close(self) -> None:
        """See Mailbox."""
        with contextlib.suppress(Exception):
            self._client.sock.settimeout(1.0)
            self._box.logout()
        hang_up(self._box)
        self._close_wake()

    # ------------------------------------------------------------------ inside

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        from imap_tools.errors import ImapToolsError

        with explained(self._server):
            try:
                yield
            except ImapToolsError:  # NO or BAD to something that we asked
                raise MailboxError(MailboxProblem.SERVER_FAILED, self._server) from None

    def _told(self, name: str) -> int:
        values = self._client.untagged_responses.get(name)
        return int(values[-1]) if values and values[-1] and values[-1].isdigit() else 0

    def _new(self, first: int) -> tuple[Message, ...]:
        uids = sorted(int(uid) for uid in self._box.uids(f"UID {first}:*"))
        uids = [uid for uid in uids if uid >= first]  # `n:*` names the last mail even when it is older
        found: list[Message] = []
        for start in range(0, len(uids), _AT_ONCE):
            some = [str(uid) for uid in uids[start : start + _AT_ONCE]]
            for mail in self._box.fetch(uid_list=some, headers_only=True, mark_seen=False, bulk=True):
                found.append(self._read(mail))
        return tuple(found)

    def _read(self, mail: "MailMessage") -> Message:
        sender = (mail.from_values.name, mail.from_values.email) if mail.from_values else ("", "")
        try:
            received_s = mail.date.timestamp()
        except (OverflowError, ValueError, OSError):
            received_s = 0.0
        uid, is_heard = int(mail.uid or 0), _SEEN in mail.flags
        return read_message(uid, mail.headers, sender, received_s, is_heard, takes_all=self._takes_all)

    def _all(self) -> frozenset[int]:
        return frozenset(int(uid) for uid in self._box.uids("ALL"))

    def _heard(self, mark: SyncMark) -> dict[int, bool]:
        wanted = f"(FLAGS) (CHANGEDSINCE {mark.modseq})" if mark.modseq else "(FLAGS)"
        kind, found = self._client.uid("FETCH", f"1:{max(1, mark.next_uid - 1)}", wanted)
        if kind != "OK":
            raise imaplib.IMAP4.error(kind)
        heard: dict[int, bool] = {}
        for line in found:
            match = _FLAGS.search(line if isinstance(line, bytes) else line[0]) if line else None
            if match:
                uid, flags = (match[1], match[2]) if match[1] else (match[4], match[3])
                heard[int(uid)] = _SEEN.lower().encode() in flags.lower()
        return heard

    def _is_woken(self) -> bool:
        return bool(select.select([self._wake_out], [], [], 0)[0])

    def _until_told(self, timeout_s: float) -> None:
        """The server's words may be in a buffer already, or on their way."""
        sock = self._client.sock
        if not sock.pending() and not self._has_read_on(sock):
            select.select([sock, self._wake_out], [], [], timeout_s)

    def _has_read_on(self, sock: Any) -> bool:
        """imaplib reads through a buffer, which may have got more than one line."""
        patience_s = sock.gettimeout()
        sock.settimeout(0)
        try:
            return bool(self._client.file.peek(1))
        except OSError:  # nothing is there yet
            return False
        finally:
            sock.settimeout(patience_s)

    def _close_wake(self) -> None:
        self._wake_in.close()
        self._wake_out.close()


def _some_of(uids: Collection[int]) -> Iterator[Sequence[str]]:
    ordered = [str(uid) for uid in sorted(uids)]
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]
