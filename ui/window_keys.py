"""The keyboard shortcuts of the main window, bound to what they do."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QWidget

from softphone.calls.call import CallAction
from ui.main_window import KEYPAD, MainWindow
from ui.shortcuts import Keys

A = CallAction


class WindowKeys:
    """Binds every key of `Keys` to the main window. shows_list, shows_status, quits: what those keys do."""

    def __init__(
        self,
        window: MainWindow,
        shows_list: Callable[[], object],
        shows_status: Callable[[], object],
        quits: Callable[[], None],
    ) -> None:
        self._window = window
        commands = window.commands
        self._bind(Keys.ANSWER, lambda: commands.perform_on_alerting(A.ANSWER))
        self._bind(Keys.DECLINE, lambda: commands.perform_on_alerting(A.DECLINE))
        self._bind(Keys.BUSY, lambda: commands.perform_on_alerting(A.REJECT))
        self._bind(Keys.HANG_UP, lambda: commands.perform_on_current(A.HANG_UP))
        self._bind(Keys.HOLD, self._toggle_hold)
        self._bind(Keys.MUTE, lambda: commands.perform_on_current(A.MUTE, A.UNMUTE))
        self._bind(Keys.KEYPAD, self._toggle_keypad)
        deeds = window.deeds
        self._bind(Keys.TRANSFER, deeds.transfer)
        self._bind(Keys.SWAP, deeds.swap)
        self._bind(Keys.CONFERENCE, deeds.conference)
        self._bind(Keys.PARK, deeds.park)
        self._bind(Keys.PUSH, deeds.push)
        self._bind(Keys.RECORD, deeds.record)
        self._bind(Keys.PICK_UP_GROUP, deeds.pick_up_group)
        self._bind(Keys.FIELD, window.focus_field)
        self._bind(Keys.DIAL_PAD, window.pad_button.click)
        self._bind(Keys.ACCOUNTS, window.status.click)
        self._bind(Keys.SETTINGS, window.settings_wanted.emit)
        self._bind(Keys.SOUND, window.sound_wanted.emit)
        self._bind(Keys.MENU, window.menu_wanted.emit)
        self._bind(Keys.SHORTCUTS, shows_list)
        self._bind(Keys.SHORTCUTS_ALSO, shows_list)
        self._bind(Keys.STATUS, shows_status)
        self._bind(Keys.CLOSE, window.close)
        self._bind(Keys.QUIT, quits)
        for number in range(1, 10):
            self._bind(Keys.page(number), partial(self._show_page, number - 1))
            self._bind(Keys.call(number), partial(self._pick_call, number - 1))

    def _bind(self, keys: str, run: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), self._window).activated.connect(lambda: run() and None)

    def _show_page(self, place: int) -> None:
        keys = self._window.pages.keys()
        if place < len(keys):
            self._window.show_page(keys[place])
            _focus(self._window.pages.page(keys[place]), self._window)

    def _toggle_hold(self) -> None:
        commands = self._window.commands
        if not commands.perform_on_current(A.HOLD, A.RESUME):
            held = [call for call in commands.calls.calls() if A.RESUME in call.actions]
            if len(held) == 1:
                commands.perform(held[0].call_id, A.RESUME)

    def _toggle_keypad(self) -> None:
        call = self._window.commands.current()
        for pair in self._window.calls.groups.pairs():
            pair.set_keypad_open(not pair.is_keypad_open())
            return
        card = self._window.calls.card(call.call_id) if call is not None else None
        if card is not None and A.DTMF in card.call.actions:
            card.set_keypad_open(not card.is_keypad_open())

    def _pick_call(self, place: int) -> None:
        live = [card.call for card in self._window.calls.cards() if not card.call.is_ended]
        if place >= len(live):
            return
        for action in (A.ANSWER, A.RESUME):
            if action in live[place].actions:
                self._window.commands.perform(live[place].call_id, action)


def _focus(page: QWidget | None, window: MainWindow) -> None:
    """The keyboard goes to the page's list at once, to its first part while the list is empty."""
    if page is None or window.pages.current() == KEYPAD:
        window.focus_field()
        return
    stops = [one for one in page.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    shown = [one for one in stops if one.isVisible() and one.isEnabled()]
    lists = [one for one in shown if isinstance(one, QAbstractItemView)]
    for target in (*lists, *shown)[:1]:
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
