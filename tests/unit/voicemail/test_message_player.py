"""Playing a message: heard, paused by a call, moved, faster; the plain file is gone at once."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.protocol.commands import PlayFile
from softphone.voicemail.message_player import PlayerState
from tests.harness.mail_drop import tone_wav
from tests.unit.voicemail.desk import Desk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    (tmp_path / "run").mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    made = Desk(tmp_path / "voicemail")
    made.post.leave(tone_wav(1.0), name="Anna")
    made.post.leave(b"no sound at all", name="Bert")
    made.set_up()
    made.wait(lambda: len(made.voicemail.entries) == 2, "both")
    yield made
    made.end()


def test_a_message_is_played_and_heard(desk: Desk, tmp_path: Path) -> None:
    desk.player.play(1)
    desk.wait(lambda: desk.player.view.state is PlayerState.PLAYING, "playing")
    desk.wait(lambda: desk.post.messages[1].is_heard, "heard")
    desk.wait(lambda: not os.listdir(tmp_path / "run"), "the plain file is gone")  # noqa: PTH208
    desk.wait(lambda: desk.player.view.state is PlayerState.PAUSED, "at its end")
    assert desk.player.view.position_s == desk.player.view.length_s == 1.0
    desk.player.toggle(1)
    desk.wait(lambda: desk.player.view.state is PlayerState.PLAYING, "again")
    assert len([each for each in desk.engines.engine.commands if isinstance(each, PlayFile)]) == 1


def test_it_is_paused_moved_and_faster(desk: Desk) -> None:
    desk.player.set_speed(1.5)
    desk.player.play(1)
    desk.wait(lambda: desk.player.view.state is PlayerState.PLAYING, "playing")
    assert desk.player.view.speed == 1.5
    desk.player.pause()
    desk.wait(lambda: desk.player.view.state is PlayerState.PAUSED, "paused")
    desk.player.move(0.5)
    desk.wait(lambda: desk.player.view.position_s == 0.5, "moved")
    desk.player.set_speed(2.0)
    desk.wait(lambda: desk.player.view.speed == 2.0, "faster")
    desk.player.stop()
    desk.wait(lambda: desk.player.view.state is PlayerState.EMPTY, "stopped")
    assert desk.player.view.speed == 2.0


def test_what_is_no_sound_is_said(desk: Desk) -> None:
    desk.player.play(2)
    desk.wait(lambda: desk.problems, "said")
    assert desk.problems == ["This message cannot be played."]
    assert desk.player.view.state is PlayerState.EMPTY
    assert not desk.voicemail.entries[0].is_heard, "the lamp goes on reminding of it"
