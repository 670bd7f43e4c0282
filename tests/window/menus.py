"""Every menu of the program, and how it is built: for the tests that look at all of them."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu

from softphone.directory.person import Hit
from softphone.presence.state import PresenceState
from tests.window.openers import messages, pull_banner, quiet_hours
from tests.window.people_stage import ANNA, PeopleStage
from ui.calls.park_menu import park_menu
from ui.history.history_page import HistoryPage
from ui.presence.favourites_page import FavouritesPage


def _lamp(stage: PeopleStage) -> QMenu | None:
    """Of a colleague who is being called, with a call that could be transferred there."""
    stage.favourites.add("Ben Muller", "1003")
    stage.lamps.set("1003@pbx.example.com", PresenceState.RINGING)
    stage.type_and_call("1002")
    stage.main.show_page("favourites")
    stage.advance(1)
    page = stage.main.findChild(FavouritesPage)
    assert page is not None
    model = page.model
    index = next(model.index(row) for row in range(model.rowCount()) if model.lamp(model.index(row)) is not None)
    return page.menu_of(index)


def _history(stage: PeopleStage) -> QMenu | None:
    stage.type_and_call("1002")
    stage.advance(2)
    stage.softphone.calls.hang_up(stage.calls()[0].call_id)
    stage.advance(2)
    stage.main.show_page("history")
    stage.advance(2)
    page = stage.main.findChild(HistoryPage)
    assert page is not None
    model = page.model
    menus = (page.menu_of(model.index(row)) for row in range(model.rowCount()))
    return next((menu for menu in menus if menu is not None), None)


def _history_in_call(stage: PeopleStage) -> QMenu | None:
    """With a call that could be transferred to who called before."""
    stage.type_and_call("1003")
    stage.advance(2)
    return _history(stage)


def _person_in_call(stage: PeopleStage) -> QMenu | None:
    """With a call that could be transferred to this person."""
    stage.type_and_call("1002")
    stage.advance(2)
    return stage.main.results.list.build_menu(Hit(ANNA))


def _of_a_card(stage: PeopleStage) -> QMenu | None:
    stage.type_and_call("1003")
    return stage.card().build_menu()


def _of_messages(stage: PeopleStage) -> QMenu | None:
    page = messages(stage)
    return page.menu_of(page.model.index(1))


def _of_a_message(stage: PeopleStage) -> QMenu | None:
    """Of one that was not sent."""
    page = messages(stage)
    row = page.model.row(page.model.index(0))
    assert row is not None
    page.open(row.conversation)
    model = page.panel.model
    return page.panel.menu_of(model.index(model.rowCount() - 1))


def _pull(stage: PeopleStage) -> QMenu:
    """The menu goes with its banner, which somebody has to hold."""
    banner = pull_banner()
    banner.setParent(stage.main)
    return banner.menu()


MENUS: dict[str, Callable[[PeopleStage], QMenu | None]] = {
    "conversation": lambda stage: _of_messages(stage),
    "message": lambda stage: _of_a_message(stage),
    "call card": lambda stage: _of_a_card(stage),
    "today": lambda stage: quiet_hours(stage).build_today_menu(),
    "main": lambda stage: stage.windows.build_menu(),
    "pull": lambda stage: _pull(stage),
    "accounts": lambda stage: stage.main.status.build_menu(),
    "own status": lambda stage: stage.windows.pages.status.build_menu(),
    "tray": lambda stage: _tray(stage),
    "person": lambda stage: stage.main.results.list.build_menu(Hit(ANNA)),
    "lamp": _lamp,
    "person in a call": _person_in_call,
    "history": _history,
    "history in a call": _history_in_call,
    "park": lambda stage: park_menu(stage.softphone.parking, None, lambda attempt: bool(attempt()), 0.0, stage.main),
}


def _tray(stage: PeopleStage) -> QMenu:
    stage.windows.start_tray()
    assert stage.windows.tray is not None
    return stage.windows.tray.menu()
