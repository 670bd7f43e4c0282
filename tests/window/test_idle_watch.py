"""Idle time and screen lock of the session: by scripted desktops on a real bus, and by a real X server."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from Xlib import X, display
from Xlib.ext import xtest

from tests.fakes.virtual_runtime import EPOCH_S, VirtualRuntime
from tests.harness.scripted_desktop import LOGIND, MUTTER, SAVER, SESSION_PATH, PrivateBus, ScriptedDesktop
from tests.window.waiting import wait_until
from tests.window.window_stage import WindowStage
from ui.desktop.bus import Bus
from ui.desktop.idle import IDLE_FROM_S, LEAST_PAUSE_S, IdleWatch, SessionWatch
from ui.desktop.idle_sources import IdleSource, MutterIdle, OnIdle, ScreenSaverIdle, UnknownUnit, XIdle
from ui.desktop.screen_lock import ScreenLock


class StatusSpy:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.idle_since: list[float | None] = []
        self.locked: list[bool] = []

    def set_idle_since(self, epoch_s: float | None) -> None:
        self.idle_since.append(epoch_s)

    def set_locked(self, is_locked: bool) -> None:
        self.locked.append(is_locked)


class ScriptedSource:
    """Answers at once. idle_s None: does not work here. tells: whether it says when the user is back."""

    def __init__(self, idle_s: float | None, tells: bool = False) -> None:
        self.idle_s, self.tells = idle_s, tells
        self.questions = 0
        self.returned: list[object] = []

    def ask(self, on_idle: OnIdle) -> None:
        self.questions += 1
        on_idle(self.idle_s)

    def call_on_return(self, on_return: object) -> bool:
        self.returned.append(on_return)
        return self.tells


@pytest.fixture
def bus(qapp: QApplication, tmp_path: Path) -> Iterator[PrivateBus]:
    with PrivateBus(tmp_path) as private:
        yield private


@pytest.fixture
def client(bus: PrivateBus) -> Iterator[Bus]:
    connection = Bus(bus.address)
    yield connection
    connection.close()


# ------------------------------------------------------------------ how often and what


def watch_of(runtime: VirtualRuntime, *sources: IdleSource) -> StatusSpy:
    spy = StatusSpy()
    IdleWatch(runtime, spy, sources).start()
    return spy


def test_first_source_that_works_is_used(virtual_runtime: VirtualRuntime) -> None:
    silent, speaking = ScriptedSource(None), ScriptedSource(100)
    spy = watch_of(virtual_runtime, silent, speaking)
    assert spy.idle_since == [EPOCH_S - 100]
    assert silent.questions == 1
    assert watch_of(virtual_runtime, ScriptedSource(None)).idle_since == []


def test_nobody_wakes_more_often_than_every_quarter_of_a_minute(virtual_runtime: VirtualRuntime) -> None:
    for idle_s in (0.0, 30.0, 59.0, 3600.0):
        source = ScriptedSource(idle_s)
        watch_of(virtual_runtime, source)
        virtual_runtime.advance(600)
        assert source.questions <= 600 / LEAST_PAUSE_S + 1


def test_active_user_is_asked_about_once_a_minute(virtual_runtime: VirtualRuntime) -> None:
    source = ScriptedSource(0.0)
    watch_of(virtual_runtime, source)
    virtual_runtime.advance(600)
    assert source.questions <= 600 / IDLE_FROM_S + 1


def test_pause_is_told_once_and_its_end_too(virtual_runtime: VirtualRuntime) -> None:
    source = ScriptedSource(70.0)
    spy = watch_of(virtual_runtime, source)
    for _ in range(4):
        source.idle_s = 70.0 + virtual_runtime.now_s() + LEAST_PAUSE_S
        virtual_runtime.advance(LEAST_PAUSE_S)
    source.idle_s = 1.0
    virtual_runtime.advance(LEAST_PAUSE_S)
    assert spy.idle_since == [EPOCH_S - 70, None]


def test_source_that_tells_of_the_return_is_not_asked_meanwhile(virtual_runtime: VirtualRuntime) -> None:
    source = ScriptedSource(100.0, tells=True)
    spy = watch_of(virtual_runtime, source)
    virtual_runtime.advance(3600)
    assert source.questions == 1
    source.idle_s = 0.0
    source.returned[0]()  # type: ignore[operator]
    assert spy.idle_since == [EPOCH_S - 100, None]


def test_unit_is_found_by_watching_it_grow() -> None:
    seconds, milliseconds = UnknownUnit(), UnknownUnit()
    assert seconds.seconds(3, 0) < 1, "as long as it is not known, nobody is idle too early"
    assert seconds.seconds(63, 60) == 63
    assert milliseconds.seconds(3000, 0) == 3
    assert milliseconds.seconds(63_000, 60) == 63
    assert milliseconds.seconds(50, 120) == 0.05


# ------------------------------------------------------------------ desktops on a bus


def test_mutter_tells_idle_time_and_return(bus: PrivateBus, client: Bus, virtual_runtime: VirtualRuntime) -> None:
    desktop = ScriptedDesktop(bus, MUTTER)
    desktop.answers = {"GetIdletime": lambda: ("t", (120_000,)), "AddUserActiveWatch": lambda: ("u", (7,))}
    spy = StatusSpy()
    IdleWatch(virtual_runtime, spy, [MutterIdle(client)]).start()
    wait_until(lambda: spy.idle_since, "the idle time")
    assert spy.idle_since == [EPOCH_S - 120]
    wait_until(lambda: desktop.count("AddUserActiveWatch"), "the watch")
    desktop.answers["GetIdletime"] = lambda: ("t", (5,))
    path = "/org/gnome/Mutter/IdleMonitor/Core"
    desktop.emit(path, MUTTER, "WatchFired", "u", 6)  # somebody else's watch
    desktop.emit(path, MUTTER, "WatchFired", "u", 7)
    wait_until(lambda: spy.idle_since == [EPOCH_S - 120, None], "the return")
    assert desktop.count("GetIdletime") == 2
    desktop.close()


def test_mutter_without_watches_is_asked(bus: PrivateBus, client: Bus, virtual_runtime: VirtualRuntime) -> None:
    desktop = ScriptedDesktop(bus, MUTTER)
    desktop.answers = {"GetIdletime": lambda: ("t", (120_000,))}
    IdleWatch(virtual_runtime, StatusSpy(), [MutterIdle(client)]).start()
    wait_until(lambda: desktop.count("GetIdletime") == 2 and virtual_runtime.pending_timers, "the second question")
    desktop.close()


def test_screen_saver_is_asked_where_there_is_no_mutter(
    bus: PrivateBus, client: Bus, virtual_runtime: VirtualRuntime
) -> None:
    desktop = ScriptedDesktop(bus, SAVER)
    desktop.answers = {"GetSessionIdleTime": lambda: ("u", (90_000,))}
    spy = StatusSpy()
    sources: list[IdleSource] = [MutterIdle(client), ScreenSaverIdle(client, virtual_runtime.now_s)]
    IdleWatch(virtual_runtime, spy, sources).start()
    wait_until(lambda: spy.idle_since, "the idle time")
    assert spy.idle_since == [EPOCH_S - 90]
    desktop.close()


def test_lock_is_read_at_start_and_followed(bus: PrivateBus, client: Bus) -> None:
    desktop = ScriptedDesktop(bus, SAVER)
    desktop.answers = {"GetActive": lambda: ("b", (True,))}
    locked: list[bool] = []
    lock = ScreenLock(client, None, locked.append)
    wait_until(lambda: locked == [True], "the lock at the start")
    desktop.emit("/org/freedesktop/ScreenSaver", SAVER, "ActiveChanged", "b", False)
    wait_until(lambda: locked == [True, False], "the unlocking")
    desktop.emit("/org/freedesktop/ScreenSaver", SAVER, "ActiveChanged", "b", True)
    wait_until(lambda: locked == [True, False, True], "the locking")
    del lock
    desktop.close()


def test_logind_says_that_the_session_is_locked(bus: PrivateBus, client: Bus) -> None:
    desktop = ScriptedDesktop(bus, LOGIND)
    desktop.answers = {
        "GetSession": lambda: ("o", (SESSION_PATH,)),
        "Get": lambda: ("v", (("b", False),)),
    }
    locked: list[bool] = []
    lock = ScreenLock(None, client, locked.append)
    wait_until(lambda: desktop.count("Get"), "the question for the hint")
    session, properties = "org.freedesktop.login1.Session", "org.freedesktop.DBus.Properties"
    seat = "org.freedesktop.login1.Seat"
    desktop.emit(SESSION_PATH, properties, "PropertiesChanged", "sa{sv}as", session, {"LockedHint": ("b", True)}, [])
    wait_until(lambda: locked == [True], "the lock")
    desktop.emit(SESSION_PATH, properties, "PropertiesChanged", "sa{sv}as", seat, {"LockedHint": ("b", False)}, [])
    desktop.emit(SESSION_PATH, properties, "PropertiesChanged", "sa{sv}as", session, {"LockedHint": ("b", False)}, [])
    wait_until(lambda: locked == [True, False], "the unlocking")
    del lock
    desktop.close()


def test_a_bus_that_goes_away_is_survived(qapp: QApplication, tmp_path: Path) -> None:
    with PrivateBus(tmp_path) as private:
        lonely = Bus(private.address)
    answers: list[float | None] = []
    wait_until(lambda: lonely._connection is None, "that the loss is seen")
    MutterIdle(lonely).ask(answers.append)
    assert answers == [None]
    lonely.close()


def test_without_any_service_nothing_is_told(bus: PrivateBus, client: Bus, virtual_runtime: VirtualRuntime) -> None:
    spy = StatusSpy()
    lock = ScreenLock(client, client, spy.set_locked)
    answers: list[float | None] = []
    MutterIdle(client).ask(answers.append)
    ScreenSaverIdle(client, virtual_runtime.now_s).ask(answers.append)
    wait_until(lambda: answers == [None, None], "that nobody answers")
    assert (spy.idle_since, spy.locked) == ([], [])
    del lock


# ------------------------------------------------------------------ a real X server


def test_x_server_counts_since_the_last_input(qapp: QApplication) -> None:
    source = XIdle()
    seen: list[float] = []

    def idle_s() -> float:
        source.ask(lambda value: seen.append(-1.0 if value is None else value))
        return seen[-1]

    first = idle_s()
    assert first >= 0
    wait_until(lambda: idle_s() > max(first, 0.3), "a pause")
    before = idle_s()
    field = QLineEdit()
    field.show()
    assert QTest.qWaitForWindowExposed(field)
    server = display.Display(os.environ["DISPLAY"])
    xtest.fake_input(server, X.MotionNotify, x=5, y=5)
    xtest.fake_input(server, X.MotionNotify, x=25, y=25)
    server.sync()
    server.close()
    wait_until(lambda: idle_s() < before, "the end of the pause")
    field.close()
    source.close()
    source.ask(lambda value: seen.append(-2.0 if value is None else value))
    assert seen[-1] == -2.0, "a closed source says that it does not work"


def test_locked_screen_shows_as_away_in_the_window(
    phone: WindowStage, bus: PrivateBus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.address)
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.address)
    desktop = ScriptedDesktop(bus, SAVER, MUTTER, LOGIND)
    desktop.answers = {"GetActive": lambda: ("b", (True,)), "GetIdletime": lambda: ("t", (0,))}
    session = SessionWatch(phone.runtime, phone.softphone.own_status)
    button = phone.windows.pages.status
    wait_until(lambda: button.words() == "Away The screen is locked", "that the header says so")
    desktop.emit("/org/freedesktop/ScreenSaver", SAVER, "ActiveChanged", "b", False)
    wait_until(lambda: button.words().startswith("Available"), "the return")
    session.close()
    desktop.close()
