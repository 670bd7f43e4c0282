"""The main menu."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from softphone.basics.words import translate
from softphone.settings.declared import THEME
from softphone.settings.settings import Settings
from ui.main_window import MainWindow
from ui.shortcuts import Keys
from ui.style.theme import Appearance


class MenuWindows(Protocol):
    """What the menu opens."""

    main: MainWindow

    def open_settings(self, page: str) -> object:
        """Shows the settings at this page."""

    def write_message(self) -> object:
        """Asks whom to write to."""

    def show_routing(self) -> object:
        """Shows where calls go."""

    def show_shortcuts(self) -> object:
        """Shows the list of shortcuts."""

    def show_about(self) -> object:
        """Shows the about box."""

    def request_quit(self) -> None:
        """Quits; asks first when a call would be cut."""


def main_menu(windows: MenuWindows, settings: Settings) -> QMenu:
    """The menu; deletes itself when it closes."""
    menu = QMenu(windows.main)
    _add_calls(menu, windows.main)
    _add(menu, translate("window", "&New message…"), Keys.MESSAGE, windows.write_message)
    menu.addAction(translate("window", "&Accounts…"), lambda: windows.open_settings("accounts"))
    _add(menu, translate("window", "&Where my calls go…"), Keys.ROUTING, windows.show_routing)
    _add(menu, translate("window", "&Sound…"), Keys.SOUND, lambda: windows.open_settings("sound"))
    _add(menu, translate("window", "S&ettings…"), Keys.SETTINGS, lambda: windows.open_settings("accounts"))
    menu.addMenu(_appearance_menu(menu, settings))
    menu.addSeparator()
    _add(menu, translate("window", "&Keyboard shortcuts"), Keys.SHORTCUTS, windows.show_shortcuts)
    menu.addAction(translate("window", "A&bout Softphone"), windows.show_about)
    menu.addSeparator()
    _add(menu, translate("window", "&Quit"), Keys.QUIT, windows.request_quit)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def _add_calls(menu: QMenu, main: MainWindow) -> None:
    """What can be done with calls that are not the user's yet."""
    control, deeds = main.commands.control, main.deeds
    if control.pickup is not None and control.pickup.has_group:
        _add(menu, translate("window", "&Pick up a group call"), Keys.PICK_UP_GROUP, deeds.pick_up_group)
    if control.parking is not None and control.parking.can_park:
        _add(menu, translate("window", "Pa&rked calls…"), Keys.PARK, deeds.park)
    if not menu.isEmpty():
        menu.addSeparator()


def _add(menu: QMenu, text: str, keys: str, run: Callable[[], object]) -> None:
    action = menu.addAction(text, run)
    action.setShortcut(keys)  # shown only: the window's own shortcut does the work while the menu is closed
    action.setShortcutVisibleInContextMenu(True)


def _appearance_menu(parent: QMenu, settings: Settings) -> QMenu:
    from ui.settings.program_page import choose_appearance

    menu = QMenu(translate("window", "&Colours"), parent)
    group = QActionGroup(menu)
    for appearance, text in (
        (Appearance.SYSTEM, translate("window", "As the &system")),
        (Appearance.LIGHT, translate("window", "&Light")),
        (Appearance.DARK, translate("window", "&Dark")),
    ):
        action = QAction(text, menu)
        action.setCheckable(True)
        action.setChecked(settings.get(THEME) == appearance.value)
        action.setEnabled(not settings.is_locked(THEME))
        action.triggered.connect(lambda _=False, chosen=appearance: choose_appearance(settings, chosen))
        group.addAction(action)
        menu.addAction(action)
    return menu
