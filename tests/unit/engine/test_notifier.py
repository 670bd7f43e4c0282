"""The window that subscriptions ask through: never a flood, never a standstill."""

from collections.abc import Callable

from softphone.engine.notifier import CHECK_S, WINDOW, Notifier
from tests.fakes.virtual_runtime import VirtualRuntime


class Server:
    """What the notifier is told about its server."""

    def __init__(self) -> None:
        self.is_wanted = self.is_usable = True
        self.place, self.problem = "here", ""


class AskingMember:
    """A subscription that keeps how it asked."""

    def __init__(self, runtime: VirtualRuntime, on_ask: Callable[["AskingMember"], None] = lambda member: None) -> None:
        self.asked: list[tuple[float, bool]] = []
        self.told: list[tuple[int | None, float | None]] = []
        self.has_session = False
        self.is_cheap = True
        self.on_ask = on_ask
        self._runtime = runtime

    def ask(self, *, anew: bool) -> None:
        self.asked.append((self._runtime.now_s(), anew))
        self.has_session = True
        self.on_ask(self)

    def drop(self) -> None:
        self.has_session = False

    def tell_waiting(self, code: int | None, detail: str, retry_in_s: float | None) -> None:
        self.told.append((code, retry_in_s))


class Desk:
    """A notifier with members in virtual time; the server answers when the test says so."""

    def __init__(self, runtime: VirtualRuntime, count: int) -> None:
        self.runtime = runtime
        self.server = Server()
        self.forgotten = 0
        self.notifier = Notifier(self.server, runtime, self._forget, runtime.now_s)
        self.notifier.server_changed()
        self.members = [AskingMember(runtime) for _ in range(count)]
        for member in self.members:
            self.notifier.add(member)
        runtime.run_posted()

    def _forget(self) -> None:
        self.forgotten += 1

    @property
    def asked(self) -> int:
        return sum(len(member.asked) for member in self.members)

    def under_way(self) -> list[AskingMember]:
        return [member for member in self.members if member.asked]

    def hear(self, *members: AskingMember) -> None:
        for member in members:
            self.notifier.heard(member)
        self.runtime.run_posted()

    def lose(self, member: AskingMember, code: int, delay_s: float = 1.0) -> None:
        member.has_session = False
        self.notifier.lost(member, code, "", delay_s)
        self.runtime.run_posted()

    def set_up(self) -> None:
        """The server takes everybody."""
        for member in self.members:
            member.on_ask = lambda member: self.runtime.post(lambda: self.notifier.heard(member))
        self.hear(*self.under_way())
        self.runtime.advance(0.1)
        assert all(member.asked for member in self.members)


def test_one_asks_first_then_a_window_full(virtual_runtime: VirtualRuntime) -> None:
    desk = Desk(virtual_runtime, 200)
    assert desk.asked == 1
    desk.hear(desk.members[0])
    assert desk.asked == 1 + WINDOW
    desk.hear(*desk.members[1:4])
    assert desk.asked == 4 + WINDOW


def test_thousands_are_set_up(virtual_runtime: VirtualRuntime) -> None:
    desk = Desk(virtual_runtime, 2000)
    desk.set_up()
    assert desk.asked == 2000


def test_silent_resources_do_not_hold_up_the_others(virtual_runtime: VirtualRuntime) -> None:
    desk = Desk(virtual_runtime, 3 * WINDOW)
    desk.hear(desk.members[0])
    virtual_runtime.advance(9.0)
    assert desk.asked > 2 * WINDOW


def test_server_that_does_not_answer_is_asked_once_at_a_time(virtual_runtime: VirtualRuntime) -> None:
    desk = Desk(virtual_runtime, 500)
    for member in desk.members:
        member.on_ask = lambda member: desk.runtime.post(lambda: desk.lose(member, 503))
    desk.lose(desk.members[0], 503)
    virtual_runtime.advance(60.0)
    assert 4 <= desk.asked <= 9  # 1.5, 3, 6, 12, 24 s, a quarter more or less
    assert all(member.told[-1][0] == 503 for member in desk.members)
    desk.set_up()


def test_members_that_had_a_session_refresh_it_when_the_server_is_back(virtual_runtime: VirtualRuntime) -> None:
    desk = Desk(virtual_runtime, 3)
    desk.set_up()
    virtual_runtime.advance(100.0)
    desk.lose(desk.members[0], 503)
    assert [member.told[-1][0] for member in desk.members] == [503, 503, 503]
    virtual_runtime.advance(5.0)
    assert [member.asked[-1][1] for member in desk.members] == [True, False, False]
    assert all(member.asked[-1][0] > 100.0 for member in desk.members)


def test_one_resource_that_fails_waits_alone(virtual_runtime: VirtualRuntime) -> None:
    desk = Desk(virtual_runtime, 3)
    desk.set_up()
    desk.lose(desk.members[1], 480, 7.0)
    assert desk.members[1].told == [(480, 7.0)]
    assert not desk.members[0].told
    virtual_runtime.advance(6.9)
    assert len(desk.members[1].asked) == 1
    virtual_runtime.advance(0.2)
    assert len(desk.members[1].asked) == 2


def test_one_unanswered_refresh_among_answered_ones_is_that_resource_alone(virtual_runtime: VirtualRuntime) -> None:
    desk = Desk(virtual_runtime, 3)
    desk.set_up()
    virtual_runtime.advance(20.0)
    desk.hear(desk.members[0])
    virtual_runtime.advance(1.0)
    desk.lose(desk.members[1], 408, 2.0)
    assert not desk.members[0].told


