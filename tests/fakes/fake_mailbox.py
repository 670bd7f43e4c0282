"""A mailbox in memory, held to the same contract tests as IMAP."""

import threading
from collections.abc import Collection
from dataclasses import dataclass, field

from msgspec.structs import replace

from softphone.basics.ids import MailServerId
from softphone.settings.mail_server import MailServer
from softphone.voicemail.mailbox_problem import MailboxError, MailboxProblem
from softphone.voicemail.message import Changes, Message, Sound, SyncMark

SERVER = MailServer(server_id=MailServerId("fake"), host="mail.example.com", user="alice")


@dataclass
class FakeMailServer:
    """What is kept at the server, whoever is connected.

    Attributes:
        problem: why nothing works now; None when it does.
        asked: names of what was asked of it, in order.
    """

    validity: int = 1
    next_uid: int = 1
    modseq: int = 1
    messages: dict[int, Message] = field(default_factory=dict)
    changed: dict[int, int] = field(default_factory=dict)
    sounds: dict[int, Sound] = field(default_factory=dict)
    problem: MailboxProblem | None = None
    asked: list[str] = field(default_factory=list)
    connected: "list[FakeMailbox]" = field(default_factory=list)

    def open(self) -> "FakeMailbox":
        """Somebody signs in."""
        self.check("open")
        box = FakeMailbox(self)
        self.connected.append(box)
        return box

    def check(self, what: str) -> None:
        """Raises MailboxError when it does not work now."""
        self.asked.append(what)
        if self.problem is not None:
            raise MailboxError(self.problem, SERVER)

    def leave(self, sound: bytes = b"RIFF", **facts: object) -> int:
        """Somebody leaves a message; returns its UID."""
        uid = self.next_uid
        self.next_uid += 1
        self.messages[uid] = replace(Message(uid=uid, received_s=float(uid)), **facts)
        self.sounds[uid] = Sound(sound)
        self.touch(uid)
        return uid

    def touch(self, uid: int) -> None:
        """Something about this message changes."""
        self.modseq += 1
        self.changed[uid] = self.modseq
        for box in self.connected:
            box.interrupt()


class FakeMailbox:
    """One connection."""

    def __init__(self, server: FakeMailServer) -> None:
        self._server = server
        self._woken = threading.Event()

    def changes(self, mark: SyncMark, known: Collection[int]) -> Changes:
        server = self._server
        server.check("changes")
        is_anew = mark.validity != server.validity
        if is_anew:
            mark, known = SyncMark(server.validity), ()
        new = [message for uid, message in server.messages.items() if uid >= mark.next_uid]
        gone = frozenset(known) - frozenset(server.messages)
        heard = {
            uid: server.messages[uid].is_heard
            for uid, modseq in server.changed.items()
            if modseq > mark.modseq and uid in server.messages and uid in known
        }
        now = SyncMark(server.validity, server.next_uid, server.modseq)
        return Changes(now, is_anew, tuple(new), heard, gone)

    def sound(self, uid: int) -> Sound | None:
        self._server.check("sound")
        return self._server.sounds.get(uid)

    def set_heard(self, uids: Collection[int], is_heard: bool) -> None:
        self._server.check("set_heard")
        for uid in uids:
            if uid in self._server.messages:
                self._server.messages[uid] = replace(self._server.messages[uid], is_heard=is_heard)
                self._server.touch(uid)

    def delete(self, uids: Collection[int]) -> None:
        self._server.check("delete")
        for uid in uids:
            if self._server.messages.pop(uid, None) is not None:
                self._server.sounds.pop(uid, None)
                self._server.touch(uid)

    def wait(self, timeout_s: float) -> None:
        self._server.check("wait")
        self._woken.wait(timeout_s)
        self._woken.clear()
        self._server.check("woken")

    def interrupt(self) -> None:
        self._woken.set()

    def close(self) -> None:
        if self in self._server.connected:
            self._server.connected.remove(self)
