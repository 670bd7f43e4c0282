"""Calls and registrations of the own address on other devices, as the window shows them."""

from PySide6.QtCore import QPoint

from softphone.presence.reginfo import RegisteredDevice
from softphone.presence.state import RemoteCall, RemoteCallState
from softphone.protocol.snapshots import Direction, EventPackage
from tests.unit.presence.documents import DIALOG_INFO, dialogs
from tests.window.window_stage import WindowStage
from ui.presence.elsewhere import calls_line, devices_line

DESK = RegisteredDevice("1", "sip:1001@192.0.2.7:5060", "Desk phone")
NAMELESS = RegisteredDevice("2", "sip:1001@192.0.2.8:5060")


def call(name: str = "Erin", state: RemoteCallState = RemoteCallState.CONFIRMED, is_held: bool = False) -> RemoteCall:
    uri = "sip:1007@pbx.example.com"
    return RemoteCall("d1", Direction.INCOMING, state, remote_name=name, remote_uri=uri, is_held=is_held)


def tell(stage: WindowStage, version: int, *states: str) -> None:
    subscription = stage.engine.events.find("1001", EventPackage.DIALOG)
    body = dialogs(*states, version=version, user="1001")
    stage.engine.events.notify(subscription, body, DIALOG_INFO)
    stage.advance(0.5)


def test_call_elsewhere_is_told_until_it_ends(phone: WindowStage) -> None:
    line = phone.windows.pages.elsewhere
    field = phone.main.dial.field
    place = field.mapTo(phone.main, QPoint(0, 0))
    assert not line.isVisible()
    tell(phone, 1, "confirmed")
    assert line.isVisible()
    assert line.words() == line.accessibleName() == "In a call with Erin on another device"
    assert field.mapTo(phone.main, QPoint(0, 0)) == place, "nothing may move below the pointer"
    assert line.words() in [action.text() for action in phone.windows.pages.status.build_menu().actions()]
    tell(phone, 2)
    assert not line.isVisible()


def test_ringing_is_not_told_as_it_rings_here_too(phone: WindowStage) -> None:
    tell(phone, 1, "early")
    assert not phone.windows.pages.elsewhere.isVisible()


def test_call_elsewhere_has_its_line_in_every_arrangement(phone: WindowStage) -> None:
    line = phone.windows.pages.elsewhere
    tell(phone, 1, "confirmed")
    for width in (420, 900):
        phone.main.resize(width, 640)
        phone.settle()
        assert line.isVisible()
        bottom = line.mapTo(phone.main, QPoint(0, line.height())).y()
        assert phone.main.pages.mapTo(phone.main, QPoint(0, 0)).y() < bottom < phone.main.height()


def test_device_is_named_where_it_can_be_no_other() -> None:
    assert calls_line([call()], [DESK]) == "In a call with Erin on Desk phone"
    assert calls_line([call()], [DESK, NAMELESS]) == "In a call with Erin on another device"
    assert calls_line([call()], [NAMELESS]) == "In a call with Erin on another device"
    assert calls_line([call(is_held=True)], [DESK]) == "Call with Erin on hold on Desk phone"
    assert calls_line([call(""), call("{x}")], []) == "In 2 calls on other devices (1007, {x})"


def test_devices_are_listed() -> None:
    assert devices_line([]) == ""
    assert devices_line([DESK]) == "Also signed in: Desk phone"
    assert devices_line([DESK, NAMELESS]) == "Also signed in: Desk phone, 1 more"
    assert devices_line([NAMELESS]) == "Also signed in on another device"
    assert devices_line([NAMELESS, NAMELESS]) == "Also signed in on 2 other devices"
