"""The supervisor: crashes, hangs, sleep of the machine, crash loops, broken protocol."""

import pytest

from softphone.engine_client.gateway import EngineGateway
from softphone.engine_client.state import EngineState
from softphone.protocol.codec import encode
from softphone.protocol.events import EventFrame, Heartbeat
from tests.fakes.fake_engine import FakeEngine, FakeEngines
from tests.fakes.virtual_runtime import VirtualRuntime


@pytest.fixture
def gateway(virtual_runtime: VirtualRuntime, fake_engine: FakeEngines) -> EngineGateway:
    gateway = EngineGateway(virtual_runtime, fake_engine.new_link)
    gateway.start()
    virtual_runtime.advance(0.5)
    assert gateway.state == EngineState.READY
    return gateway


def test_hung_engine_is_killed_after_five_seconds_and_replaced(
    virtual_runtime: VirtualRuntime, fake_engine: FakeEngines, gateway: EngineGateway
) -> None:
    virtual_runtime.advance(60)
    hung = fake_engine.engine
    hung.hang()
    virtual_runtime.advance(4)
    assert gateway.state == EngineState.READY
    virtual_runtime.advance(3)
    assert not hung.is_alive
    assert gateway.state == EngineState.READY
    assert fake_engine.lives == 2
    assert "did not answer for 5 s" in gateway.diagnosis


def test_engine_that_answers_is_left_alone(
    virtual_runtime: VirtualRuntime, fake_engine: FakeEngines, gateway: EngineGateway
) -> None:
    virtual_runtime.advance(3600)
    assert fake_engine.lives == 1


@pytest.mark.parametrize("asleep", [True, False])
def test_sleep_of_the_machine_or_of_our_thread_is_no_hang(
    virtual_runtime: VirtualRuntime, fake_engine: FakeEngines, gateway: EngineGateway, asleep: bool
) -> None:
    for _ in range(5):
        virtual_runtime.advance(0.7)
        virtual_runtime.stall(30, asleep=asleep)
    virtual_runtime.advance(30)
    assert fake_engine.lives == 1


def test_engine_that_hangs_after_the_sleep_is_found(
    virtual_runtime: VirtualRuntime, fake_engine: FakeEngines, gateway: EngineGateway
) -> None:
    virtual_runtime.stall(3600, asleep=True)
    fake_engine.engine.hang()
    virtual_runtime.advance(11)
    assert fake_engine.lives == 2


def test_back_off_grows(virtual_runtime: VirtualRuntime, fake_engine: FakeEngines, gateway: EngineGateway) -> None:
    waits = []
    for _ in range(2):
        fake_engine.engine.crash()
        virtual_runtime.run_posted()
        began_s, lives = virtual_runtime.now_s(), fake_engine.lives
        assert virtual_runtime.run_until(lambda lives=lives: fake_engine.lives > lives)  # type: ignore[misc]
        waits.append(round(virtual_runtime.now_s() - began_s, 3))
        virtual_runtime.advance(1)
    assert waits == [0.1, 0.5]


def test_three_crashes_in_a_minute_stop_with_a_diagnosis(
    virtual_runtime: VirtualRuntime, fake_engine: FakeEngines, gateway: EngineGateway
) -> None:
    for _ in range(3):
        fake_engine.engine.crash("the engine was killed by signal 11 (SIGSEGV)\nFatal Python error")
        virtual_runtime.advance(2)
    assert gateway.state == EngineState.STOPPED
    assert fake_engine.lives == 3
    assert gateway.diagnosis == (
        "The phone engine failed 3 times within a minute. "
        "Last: the engine was killed by signal 11 (SIGSEGV)\nFatal Python error"
    )
    virtual_runtime.advance(600)
    assert fake_engine.lives == 3


def test_engine_that_was_given_up_can_be_started_by_hand(
    virtual_runtime: VirtualRuntime, fake_engine: FakeEngines, gateway: EngineGateway
) -> None:
    for _ in range(3):
        fake_engine.engine.crash()
        virtual_runtime.advance(2)
    gateway.restart()
    virtual_runtime.advance(1)
    assert gateway.state == EngineState.READY
    assert gateway.diagnosis == ""
    fake_engine.engine.crash()
    virtual_runtime.advance(1)
    assert fake_engine.lives == 5


def test_crashes_far_apart_never_stop(
    virtual_runtime: VirtualRuntime, fake_engine: FakeEngines, gateway: EngineGateway
) -> None:
    for _ in range(10):
        fake_engine.engine.crash()
        virtual_runtime.advance(31)
    assert gateway.state == EngineState.READY
    assert fake_engine.lives == 11


def test_engine_of_another_version_is_refused_at_once(virtual_runtime: VirtualRuntime) -> None:
    engines = FakeEngines(virtual_runtime)
    engines.pbx.fingerprint = "0123456789abcdef"
    gateway = EngineGateway(virtual_runtime, engines.new_link)
    gateway.start()
    virtual_runtime.advance(120)
    assert gateway.state == EngineState.STOPPED
    assert engines.lives == 1
    assert not engines.engine.is_alive
    assert "another version" in gateway.diagnosis


def test_engine_that_never_introduces_itself_is_given_up(virtual_runtime: VirtualRuntime) -> None:
    engines = FakeEngines(virtual_runtime)
    engines.pbx.start_delay_s = 1e6
    gateway = EngineGateway(virtual_runtime, engines.new_link)
    gateway.start()
    virtual_runtime.advance(60)
    assert gateway.state == EngineState.STOPPED
    assert "did not start within 15 s" in gateway.diagnosis


def _garbage(engine: FakeEngine) -> None:
    engine.send_raw(b"\xff" * 64)


def _no_message(engine: FakeEngine) -> None:
    engine.send_raw(b"\x00\x00\x00\x02{}")


def _lost_events(engine: FakeEngine) -> None:
    engine.skip_seq()


def _another_run(engine: FakeEngine) -> None:
    engine.send_raw(encode(EventFrame(engine_run="another", seq=3, event=Heartbeat())))


@pytest.mark.parametrize("spoil", [_garbage, _no_message, _lost_events, _another_run])
def test_broken_protocol_replaces_the_engine(
    virtual_runtime: VirtualRuntime, fake_engine: FakeEngines, gateway: EngineGateway, spoil: object
) -> None:
    broken = fake_engine.engine
    spoil(broken)  # type: ignore[operator]
    virtual_runtime.advance(3)
    assert not broken.is_alive
    assert fake_engine.lives == 2
    assert gateway.state == EngineState.READY
    assert "broke the protocol" in gateway.diagnosis


def test_engine_that_introduces_itself_wrongly_is_replaced(virtual_runtime: VirtualRuntime) -> None:
    engines = FakeEngines(virtual_runtime)
    engines.pbx.start_delay_s = 2.0
    gateway = EngineGateway(virtual_runtime, engines.new_link)
    gateway.start()
    engines.engine.send_raw(encode(EventFrame(engine_run="r", seq=1, event=Heartbeat())))
    virtual_runtime.advance(1)
    assert engines.lives == 2
    assert "introduce" in gateway.diagnosis


def test_end_that_nobody_asked_for_counts_as_a_crash(
    virtual_runtime: VirtualRuntime, fake_engine: FakeEngines, gateway: EngineGateway
) -> None:
    fake_engine.engine.close()
    virtual_runtime.advance(1)
    assert fake_engine.lives == 2
    assert gateway.state == EngineState.READY
