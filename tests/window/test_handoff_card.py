"""The card of a call sends it to the mobile, shows how far it has come, and says why it stayed."""

import pytest
from PySide6.QtTest import QTest

from softphone.basics.ids import LegId
from softphone.calls.call import CallAction
from softphone.protocol.commands import Dial, HangUp
from softphone.settings.identity_settings import PRIVATE_NUMBER
from tests.fakes.fake_pbx import BUSY, Answers, Rings
from tests.window.window_stage import ALICE, WindowStage
from ui.calls.handoff_notes import CLOSE, ROUTING, STAY
from ui.shortcuts import Keys

NUMBER = "+491701234567"
A = CallAction


@pytest.fixture
def talk(phone: WindowStage) -> WindowStage:
    """Alice talks with Carol; her mobile rings for three seconds, then answers."""
    phone.softphone.settings.set(PRIVATE_NUMBER, "allow")
    phone.softphone.mobile_numbers.set(ALICE.account_id, NUMBER)
    phone.engines.pbx.scripts[NUMBER] = ((0.05, Rings()), (3.0, Answers()))
    leg_id = phone.incoming("1003", "Carol")
    phone.softphone.calls.answer(phone.call_id(leg_id))
    phone.advance(1)
    return phone


def click(phone: WindowStage, key: str) -> None:
    notes = phone.card().extras.notes
    assert notes is not None
    button = notes.button(key)
    assert button is not None
    button.click()
    phone.advance(0.2)


def push(phone: WindowStage) -> None:
    button = phone.card().actions_row.button(A.PUSH)
    assert button.isVisible()
    button.click()
    phone.advance(0.2)


def texts(phone: WindowStage) -> str:
    return " ".join(phone.card().extras.texts())


def mobile_leg(phone: WindowStage) -> LegId:
    return [one.leg_id for one in phone.engine.commands if isinstance(one, Dial) and one.is_silent][-1]


def test_the_card_follows_the_call_to_the_mobile(talk: WindowStage) -> None:
    push(talk)
    assert "Calling your mobile" in texts(talk)
    assert "They see: perhaps your private number •••• 67" in texts(talk)  # nothing is known of this phone system
    assert not talk.card().actions_row.button(A.PUSH).isVisible()
    assert not talk.card().actions_row.button(A.TRANSFER).isVisible()
    talk.advance(3.2)
    assert "has answered" in texts(talk)
    talk.engine.far_sends_digit(mobile_leg(talk), "1")
    talk.advance(0.2)
    assert "goes to your mobile" in texts(talk)
    notes = talk.card().extras.notes
    assert notes is not None
    assert notes.button(STAY) is None
    talk.advance(2)
    assert talk.card().state_words() == "Goes on on your mobile"
    assert texts(talk) == ""
    assert NUMBER not in talk.card().accessibleDescription()


def test_the_user_keeps_the_call_here_after_all(talk: WindowStage) -> None:
    push(talk)
    click(talk, STAY)
    assert texts(talk) == ""
    assert mobile_leg(talk) in [one.leg_id for one in talk.engine.commands if isinstance(one, HangUp)]
    assert talk.card().actions_row.button(A.PUSH).isVisible()


def test_why_it_stayed_is_told_until_it_was_read(talk: WindowStage) -> None:
    talk.engines.pbx.scripts[NUMBER] = BUSY
    push(talk)
    talk.advance(1)
    assert texts(talk) == "Your mobile is busy. The call is still here."
    assert talk.card().actions_row.button(A.PUSH).isVisible()
    click(talk, CLOSE)
    assert texts(talk) == ""


def test_without_a_number_the_card_leads_to_where_it_is_entered(talk: WindowStage) -> None:
    talk.softphone.mobile_numbers.forget(ALICE.account_id)
    asked: list[None] = []
    talk.main.commands.control.open_routing = lambda: asked.append(None)
    push(talk)
    assert "mobile number is not known" in texts(talk)
    click(talk, ROUTING)
    assert len(asked) == 1


def test_the_key_sends_it_and_has_it_back(talk: WindowStage) -> None:
    QTest.keySequence(talk.main, Keys.PUSH)
    talk.advance(0.2)
    assert "Calling your mobile" in texts(talk)
    QTest.keySequence(talk.main, Keys.PUSH)
    talk.advance(0.2)
    assert texts(talk) == ""
