"""Both stores of messages keep the same promises; the file survives what may happen to a file."""

import sqlite3
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.basics.ids import AccountId
from softphone.messaging.memory_store import MemoryMessageStore
from softphone.messaging.message import ConversationId, Kept, MessageId, MessageState, Notice, Thread
from softphone.messaging.sqlite_store import SqliteMessageStore
from softphone.messaging.store import (
    AddIncoming,
    Delete,
    MarkRead,
    MessagesError,
    MessageStore,
    NoteTold,
    PutMessage,
    PutThread,
)

TALK = Thread(ConversationId("talk-1"), AccountId("a"), "sip:1002@pbx", "1002", "Bob")
OTHER = Thread(ConversationId("talk-2"), AccountId("a"), "sip:1003@pbx", "1003", "Carol", takes_cpim=True, is_sms=True)
Maker = Callable[[], MessageStore]


@pytest.fixture(params=["memory", "file"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> MessageStore:
    made = MemoryMessageStore() if request.param == "memory" else SqliteMessageStore(tmp_path / "kept" / "messages.db")
    made.open()
    return made


def own(number: int, thread: Thread = TALK, text: str = "", state: MessageState = MessageState.QUEUED) -> Kept:
    name = MessageId(f"m{number}")
    return Kept(name, thread.conversation_id, True, text or f"text {number}", 1000.0 + number, state)


def came(number: int, thread: Thread = TALK, text: str = "hello") -> Kept:
    kept = Kept(MessageId(f"in-{number}"), thread.conversation_id, False, text, 2000.0 + number, MessageState.SENT)
    return replace(kept, is_read=False, their_id=f"their-{number}", wants_read=True, notice=Notice.DELIVERED)


def test_messages_are_kept_in_their_order_and_change_in_place(store: MessageStore) -> None:
    store.write([PutThread(TALK), *(PutMessage(own(number)) for number in range(5))], 0.0)
    done = replace(own(1), state=MessageState.FAILED, why="refused", status_code=404, sent_at_s=1.5, sent_from="h:1")
    store.write([PutMessage(done)], 0.0)
    page = store.page(TALK.conversation_id, 10, None)
    assert [each.message_id for each in page] == ["m0", "m1", "m2", "m3", "m4"]
    assert page[1] == done == store.message(MessageId("m1"))
    assert [each.message_id for each in store.page(TALK.conversation_id, 2, MessageId("m3"))] == ["m1", "m2"]
    assert [each.message_id for each in store.unsent(TALK.conversation_id, 3)] == ["m0", "m2", "m3"]
    assert store.message(MessageId("nobody's")) is None
    assert store.page(OTHER.conversation_id, 10, None) == ()


def test_what_comes_is_added_once(store: MessageStore) -> None:
    assert store.write([AddIncoming(TALK, came(1)), AddIncoming(TALK, came(2))], 0.0) == (True, True)
    assert store.write([AddIncoming(TALK, came(1)), AddIncoming(OTHER, came(3, OTHER))], 0.0) == (False, True)
    by_id = {each.thread.conversation_id: each for each in store.summaries()}
    assert by_id[TALK.conversation_id].unread == 2
    assert by_id[OTHER.conversation_id].thread == OTHER
    assert by_id[OTHER.conversation_id].last == came(3, OTHER)
    store.write([Delete(TALK.conversation_id)], 0.0)
    assert store.write([AddIncoming(TALK, came(1))], 0.0) == (False,)
    assert store.summary(TALK.conversation_id) is None


def test_the_last_own_message_is_known_whatever_came_after_it(store: MessageStore) -> None:
    store.write([AddIncoming(OTHER, came(3, OTHER))], 0.0)
    failed = own(2, state=MessageState.FAILED)
    store.write([PutThread(TALK), PutMessage(own(1)), PutMessage(failed), AddIncoming(TALK, came(1))], 0.0)
    by_id = {each.thread.conversation_id: each for each in store.summaries()}
    assert by_id[TALK.conversation_id].own == failed
    assert by_id[TALK.conversation_id].last == came(1)
    assert by_id[OTHER.conversation_id].own is None


def test_reading_and_telling(store: MessageStore) -> None:
    store.write([AddIncoming(TALK, came(1)), AddIncoming(TALK, came(2))], 0.0)
    assert [each.notice for each in store.untold(10)] == [Notice.DELIVERED] * 2
    assert [each.message_id for each in store.untold(10, MessageId("in-1"))] == ["in-2"]
    assert store.untold(10, MessageId("in-2")) == ()
    first = MessageId("in-1")
    assert store.write([NoteTold(first, Notice.DISPLAYED), NoteTold(first, Notice.DELIVERED)], 0.0) == (False, True)
    assert store.write([MarkRead(TALK.conversation_id, Notice.DISPLAYED)], 0.0) == (True,)
    assert [each.notice for each in store.untold(10)] == [Notice.DISPLAYED] * 2
    assert store.write([MarkRead(TALK.conversation_id, Notice.DISPLAYED)], 0.0) == (False,)
    summary = store.summary(TALK.conversation_id)
    assert summary is not None
    assert (summary.unread, summary.waiting) == (0, 0)


def test_search(store: MessageStore) -> None:
    texts = ("Die Straße nach Köln", "cologne", '100 % "sure"', "日本語のテキスト", "naïve café 👍", "ab")
    store.write([PutThread(TALK), *(PutMessage(own(at, text=text)) for at, text in enumerate(texts))], 0.0)
    for query, hits in (
        ("strasse KÖLN", [0]), ("colo", [1]), ('"sure', [2]), ("日本語", [3]), ("cafe", [4]), ("ab", [5]),
        ("👍", [4]), ("n", [4, 1, 0]), ("", []), ("   ", []), ("nothing", []), ("a b", [5]), ("%", [2]), ("*", []),
    ):  # fmt: skip
        assert [texts.index(each.text) for each in store.search(query, 10)] == hits, query
    store.write([Delete(TALK.conversation_id)], 0.0)
    assert store.search("cologne", 10) == ()


@given(st.lists(st.text(max_size=40), max_size=8), st.text(max_size=12))
def test_both_find_the_same(tmp_path_factory: pytest.TempPathFactory, texts: list[str], query: str) -> None:
    stores = (MemoryMessageStore(), SqliteMessageStore(tmp_path_factory.mktemp("s") / "messages.db"))
    for each in stores:
        each.write([PutThread(TALK), *(PutMessage(own(at, text=f"x{text}")) for at, text in enumerate(texts))], 0.0)
    found = [[hit.message_id for hit in each.search(query, 50)] for each in stores]
    stores[1].close()
    assert found[0] == found[1]


# ---------------------------------------------------------------------- the file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "messages.db"


def filled(file: Path) -> SqliteMessageStore:
    store = SqliteMessageStore(file)
    store.write([PutThread(TALK), *(PutMessage(own(number)) for number in range(50))], 0.0)
    return store


def test_the_file_is_the_users_alone(file: Path) -> None:
    store = filled(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    store.close()


def test_another_life_finds_everything(file: Path) -> None:
    filled(file).close()
    store = SqliteMessageStore(file)
    assert [each.text for each in store.page(TALK.conversation_id, 100, None)] == [f"text {at}" for at in range(50)]
    (summary,) = store.summaries()
    assert (summary.thread, summary.waiting) == (TALK, 50)
    store.close()


def test_what_was_deleted_is_not_in_the_file_any_more(file: Path) -> None:
    store = filled(file)
    store.write([PutMessage(own(99, text="Geheimniskraemerei"))], 0.0)
    store.write([Delete(TALK.conversation_id)], 0.0)
    store.close()
    left = b"".join(each.read_bytes() for each in file.parent.iterdir())
    assert b"Geheimniskraemerei" not in left
    assert b"eimnisk" not in left


@pytest.mark.parametrize("how", ["no database", "cut", "another program's"])
def test_a_damaged_file_is_put_aside_and_said(file: Path, how: str) -> None:
    store = filled(file)
    store.close()
    if how == "no database":
        file.write_bytes(b"this is no database at all" * 1000)
    elif how == "cut":
        file.write_bytes(file.read_bytes()[:5000])
    else:
        file.unlink()
        other = sqlite3.connect(file)
        other.execute("CREATE TABLE recipes (name TEXT)")
        other.close()
    store = SqliteMessageStore(file, lambda: 0.0)
    with pytest.raises(MessagesError, match="damaged"):
        _use(store)
    assert any("damaged" in each.name for each in file.parent.iterdir())
    store.write([PutThread(TALK), PutMessage(own(1))], 0.0)
    assert len(store.page(TALK.conversation_id, 10, None)) == 1
    store.close()


def _use(store: MessageStore) -> None:
    """Touches what may be damaged."""
    store.write([PutThread(TALK), PutMessage(own(1))], 0.0)
    store.summaries()
    store.search("text", 10)


def test_a_damaged_index_is_made_anew(file: Path) -> None:
    store = filled(file)
    store.close()
    database = sqlite3.connect(file)
    database.execute("DELETE FROM message_search_data")
    database.commit()
    database.close()
    store = SqliteMessageStore(file)
    store.write([PutMessage(own(60))], 0.0)
    assert [each.message_id for each in store.search("text 49", 10)] == ["m49"]
    store.close()


def test_a_full_disk_is_said_and_nothing_is_half_done(file: Path) -> None:
    store = filled(file)
    connection = store._opened()
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(MessagesError, match="disk is full"):
        store.write([PutMessage(own(number, text="x" * 4000)) for number in range(100, 200)], 0.0)
    assert len(store.page(TALK.conversation_id, 1000, None)) == 50
    store.write([PutMessage(own(300))], 0.0)  # a connection of its own again: there is room now
    store.close()


def test_a_file_that_is_looked_for_in_vain_is_the_users_alone_as_well(file: Path) -> None:
    store = filled(file)
    file.unlink()
    store._give_up_connections()
    with pytest.raises(MessagesError):
        store.page(TALK.conversation_id, 10, None)  # the window asks whenever it likes
    store.write([PutThread(TALK), PutMessage(own(1))], 0.0)
    assert {stat.S_IMODE(each.stat().st_mode) for each in file.parent.iterdir()} == {0o600}
    store.close()


def test_a_newer_file_is_left_alone(file: Path) -> None:
    filled(file).close()
    database = sqlite3.connect(file)
    database.execute("PRAGMA user_version = 99")
    database.close()
    store = SqliteMessageStore(file)
    with pytest.raises(MessagesError, match="newer version"):
        store.open()
    assert [each.name for each in file.parent.iterdir() if "damaged" in each.name] == []


def test_a_file_that_went_away_is_begun_anew(file: Path) -> None:
    store = filled(file)
    file.unlink()
    store.write([PutThread(TALK), PutMessage(own(1))], 0.0)
    assert len(store.page(TALK.conversation_id, 10, None)) == 1
    store.close()
