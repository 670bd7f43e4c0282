"""Recordings: whether they may be made, where they go, which call they belong to, what is said when they fail."""

import re
import stat
from pathlib import Path

import pytest

from softphone.basics.errors import UserFacingError
from softphone.basics.ids import CallId
from softphone.basics.secret import Secret
from softphone.calls import recording_place
from softphone.calls.recording import NewRecording, Recordings
from softphone.calls.recording_place import RecordingRefused, new_path
from softphone.history.entry import HistoryEntry, HistoryFilter
from softphone.protocol.commands import StartRecording, StopRecording
from softphone.protocol.snapshots import RecordingFormat, RecordingProblem, RecordingState
from softphone.settings.recording_settings import (
    RECORDING_ALLOWED,
    RECORDING_BEEPS,
    RECORDING_FOLDER,
    RECORDING_FORMAT,
)
from softphone.settings.store import MemorySettingsStore
from tests.unit.app.phone import ALICE, Phone

NOON_S = 1_790_000_000.0


class Desk:
    """A phone whose recordings go to a folder of the test."""

    def __init__(self, folder: Path) -> None:
        self.phone = Phone.signed_in()
        self.settings = self.phone.app.settings
        self.settings.set(RECORDING_FOLDER, str(folder))
        self.recordings: Recordings = self.phone.app.recordings
        self.problems: list[UserFacingError] = []
        self.recordings.problem.add(self.problems.append)

    def told(self) -> list[StartRecording]:
        return [command for command in self.phone.told(StartRecording) if isinstance(command, StartRecording)]

    def state(self, call_id: CallId) -> RecordingState | None:
        recording = self.phone.call(call_id).leg.recording
        return None if recording is None else recording.state

    def recorded_in_history(self) -> dict[str, str]:
        """Number -> path."""
        found: list[HistoryEntry] = []
        self.phone.advance(1)
        self.phone.app.history.page(HistoryFilter(), None, 10, lambda page: found.extend(page.entries))
        self.phone.advance(1)
        return {entry.presented_number: entry.recording for entry in found}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "recordings")


def test_a_recording_is_written_where_only_the_user_may_look_and_stands_in_the_history(desk: Desk) -> None:
    call_id = desk.phone.talk_to("1002")
    assert desk.recordings.why_not(call_id) is None
    desk.recordings.start(call_id)
    desk.phone.advance()
    (command,) = desk.told()
    path = Path(command.path)
    assert desk.state(call_id) == RecordingState.RUNNING
    assert command.format == RecordingFormat.WAV
    assert command.beeps
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert re.fullmatch(r"\d{4}-\d\d-\d\d-\d{6}\.wav", path.name)
    assert "1002" not in path.name
    desk.recordings.stop(call_id)
    desk.phone.advance()
    assert desk.state(call_id) == RecordingState.ENDED
    assert desk.recorded_in_history() == {"1002": command.path}


def test_format_and_tone_are_the_users_choice(desk: Desk) -> None:
    desk.settings.set(RECORDING_FORMAT, "opus")
    desk.settings.set(RECORDING_BEEPS, False)
    desk.recordings.start(desk.phone.talk_to("1002"))
    desk.phone.advance()
    (command,) = desk.told()
    assert (command.format, command.beeps, Path(command.path).suffix) == (RecordingFormat.OPUS, False, ".ogg")


def test_without_a_folder_of_the_users_it_is_the_programs(tmp_path: Path) -> None:
    phone = Phone(data_folder=tmp_path / "data")
    phone.app.start()
    phone.accounts.add(ALICE, _right())
    phone.advance(1)
    phone.app.recordings.start(phone.talk_to("1002"))
    phone.advance()
    (command,) = phone.told(StartRecording)
    assert isinstance(command, StartRecording)
    assert Path(command.path).parent == tmp_path / "data" / "recordings"


def test_pause_and_resume(desk: Desk) -> None:
    call_id = desk.phone.talk_to("1002")
    desk.recordings.start(call_id)
    desk.phone.advance()
    desk.recordings.pause(call_id)
    desk.phone.advance()
    assert desk.state(call_id) == RecordingState.PAUSED
    assert desk.recordings.is_recording(call_id)
    desk.recordings.resume(call_id)
    desk.phone.advance()
    assert desk.state(call_id) == RecordingState.RUNNING


def test_what_is_not_allowed_is_refused_with_a_reason(desk: Desk) -> None:
    ringing = desk.phone.calls.dial("ringing@pbx.example.com")
    desk.phone.advance()
    _refuses(desk, ringing, "Nobody has answered yet")
    _refuses(desk, CallId("gone"), "The call is over")
    talking = desk.phone.talk_to("1002")
    desk.recordings.start(talking)
    _refuses(desk, talking, "The call is being recorded already")
    desk.phone.advance()
    _refuses(desk, talking, "The call is being recorded already")
    desk.settings.set(RECORDING_ALLOWED, "off")
    other = desk.phone.talk_to("1003")
    _refuses(desk, other, "Recording calls is switched off")
    assert len(desk.told()) == 1


def _refuses(desk: Desk, call_id: CallId, title: str) -> None:
    why = desk.recordings.why_not(call_id)
    assert why is not None
    assert why.title == title
    with pytest.raises(RecordingRefused) as refusal:
        desk.recordings.start(call_id)
    assert refusal.value.title == title


