"""The history page: what is listed and folded, search, calling back, notes, removing, export, the missed badge."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from softphone.basics.ids import CallId
from softphone.history.entry import HistoryEntry, HistoryFilter, HistoryKind, HistoryPage
from softphone.history.history import History
from softphone.history.memory_store import MemoryHistoryStore
from softphone.history.store import HistoryError
from softphone.protocol.snapshots import Direction
from tests.fakes.virtual_runtime import EPOCH_S
from tests.window.waiting import wait_until
from tests.window.window_stage import ALICE, WindowStage
from ui.history.entry_dialog import EntryDialog
from ui.history.history_page import HistoryPage as Page
from ui.widgets.confirm_dialog import ConfirmDialog

NOW = datetime.fromtimestamp(EPOCH_S).replace(hour=20, minute=0, second=0)


def entry(minutes_ago: int, number: str = "1002", name: str = "Bob Baker", **changes: Any) -> HistoryEntry:
    """An answered incoming call."""
    started_s = (NOW - timedelta(minutes=minutes_ago)).timestamp()
    plain = HistoryEntry(
        call_id=CallId(f"call-{minutes_ago}-{number}"),
        account_id=ALICE.account_id,
        direction=Direction.INCOMING,
        started_s=started_s,
        presented_number=number,
        presented_name=name,
        presented_uri=f"sip:{number}@pbx.example.com",
        number_key=number,
        answered_s=started_s + 5,
        ended_s=started_s + 65,
        talked_s=60.0,
        end_kind="remote_hang_up",
        end_text="Call ended.",
    )
    return replace(plain, **changes)


def missed(minutes_ago: int, number: str = "1002", name: str = "Bob Baker") -> HistoryEntry:
    """A missed call."""
    return entry(minutes_ago, number, name, answered_s=None, talked_s=0.0, is_missed=True, end_text="Missed call.")


class _FailingStore(MemoryHistoryStore):
    is_broken = False

    def page(self, wanted: HistoryFilter, after: int | None, limit: int) -> HistoryPage:
        if self.is_broken:
            raise HistoryError("The history cannot be read.", "Free some space on the disk.")
        return super().page(wanted, after, limit)


class Desk:
    """A shown page over a real history whose store is in memory."""

    def __init__(self, stage: WindowStage) -> None:
        self.stage = stage
        self.store = _FailingStore()
        softphone = stage.softphone
        self.history = History(stage.runtime, softphone.calls, softphone.accounts, lambda: self.store)
        self.history.start()
        self.page = Page(self.history, stage.runtime)
        self.dialled: list[str] = []
        self.badges: list[int] = []
        self.page.dial_wanted.connect(self.dialled.append)
        self.page.badge_changed.connect(self.badges.append)
        self.page.resize(420, 500)

    def add(self, *entries: HistoryEntry) -> None:
        """Oldest first."""
        self.store.write(entries)
        self.history._change(lambda: None)
        self.stage.advance(2)

    def show(self) -> None:
        self.page.show()
        self.page.activateWindow()
        assert QTest.qWaitForWindowActive(self.page)
        self.stage.advance(2)

    def texts(self) -> list[str]:
        model = self.page.model
        return [str(model.data(model.index(n))) for n in range(model.rowCount())]

    def spoken(self) -> list[str]:
        model = self.page.model
        role = Qt.ItemDataRole.AccessibleTextRole
        return [str(model.data(model.index(n), role)) for n in range(model.rowCount())]

    def wait(self, is_so: Callable[[], object], what: str) -> None:
        def step() -> object:
            self.stage.advance(0.1)
            return is_so()

        wait_until(step, what)

    def select(self, row: int) -> QModelIndex:
        index = self.page.model.index(row)
        self.page.view.setCurrentIndex(index)
        self.page.view.setFocus()
        return index


@pytest.fixture
def desk(phone: WindowStage) -> Iterator[Desk]:
    built = Desk(phone)
    yield built
    built.page.model.close()
    built.page.hide()
    built.page.deleteLater()
    QApplication.processEvents()


def test_empty_history_says_what_will_be_here(desk: Desk) -> None:
    assert desk.page.placeholder.words() == "Loading…"
    desk.show()
    assert desk.page.placeholder.words().startswith("No calls yet")


def test_runs_are_folded_but_missed_calls_never(desk: Desk) -> None:
    desk.add(entry(50), entry(40), missed(30), missed(29), entry(20), entry(10), entry(5, "1003", "Carol"))
    desk.show()
    desk.wait(lambda: desk.page.model.rowCount() > 1, "the calls")
    assert desk.texts()[1:] == ["Carol", "Bob Baker", "Bob Baker", "Bob Baker", "Bob Baker"]
    counts = [text.split(", ")[1] for text in desk.spoken()[1:]]
    assert counts == ["Incoming", "2 calls", "Missed call", "Missed call", "2 calls"]


def test_a_fold_opens_and_closes_by_key(desk: Desk) -> None:
    desk.add(entry(30), entry(20), entry(10))
    desk.show()
    desk.wait(lambda: len(desk.texts()) == 2, "the fold")
    desk.select(1)
    QTest.keyClick(desk.page.view, Qt.Key.Key_Right)
    assert len(desk.texts()) == 4
    desk.select(2)
    QTest.keyClick(desk.page.view, Qt.Key.Key_Left)
    assert len(desk.texts()) == 2


def test_days_have_headings(desk: Desk) -> None:
    desk.stage.runtime.advance(NOW.timestamp() - desk.stage.runtime.wall_time_s() if NOW.timestamp() > EPOCH_S else 0)
    desk.add(entry(3 * 24 * 60), entry(24 * 60), entry(10))
    desk.show()
    desk.wait(lambda: len(desk.texts()) == 6, "three days")
    assert desk.texts()[2] != desk.texts()[4]
    flags = desk.page.model.flags(desk.page.model.index(0))
    assert flags == Qt.ItemFlag.NoItemFlags, "a heading cannot be chosen"


def test_enter_calls_back(desk: Desk) -> None:
    desk.add(missed(10, "+49 30 1234567", "Maria"))
    desk.show()
    desk.wait(lambda: len(desk.texts()) == 2, "the call")
    desk.select(1)
    QTest.keyClick(desk.page.view, Qt.Key.Key_Return)
    assert desk.dialled == ["+49 30 1234567"]


def test_a_withheld_number_is_not_called(desk: Desk) -> None:
    desk.add(entry(10, "", "", is_anonymous=True, presented_uri=""))
    desk.show()
    desk.wait(lambda: len(desk.texts()) == 2, "the call")
    desk.select(1)
    QTest.keyClick(desk.page.view, Qt.Key.Key_Return)
    assert desk.dialled == []
    assert "not known" in desk.page.banner.title()


def test_kinds_search_and_person(desk: Desk) -> None:
    desk.add(entry(30, "1003", "Carol"), missed(20), entry(10, direction=Direction.OUTGOING))
    desk.show()
    desk.wait(lambda: len(desk.texts()) == 4, "all calls")
    desk.page.kinds[HistoryKind.MISSED].click()
    desk.wait(lambda: len(desk.texts()) == 2, "the missed call")
    desk.page.show_kind(HistoryKind.ALL)
    desk.page.search.setText("carol")
    desk.wait(lambda: desk.texts()[1:] == ["Carol"], "the one found")
    desk.page.search.setText("nobody")
    desk.wait(lambda: desk.page.placeholder.isVisible(), "that nothing matches")
    desk.page.placeholder.button.click()
    desk.wait(lambda: len(desk.texts()) == 4, "all calls again")
    desk.page.show_person("1003@pbx.example.com", "Carol")
    desk.wait(lambda: desk.texts()[1:] == ["Carol"], "the person's calls")
    desk.page.person.click()
    desk.wait(lambda: len(desk.texts()) == 4, "everybody's calls")


def test_note_and_tags_are_kept_and_keep_the_call_out_of_a_fold(desk: Desk) -> None:
    desk.add(entry(30), entry(20))
    desk.show()
    desk.wait(lambda: len(desk.texts()) == 2, "the fold")
    desk.select(1)
    QTest.keyClick(desk.page.view, Qt.Key.Key_F2)
    dialog = desk.page.dialog
    assert isinstance(dialog, EntryDialog)
    dialog.note.setPlainText("Wants an offer")
    dialog.tags.setText("offer, #urgent")
    dialog.save.click()
    desk.wait(lambda: len(desk.texts()) == 3, "the note")
    assert desk.spoken()[1].endswith("Wants an offer #offer #urgent")


def test_remove_asks_and_takes_the_whole_fold(desk: Desk) -> None:
    desk.add(entry(40, "1003", "Carol"), entry(30), entry(20))
    desk.show()
    desk.wait(lambda: len(desk.texts()) == 3, "the calls")
    desk.select(1)
    QTest.keyClick(desk.page.view, Qt.Key.Key_Delete)
    dialog = desk.page.dialog
    assert isinstance(dialog, ConfirmDialog)
    assert dialog.windowTitle() == "Remove 2 calls with Bob Baker?"
    dialog.confirm.click()
    desk.wait(lambda: desk.texts()[1:] == ["Carol"], "that they are gone")


def test_missed_badge_is_cleared_when_the_page_is_seen(desk: Desk) -> None:
    desk.add(missed(20), missed(10, "1003"))
    assert desk.badges[-1] == 2
    desk.show()
    desk.wait(lambda: desk.badges[-1] == 0, "that they are seen")


def test_pages_are_fetched_as_one_scrolls(desk: Desk) -> None:
    desk.add(*(entry(1000 - n, str(2000 + n), f"Person {n}") for n in range(300)))
    desk.show()
    desk.wait(lambda: desk.page.model.rowCount() > 1, "the first page")
    assert desk.page.model.rowCount() < 150
    bar = desk.page.view.verticalScrollBar()

    def scrolled_to_the_end() -> bool:
        bar.setValue(bar.maximum())
        return desk.page.model.rowCount() >= 300

    desk.wait(scrolled_to_the_end, "all pages")
    named = [text for text in desk.texts() if text.startswith("Person")]
    assert named == [f"Person {n}" for n in reversed(range(300))]


def test_a_new_call_keeps_the_chosen_one(desk: Desk) -> None:
    desk.add(entry(30, "1003", "Carol"), entry(20))
    desk.show()
    desk.wait(lambda: len(desk.texts()) == 3, "the calls")
    desk.select(2)
    desk.add(entry(5, "1004", "Dora"))
    desk.wait(lambda: len(desk.texts()) == 4, "the new call")
    assert desk.page.view.currentIndex().data() == "Carol"


def test_trouble_is_told_with_remedy_and_can_be_tried_again(desk: Desk) -> None:
    desk.add(entry(10))
    desk.store.is_broken = True
    desk.show()
    desk.page.model.reload()
    desk.wait(lambda: desk.page.banner.title(), "the trouble")
    assert desk.page.banner.text() == "Free some space on the disk."
    desk.store.is_broken = False
    desk.page.banner.buttons()[0].click()
    desk.wait(lambda: len(desk.texts()) == 2, "the calls")
    assert desk.page.banner.title() == ""


def test_export_writes_what_is_shown(desk: Desk, tmp_path: Path) -> None:
    desk.add(entry(30, "1003", "Carol"), missed(20))
    desk.show()
    desk.page.kinds[HistoryKind.MISSED].click()
    desk.page.export_to(tmp_path / "calls.csv")
    desk.wait(lambda: desk.page.banner.title() == "1 call saved in calls.csv.", "the file")
    text = (tmp_path / "calls.csv").read_text(encoding="utf-8-sig")
    assert "Bob Baker" in text
    assert "Carol" not in text


def test_menu_of_a_call(desk: Desk) -> None:
    desk.add(entry(20), entry(10))
    desk.show()
    desk.wait(lambda: len(desk.texts()) == 2, "the fold")
    menu = desk.page.menu_of(desk.select(1))
    assert menu is not None
    assert [action.text().replace("&", "") for action in menu.actions() if action.text()] == [
        "Call Bob Baker",
        "Calls with this person",
        "Show each call",
        "Details, note and tags…",
        "Copy the number",
        "Add to favourites",
        "Remove…",
    ]
