"""Recording a greeting: what is called and pressed, and what becomes of it."""

import pytest
from msgspec.structs import replace

from softphone.protocol.commands import Dial, HangUp, SendDtmf
from softphone.voicemail.greeting import GreetingRecorder, GreetingStage
from softphone.voicemail.greeting_menu import Greeting
from softphone.voicemail.greeting_way import GreetingWay
from tests.fakes.fake_pbx import NOT_FOUND, SHORT_TALK
from tests.unit.app.phone import ALICE, Phone

S = GreetingStage


class Desk:
    """Alice's program at the lab's phone system. stages: each that was announced."""

    def __init__(self, **settings: object) -> None:
        self.phone = Phone.signed_in(replace(ALICE, **{"pbx_profile": "lab", **settings}))
        self.parts = self.phone.app.voicemail
        self.recorder: GreetingRecorder = self.parts.greetings
        self.stages: list[GreetingStage] = []
        self.recorder.changed.add(lambda view: self.stages.append(view.stage))

    @property
    def way(self) -> GreetingWay:
        way = self.parts.greeting_way
        assert way is not None
        return way

    def start(self, greeting: Greeting = Greeting.UNAVAILABLE, pin: str = "") -> None:
        self.recorder.start(self.way, greeting, pin)
        self.phone.advance(6)

    def pressed(self) -> list[str]:
        return [command.digits for command in self.phone.told(SendDtmf) if isinstance(command, SendDtmf)]

    def remedy(self) -> str:
        problem = self.recorder.view.problem
        return str(problem) if problem is not None else ""


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_the_mailbox_is_called_unseen_and_led_to_its_tone(desk: Desk) -> None:
    desk.start(Greeting.BUSY)
    (dial,) = (command for command in desk.phone.told(Dial) if isinstance(command, Dial))
    assert (dial.target, dial.is_silent) == ("sip:*97@pbx.example.com", False)
    assert desk.pressed() == ["0", "2"]
    assert desk.recorder.view.stage == S.RECORDING
    assert desk.phone.calls.calls() == ()


def test_it_is_spoken_heard_spoken_again_and_used(desk: Desk) -> None:
    desk.start()
    desk.recorder.stop()
    desk.recorder.listen()
    desk.recorder.again()
    desk.recorder.stop()
    desk.recorder.accept()
    desk.phone.advance(5)
    assert desk.pressed() == ["0", "1", "#", "2", "3", "#", "1"]
    assert desk.stages == [S.CALLING, S.RECORDING, S.REVIEWING, S.RECORDING, S.REVIEWING, S.SAVING, S.DONE]
    assert len(desk.phone.told(HangUp)) == 1


def test_the_pin_goes_first_and_is_closed_by_a_hash(desk: Desk) -> None:
    desk.start(pin=" 12 34 ")
    assert desk.pressed() == ["1234#", "0", "1"]


def test_who_does_not_want_to_hangs_up(desk: Desk) -> None:
    desk.start()
    desk.recorder.cancel()
    desk.phone.advance()
    assert (desk.recorder.view.stage, len(desk.phone.told(HangUp))) == (S.IDLE, 1)


def test_a_mailbox_that_cannot_be_called_is_said(desk: Desk) -> None:
    desk.phone.engines.pbx.scripts["*97"] = NOT_FOUND
    desk.start()
    assert desk.remedy().startswith("The mailbox could not be called.")


def test_a_mailbox_that_hangs_up_is_said(desk: Desk) -> None:
    desk.phone.engines.pbx.scripts["*97"] = SHORT_TALK
    desk.start()
    assert desk.remedy().startswith("The mailbox ended the call; your greeting is as it was.")


def test_during_a_call_nothing_is_recorded(desk: Desk) -> None:
    desk.phone.talk_to("1002")
    desk.start()
    assert desk.remedy() == "A greeting cannot be recorded during a call. End the call first."


def test_a_call_that_is_answered_ends_the_recording(desk: Desk) -> None:
    desk.start()
    call_id = desk.phone.ring_from("1003")
    assert desk.recorder.view.stage == S.RECORDING
    desk.phone.calls.answer(call_id)
    desk.phone.advance()
    assert desk.remedy().startswith("The recording ended because of a call")


def test_an_engine_that_dies_ends_it(desk: Desk) -> None:
    desk.start()
    desk.phone.engine.crash()
    desk.phone.advance(3)
    assert desk.recorder.view.stage == S.FAILED


def test_only_a_phone_system_whose_way_is_known_has_one() -> None:
    assert Desk(pbx_profile="3cx").parts.greeting_way is None
    assert Desk(pbx_profile="").parts.greeting_way is None