def test_always_records_each_call_once_from_its_answer(desk: Desk) -> None:
    desk.settings.set(RECORDING_ALLOWED, "always")
    call_id = desk.phone.calls.dial("1002")
    desk.phone.advance(0.1)
    assert not desk.told()
    desk.phone.advance()
    assert desk.state(call_id) == RecordingState.RUNNING
    desk.recordings.stop(call_id)
    desk.phone.calls.hold(call_id)
    desk.phone.advance()
    assert len(desk.told()) == 1
    desk.phone.talk_to("1003")
    desk.phone.advance()
    assert len(desk.told()) == 2


def test_always_holds_without_anybody_having_looked_at_recordings(tmp_path: Path) -> None:
    store = MemorySettingsStore({"recording": {"allowed": "always", "folder": str(tmp_path)}})
    phone = Phone(settings_store=store)
    phone.app.start()
    phone.accounts.add(ALICE, _right())
    phone.advance(1)
    phone.talk_to("1002")
    phone.advance()
    assert len(phone.told(StartRecording)) == 1


def test_what_the_administrator_has_fixed_cannot_be_ended(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.settings.set(RECORDING_ALLOWED, "always")
    monkeypatch.setattr(desk.settings, "is_locked", lambda setting: setting is RECORDING_ALLOWED)
    call_id = desk.phone.talk_to("1002")
    desk.phone.advance()
    for end in (desk.recordings.stop, desk.recordings.pause):
        with pytest.raises(RecordingRefused, match="All calls are recorded here"):
            end(call_id)
    desk.phone.advance()
    assert not desk.phone.told(StopRecording)


def test_a_folder_that_cannot_be_used_is_said_and_nothing_begins(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    desk.settings.set(RECORDING_FOLDER, str(tmp_path / "file"))
    call_id = desk.phone.talk_to("1002")
    desk.recordings.start(call_id)
    desk.phone.advance()
    assert [problem.title for problem in desk.problems] == ["The recording cannot be written"]
    assert desk.problems[0].remedy
    assert not desk.told()
    assert desk.recordings.why_not(call_id) is None


def test_room_is_looked_for_before(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording_place, "_ROOM_BYTES", 1 << 62)
    desk.recordings.start(desk.phone.talk_to("1002"))
    desk.phone.advance()
    assert [problem.title for problem in desk.problems] == ["There is no room left for a recording"]
    assert not desk.told()


@pytest.mark.parametrize(
    ("problem", "title"),
    [
        (RecordingProblem.DISK_FULL, "The recording has broken off: there is no room left"),
        (RecordingProblem.NOT_WRITABLE, "The recording has broken off: it cannot be written"),
    ],
)
def test_a_recording_that_breaks_off_is_said_once_and_stays_in_the_history(
    desk: Desk, problem: RecordingProblem, title: str
) -> None:
    call_id = desk.phone.talk_to("1002")
    desk.recordings.start(call_id)
    desk.phone.advance()
    desk.phone.engine.mixing.recording_fails(desk.phone.leg_id(call_id), problem)
    desk.phone.advance(2)
    assert [each.title for each in desk.problems] == [title]
    assert not desk.phone.call(call_id).is_ended
    assert desk.recorded_in_history() == {"1002": desk.told()[0].path}


def test_a_recording_of_a_call_that_is_over_is_told_of_no_more(desk: Desk) -> None:
    began: list[NewRecording] = []
    desk.recordings.began.add(began.append)
    call_id = desk.phone.talk_to("1002")
    desk.recordings.start(call_id)
    desk.phone.advance()
    desk.phone.engine.mixing.recording_fails(desk.phone.leg_id(call_id), RecordingProblem.DISK_FULL)
    desk.phone.advance()
    desk.phone.engine.far_hangs_up(desk.phone.leg_id(call_id))
    desk.phone.advance()
    for _ in range(2):
        desk.phone.calls.names_changed()  # the directory was mirrored while the call is still shown
    assert len(desk.problems) == len(began) == 1


def test_what_was_never_written_is_not_in_the_history(desk: Desk) -> None:
    desk.phone.engine.mixing.recording_problem = RecordingProblem.NOT_WRITABLE
    desk.recordings.start(desk.phone.talk_to("1002"))
    desk.phone.advance()
    assert [problem.title for problem in desk.problems] == ["The recording cannot be written"]
    assert desk.recorded_in_history() == {"1002": ""}


def test_a_call_that_ends_before_the_file_is_found_is_left_alone(desk: Desk) -> None:
    call_id = desk.phone.talk_to("1002")
    desk.recordings.start(call_id)
    desk.phone.engine.far_hangs_up(desk.phone.leg_id(call_id))
    desk.phone.advance()
    assert not [each for each in desk.told() if desk.state(call_id) == RecordingState.RUNNING]
    assert not desk.problems


def test_a_conference_goes_on_being_recorded_when_who_was_recorded_leaves(desk: Desk) -> None:
    first, second, third = (desk.phone.talk_to(number) for number in ("1002", "1003", "1004"))
    desk.phone.app.conference.join((first, second, third))
    desk.phone.advance()
    desk.recordings.start(first)
    desk.phone.advance()
    desk.phone.engine.far_hangs_up(desk.phone.leg_id(first))
    desk.phone.advance()
    assert desk.recordings.is_recording(second) != desk.recordings.is_recording(third)
    assert len(desk.told()) == 2


def test_a_second_file_of_the_same_second_has_a_name_of_its_own(tmp_path: Path) -> None:
    first = new_path(tmp_path, "wav", NOON_S)
    first.touch()
    second = new_path(tmp_path, "wav", NOON_S)
    assert second.stem == f"{first.stem}-2"


def _right() -> Secret:
    return Secret("right")
