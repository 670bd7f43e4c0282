"""Where calls go, set from the command line at the running program."""

import pytest

from softphone.remote_control import RemoteControl
from tests.unit.app.phone import Phone
from tests.unit.mobility.switched_desk import Desk


@pytest.fixture
def desk() -> Desk:
    return Desk()


def said(desk: Desk, *words: str) -> str:
    reply = RemoteControl(desk.phone.app).carry_out(words)
    assert reply.is_done, reply.text
    desk.advance(10)
    return reply.text


def test_forwarding_is_set_shown_and_switched_off(desk: Desk) -> None:
    assert said(desk, "forward", "always", "1003").startswith("All calls: to 1003.")
    assert said(desk, "forward").splitlines()[0] == "All calls go to 1003. On, as the phone system says."
    assert said(desk, "forward", "no-answer", "voicemail").startswith("When nobody answers: to voicemail.")
    assert said(desk, "forward", "always", "off") == "All calls: not forwarded."
    assert desk.dialled() == ["*721003", "*52*551001", "*73"]


def test_the_mobile_rings_too(desk: Desk) -> None:
    assert said(desk, "twin", "on").startswith("The mobile rings too: Always")
    assert said(desk, "twin") == "Always: It rings now, as the phone system says."
    assert said(desk, "twin", "off") == "The mobile rings too: Never."
    assert desk.dialled() == ["*30", "*31"]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (("forward", "always"), "Say always, busy, no-answer, not-registered"),
        (("forward", "sometimes", "1003"), "It is not clear what"),
        (("forward", "always", "1001"), "own number"),
        (("forward", "always", "mobile"), "number of your mobile is not known"),
        (("twin", "perhaps"), "Say on, off, away, schedule"),
    ],
)
def test_what_is_impossible_is_said(desk: Desk, words: tuple[str, ...], text: str) -> None:
    reply = RemoteControl(desk.phone.app).carry_out(words)
    assert not reply.is_done
    assert text in reply.text


def test_without_a_phone_system_nothing_is_offered() -> None:
    phone = Phone.signed_in()
    remote = RemoteControl(phone.app)
    assert remote.carry_out(("forward",)).text == "The phone system offers no forwarding."
    assert not remote.carry_out(("forward", "always", "1003")).is_done
    assert not remote.carry_out(("twin", "on")).is_done
