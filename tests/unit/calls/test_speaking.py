"""Who speaks, by level."""

from softphone.basics.ids import LegId
from softphone.calls.speaking import Speaking


def test_a_sign_of_speech_needs_more_to_begin_than_to_go_on() -> None:
    speaking, leg = Speaking(), LegId("leg")
    speaking.take(leg, -45.0, 1.0)
    assert not speaking.is_speaking(leg, 1.0)
    speaking.take(leg, -35.0, 1.2)
    speaking.take(leg, -45.0, 1.9)
    assert speaking.is_speaking(leg, 2.5)
    speaking.take(leg, -60.0, 2.8)
    assert not speaking.is_speaking(leg, 2.8)
    speaking.take(leg, -45.0, 3.0)
    assert not speaking.is_speaking(leg, 3.0)
