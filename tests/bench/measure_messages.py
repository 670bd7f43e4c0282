"""Thousands of messages queued offline and sent over kill -9, and a store of a hundred thousand."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from softphone_lab import Lab, Part

from softphone.basics.ids import AccountId
from softphone.messaging.message import ConversationId, Kept, MessageId, MessageState, Thread
from softphone.messaging.sqlite_store import SqliteMessageStore
from softphone.messaging.store import PutMessage, PutThread
from tests.bench.figures import Figure
from tests.harness.message_killing import deliver

QUEUED = 10_000
KILLS = 10
KEPT = 100_000
TALKS = 50
_WORDS = ["mail", "meeting", "köln", "straße", "offer", "invoice", "tomorrow", "thanks", "colleague", "project"]

Add = Callable[[Figure], None]


def measure_messages(folder: Path, add: Add, runs: int, queued: int = QUEUED) -> None:
    """Both, the first through a real PBX."""
    _measure_kills(folder, add, queued)
    _measure_store(folder / "store" / "messages.db", add, runs)


def _measure_kills(folder: Path, add: Add, queued: int) -> None:
    """Half of the kills take the window's process alone, half the engine at the same moment."""
    lost, doubled, disordered, per_s = [], [], [], []
    for kills_engine in (False, True):
        place = folder / ("both" if kills_engine else "window")
        place.mkdir(parents=True, exist_ok=True)
        with Lab(parts=[Part.PBX]) as facts:
            delivery = deliver(facts, place, queued, KILLS, seed=3, kills_engine=kills_engine)
        lost.append(float(delivery.lost))
        doubled.append(float(delivery.doubled))
        disordered.append(float(not delivery.is_in_order))
        per_s.append(queued / delivery.seconds)
    note = f"{queued} each, {KILLS} kills"
    add(Figure("messages_lost", "", lost, limit=0, p95_limit=0, note=note))
    add(Figure("messages_doubled", "", doubled, limit=0, p95_limit=0, note=note))
    add(Figure("messages_disordered", "", disordered, limit=0, p95_limit=0, note="1: not in order"))
    add(Figure("messages_sent_per_s", "1/s", per_s, note="one conversation, kept before and after each"))


def _measure_store(file: Path, add: Add, runs: int) -> None:
    store = SqliteMessageStore(file)
    talks = [ConversationId(f"talk-{number}") for number in range(TALKS)]
    store.write([PutThread(Thread(talk, AccountId("a"), f"sip:{talk}@pbx", talk)) for talk in talks], 0.0)
    for first in range(0, KEPT, 5000):
        store.write([PutMessage(_message(number, talks)) for number in range(first, first + 5000)], 0.0)
    store.close()
    opening, paging, searching, writing = [], [], [], []
    for run in range(runs):
        opening.append(_ms(lambda: SqliteMessageStore(file).summaries()))
        paging.append(_ms(lambda run=run: store.page(talks[run % TALKS], 50, None)))  # type: ignore[misc]
        searching.append(_ms(lambda: store.search("strasse invoice", 200)))
        extra = replace(_message(run, talks), message_id=MessageId(f"extra-{run}"))
        writing.append(_ms(lambda extra=extra: store.write([PutMessage(extra)], 0.0)))  # type: ignore[misc]
    store.close()
    note = f"{KEPT} messages"
    add(Figure("messages_open_ms", "ms", opening, limit=200, note=note))
    add(Figure("messages_page_ms", "ms", paging, limit=10, note=note))
    add(Figure("messages_search_ms", "ms", searching, limit=200, note=note))
    add(Figure("messages_write_ms", "ms", writing, note="with fsync"))


def _message(number: int, talks: list[ConversationId]) -> Kept:
    text = " ".join(_WORDS[(number * step) % len(_WORDS)] for step in (1, 3, 5, 7, 11)) + f" {number}"
    return Kept(
        MessageId(f"m{number}"), talks[number % TALKS], number % 2 == 0, text, float(number), MessageState.SENT
    )  # fmt: skip


def _ms(work: Callable[[], object]) -> float:
    began_s = time.monotonic()
    work()
    return (time.monotonic() - began_s) * 1000
