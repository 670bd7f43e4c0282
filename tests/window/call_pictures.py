"""Pictures of transfer, conference, parking and recording in each state, to be looked at:
``python tests/window/call_pictures.py OUT_DIR [SCENE …]``, in the language of the environment variable PICTURES_IN."""

import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from softphone.basics.explanation import Explanation
from softphone.calls.call import CallAction
from softphone.calls.parking import Slot
from softphone.calls.transfer import TransferAction, TransferStage, TransferView
from softphone.presence.state import PresenceState
from softphone.protocol.snapshots import (
    MediaProblem,
    MediaSnapshot,
    Party,
    RecordingSnapshot,
    RecordingState,
    SrtpKeying,
)
from tests.fakes.control_spies import ControlSpies, MemberShown
from tests.window.people_stage import PeopleStage
from tests.window.taking_pictures import LONG_NAME, Scene, run
from ui.calls.parked_line import ParkedLine

T = TransferAction
_CTRL = Qt.KeyboardModifier.ControlModifier


class ControlStage(PeopleStage):
    """Signed in, with people to find, and call control behind spies."""

    def __init__(self) -> None:
        super().__init__()
        self.spies = ControlSpies(self.softphone.calls)
        self.main.commands.set_control(self.spies.control)
        self.lamps.set("1002@pbx.example.com", PresenceState.AVAILABLE)
        self.lamps.set("1003@pbx.example.com", PresenceState.ON_THE_PHONE)

    def caller(self, number: str = "+49 89 5550199", name: str = "Maria Huber") -> None:
        """Somebody who called and was answered."""
        leg_id = self.incoming(number, name)
        self.softphone.calls.answer(self.call_id(leg_id))
        self.advance(42)

    def change(self, index: int = -1, **changes: object) -> None:
        """What the engine says of a call changes."""
        leg_id = self.calls()[index].leg.leg_id
        self.set_leg(leg_id, **changes)
        self.engine.far_holds(leg_id)
        self.engine.far_resumes(leg_id)
        self.advance(0.1)

    def pair(self, text: str = "1003") -> None:
        """A caller, and a consultation that was answered."""
        self.caller()
        self.spies.transfers.consult(self.calls()[0].call_id, text)
        self.advance(13)


def choosing() -> Scene:
    stage = ControlStage()
    stage.caller()
    yield "transfer_active_call", stage.main
    QTest.keyClick(stage.main, Qt.Key.Key_T, _CTRL)
    stage.advance(0)
    yield "transfer_choice", stage.main
    stage.type("mul")
    stage.advance(1)
    yield "transfer_choice_people", stage.main
    stage.main.dial.field.setText("nowhere!")
    stage.main.deeds.choice.buttons.now.click()
    stage.advance(0)
    yield "transfer_choice_problem", stage.main
    stage.main.resize(900, 680)
    stage.main.dial.field.clear()
    stage.type("mul")
    stage.advance(1)
    yield "transfer_choice_wide", stage.main


def asking() -> Scene:
    stage = ControlStage()
    stage.caller(name=LONG_NAME)
    stage.spies.transfers.consult(stage.calls()[0].call_id, "ringing@pbx.example.com")
    stage.advance(4)
    yield "transfer_ringing", stage.main
    stage.engine.far_answers(stage.calls()[1].leg.leg_id)
    stage.spies.transfers.step(TransferStage.CONSULTING)
    stage.advance(9)
    yield "transfer_asking", stage.main
    stage.main.resize(stage.main.minimumSize())
    stage.settle()
    yield "transfer_asking_smallest", stage.main
    stage.spies.transfers.step(TransferStage.INTRODUCING)
    stage.advance(1)
    yield "transfer_introducing", stage.main
    stage.spies.transfers.step(TransferStage.TRANSFERRING, frozenset({T.CANCEL}))
    stage.advance(1)
    yield "transfer_connecting", stage.main


