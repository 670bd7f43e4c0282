"""Virtual time, which other tests rely on."""

import pytest

from tests.fakes.virtual_runtime import VirtualRuntime


def test_nothing_happens_until_time_moves(virtual_runtime: VirtualRuntime) -> None:
    heard: list[str] = []
    virtual_runtime.post(lambda: heard.append("posted"))
    virtual_runtime.call_later(1.0, lambda: heard.append(f"timer at {virtual_runtime.now_s():g}"))
    assert heard == []
    virtual_runtime.run_posted()
    assert heard == ["posted"]
    virtual_runtime.advance(3.0)
    assert heard == ["posted", "timer at 1"]
    assert virtual_runtime.now_s() == 3.0


def test_timers_set_by_timers_fire_within_the_same_advance(virtual_runtime: VirtualRuntime) -> None:
    heard: list[float] = []

    def again() -> None:
        heard.append(virtual_runtime.now_s())
        virtual_runtime.call_later(1.0, again)

    virtual_runtime.call_later(1.0, again)
    virtual_runtime.advance(3.5)
    assert heard == [1.0, 2.0, 3.0]
    assert virtual_runtime.pending_timers == 1


def test_background_work_comes_back_as_a_post(virtual_runtime: VirtualRuntime) -> None:
    heard: list[object] = []

    def fail() -> int:
        raise ValueError("no")

    virtual_runtime.run_in_background(lambda: 7, heard.append, heard.append)
    virtual_runtime.run_in_background(fail, heard.append, lambda error: heard.append(str(error)))
    virtual_runtime.run_posted()
    assert heard == [7, "no"]


def test_run_until_stops_at_the_timer_that_made_it_so(virtual_runtime: VirtualRuntime) -> None:
    heard: list[int] = []
    for at in range(1, 5):
        virtual_runtime.call_later(at, lambda at=at: heard.append(at))  # type: ignore[misc]
    assert virtual_runtime.run_until(lambda: 2 in heard)
    assert virtual_runtime.now_s() == 2.0
    assert not virtual_runtime.run_until(lambda: False, 10)


def test_posts_without_end_fail_the_test(virtual_runtime: VirtualRuntime) -> None:
    def again() -> None:
        virtual_runtime.post(again)

    virtual_runtime.post(again)
    with pytest.raises(AssertionError, match="without end"):
        virtual_runtime.run_posted()


def test_stalls_move_the_clocks_but_call_nothing(virtual_runtime: VirtualRuntime) -> None:
    heard: list[int] = []
    virtual_runtime.call_later(1.0, lambda: heard.append(1))
    wall_s = virtual_runtime.wall_time_s()
    virtual_runtime.stall(10.0)
    virtual_runtime.stall(100.0, asleep=True)
    assert (heard, virtual_runtime.now_s(), virtual_runtime.wall_time_s()) == ([], 10.0, wall_s + 110.0)
    virtual_runtime.advance(0)
    assert heard == [1]
