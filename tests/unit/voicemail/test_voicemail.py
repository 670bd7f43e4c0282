"""The messages as the window sees them: cached, followed, marked, deleted, undone, offline."""

import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.basics.errors import UserFacingError
from softphone.voicemail import voicemail as module
from softphone.voicemail.entry import MailState
from softphone.voicemail.mailbox_problem import MailboxError, MailboxProblem
from softphone.voicemail.message import Sound
from tests.unit.voicemail.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "voicemail")
    yield made
    made.end()


def online(desk: Desk) -> None:
    desk.wait(lambda: desk.voicemail.state is MailState.ONLINE, "online")


def names(desk: Desk) -> list[str]:
    return [entry.message.name for entry in desk.voicemail.entries]


def test_without_a_mailbox_there_is_nothing(desk: Desk) -> None:
    assert desk.voicemail.state is MailState.NOT_SET_UP
    assert desk.post.asked == []


def test_messages_are_there_newest_first_and_new_ones_come(desk: Desk) -> None:
    desk.post.leave(name="Anna")
    desk.post.leave(name="Bert", is_heard=True)
    desk.set_up()
    online(desk)
    desk.wait(lambda: names(desk) == ["Bert", "Anna"], "both")
    assert desk.voicemail.unheard == 1
    desk.post.leave(name="Carl")
    desk.wait(lambda: names(desk) == ["Carl", "Bert", "Anna"], "the new one")


def test_hearing_goes_to_the_server_and_what_others_heard_comes(desk: Desk) -> None:
    first, second = desk.post.leave(name="Anna"), desk.post.leave(name="Bert")
    desk.set_up()
    desk.wait(lambda: len(desk.voicemail.entries) == 2, "both")
    desk.voicemail.set_heard([first], True)
    assert desk.voicemail.unheard == 1  # at once
    desk.wait(lambda: desk.post.messages[first].is_heard, "heard at the server")
    desk.post.open().set_heard([second], True)
    desk.wait(lambda: desk.voicemail.unheard == 0, "heard by another phone")