def test_forgotten_by_the_server_all_are_asked_after(virtual_runtime: VirtualRuntime) -> None:
    desk = Desk(virtual_runtime, 5)
    desk.set_up()
    desk.lose(desk.members[2], 481, 0.0)
    virtual_runtime.advance(0.1)
    assert [len(member.asked) for member in desk.members] == [2] * 5
    assert [member.asked[-1][1] for member in desk.members] == [False, False, True, False, False]
    # The others are unknown too: each is made anew, and nobody is asked a third time because of it.
    for member in (desk.members[0], desk.members[1]):
        desk.lose(member, 481, 0.0)
    virtual_runtime.advance(1.0)
    assert [len(member.asked) for member in desk.members] == [3, 3, 2, 2, 2]
    assert desk.forgotten == 1


def test_quiet_server_is_asked_now_and_then(virtual_runtime: VirtualRuntime) -> None:
    desk = Desk(virtual_runtime, 100)
    desk.members[0].is_cheap = False
    desk.set_up()
    virtual_runtime.advance(CHECK_S * 3.5)
    assert desk.asked == 103
    assert len(desk.members[0].asked) == 1
    for _ in range(40):
        virtual_runtime.advance(CHECK_S / 10)
        desk.hear(desk.members[5])
    assert desk.asked == 103


def test_a_server_that_may_have_forgotten_all_is_asked_by_one(virtual_runtime: VirtualRuntime) -> None:
    desk = Desk(virtual_runtime, 5)
    desk.set_up()
    desk.notifier.doubt()
    virtual_runtime.advance(0.1)
    assert [len(member.asked) for member in desk.members] == [2, 1, 1, 1, 1]
    desk.lose(desk.members[0], 481, 0.0)
    virtual_runtime.advance(0.1)
    assert [len(member.asked) for member in desk.members] == [3, 2, 2, 2, 2]
    assert desk.forgotten == 1


def test_wrong_password_is_tried_once(virtual_runtime: VirtualRuntime) -> None:
    desk = Desk(virtual_runtime, 100)
    assert desk.notifier.refused_password(desk.members[0], 401)
    virtual_runtime.advance(600.0)
    assert desk.asked == 1
    assert {member.told[-1] for member in desk.members} == {(401, None)}
    late = AskingMember(virtual_runtime)
    desk.notifier.add(late)
    assert late.told == [(401, None)]


def test_password_refused_for_one_target_only(virtual_runtime: VirtualRuntime) -> None:
    desk = Desk(virtual_runtime, 2)
    desk.set_up()
    assert not desk.notifier.refused_password(desk.members[0], 407)
    assert not desk.members[1].told


def test_nothing_is_asked_before_the_server_can_be_used(virtual_runtime: VirtualRuntime) -> None:
    desk = Desk(virtual_runtime, 0)
    desk.server.is_usable = False
    desk.notifier.server_changed()
    member = AskingMember(virtual_runtime)
    desk.notifier.add(member)
    virtual_runtime.advance(10.0)
    assert not member.asked
    desk.server.is_usable = True
    desk.notifier.server_changed()
    virtual_runtime.advance(0.1)
    assert len(member.asked) == 1


def test_registration_that_came_back_asks_at_once(virtual_runtime: VirtualRuntime) -> None:
    desk = Desk(virtual_runtime, 3)
    desk.set_up()
    desk.lose(desk.members[2], 480, 200.0)
    desk.server.is_usable = False
    desk.notifier.server_changed()
    desk.server.is_usable = True
    desk.notifier.server_changed()
    virtual_runtime.advance(0.1)
    assert [member.asked[-1][1] for member in desk.members] == [False, False, True]
    assert desk.asked == 6


def test_another_place_needs_new_sessions(virtual_runtime: VirtualRuntime) -> None:
    desk = Desk(virtual_runtime, 3)
    desk.set_up()
    desk.server.place = "there"
    desk.notifier.server_changed()
    virtual_runtime.advance(0.1)
    assert [member.asked[-1][1] for member in desk.members] == [True, True, True]


def test_refreshed_registration_is_no_news(virtual_runtime: VirtualRuntime) -> None:
    desk = Desk(virtual_runtime, 3)
    desk.set_up()
    desk.notifier.server_changed()
    virtual_runtime.advance(1.0)
    assert desk.asked == 3


def test_account_that_is_switched_off_ends_its_sessions(virtual_runtime: VirtualRuntime) -> None:
    desk = Desk(virtual_runtime, 3)
    desk.set_up()
    desk.server.is_wanted = desk.server.is_usable = False
    desk.notifier.server_changed()
    assert not any(member.has_session for member in desk.members)
    virtual_runtime.advance(10.0)
    assert desk.asked == 3
    desk.server.is_wanted = desk.server.is_usable = True
    desk.notifier.server_changed()
    virtual_runtime.advance(1.0)
    assert desk.asked == 6


def test_removed_member_asks_no_more(virtual_runtime: VirtualRuntime) -> None:
    desk = Desk(virtual_runtime, 2)
    desk.set_up()
    desk.lose(desk.members[0], 480, 1.0)
    desk.notifier.remove(desk.members[0])
    virtual_runtime.advance(5.0)
    assert desk.asked == 2
    desk.notifier.stop()
    virtual_runtime.advance(CHECK_S * 2)
    assert virtual_runtime.pending_timers == 0
