"""Sleep and captive portals by a scripted desktop on a real bus, and what the window says of a portal."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.harness.scripted_desktop import LOGIND, PrivateBus, ScriptedDesktop
from tests.window.waiting import wait_until
from tests.window.window_stage import WindowStage
from ui.desktop.bus import Bus
from ui.desktop.network_state import NetworkState

MANAGER = "org.freedesktop.NetworkManager"
PATH = "/org/freedesktop/NetworkManager"
PROPERTIES = "org.freedesktop.DBus.Properties"
FULL, PORTAL = 4, 2
PAGE = "http://portal.example/check"


class Machine:
    """logind and NetworkManager, and what was told of them."""

    def __init__(self, private: PrivateBus) -> None:
        self.desktop = ScriptedDesktop(private, LOGIND, MANAGER)
        self.connectivity = FULL
        self.desktop.answers["Get"] = self._get
        self.hints = 0
        self.portals: list[str | None] = []
        self.bus = Bus(private.address)
        self.sleeps: list[bool] = []
        self.state = NetworkState(self.bus, self._hint, self.portals.append, self.sleeps.append)

    def set_connectivity(self, connectivity: int) -> None:
        self.connectivity = connectivity
        changed = {"Connectivity": ("u", connectivity)}
        self.desktop.emit(PATH, PROPERTIES, "PropertiesChanged", "sa{sv}as", MANAGER, changed, [])

    def _hint(self) -> None:
        self.hints += 1

    def _get(self) -> tuple[str, tuple[object, ...]]:
        is_page = self.desktop.last_arguments[1] == "ConnectivityCheckUri"
        return "v", (("s", PAGE) if is_page else ("u", self.connectivity),)


@pytest.fixture
def machine(qapp: QApplication, tmp_path: Path) -> Iterator[Machine]:
    with PrivateBus(tmp_path) as private:
        made = Machine(private)
        wait_until(lambda: made.desktop.count("Get") >= 1, "the first question")
        yield made
        made.bus.close()
        made.desktop.close()


def test_waking_up_is_a_hint_and_going_to_sleep_is_none(machine: Machine) -> None:
    for is_beginning in (True, False):
        machine.desktop.emit(
            "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", "b", is_beginning
        )
    wait_until(lambda: machine.hints > 0, "the hint")
    assert machine.hints == 1
    assert machine.sleeps == [True, False]


def test_a_portal_is_told_with_its_page_and_again_when_it_was_passed(machine: Machine) -> None:
    machine.set_connectivity(PORTAL)
    wait_until(lambda: machine.portals == [PAGE], "the portal")
    machine.set_connectivity(FULL)
    wait_until(lambda: machine.portals == [PAGE, None], "its end")
    assert machine.hints == 1


def test_the_window_asks_to_sign_in_to_the_network(phone: WindowStage) -> None:
    banner = phone.main.account_banner
    banner.set_portal(PAGE)
    assert not banner.isHidden()
    assert "Sign in to this network" in banner.title()
    banner.set_portal(None)
    assert banner.isHidden()
