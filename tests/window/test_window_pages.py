"""Favourites, history and own status in the window, with every feature behind them on the fake engine."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from softphone.presence.state import PresenceState
from softphone.protocol.snapshots import EndKind, EventPackage
from softphone.settings.declared import LAMP_SIZE
from tests.window.waiting import wait_until
from tests.window.window_stage import ALICE, WindowStage
from ui.history.history_page import HistoryPage
from ui.presence.favourites_page import FavouritesPage
from ui.presence.lamp_delegate import Density
from ui.shortcuts import Keys

_DIALOG_INFO = "application/dialog-info+xml"


def _dialogs(state: str, version: int) -> bytes:
    return (
        f'<?xml version="1.0"?><dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="{version}" '
        'state="full" entity="sip:1002@pbx.example.com"><dialog id="a" direction="recipient">'
        f'<state>{state}</state><remote><identity display="Carol">sip:1003@pbx.example.com</identity></remote>'
        "</dialog></dialog-info>"
    ).encode()


def _favourites(stage: WindowStage) -> FavouritesPage:
    stage.main.show_page("favourites")
    page = stage.main.pages.page("favourites")
    assert isinstance(page, FavouritesPage)
    stage.advance(1)
    return page


def _history(stage: WindowStage) -> HistoryPage:
    stage.main.show_page("history")
    page = stage.main.pages.page("history")
    assert isinstance(page, HistoryPage)
    stage.advance(2)
    return page


def test_lamp_follows_the_dialogs_of_the_colleague(phone: WindowStage) -> None:
    bob = phone.softphone.favourites.add("Bob", "1002")
    page = _favourites(phone)

    def spoken() -> str:
        index = page.model.index_of(bob.favourite_id)
        return str(page.model.data(index, Qt.ItemDataRole.AccessibleTextRole))

    subscription = phone.engine.events.find("1002", EventPackage.DIALOG)
    phone.engine.events.notify(subscription, _dialogs("early", 1), _DIALOG_INFO)
    phone.advance(0.5)
    assert spoken().startswith("Bob, Ringing, call from Carol")
    phone.engine.events.notify(subscription, _dialogs("confirmed", 2), _DIALOG_INFO)
    phone.advance(0.5)
    assert spoken().startswith("Bob, On the phone, called by Carol")


def test_lamps_follow_the_account_that_is_added_later(stage: WindowStage) -> None:
    bob = stage.softphone.favourites.add("Bob", "1002")
    page = _favourites(stage)
    stage.sign_in(ALICE)
    stage.advance(1)
    lamp = page.model.lamp(page.model.index_of(bob.favourite_id))
    assert lamp is not None
    assert lamp.presentity.address == "1002@pbx.example.com"
    assert stage.engine.events.find("1002", EventPackage.DIALOG)


def test_a_lamp_is_called_by_enter(phone: WindowStage) -> None:
    phone.softphone.favourites.add("Bob", "1002")
    page = _favourites(phone)
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    phone.settle()
    assert [call.leg.remote.number for call in phone.calls()] == ["1002"]


def test_digits_typed_on_the_lamps_go_to_the_field(phone: WindowStage) -> None:
    phone.softphone.favourites.add("Bob", "1002")
    page = _favourites(phone)
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_7)
    assert phone.main.dial.field.text() == "7"


def test_size_of_the_lamps_is_kept(phone: WindowStage) -> None:
    phone.softphone.favourites.add("Bob", "1002")
    _favourites(phone).density_button.click()
    phone.advance(1)
    assert phone.softphone.settings.get(LAMP_SIZE) == Density.SMALL.value


def test_missed_call_is_counted_at_the_tab_until_it_is_seen(phone: WindowStage) -> None:
    phone.engine.far_hangs_up(phone.incoming("1003", "Carol"), EndKind.MISSED)
    phone.advance(2)
    assert phone.main.pages.tab("history").badge() == 1
    page = _history(phone)

    def is_seen() -> bool:
        phone.advance(0.1)
        return phone.main.pages.tab("history").badge() == 0

    wait_until(is_seen, "that it is seen")
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    phone.settle()
    assert phone.calls()[-1].leg.remote.number == "1003"


def test_own_status_opens_by_key_and_tells_the_server(phone: WindowStage) -> None:
    QTest.keyClick(phone.main, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    button = phone.windows.pages.status
    wait_until(lambda: any(menu.isVisible() for menu in button.findChildren(QMenu)), f"the menu by {Keys.STATUS}")
    menu = next(menu for menu in button.findChildren(QMenu) if menu.isVisible())
    next(action for action in menu.actions() if "disturb" in action.text()).trigger()
    menu.close()
    phone.advance(1)
    assert phone.softphone.own_status.view.state is PresenceState.DO_NOT_DISTURB
    assert button.words().startswith("Do not disturb")
