"""Pictures of a call that goes to the mobile, or stays: ``python tests/window/handoff_pictures.py OUT_DIR``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from softphone.calls.call import CallAction
from softphone.protocol.commands import Dial
from softphone.settings.identity_settings import PRIVATE_NUMBER
from tests.fakes.fake_pbx import BUSY, Answers, Rings
from tests.window.taking_pictures import LONG_NAME, Scene, run
from tests.window.window_stage import ALICE, WindowStage

NUMBER = "+491701234567"
A = CallAction


def talk(name: str = "Maria Huber", *, has_number: bool = True) -> WindowStage:
    """Somebody called and was answered; the mobile rings for three seconds."""
    stage = WindowStage()
    stage.show()
    stage.sign_in()
    stage.softphone.settings.set(PRIVATE_NUMBER, "allow")
    if has_number:
        stage.softphone.mobile_numbers.set(ALICE.account_id, NUMBER)
    stage.engines.pbx.scripts[NUMBER] = ((0.05, Rings()), (3.0, Answers()))
    leg_id = stage.incoming("+49 89 5550199", name)
    stage.softphone.calls.answer(stage.call_id(leg_id))
    stage.advance(42)
    return stage


def push(stage: WindowStage, seconds: float = 0.5) -> None:
    stage.card().actions_row.button(A.PUSH).click()
    stage.advance(seconds)


def handoff() -> Scene:
    """Step by step to the mobile."""
    stage = talk()
    yield "handoff_talk", stage.main
    push(stage)
    yield "handoff_calling", stage.main
    stage.advance(3.2)
    yield "handoff_waiting", stage.main
    leg_id = [one.leg_id for one in stage.engine.commands if isinstance(one, Dial) and one.is_silent][-1]
    stage.engine.far_sends_digit(leg_id, "1")
    stage.advance(0.2)
    yield "handoff_moving", stage.main
    stage.advance(2)
    yield "handoff_done", stage.main


def handoff_back() -> Scene:
    """It stays: busy, with a long name; without a number; beside another call."""
    stage = talk(LONG_NAME)
    stage.engines.pbx.scripts[NUMBER] = BUSY
    push(stage, 1)
    yield "handoff_busy", stage.main
    stage.main.resize(360, 720)
    stage.settle()
    yield "handoff_busy_narrow", stage.main
    stage = talk(has_number=False)
    push(stage)
    yield "handoff_no_number", stage.main
    stage = talk()
    stage.type_and_call("1002")
    stage.advance(1)
    push_second = stage.card(1).actions_row.button(A.PUSH)
    push_second.click()
    stage.advance(0.5)
    yield "handoff_two_calls", stage.main


if __name__ == "__main__":
    sys.exit(run(__file__, (handoff, handoff_back)))
