"""The history as the windows use it: nothing blocks, nothing is lost, and trouble is told once."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from softphone.accounts.credentials import MemoryCredentialStore
from softphone.app import Softphone
from softphone.basics.errors import UserFacingError
from softphone.basics.secret import Secret
from softphone.history.entry import HistoryEntry, HistoryFilter, HistoryKind, HistoryPage
from softphone.history.memory_store import MemoryHistoryStore
from softphone.history.sqlite_store import SqliteHistoryStore
from softphone.history.store import HistoryError
from softphone.protocol.snapshots import EndKind
from softphone.settings.store import MemorySettingsStore
from tests.fakes.fake_engine import FakeEngines
from tests.fakes.virtual_runtime import VirtualRuntime
from tests.unit.app.phone import ALICE, Phone
from tests.unit.history.recorded import entries, recorded


class _ThrottledStore(MemoryHistoryStore):
    """Refuses while it has a reason to."""

    def __init__(self) -> None:
        super().__init__()
        self.reason: Exception | None = None
        self.tries = 0

    def write(self, entries: Sequence[HistoryEntry]) -> None:
        self.tries += 1
        self._check()
        super().write(entries)

    def page(self, wanted: HistoryFilter, after: int | None, limit: int) -> HistoryPage:
        self._check()
        return super().page(wanted, after, limit)

    def _check(self) -> None:
        if self.reason is not None:
            raise self.reason


@pytest.fixture
def store() -> _ThrottledStore:
    return _ThrottledStore()


@pytest.fixture
def phone(store: _ThrottledStore) -> Phone:
    phone = Phone(history_store=store)
    phone.app.start()
    phone.accounts.add(ALICE, Secret("right"))
    phone.advance(2)
    return phone


@pytest.fixture
def told(phone: Phone) -> list[UserFacingError]:
    problems: list[UserFacingError] = []
    phone.app.history.problem.add(problems.append)
    return problems


FULL = HistoryError("The disk is full.", "Free some space.")


def _miss_a_call(phone: Phone, number: str = "1002") -> None:
    call_id = phone.ring_from(number)
    phone.engine.far_hangs_up(phone.leg_id(call_id), EndKind.MISSED)
    phone.advance()


def test_what_cannot_be_written_is_kept_told_once_and_written_later(
    phone: Phone, store: _ThrottledStore, told: list[UserFacingError]
) -> None:
    store.reason = FULL
    for number in range(20):
        _miss_a_call(phone, f"10{number:02}")
    phone.advance(120)
    assert told == [FULL]
    assert [e.presented_number for e in entries(phone)] == [f"10{number:02}" for number in range(19, -1, -1)]
    assert [e.presented_number for e in entries(phone, wanted=HistoryFilter(text="1007"))] == ["1007"]
    store.reason = None
    phone.advance(31)
    assert [e.presented_number for e in entries(phone)] == [f"10{number:02}" for number in range(19, -1, -1)]
    assert phone.app.history.unseen_missed == 20
    store.reason = FULL
    _miss_a_call(phone)
    assert told == [FULL, FULL]


def test_a_store_that_fails_is_not_hammered(phone: Phone, store: _ThrottledStore, told: list[UserFacingError]) -> None:
    store.reason = FULL
    phone.talk_to("1002")
    phone.advance(300)
    assert store.tries < 20


@pytest.mark.logs_errors
def test_a_mistake_of_ours_is_logged_and_loses_nothing(
    phone: Phone, store: _ThrottledStore, told: list[UserFacingError]
) -> None:
    store.reason = ZeroDivisionError("a mistake")
    _miss_a_call(phone)
    assert told[0].remedy
    store.reason = None
    phone.advance(31)
    assert recorded(phone).is_missed


def test_a_page_that_cannot_be_read_is_empty_and_told_once(
    phone: Phone, store: _ThrottledStore, told: list[UserFacingError]
) -> None:
    store.reason = FULL
    assert entries(phone) == ()
    assert entries(phone) == ()
    assert told == [FULL]


def test_a_question_that_is_taken_back_is_not_answered(phone: Phone) -> None:
    answers: list[HistoryPage] = []
    history = phone.app.history
    history.page(HistoryFilter(), None, 9, answers.append)
    take_back = history.page(HistoryFilter(text="a"), None, 9, answers.append)
    history.page(HistoryFilter(text="an"), None, 9, answers.append)
    take_back()
    phone.runtime.run_posted()
    assert len(answers) == 2


def test_changes_are_announced(phone: Phone) -> None:
    changes: list[None] = []
    history = phone.app.history
    history.changed.add(changes.append)
    _miss_a_call(phone)
    assert changes
    entry_id = recorded(phone).entry_id
    changes.clear()
    history.set_note(entry_id, "  call back \n")
    history.set_tags(entry_id, [" a  b ", "", "c", "c"])
    phone.runtime.run_posted()
    assert len(changes) == 2
    assert (recorded(phone).note, recorded(phone).tags) == ("call back", ("a b", "c"))
    history.delete([entry_id])
    phone.runtime.run_posted()
    assert entries(phone) == ()
    assert history.unseen_missed == 0


def test_a_second_start_shows_what_the_first_one_wrote(tmp_path: Path) -> None:
    first = Phone(history_store=SqliteHistoryStore(tmp_path / "history.db"))
    first.app.start()
    first.accounts.add(ALICE, Secret("right"))
    first.advance(2)
    _miss_a_call(first)
    first.talk_to("1003")
    first.app.close(lambda: None)
    first.advance(5)
    second = Phone(history_store=SqliteHistoryStore(tmp_path / "history.db"))
    second.app.start()
    assert second.app.history.unseen_missed == 0
    second.advance(2)
    assert second.app.history.unseen_missed == 1
    found = entries(second)
    assert [(e.presented_number, e.is_missed, e.is_under_way) for e in found] == [
        ("1003", False, False),
        ("1002", True, False),
    ]
    assert [e.presented_number for e in entries(second, wanted=HistoryFilter(HistoryKind.MISSED))] == ["1002"]
    second.app.close(lambda: None)
    second.advance(5)


def test_closing_while_nothing_can_be_written_ends_all_the_same(phone: Phone, store: _ThrottledStore) -> None:
    store.reason = FULL
    phone.talk_to("1002")
    done: list[bool] = []
    phone.app.close(lambda: done.append(True))
    phone.advance(5)
    assert done == [True]
    tries = store.tries
    assert entries(phone) == ()  # who asks now opens nothing again
    phone.advance(120)
    assert store.tries == tries


def test_the_whole_program_keeps_its_history_in_its_folder_with_numbers_as_they_are_dialled_here(
    tmp_path: Path, virtual_runtime: VirtualRuntime
) -> None:
    engines = FakeEngines(virtual_runtime)
    app = Softphone(
        virtual_runtime,
        new_link=engines.new_link,
        settings_store=MemorySettingsStore({"numbers": {"country": "DE"}}),
        credentials=MemoryCredentialStore(),
        data_folder=tmp_path,
    )
    app.start()
    app.accounts.add(ALICE, Secret("right"))
    virtual_runtime.advance(2)
    engines.engine.incoming(ALICE.account_id, "03012345678", "Bob")
    virtual_runtime.advance(1)
    pages: list[HistoryPage] = []
    app.history.page(HistoryFilter(address="+49 30 12345678"), None, 9, pages.append)
    virtual_runtime.run_posted()
    (entry,) = pages[0].entries
    assert (entry.presented_number, entry.number_key) == ("03012345678", "+493012345678")
    done: list[bool] = []
    app.close(lambda: done.append(True))
    virtual_runtime.advance(5)
    assert done == [True]
    assert (tmp_path / "history.db").stat().st_size > 0
    assert not (tmp_path / "history.db-wal").exists()
