"""Notices about calls on a scripted desktop, over a real bus."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from softphone.basics.explanation import Explanation
from softphone.calls.call_when_free import FreeNotice
from softphone.protocol.snapshots import EndKind, LegState
from softphone.settings.declared import INCOMING_ALERT
from tests.harness.scripted_desktop import PrivateBus, ScriptedDesktop
from tests.window.waiting import wait_until
from tests.window.window_stage import WindowStage
from ui.desktop.bus import Bus
from ui.desktop.call_notices import CallNotices
from ui.desktop.notices import BusNotices, Notice, TrayNotices

SERVICE, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"


class NoticeDesktop(ScriptedDesktop):
    """shown: what each Notify was given, by the number it got."""

    def __init__(self, bus: PrivateBus, *capabilities: str) -> None:
        self.shown: dict[int, tuple[object, ...]] = {}
        self.taken_away: list[object] = []
        super().__init__(bus, SERVICE)
        self.answers["GetCapabilities"] = lambda: ("as", (list(capabilities),))
        self.answers["Notify"] = self._notify
        self.answers["CloseNotification"] = self._close

    def press(self, number: int, key: str) -> None:
        self.emit(PATH, SERVICE, "ActionInvoked", "us", number, key)
        self.emit(PATH, SERVICE, "NotificationClosed", "uu", number, 2)

    def text(self, number: int) -> tuple[object, object]:
        """Title and text."""
        return self.shown[number][3], self.shown[number][4]

    def buttons(self, number: int) -> list[object]:
        actions = self.shown[number][5]
        assert isinstance(actions, list)
        return actions[3::2]

    def _notify(self) -> tuple[str, tuple[object, ...]]:
        number = len(self.shown) + 1
        self.shown[number] = self.last_arguments
        return "u", (number,)

    def _close(self) -> tuple[str, tuple[object, ...]]:
        self.taken_away.append(self.last_arguments[0])
        return "", ()


@pytest.fixture
def bus(qapp: QApplication, tmp_path: Path) -> Iterator[PrivateBus]:
    with PrivateBus(tmp_path) as private:
        yield private


@pytest.fixture
def desktop(bus: PrivateBus) -> Iterator[NoticeDesktop]:
    built = NoticeDesktop(bus, "actions", "body", "body-markup")
    yield built
    built.close()


@pytest.fixture
def notices(phone: WindowStage, bus: PrivateBus, desktop: NoticeDesktop) -> Iterator[CallNotices]:
    client = Bus(bus.address)
    phone.windows.start_notices(client)
    wait_until(lambda: desktop.count("GetCapabilities") == 1, "the service is asked what it can")
    phone.softphone.settings.set(INCOMING_ALERT, "notification")
    made = phone.windows.notices
    assert made is not None
    wait_until(lambda: made.tells_incoming, "notices take the calls")
    yield made
    made.close()
    client.close()


def test_a_call_is_answered_from_the_notice(phone: WindowStage, desktop: NoticeDesktop, notices: CallNotices) -> None:
    leg = phone.incoming("1003", "Carol <b>Clerk</b>")
    wait_until(lambda: 1 in desktop.shown, "a notice")
    assert desktop.text(1) == ("Incoming call", "Carol &lt;b&gt;Clerk&lt;/b&gt; · 1003")
    assert desktop.buttons(1) == ["Answer", "Decline"]
    assert phone.windows.alerts.alerts() == ()
    desktop.press(1, "answer")
    wait_until(lambda: phone.calls()[0].state != LegState.ALERTING, "the answer")
    phone.advance(1)
    assert phone.calls()[0].state == LegState.ESTABLISHED
    assert phone.call_id(leg) == phone.calls()[0].call_id


def test_a_call_is_declined_from_the_notice(phone: WindowStage, desktop: NoticeDesktop, notices: CallNotices) -> None:
    phone.incoming("1003", "Carol")
    wait_until(lambda: 1 in desktop.shown, "a notice")
    desktop.press(1, "decline")
    wait_until(lambda: phone.calls()[0].state == LegState.ENDED or not phone.calls()[0].actions, "the decline")


def test_the_notice_goes_when_the_call_does_and_the_missed_one_can_be_called_back(
    phone: WindowStage, desktop: NoticeDesktop, notices: CallNotices
) -> None:
    leg = phone.incoming("1003", "Carol")
    wait_until(lambda: 1 in desktop.shown, "a notice")
    phone.settle()
    phone.engine.far_hangs_up(leg, EndKind.MISSED)
    phone.advance(0.1)
    wait_until(lambda: desktop.taken_away == [1] and 2 in desktop.shown, "the notice goes")
    assert desktop.text(2) == ("Missed call", "Carol · 1003")
    assert desktop.buttons(2) == ["Call back"]
    desktop.press(2, "call_back")
    wait_until(lambda: any(not call.is_incoming for call in phone.calls()), "the call back")


def test_a_call_that_was_answered_elsewhere_is_said_to_be_and_is_not_missed(
    phone: WindowStage, desktop: NoticeDesktop, notices: CallNotices
) -> None:
    leg = phone.incoming("1003", "Carol")
    wait_until(lambda: 1 in desktop.shown, "a notice")
    phone.settle()
    call_id = phone.call_id(leg)
    phone.engine.far_hangs_up(leg, EndKind.ANSWERED_ELSEWHERE)
    phone.advance(0.1)
    wait_until(lambda: desktop.taken_away == [1] and 2 in desktop.shown, "the notice goes")
    assert desktop.text(2) == ("Answered on another device", "Carol · 1003")
    phone.softphone.calls.taking_over.explain_end(call_id, Explanation("Answered on your mobile"))
    wait_until(lambda: 3 in desktop.shown, "where it was")
    assert desktop.text(3) == ("Answered on your mobile", "Carol · 1003")
    phone.advance(5)
    wait_until(lambda: 3 in desktop.taken_away, "the notice goes with the card")
    assert phone.softphone.history.unseen_missed == 0


def test_behind_a_lock_nobody_is_named(phone: WindowStage, desktop: NoticeDesktop, notices: CallNotices) -> None:
    phone.softphone.own_status.set_locked(True)
    phone.incoming("1003", "Carol")
    wait_until(lambda: 1 in desktop.shown, "a notice")
    assert "Carol" not in str(desktop.shown[1])
    assert "1003" not in str(desktop.shown[1])


def test_who_wants_the_window_gets_the_window(phone: WindowStage, desktop: NoticeDesktop, notices: CallNotices) -> None:
    phone.softphone.settings.set(INCOMING_ALERT, "window")
    phone.incoming("1003", "Carol")
    phone.advance(0.1)
    assert len(phone.windows.alerts.alerts()) == 1
    assert desktop.shown == {}


def test_who_is_free_can_be_called_from_the_notice(
    phone: WindowStage, desktop: NoticeDesktop, notices: CallNotices
) -> None:
    phone.softphone.call_when_free.ready.announce(FreeNotice("1002", "Bob", is_certain=True))
    wait_until(lambda: 1 in desktop.shown, "a notice")
    assert desktop.text(1)[0] == "Bob is free"
    desktop.press(1, "call")
    wait_until(lambda: [call.leg.remote.number for call in phone.calls()] == ["1002"], "the call")


def test_a_click_on_the_notice_opens_the_window(
    phone: WindowStage, desktop: NoticeDesktop, notices: CallNotices
) -> None:
    phone.main.hide()
    notices.tell("Bob is free", "You wanted to be told.")
    wait_until(lambda: 1 in desktop.shown, "a notice")
    desktop.press(1, "default")
    wait_until(lambda: phone.main.isVisible(), "the window")


def test_without_a_service_the_tray_icon_tells(phone: WindowStage, bus: PrivateBus) -> None:
    phone.windows.start_tray()
    assert phone.windows.tray is not None
    told: list[Notice] = []

    class Tray(TrayNotices):
        def show(self, notice: Notice) -> Callable[[], None]:
            told.append(notice)
            return super().show(notice)

    client = Bus(bus.address)
    board = BusNotices(client, Tray(phone.windows.tray.icon))
    phone.settle()
    assert not board.has_actions
    board.show(Notice("Missed call", "Carol", lambda: None))
    assert [notice.text for notice in told] == ["Carol"]
    client.close()
