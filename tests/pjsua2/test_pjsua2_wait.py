"""The epoll wait: no wake-ups when idle, and one at once when there is something to do."""

from tests.pjsua2 import child


def test_idle_engine_hardly_wakes_up() -> None:
    per_second = child.run("wait_scenarios:idle", seconds=4)
    assert per_second["turns"] < 3
    assert per_second["wake_ups"] < 3


def test_packet_ends_the_wait() -> None:
    assert child.run("wait_scenarios:packet") is True


def test_timer_of_the_library_ends_the_wait() -> None:
    seen = child.run("wait_scenarios:own_timer")
    assert seen["states"] == ["SENT", "RETRYING", "SENT", "ACCEPTED", "ACTIVE"]
    assert seen["was_woken"] is True


def test_timer_set_by_another_thread_ends_the_wait() -> None:
    assert child.run("wait_scenarios:timer_of_another_thread") is True


def test_job_left_by_the_media_thread_ends_the_wait() -> None:
    assert child.run("wait_scenarios:job_of_another_thread") == "7"
