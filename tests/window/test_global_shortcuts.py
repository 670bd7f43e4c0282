"""Shortcuts that work whichever program has the keyboard: by a real X server, and by a scripted portal."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from Xlib import XK, X
from Xlib.display import Display
from Xlib.ext import xtest

from softphone.protocol.snapshots import LegState
from softphone.settings.shortcut_settings import GLOBAL_ANSWER, GLOBAL_HANG_UP, GLOBAL_MUTE, GLOBAL_SHOW
from tests.harness.scripted_desktop import PrivateBus, ScriptedDesktop
from tests.window.waiting import wait_until
from tests.window.window_stage import WindowStage
from ui.desktop.bus import Bus
from ui.desktop.global_shortcuts import GlobalShortcuts
from ui.desktop.portal_keys import PortalKeys
from ui.desktop.x_keys import XKeys

PORTAL, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"


class Keyboard:
    """Presses real keys at the X server, from a connection of its own."""

    def __init__(self) -> None:
        self._display = Display()

    def press(self, *names: str) -> None:
        codes = [self._display.keysym_to_keycode(XK.string_to_keysym(name)) for name in names]
        for code in codes:
            xtest.fake_input(self._display, X.KeyPress, code)
        for code in reversed(codes):
            xtest.fake_input(self._display, X.KeyRelease, code)
        self._display.sync()

    def close(self) -> None:
        self._display.close()


@pytest.fixture
def keyboard(qapp: QApplication) -> Iterator[Keyboard]:
    built = Keyboard()
    yield built
    built.close()


@pytest.fixture
def shown() -> list[bool]:
    return []


@pytest.fixture
def shortcuts(phone: WindowStage, shown: list[bool]) -> Iterator[GlobalShortcuts]:
    built = GlobalShortcuts(
        phone.softphone.settings, phone.main.commands, lambda: shown.append(True), None, lambda _: XKeys()
    )
    yield built
    built.close()


def test_keys_work_while_the_window_is_hidden(
    phone: WindowStage, shortcuts: GlobalShortcuts, keyboard: Keyboard, shown: list[bool]
) -> None:
    settings = phone.softphone.settings
    settings.set(GLOBAL_ANSWER, "Ctrl+Alt+A")
    settings.set(GLOBAL_MUTE, "F9")
    settings.set(GLOBAL_HANG_UP, "Ctrl+Shift+Del")
    settings.set(GLOBAL_SHOW, "Meta+Space")
    phone.main.hide()
    phone.incoming("1003", "Carol")
    keyboard.press("Control_L", "Alt_L", "a")
    wait_until(lambda: phone.calls()[0].state != LegState.ALERTING, "the answer")
    phone.advance(1)
    keyboard.press("F9")
    wait_until(lambda: phone.calls()[0].leg.is_muted, "the microphone going off")
    phone.advance(0.1)
    keyboard.press("Super_L", "space")
    wait_until(lambda: shown, "the window")
    keyboard.press("Control_L", "Shift_L", "Delete")
    wait_until(lambda: not phone.calls()[0].actions or phone.calls()[0].is_ended, "the end")


def test_a_key_that_is_taken_away_does_nothing_any_more(
    phone: WindowStage, shortcuts: GlobalShortcuts, keyboard: Keyboard, shown: list[bool]
) -> None:
    settings = phone.softphone.settings
    settings.set(GLOBAL_SHOW, "Ctrl+Alt+S")
    keyboard.press("Control_L", "Alt_L", "s")
    wait_until(lambda: shown == [True], "the window")
    settings.set(GLOBAL_SHOW, "Ctrl+Alt+W")
    keyboard.press("Control_L", "Alt_L", "s")
    keyboard.press("Control_L", "Alt_L", "w")
    wait_until(lambda: shown == [True, True], "the window")
    phone.settle()
    assert shown == [True, True]


def test_keys_of_another_program_are_left_to_it(
    phone: WindowStage,
    shortcuts: GlobalShortcuts,
    keyboard: Keyboard,
    shown: list[bool],
    caplog: pytest.LogCaptureFixture,
) -> None:
    other = XKeys()
    heard: list[str] = []
    other.bind({"other": ("Ctrl+Alt+O", "")}, heard.append)
    phone.softphone.settings.set(GLOBAL_SHOW, "Ctrl+Alt+O")
    assert "in use by another program" in caplog.text
    keyboard.press("Control_L", "Alt_L", "o")
    wait_until(lambda: heard == ["other"], "the other program's key")
    assert shown == []
    other.close()


# ------------------------------------------------------------------ the portal


class Portal(ScriptedDesktop):
    """Grants every session. bound: what BindShortcuts was given last."""

    def __init__(self, bus: PrivateBus) -> None:
        self.bound: dict[object, dict[str, tuple[str, object]]] = {}
        self.closed = 0
        super().__init__(bus, PORTAL)
        self.answers["CreateSession"] = self._create
        self.answers["BindShortcuts"] = self._bind
        self.answers["Close"] = self._close

    def press(self, session: str, name: str) -> None:
        self.emit(PATH, SHORTCUTS, "Activated", "osta{sv}", session, name, 0, {})

    def _create(self) -> tuple[str, tuple[object, ...]]:
        (options,) = self.last_arguments
        assert isinstance(options, dict)
        session = f"{PATH}/session/test/{options['session_handle_token'][1]}"
        return self._respond(options, {"session_handle": ("s", session)})

    def _bind(self) -> tuple[str, tuple[object, ...]]:
        _, shortcuts, _, options = self.last_arguments
        assert isinstance(shortcuts, list)
        assert isinstance(options, dict)
        self.bound = dict(shortcuts)
        return self._respond(options, {})

    def _close(self) -> tuple[str, tuple[object, ...]]:
        self.closed += 1
        return "", ()

    def _respond(self, options: dict[str, tuple[str, object]], results: object) -> tuple[str, tuple[object, ...]]:
        sender = self.last_sender.lstrip(":").replace(".", "_")
        request = f"{PATH}/request/{sender}/{options['handle_token'][1]}"
        self.emit(request, "org.freedesktop.portal.Request", "Response", "ua{sv}", 0, results)
        return "o", (request,)


def test_the_portal_is_asked_with_words_and_keys(qapp: QApplication, tmp_path: Path) -> None:
    with PrivateBus(tmp_path) as bus:
        portal, client = Portal(bus), Bus(bus.address)
        keys, pressed = PortalKeys(client), list[str]()
        keys.bind({"shortcuts.mute": ("Ctrl+Alt+M", "Microphone off or on")}, pressed.append)
        wait_until(lambda: portal.bound, "the shortcuts")
        bound = portal.bound["shortcuts.mute"]
        assert bound["description"][1] == "Microphone off or on"
        assert bound["preferred_trigger"][1] == "CTRL+ALT+m"
        portal.press(f"{PATH}/session/somebody/else", "shortcuts.mute")
        portal.press(f"{PATH}/session/test/softphone1", "shortcuts.mute")
        wait_until(lambda: pressed == ["shortcuts.mute"], "the key")
        keys.bind({}, pressed.append)
        wait_until(lambda: portal.closed == 1, "the end of the session")
        portal.close()
        client.close()


def test_a_desktop_without_a_portal_is_no_obstacle(qapp: QApplication, tmp_path: Path) -> None:
    with PrivateBus(tmp_path) as bus:
        client = Bus(bus.address)
        keys = PortalKeys(client)
        keys.bind({"shortcuts.mute": ("Ctrl+Alt+M", "Microphone off or on")}, lambda name: None)
        QApplication.processEvents()
        keys.close()
        client.close()