def blind() -> Scene:
    stage = ControlStage()
    stage.caller()
    first = stage.calls()[0].call_id
    stage.spies.transfers.show(
        TransferView(TransferStage.TRANSFERRING, first, None, "Ben Muller", actions=frozenset({T.CANCEL}))
    )
    stage.change()
    yield "transfer_blind", stage.main
    why = Explanation("Nobody answered", "Try somebody else, or take a message.")
    stage.spies.transfers.show(
        TransferView(TransferStage.FAILED, first, None, "Ben Muller", why, frozenset({T.CANCEL}))
    )
    stage.change()
    yield "transfer_failed", stage.main


def conference() -> Scene:
    stage = ControlStage()
    stage.caller()
    stage.type_and_call("1003")
    stage.advance(3)
    yield "conference_merge", stage.main
    for name in ("Bob", LONG_NAME, "Dave", "Eve", "Frank", "Lager Nord"):
        stage.caller(str(1010 + len(name)), name)
    calls = stage.calls()
    for call in calls:
        stage.set_leg(call.leg.leg_id, hold="none")
    stage.softphone.calls.set_mixed(frozenset(call.call_id for call in calls))
    stage.advance(1)
    stage.spies.conference.show(
        *(MemberShown(call.call_id, place == 2, place in (1, 4)) for place, call in enumerate(stage.calls()))
    )
    stage.advance(1)
    yield "conference_eight", stage.main
    stage.main.resize(stage.main.minimumSize())
    stage.settle()
    yield "conference_eight_smallest", stage.main
    stage.main.resize(900, 680)
    stage.spies.conference.show(*(MemberShown(call.call_id) for call in stage.calls()[:3]))
    stage.advance(1)
    yield "conference_wide", stage.main


def notes() -> Scene:
    stage = ControlStage()
    stage.caller()
    stage.change(
        recording=RecordingSnapshot(state=RecordingState.RUNNING, path="/x.wav", recorded_s=31.0),
        media=MediaSnapshot(
            codec="opus", clock_rate_hz=48000, is_encrypted=True, keying=SrtpKeying.SDES, crypto_suite="AES_256_GCM"
        ),
        referred_by=Party(uri="sip:1002@pbx.example.com", number="1002", name="Anna Müller"),
    )
    yield "recording", stage.main
    stage.change(recording=RecordingSnapshot(state=RecordingState.PAUSED, path="/x.wav", recorded_s=33.0))
    yield "recording_paused", stage.main
    stage.spies.recordings.refusal = Explanation("Your company does not allow recording", "Ask your administrator.")
    stage.change(recording=None, media_problem=MediaProblem.NOTHING_RECEIVED)
    stage.card().actions_row.button(CallAction.RECORD).click()
    stage.advance(0.1)
    yield "recording_refused", stage.main
    other = ControlStage()
    other.type_and_call("ringing@pbx.example.com")
    other.advance(1)
    leg_id = other.calls()[0].leg.leg_id
    other.set_leg(leg_id, redirect_to=Party(uri="sip:1003@pbx.example.com", number="1003", name="Ben Muller"))
    other.engine.far_holds(leg_id)
    other.advance(0.1)
    yield "redirect", other.main


def others() -> Scene:
    stage = ControlStage()
    yield "shortcuts", stage.windows.show_shortcuts()
    stage.type_and_call("busy@pbx.example.com")
    stage.advance(1)
    stage.main.commands.set_control(stage.windows.calls.control)
    yield "busy", stage.main
    notes = stage.card().extras.notes
    assert notes is not None
    button = notes.button("watch")
    assert button is not None
    button.click()
    stage.advance(0.1)
    yield "busy_told", stage.main


def parking() -> Scene:
    stage = ControlStage()
    stage.caller()
    line = ParkedLine(stage.spies.parking, lambda run: True, stage.runtime.wall_time_s, stage.main.body)
    stage.main.body.add_note(line)
    now_s = stage.runtime.wall_time_s()
    stage.spies.parking.show(Slot("701", True, LONG_NAME, now_s - 65), Slot("702"), Slot("703", True, "", now_s - 5))
    menu = stage.main.deeds.open_park_menu(stage.calls()[0], None)
    stage.settle()
    assert menu is not None
    yield "park_menu", menu
    menu.close()
    yield "parked", stage.main


SCENES: tuple[Callable[[], Scene], ...] = (choosing, asking, blind, conference, notes, parking, others)


if __name__ == "__main__":
    sys.exit(run(__file__, SCENES))
