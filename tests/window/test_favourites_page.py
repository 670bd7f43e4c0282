"""Favourites as lamps: what they say, calling, arranging by key and pointer, the menu, filter and size."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from softphone.presence.favourites import Favourites
from softphone.presence.state import LampAction, PresenceState, Presentity, RemoteCall, RemoteCallState
from softphone.protocol.snapshots import Direction
from softphone.settings.settings import Settings
from softphone.settings.store import MemorySettingsStore
from tests.fakes.fake_lamps import DOMAIN, FakeLamps
from tests.fakes.virtual_runtime import EPOCH_S, VirtualRuntime
from tests.window.waiting import wait_until
from ui.presence.favourite_dialog import FavouriteDialog
from ui.presence.favourites_page import FavouritesPage
from ui.presence.free_notices import FreeNotices
from ui.presence.lamp_delegate import Density
from ui.presence.lamp_view import MIME
from ui.widgets.confirm_dialog import ConfirmDialog

PEOPLE = (("Anna Meyer", "1001", "Sales"), ("Bernd Müller", "1002", "Sales"), ("Carla Rossi", "1003", "Support"))


class Desk:
    """A shown page over real favourites."""

    def __init__(self, pick_up_code: str = "") -> None:
        self.favourites = Favourites(Settings(VirtualRuntime(), MemorySettingsStore()))
        self.lamps = FakeLamps()
        for name, number, group in PEOPLE:
            self.favourites.add(name, number, group=group)
        self.page = FavouritesPage(
            self.favourites, self.lamps, pick_up_code=lambda number: pick_up_code and pick_up_code + number
        )
        self.dialled: list[str] = []
        self.page.dial_wanted.connect(self.dialled.append)
        self.page.resize(420, 420)
        self.page.show()
        self.page.activateWindow()
        assert QTest.qWaitForWindowActive(self.page)
        self.settle()

    def close(self) -> None:
        self.page.model.close()
        self.page.hide()
        self.page.deleteLater()
        self.settle()

    def settle(self) -> None:
        for _ in range(3):
            QApplication.processEvents()

    def texts(self) -> list[str]:
        model = self.page.model
        return [str(model.data(model.index(n), Qt.ItemDataRole.AccessibleTextRole)) for n in range(model.rowCount())]

    def order(self) -> list[tuple[str, str]]:
        return [(favourite.group, favourite.name) for favourite in self.favourites.all()]

    def select(self, name: str) -> None:
        favourite = next(f for f in self.favourites.all() if f.name == name)
        self.page.view.setCurrentIndex(self.page.model.index_of(favourite.favourite_id))
        self.page.view.setFocus()

    def place(self, name: str) -> QPoint:
        self.select(name)
        return self.page.view.visualRect(self.page.view.currentIndex()).center()

    def menu(self, name: str) -> QMenu:
        self.select(name)
        menu = self.page.menu_of(self.page.view.currentIndex())
        assert menu is not None
        return menu

    def entries(self, name: str) -> list[str]:
        return [action.text().replace("&", "") for action in self.menu(name).actions() if action.text()]


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    built = Desk()
    yield built
    built.close()


def test_groups_stand_under_headings_with_counts(desk: Desk) -> None:
    desk.lamps.set_state("1001", PresenceState.AVAILABLE)
    assert desk.texts() == [
        "Sales: 1 of 2 available",
        "Anna Meyer, Available",
        "Bernd Müller, Unknown",
        "Support: 0 of 1 available",
        "Carla Rossi, Unknown",
    ]


def test_lamp_tells_the_call_with_its_party(desk: Desk) -> None:
    call = RemoteCall("1", Direction.INCOMING, RemoteCallState.EARLY, "Lager Nord", "sip:2000@x")
    desk.lamps.set(Presentity(f"1001@{DOMAIN}", PresenceState.RINGING, calls=(call,)))
    assert desk.texts()[1] == "Anna Meyer, Ringing, call from Lager Nord"
    talk = RemoteCall("1", Direction.OUTGOING, RemoteCallState.CONFIRMED, "", "sip:2000@x")
    desk.lamps.set(Presentity(f"1001@{DOMAIN}", PresenceState.ON_THE_PHONE, calls=(talk,)))
    assert desk.texts()[1] == "Anna Meyer, On the phone, has called 2000"


def test_stale_lamp_says_since_when_nothing_is_heard(desk: Desk) -> None:
    desk.lamps.set(Presentity(f"1001@{DOMAIN}", PresenceState.AVAILABLE, stale_since_s=EPOCH_S))
    assert "no news since" in desk.texts()[1]


def test_click_and_enter_call(desk: Desk) -> None:
    QTest.mouseClick(desk.page.view.viewport(), Qt.MouseButton.LeftButton, pos=desk.place("Bernd Müller"))
    desk.select("Carla Rossi")
    QTest.keyClick(desk.page.view, Qt.Key.Key_Return)
    assert desk.dialled == ["1002", "1003"]


def test_click_on_a_heading_calls_nobody(desk: Desk) -> None:
    at = desk.page.view.visualRect(desk.page.model.index(0)).center()
    QTest.mouseClick(desk.page.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert desk.dialled == []


def test_arrows_pass_over_headings(desk: Desk) -> None:
    desk.select("Anna Meyer")
    QTest.keyClick(desk.page.view, Qt.Key.Key_Down)
    lamp = desk.page.model.lamp(desk.page.view.currentIndex())
    assert lamp is not None
    assert lamp.name == "Carla Rossi"


def test_ctrl_arrow_arranges_within_a_group_and_across_groups(desk: Desk) -> None:
    desk.select("Anna Meyer")
    QTest.keyClick(desk.page.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert desk.order() == [("Sales", "Bernd Müller"), ("Sales", "Anna Meyer"), ("Support", "Carla Rossi")]
    desk.settle()
    QTest.keyClick(desk.page.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert desk.order() == [("Sales", "Bernd Müller"), ("Support", "Anna Meyer"), ("Support", "Carla Rossi")]
    lamp = desk.page.model.lamp(desk.page.view.currentIndex())
    assert lamp is not None
    assert lamp.name == "Anna Meyer", "the moved lamp stays the current one"


def test_drop_arranges_and_changes_the_group(desk: Desk) -> None:
    moved = desk.favourites.all()[0]
    at = desk.place("Carla Rossi") + QPoint(30, 0)
    data = QMimeData()
    data.setData(MIME, QByteArray(moved.favourite_id.encode()))
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(at), Qt.DropAction.MoveAction, data, buttons, none)
    desk.page.view.dropEvent(drop)
    assert drop.isAccepted()
    assert desk.order() == [("Sales", "Bernd Müller"), ("Support", "Carla Rossi"), ("Support", "Anna Meyer")]


def test_filter_finds_without_accents_and_enter_calls_the_only_one(desk: Desk) -> None:
    desk.page.filter.setText("muller")
    assert desk.texts()[1:] == ["Bernd Müller, Unknown"]
    QTest.keyClick(desk.page.filter, Qt.Key.Key_Return)
    assert desk.dialled == ["1002"]
    desk.page.filter.setText("nobody")
    assert desk.page.placeholder.isVisible()
    desk.page.placeholder.button.click()
    assert len(desk.texts()) == 5


def test_letters_go_to_the_filter_and_digits_to_the_window(desk: Desk) -> None:
    desk.select("Anna Meyer")
    QTest.keyClick(desk.page.view, Qt.Key.Key_C)
    assert desk.page.filter.text() == "c"
    desk.page.filter.clear()
    desk.select("Anna Meyer")
    QTest.keyClick(desk.page.view, Qt.Key.Key_7)
    assert desk.page.filter.text() == ""


def test_menu_offers_what_is_possible_now(desk: Desk) -> None:
    always = ["Call Anna Meyer", "Edit…", "Remove from favourites"]
    desk.lamps.set_state("1001", PresenceState.AVAILABLE)
    assert desk.entries("Anna Meyer") == always
    desk.lamps.set_state("1001", PresenceState.ON_THE_PHONE)
    assert desk.entries("Anna Meyer") == [always[0], "Tell me when free", *always[1:]]
    actions = frozenset({LampAction.PICK_UP})
    desk.lamps.set(Presentity(f"1001@{DOMAIN}", PresenceState.RINGING, actions=actions))
    assert "Pick up the ringing call" not in desk.entries("Anna Meyer"), "how this PBX does it is not known"


def test_pick_up_dials_the_code_where_it_is_known(qapp: QApplication) -> None:
    desk = Desk("*8")
    actions = frozenset({LampAction.PICK_UP})
    desk.lamps.set(Presentity(f"1001@{DOMAIN}", PresenceState.RINGING, actions=actions))
    next(action for action in desk.menu("Anna Meyer").actions() if "Pick" in action.text()).trigger()
    assert desk.dialled == ["*81001"]
    desk.close()


def test_tell_when_free_notifies_once_and_can_be_taken_back(desk: Desk) -> None:
    told: list[tuple[str, str]] = []
    FreeNotices(desk.lamps, desk.favourites, lambda title, text: told.append((title, text)), desk.page)
    desk.lamps.set_state("1001", PresenceState.BUSY)
    tell = next(action for action in desk.menu("Anna Meyer").actions() if "free" in action.text())
    tell.trigger()
    assert desk.lamps.waited_for == {f"1001@{DOMAIN}"}
    again = next(action for action in desk.menu("Anna Meyer").actions() if "free" in action.text())
    assert again.isChecked()
    again.trigger()
    assert desk.lamps.waited_for == set()
    next(action for action in desk.menu("Anna Meyer").actions() if "free" in action.text()).trigger()
    desk.lamps.set_state("1001", PresenceState.AVAILABLE)
    assert [title for title, _ in told] == ["Anna Meyer is free"]


def test_only_the_favourites_are_watched(desk: Desk) -> None:
    assert desk.lamps.watched == {f"{number}@{DOMAIN}": 1 for _, number, _ in PEOPLE}
    desk.favourites.remove(desk.favourites.all()[0].favourite_id)
    assert set(desk.lamps.watched) == {f"1002@{DOMAIN}", f"1003@{DOMAIN}"}


def test_remove_asks_first(desk: Desk) -> None:
    desk.select("Anna Meyer")
    QTest.keyClick(desk.page.view, Qt.Key.Key_Delete)
    dialog = desk.page.dialog
    assert isinstance(dialog, ConfirmDialog)
    dialog.confirm.click()
    assert [name for _, name in desk.order()] == ["Bernd Müller", "Carla Rossi"]


def test_dialog_adds_and_says_what_is_missing(desk: Desk) -> None:
    desk.page.add_button.click()
    dialog = desk.page.dialog
    assert isinstance(dialog, FavouriteDialog)
    dialog.name.setText("Dora")
    dialog.save.click()
    assert "no number" in dialog.problem.text()
    dialog.number.setText("1004")
    assert dialog.address.placeholderText() == f"1004@{DOMAIN}"
    dialog.group.setCurrentText("Support")
    dialog.save.click()
    assert desk.order()[-1] == ("Support", "Dora")


def test_dialog_changes(desk: Desk) -> None:
    desk.select("Anna Meyer")
    QTest.keyClick(desk.page.view, Qt.Key.Key_F2)
    dialog = desk.page.dialog
    assert isinstance(dialog, FavouriteDialog)
    dialog.name.setText("Anna Meyer-Lüdenscheidt")
    dialog.save.click()
    assert desk.order()[0] == ("Sales", "Anna Meyer-Lüdenscheidt")


def test_empty_page_says_how_to_add(desk: Desk) -> None:
    for favourite in desk.favourites.all():
        desk.favourites.remove(favourite.favourite_id)
    assert desk.page.placeholder.isVisible()
    assert desk.page.placeholder.words().startswith("No favourites yet")
    desk.page.placeholder.button.click()
    assert isinstance(desk.page.dialog, FavouriteDialog)


def test_small_lamps_take_less_room_and_are_remembered(desk: Desk) -> None:
    chosen: list[str] = []
    desk.page.density_chosen.connect(chosen.append)
    large = desk.page.view.visualRect(desk.page.model.index(1))
    desk.page.density_button.click()
    wait_until(lambda: desk.page.view.visualRect(desk.page.model.index(1)).height() < large.height(), "small lamps")
    assert chosen == [Density.SMALL.value]


def test_a_lamp_out_of_sight_is_not_announced_but_known(desk: Desk) -> None:
    for number in range(60):
        desk.favourites.add(f"Person {number}", f"2{number:03}", group="Support")
    desk.settle()
    seen: list[int] = []
    desk.page.model.dataChanged.connect(lambda first, _last, _roles: seen.append(first.row()))
    desk.lamps.set_state("2059", PresenceState.BUSY)
    desk.lamps.set_state("1001", PresenceState.BUSY)
    assert seen == [1]
    assert desk.texts()[-1] == "Person 59, Busy"
