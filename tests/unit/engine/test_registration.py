"""When a binding is renewed after its connection was lost."""

import time

import pytest

from softphone.basics.ids import AccountId
from softphone.engine.registration import Registration
from tests.unit.engine.test_refer import VirtualLoop


class BindingSpy:
    """Counts the tries."""

    server = "pbx.test:5061"
    contact_uri = "sip:1001@192.0.2.1"

    def __init__(self) -> None:
        self.tries = 0

    def send_register(self) -> None:
        self.tries += 1

    def send_unregister(self) -> bool:
        return False


@pytest.mark.parametrize("jump_s", [0.0, -7200.0, 7200.0])
def test_a_lost_connection_is_made_anew_at_once_whatever_the_clock_says(
    monkeypatch: pytest.MonkeyPatch, jump_s: float
) -> None:
    loop, binding = VirtualLoop(), BindingSpy()
    registration = Registration(AccountId("a"), binding, loop, lambda snapshot, cause: None)
    registration.is_wanted = True
    registration.registered(3600)
    wall_s = time.time() + jump_s
    monkeypatch.setattr(time, "time", lambda: wall_s)
    registration.connection_lost()
    loop.advance(10.0)
    assert binding.tries == 1
