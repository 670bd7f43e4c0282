"""A call goes from the desk to the mobile through the real PBX, or stays, and the far party never hears silence."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from softphone_lab import Lab
from softphone_lab.line import Line
from softphone_lab.line_call import Answers

from softphone.calls.call import Call
from softphone.mobility.handoff import HandoffStage
from softphone.pbx_profiles.profile import HandoffStep
from tests.bench.measure_handoff import own_stage, restart
from tests.bench.mobility_stage import ALICE, DESK_HZ, MOBILE_HZ, PRIVATE, WORK_NUMBER, MobilityStage

pytestmark = pytest.mark.lab
A_BREAK_S = 2.0  # how short it is the bench measures; a hold or a lost path lasts longer


@pytest.fixture(scope="module")
def stage(lab: Lab, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MobilityStage]:
    with ExitStack() as stack:
        yield MobilityStage(lab, stack, tmp_path_factory.mktemp("handoff"))


@pytest.fixture(autouse=True)
def cleared(stage: MobilityStage) -> Iterator[None]:
    stage.mobile.texts.clear()
    stage.far.texts.clear()
    yield
    stage.clear()


@pytest.mark.parametrize("step", [HandoffStep.CODE, HandoffStep.CONSULT, HandoffStep.BLIND])
def test_a_person_takes_the_call_and_the_far_party_hears_no_break(stage: MobilityStage, step: HandoffStep) -> None:
    is_asked = step != HandoffStep.BLIND
    call_id, theirs = stage.talk()
    since_s = time.time()
    view = stage.push(call_id, Answers.PERSON if is_asked else Answers.SILENT_PERSON, by=step)
    assert view.step == step
    assert stage.check_landed(call_id, theirs, view, since_s) < A_BREAK_S or not is_asked  # it hears the mobile ring
    invite = next(text for text in stage.mobile.texts if text.startswith("INVITE"))
    assert WORK_NUMBER in invite or not is_asked
    assert not [text for text in stage.far.texts if PRIVATE[1:] in text or "mobile1001" in text]


def test_another_own_device_takes_the_call_and_this_one_shows_nothing(lab: Lab, stage: MobilityStage) -> None:
    rung: list[Call] = []
    forget = stage.desk.app.calls.incoming.add(rung.append)
    with Line(lab.facts, ALICE, MOBILE_HZ) as device:
        call_id, theirs = stage.talk()
        rung.clear()
        since_s = time.time()
        view = stage.push(call_id, Answers.NO_ANSWER, by=HandoffStep.OWN_DEVICES)
        assert view.stage == HandoffStage.DONE
        stage.wait(lambda: theirs.voice.hears(MOBILE_HZ), "the far party does not hear the other device")
        stage.desk.pause(0.3)
        assert theirs.voice.worst_gap_s((DESK_HZ, MOBILE_HZ), since_s, time.time() - 0.05) < A_BREAK_S
        assert not rung
        assert device.call is not None
        assert [call.call_id for call in stage.desk.app.calls.calls()] == [call_id]
    forget()


@pytest.mark.parametrize(
    ("answers", "step"),
    [
        (Answers.VOICEMAIL, HandoffStep.CODE),
        (Answers.VOICEMAIL, HandoffStep.CONSULT),
        (Answers.BUSY, HandoffStep.CONSULT),
        (Answers.REJECT, HandoffStep.CODE),
        (Answers.NO_ANSWER, HandoffStep.CONSULT),
    ],
)
def test_whatever_else_answers_the_far_party_goes_on_talking_here(
    stage: MobilityStage, answers: Answers, step: HandoffStep
) -> None:
    call_id, theirs = stage.talk()
    since_s = time.time()
    view = stage.push(call_id, answers, by=step, ring_s=2 if answers == Answers.NO_ANSWER else 0)
    assert (view.stage, view.step) == (HandoffStage.BACK, step)
    assert stage.check_stayed(call_id, theirs, view, since_s) < A_BREAK_S
    assert stage.desk.app.handoffs.can_push(call_id)


def test_a_phone_system_that_dies_in_the_middle_takes_no_call_whose_sound_goes_straight(tmp_path: Path) -> None:
    with own_stage(tmp_path, has_direct_media=True) as stage:
        assert restart(stage, is_direct=True) < A_BREAK_S
        stage.talk()
        stage.clear()