def test_deletion_can_be_undone_until_it_is_carried_out(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    uid = desk.post.leave(name="Anna")
    desk.set_up()
    desk.wait(lambda: desk.voicemail.entries, "it")
    desk.voicemail.delete([uid])
    assert (names(desk), desk.voicemail.deletable_back) == ([], 1)
    desk.voicemail.undo()
    assert (names(desk), desk.voicemail.deletable_back) == (["Anna"], 0)
    monkeypatch.setattr(module, "UNDO_S", 0.1)
    desk.voicemail.delete([uid])
    desk.wait(lambda: not desk.post.messages, "deleted")
    assert names(desk) == []


def test_offline_everything_is_there_and_is_told_later(desk: Desk) -> None:
    heard, gone = desk.post.leave(b"one", name="Anna"), desk.post.leave(b"two", name="Bert")
    desk.set_up()
    desk.wait(lambda: all(entry.has_sound for entry in desk.voicemail.entries) and names(desk), "sounds are kept")
    desk.end()
    desk.post.problem = MailboxProblem.SERVER_NOT_FOUND
    desk.begin()
    desk.wait(lambda: desk.voicemail.state is MailState.OFFLINE, "said to be offline")
    assert desk.voicemail.problem is not None
    assert "could not be found" in desk.voicemail.problem.title
    assert names(desk) == ["Bert", "Anna"]
    sounds: list[Sound] = []
    desk.voicemail.sound(heard, sounds.append, _fail)
    desk.wait(lambda: sounds, "its sound")
    assert sounds[0].data == b"one"
    desk.voicemail.set_heard([heard], True)
    desk.voicemail.delete([gone])
    desk.end()
    desk.post.problem = None
    desk.begin()
    desk.wait(lambda: list(desk.post.messages) == [heard] and desk.post.messages[heard].is_heard, "told")
    online(desk)


def test_a_lost_server_is_found_again(desk: Desk) -> None:
    desk.set_up()
    online(desk)
    desk.post.problem = MailboxProblem.CONNECTION_LOST
    desk.voicemail.refresh()
    desk.wait(lambda: desk.voicemail.state is MailState.OFFLINE, "said")
    desk.post.problem = None
    desk.post.leave(name="Anna")
    desk.voicemail.refresh()
    desk.wait(lambda: names(desk) == ["Anna"], "back")
    online(desk)


def test_a_wrong_password_is_tried_once(desk: Desk) -> None:
    desk.set_up("wrong")
    desk.wait(lambda: desk.voicemail.state is MailState.OFFLINE, "refused")
    assert desk.passwords == ["wrong"]
    assert desk.voicemail.problem is not None
    assert desk.voicemail.problem.problem is MailboxProblem.WRONG_PASSWORD
    desk.set_up("right")
    online(desk)


def test_what_is_not_kept_is_said_offline(desk: Desk) -> None:
    uid = desk.post.leave(name="Anna")
    del desk.post.sounds[uid]
    desk.set_up()
    desk.wait(lambda: names(desk), "it")
    desk.post.problem = MailboxProblem.NO_ANSWER
    desk.voicemail.refresh()
    desk.wait(lambda: desk.voicemail.state is MailState.OFFLINE, "offline")
    errors: list[UserFacingError] = []
    desk.voicemail.sound(uid, lambda sound: None, errors.append)
    desk.wait(lambda: errors, "an error")
    assert isinstance(errors[0], MailboxError)
    assert errors[0].problem is MailboxProblem.NOT_KEPT


def test_nothing_on_the_disk_can_be_read_without_the_key(desk: Desk, tmp_path: Path) -> None:
    desk.post.leave(b"the spoken words", name="Anna Secret", number="+4930123456", text="call me")
    desk.set_up()
    desk.wait(lambda: any(entry.has_sound for entry in desk.voicemail.entries), "kept")
    folder = tmp_path / "voicemail" / "fake"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    files = [path for path in folder.iterdir() if path.is_file()]
    assert any(path.suffix == ".sound" for path in files)
    for path in files:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600 or path.suffix not in (".sound", ".db")
        for secret in (b"spoken", b"Secret", b"4930123456", b"call me"):
            assert secret not in path.read_bytes()


def test_another_key_makes_the_cache_anew(desk: Desk) -> None:
    desk.post.leave(name="Anna")
    desk.set_up()
    desk.wait(lambda: names(desk), "it")
    desk.end()
    desk.credentials.delete("fake-cache")  # type: ignore[arg-type]
    desk.begin()
    desk.wait(lambda: names(desk) == ["Anna"], "fetched again")


def test_a_cache_that_is_damaged_within_is_made_anew(desk: Desk) -> None:
    for number in range(60):
        desk.post.leave(name=f"Anna {number}")
    desk.set_up()
    desk.wait(lambda: len(names(desk)) == 60, "all")
    desk.end()
    assert desk.folder is not None
    (index,) = desk.folder.rglob("index.db")
    content = index.read_bytes()
    good = 2 * int.from_bytes(content[16:18], "big")  # two pages, on which it says that all is well
    index.write_bytes(content[:good] + b"\xa5" * (len(content) - good))
    desk.begin()
    online(desk)
    desk.wait(lambda: len(names(desk)) == 60, "all again")


def test_a_cache_that_another_program_has_open_is_left_alone(desk: Desk) -> None:
    desk.post.leave(name="Anna")
    desk.set_up()
    desk.wait(lambda: names(desk) == ["Anna"], "it")
    desk.end()
    assert desk.folder is not None
    (index,) = desk.folder.rglob("index.db")
    before = index.stat().st_ino
    other = sqlite3.connect(index, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    desk.begin()
    online(desk)
    desk.wait(lambda: names(desk) == ["Anna"], "kept in memory")
    other.close()
    assert index.stat().st_ino == before


def test_where_no_cache_can_be_made_it_is_kept_in_memory(tmp_path: Path) -> None:
    too_long_for_sqlite = tmp_path.joinpath(*(letter * 200 for letter in "abc"))
    desk = Desk(too_long_for_sqlite)
    desk.post.leave(name="Anna")
    desk.set_up()
    online(desk)
    desk.wait(lambda: names(desk) == ["Anna"], "it")
    desk.end()


def test_saving_writes_the_file_as_it_was_sent(desk: Desk, tmp_path: Path) -> None:
    uid = desk.post.leave(b"RIFF as sent", name="Anna")
    desk.set_up()
    desk.wait(lambda: names(desk), "it")
    done: list[bool] = []
    desk.voicemail.save_sound(uid, tmp_path / "message.wav", lambda: done.append(True), _fail)
    desk.wait(lambda: done, "saved")
    assert (tmp_path / "message.wav").read_bytes() == b"RIFF as sent"
    errors: list[UserFacingError] = []
    desk.voicemail.save_sound(uid, tmp_path / "none" / "message.wav", lambda: None, errors.append)
    desk.wait(lambda: errors, "said")
    assert "could not be saved" in errors[0].title


def _fail(error: UserFacingError) -> None:
    raise AssertionError(str(error))
