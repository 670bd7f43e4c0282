"""What the user wishes is kept until the server knows it, also what he wishes while it is being told."""

from collections.abc import Iterator

import pytest

from softphone.voicemail.cache_sqlite import MailboxCache
from softphone.voicemail.message import Changes, Message, SyncMark
from softphone.voicemail.sealing import Seal, new_key

UID = 7


@pytest.fixture
def cache() -> Iterator[MailboxCache]:
    made = MailboxCache(None, Seal(new_key()))
    made.take(Changes(mark=SyncMark(1, UID + 1, 1), messages=(Message(uid=UID, received_s=1.0),)))
    yield made
    made.close()


def is_heard(cache: MailboxCache) -> bool:
    return cache.entries()[0].is_heard


@pytest.mark.parametrize("server_speaks_first", [False, True])
def test_a_change_of_mind_while_the_server_is_told_is_told_next(cache: MailboxCache, server_speaks_first: bool) -> None:
    cache.want_heard([UID], True)
    under_way = cache.wishes()
    cache.want_heard([UID], False)
    heard_there = Changes(mark=SyncMark(1, UID + 1, 2), heard={UID: True})
    if server_speaks_first:
        cache.take(heard_there)
    cache.fulfil(under_way)
    if not server_speaks_first:
        cache.take(heard_there)
    assert not is_heard(cache)
    assert cache.wishes().unheard == (UID,)
    cache.fulfil(cache.wishes())
    assert not cache.wishes()
    assert not is_heard(cache)


def test_what_the_server_has_already_is_no_wish(cache: MailboxCache) -> None:
    cache.want_heard([UID], False)
    assert not cache.wishes()
