"""Commands from the command line to the running program."""

import pytest

from softphone.protocol.snapshots import LegState, RegistrationProblem, RegistrationState
from softphone.remote_control import RemoteControl
from tests.unit.app.phone import Phone


@pytest.fixture
def phone() -> Phone:
    return Phone.signed_in()


@pytest.fixture
def remote(phone: Phone) -> RemoteControl:
    return RemoteControl(phone.app)


def test_a_call_from_dialling_to_its_end(phone: Phone, remote: RemoteControl) -> None:
    assert remote.carry_out(("dial", "1002")) == (True, "Calling 1002.")
    phone.advance()
    call_id = phone.calls.calls()[0].call_id
    assert remote.carry_out(("mute",)).text == "The microphone is off."
    assert phone.call(call_id).leg.is_muted
    assert remote.carry_out(("mute", "off")).text == "The microphone is on."
    assert remote.carry_out(("dtmf", "1#")).is_done
    assert phone.call(call_id).digits_sent == "1#"
    assert remote.carry_out(("hold",)).is_done
    phone.advance()
    assert phone.call(call_id).is_held
    assert "1002: On hold" in remote.carry_out(("status",)).text
    assert remote.carry_out(("resume",)).text == "Back to 1002."
    phone.advance()
    assert "1002: Connected" in remote.carry_out(("status",)).text
    assert remote.carry_out(("hangup",)).is_done
    phone.advance()
    assert phone.call(call_id).state == LegState.ENDED


def test_an_incoming_call_is_answered_or_declined(phone: Phone, remote: RemoteControl) -> None:
    first = phone.ring_from("1003", "Reception")
    assert remote.carry_out(("answer",)) == (True, "Answered the call from Reception.")
    phone.advance()
    assert phone.call(first).state == LegState.ESTABLISHED
    second = phone.ring_from("1004")
    assert remote.carry_out(("decline",)).is_done
    phone.advance()
    assert phone.call(second).is_ended


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (("answer",), "Nobody is calling."),
        (("decline",), "Nobody is calling."),
        (("hangup",), "There is no call for this."),
        (("resume",), "No call is on hold."),
        (("dial", ""), "There is nothing to call."),
        (("dial", "??"), "cannot be called"),
        (("fly",), "does not know this command"),
        ((), "does not know this command"),
    ],
)
def test_what_is_impossible_is_said(remote: RemoteControl, words: tuple[str, ...], text: str) -> None:
    reply = remote.carry_out(words)
    assert not reply.is_done
    assert text in reply.text


def test_of_two_calls_none_is_guessed(phone: Phone, remote: RemoteControl) -> None:
    first = phone.talk_to("1002")
    phone.calls.hold(first)
    phone.advance()
    second = phone.talk_to("1003")
    phone.calls.hold(second)
    phone.advance()
    assert remote.carry_out(("hangup",)).text.startswith("It is not clear which call is meant.")


def test_an_account_is_told_of_in_the_words_of_the_window(phone: Phone, remote: RemoteControl) -> None:
    account = phone.accounts.views()[0]
    name = account.config.label or account.config.address_of_record
    assert remote.carry_out(("status",)).text == f"{name}: Ready for calls"
    phone.engine.fail_registration(account.account_id, RegistrationProblem.NO_ANSWER)
    phone.advance(0.1)
    text = remote.carry_out(("status",)).text
    assert text.startswith(f"{name}: Not connected · The phone server ")
    assert RegistrationState.FAILED.value not in text


def test_a_message_is_written(phone: Phone, remote: RemoteControl) -> None:
    assert remote.carry_out(("message", "1002", "hello there")) == (True, "The message to 1002 is on its way.")
    phone.advance()
    assert [each.body for each in phone.engine.pbx.messages] == [b"hello there"]
    assert remote.carry_out(("message", "1002")).text == "There is nothing to send."
    assert "numbers outside" in remote.carry_out(("message", "+4930123456", "hello")).text
