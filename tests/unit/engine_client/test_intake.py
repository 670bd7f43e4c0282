"""The intake: order kept, states never dropped, levels only the latest, floods cut."""

import threading
from typing import cast

import pytest

from softphone.basics.ids import AccountId, LegId
from softphone.engine_client.intake import MAX_WAITING, EventIntake
from softphone.protocol.events import AccountRemoved, AnyEvent, EventFrame, LevelsMeasured, StatisticsMeasured
from softphone.protocol.snapshots import MediaStatistics
from softphone.runtime import PlainRuntime
from tests.fakes.virtual_runtime import VirtualRuntime


class Receiver:
    """What came out of an intake."""

    def __init__(self, runtime: VirtualRuntime) -> None:
        self.frames: list[EventFrame] = []
        self.ends: list[str] = []
        self.broken: list[str] = []
        self.intake = EventIntake(runtime, self.frames.append, self.ends.append, self.broken.append)
        self._seq = 0

    def put(self, *events: AnyEvent) -> None:
        for event in events:
            self._seq += 1
            self.intake.put(EventFrame(engine_run="run", seq=self._seq, event=event))

    @property
    def events(self) -> list[AnyEvent]:
        return [frame.event for frame in self.frames]


@pytest.fixture
def receiver(virtual_runtime: VirtualRuntime) -> Receiver:
    return Receiver(virtual_runtime)


def level(value: float) -> LevelsMeasured:
    return LevelsMeasured(microphone_dbfs=value, speaker_dbfs=value)


def statistics(leg_id: str, packets: int) -> StatisticsMeasured:
    return StatisticsMeasured(statistics=MediaStatistics(leg_id=LegId(leg_id), rx_packets=packets))


def state(name: str) -> AccountRemoved:
    return AccountRemoved(account_id=AccountId(name))


def test_levels_that_wait_are_replaced(virtual_runtime: VirtualRuntime, receiver: Receiver) -> None:
    receiver.put(level(-1), state("a"), level(-2), statistics("x", 1), statistics("y", 1), state("b"), level(-3))
    receiver.put(statistics("x", 2))
    assert receiver.events == []
    virtual_runtime.run_posted()
    assert receiver.events == [level(-3), state("a"), statistics("x", 2), statistics("y", 1), state("b")]
    receiver.put(level(-4))
    virtual_runtime.run_posted()
    assert receiver.events[-1] == level(-4)


def test_end_comes_after_the_frames_before_it(virtual_runtime: VirtualRuntime, receiver: Receiver) -> None:
    receiver.put(state("a"))
    receiver.intake.close("gone")
    virtual_runtime.run_posted()
    assert (receiver.events, receiver.ends) == ([state("a")], ["gone"])


def test_replaced_levels_leave_no_gap(virtual_runtime: VirtualRuntime, receiver: Receiver) -> None:
    receiver.put(*[level(-at) for at in range(1000)], state("a"))
    virtual_runtime.run_posted()
    assert receiver.broken == []
    assert receiver.events == [level(-999), state("a")]


@pytest.mark.parametrize("frame", [("run", 4), ("run", 1), ("other", 3), ("run", 2)])
def test_gap_or_another_run_is_noticed(
    virtual_runtime: VirtualRuntime, receiver: Receiver, frame: tuple[str, int]
) -> None:
    receiver.put(state("a"), state("b"))
    receiver.intake.put(EventFrame(engine_run=frame[0], seq=frame[1], event=state("c")))
    receiver.put(state("d"))
    virtual_runtime.run_posted()
    assert len(receiver.broken) == 1
    assert state("c") not in receiver.events


def test_first_frame_must_be_number_one(virtual_runtime: VirtualRuntime, receiver: Receiver) -> None:
    receiver.intake.put(EventFrame(engine_run="run", seq=2, event=state("a")))
    virtual_runtime.run_posted()
    assert receiver.broken == ["the engine broke the protocol: event 2 came after 0"]


def test_flood_that_is_not_taken_breaks_off(virtual_runtime: VirtualRuntime, receiver: Receiver) -> None:
    receiver.put(*[state("a")] * (MAX_WAITING + 10))
    virtual_runtime.run_posted()
    assert receiver.broken == ["the engine sent more events than could be handled"]


class SlowClock(VirtualRuntime):
    """Each look at the clock takes 4 ms."""

    def now_s(self) -> float:
        self.stall(0.004)
        return super().now_s()


def test_long_batch_lets_others_have_their_turn() -> None:
    runtime = SlowClock()
    receiver = Receiver(runtime)
    order: list[object] = cast(list[object], receiver.frames)
    receiver.put(*[state(str(at)) for at in range(20)])
    runtime.post(lambda: order.append("window"))
    runtime.run_posted()
    assert 0 < order.index("window") < 10
    assert len(order) == 21


def test_frames_from_another_thread_keep_their_order() -> None:
    runtime = PlainRuntime()
    got: list[int] = []
    intake = EventIntake(runtime, lambda frame: got.append(frame.seq), lambda _: None, lambda _: None)

    def feed() -> None:
        for seq in range(1, 5001):
            intake.put(EventFrame(engine_run="run", seq=seq, event=state("a")))

    feeder = threading.Thread(target=feed)
    feeder.start()
    assert runtime.run_until(lambda: len(got) == 5000, 30)
    feeder.join()
    runtime.close()
    assert got == list(range(1, 5001))
