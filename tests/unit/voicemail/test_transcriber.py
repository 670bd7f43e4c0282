"""An engine that puts messages into words is asked where the mail carries none, and its words are kept."""

import logging
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.voicemail.message import Sound
from tests.unit.voicemail.desk import Desk


class FirstWord:
    """Reads the sound as if it were text. Sounds that begin with “?” are more than it can tell."""

    def __init__(self) -> None:
        self.asked: list[bytes] = []
        self.may_go_on = threading.Event()
        self.may_go_on.set()

    def text_of(self, sound: Sound) -> str:
        self.asked.append(sound.data)
        self.may_go_on.wait(10)
        if sound.data == b"broken":
            raise ValueError("the words: broken")
        return "" if sound.data.startswith(b"?") else sound.data.decode()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "voicemail")
    yield made
    made.end()


def listening(desk: Desk) -> FirstWord:
    desk.end()
    engine = desk.transcriber = FirstWord()
    desk.begin()
    return engine


def texts(desk: Desk) -> list[str]:
    return [entry.message.text for entry in desk.voicemail.entries]


def test_each_message_without_words_is_put_into_words_once_and_its_words_stay(desk: Desk) -> None:
    engine = listening(desk)
    desk.post.leave(b"call me", name="Anna")
    desk.post.leave(b"?", name="Bert")
    desk.post.leave(b"tomorrow", name="Carl", text="what the PBX wrote")
    desk.set_up()
    desk.wait(lambda: texts(desk) == ["what the PBX wrote", "", "call me"], "words")
    desk.wait(lambda: len(engine.asked) == 2, "all that have none")
    assert sorted(engine.asked) == [b"?", b"call me"]
    desk.transcriber = None
    desk.end()
    desk.begin()
    desk.wait(lambda: texts(desk) == ["what the PBX wrote", "", "call me"], "the same words without an engine")


def test_one_that_fails_keeps_no_other_from_its_words_and_the_log_has_none(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    listening(desk)
    desk.post.leave(b"call me", name="Anna")
    desk.post.leave(b"broken", name="Bert")
    desk.set_up()
    desk.wait(lambda: texts(desk) == ["", "call me"], "words")
    assert "ValueError" in caplog.text
    assert "the words" not in caplog.text


def test_the_end_of_the_program_waits_for_no_engine(desk: Desk) -> None:
    engine = listening(desk)
    engine.may_go_on.clear()
    desk.post.leave(b"call me", name="Anna")
    desk.set_up()
    desk.wait(lambda: engine.asked, "the engine at work")
    desk.end()
    engine.may_go_on.set()
    desk.begin()
    desk.wait(lambda: texts(desk) == ["call me"], "words in the next life")
