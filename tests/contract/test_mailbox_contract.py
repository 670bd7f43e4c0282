"""Contract: the mailbox of voicemail, in memory and over IMAP at a real Dovecot."""

import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

import pytest
from msgspec.structs import replace as replaced

from softphone.basics.ids import MailServerId
from softphone.basics.secret import Secret
from softphone.settings.mail_server import MailServer
from softphone.voicemail.imap_mailbox import ImapMailbox
from softphone.voicemail.mailbox import Mailbox
from softphone.voicemail.message import SyncMark
from tests.fakes.fake_mailbox import FakeMailServer

if TYPE_CHECKING:
    from softphone_lab import Lab

USER = "1004"
SOUND = b"RIFF some sound"


class Post(Protocol):
    """A server, and another client of the same mailbox."""

    def open(self) -> Mailbox: ...

    def leave(self, number: str, name: str, text: str = "") -> None:
        """Somebody leaves a message of three seconds."""

    def hear(self, uid: int, is_heard: bool) -> None:
        """Another phone marks the message."""

    def is_heard(self, uid: int) -> bool: ...

    def expunge(self, uid: int) -> None:
        """Another phone deletes the message."""

    def close(self) -> None: ...


class FakePost:
    def __init__(self) -> None:
        self.server = FakeMailServer()

    def open(self) -> Mailbox:
        return self.server.open()

    def leave(self, number: str, name: str, text: str = "") -> None:
        uid = self.server.leave(SOUND, number=number, name=name, duration_s=3.0)
        self.server.sounds[uid] = replaced(self.server.sounds[uid], text=text)

    def hear(self, uid: int, is_heard: bool) -> None:
        self.server.open().set_heard([uid], is_heard)

    def is_heard(self, uid: int) -> bool:
        return self.server.messages[uid].is_heard

    def expunge(self, uid: int) -> None:
        self.server.open().delete([uid])

    def close(self) -> None:
        """Nothing is left."""


class ImapPost:
    def __init__(self, lab: "Lab") -> None:
        from tests.harness.mail_drop import MailDrop

        facts = lab.facts
        assert facts.mail is not None
        self._server = MailServer(
            server_id=MailServerId("lab"), host=facts.host, port=facts.mail.imaps, user=USER,
            trusted_ca_files=(str(facts.ca),),
        )  # fmt: skip
        self._password = Secret(facts.user(USER).password)
        self._drop = MailDrop(facts, USER)
        self._drop.clear()

    def open(self) -> Mailbox:
        return ImapMailbox(self._server, self._password)

    def leave(self, number: str, name: str, text: str = "") -> None:
        from tests.harness.mail_drop import voice_mail

        mail = voice_mail(number, name, None, "0:03")
        if text:
            mail.set_content(f"{name} left a message.\n\nTranscription:\n{text}\n")
        mail.add_attachment(SOUND, maintype="audio", subtype="x-wav", filename="msg0000.wav")
        self._drop.append(mail)

    def hear(self, uid: int, is_heard: bool) -> None:
        self._drop.flag(uid, "\\Seen", is_heard)

    def is_heard(self, uid: int) -> bool:
        return "Seen" in self._drop.flags(uid)

    def expunge(self, uid: int) -> None:
        self._drop.expunge(uid)

    def close(self) -> None:
        self._drop.close()


@pytest.fixture(params=["fake", pytest.param("real", marks=pytest.mark.lab)])
def post(request: pytest.FixtureRequest) -> Iterator[Post]:
    if request.param == "fake":
        made: Post = FakePost()
    else:
        from softphone_lab import Part

        lab = request.getfixturevalue("lab")
        lab.start(Part.MAIL)
        made = ImapPost(lab)
    yield made
    made.close()


@pytest.fixture
def box(post: Post) -> Iterator[Mailbox]:
    opened = post.open()
    yield opened
    opened.close()


def test_an_empty_mailbox_is_empty(box: Mailbox) -> None:
    first = box.changes(SyncMark(), ())
    assert first.is_anew
    assert first.messages == ()
    assert not box.changes(first.mark, ()).is_any


def test_what_is_new_is_told_once(post: Post, box: Mailbox) -> None:
    post.leave("1002", "Bob Baker")
    first = box.changes(SyncMark(), ())
    (bob,) = first.messages
    assert (bob.number, bob.name, bob.duration_s, bob.is_heard) == ("1002", "Bob Baker", 3.0, False)
    post.leave("1003", "Carol")
    second = box.changes(first.mark, {bob.uid})
    assert not second.is_anew
    assert [message.number for message in second.messages] == ["1003"]
    known = {bob.uid, second.messages[0].uid}
    assert not box.changes(second.mark, known).is_any


def test_what_other_phones_do_is_told(post: Post, box: Mailbox) -> None:
    for number in ("1001", "1002", "1003"):
        post.leave(number, "")
    first = box.changes(SyncMark(), ())
    one, two, three = (message.uid for message in first.messages)
    post.hear(two, True)
    post.expunge(one)
    second = box.changes(first.mark, {one, two, three})
    assert (second.heard, second.gone, second.messages) == ({two: True}, frozenset({one}), ())
    post.hear(two, False)
    third = box.changes(second.mark, {two, three})
    assert third.heard == {two: False}


def test_another_validity_begins_anew(post: Post, box: Mailbox) -> None:
    post.leave("1002", "Bob")
    mark = box.changes(SyncMark(), ()).mark
    anew = box.changes(replaced(mark, validity=mark.validity + 1), {7, 8})
    assert anew.is_anew
    assert len(anew.messages) == 1


def test_marks_go_to_the_server(post: Post, box: Mailbox) -> None:
    post.leave("1002", "Bob")
    first = box.changes(SyncMark(), ())
    uid = first.messages[0].uid
    box.set_heard([uid], True)
    assert post.is_heard(uid)
    box.set_heard([uid], False)
    assert not post.is_heard(uid)
    box.delete([uid, uid + 1000])
    assert box.changes(first.mark, {uid}).gone == {uid}


def test_the_sound_comes_as_it_was_attached_and_unheard(post: Post, box: Mailbox) -> None:
    post.leave("1002", "Bob", "Please call me back.")
    uid = box.changes(SyncMark(), ()).messages[0].uid
    sound = box.sound(uid)
    assert sound is not None
    assert (sound.data, sound.ending, sound.text) == (SOUND, "wav", "Please call me back.")
    assert not post.is_heard(uid)
    assert box.sound(uid + 1000) is None


def test_waiting_ends_when_a_message_comes(post: Post, box: Mailbox) -> None:
    mark = box.changes(SyncMark(), ()).mark
    later = threading.Timer(0.5, lambda: post.leave("1002", "Bob"))
    later.start()
    began_s = time.monotonic()
    while not (changes := box.changes(mark, ())).messages and time.monotonic() - began_s < 30:
        box.wait(30)
    later.join()
    assert [message.number for message in changes.messages] == ["1002"]


def test_waiting_ends_when_it_is_interrupted_even_before_it_begins(box: Mailbox) -> None:
    box.changes(SyncMark(), ())
    box.interrupt()
    box.wait(60)
    later = threading.Timer(0.3, box.interrupt)
    later.start()
    box.wait(60)
    later.join()
    assert not box.changes(SyncMark(), ()).messages
