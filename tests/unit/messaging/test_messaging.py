"""Conversations as the window sees them: sent once, in order, answered for, found again."""

from pathlib import Path

import pytest

from softphone.basics.errors import DialError
from softphone.messaging.message import Message, MessageState
from softphone.messaging.messaging import MAX_TEXT_BYTES
from softphone.messaging.peers import CannotWrite
from softphone.messaging.sqlite_store import SqliteMessageStore
from softphone.messaging.store import MessagesError
from softphone.protocol.commands import SendMessage
from softphone.protocol.events import MessageSent
from tests.unit.messaging.message_desk import ALICE, OVER_TCP, FailingStore, MessageDesk

S = MessageState


@pytest.fixture
def desk() -> MessageDesk:
    return MessageDesk()


def states(desk: MessageDesk) -> list[MessageState]:
    return [each.state for each in desk.all()]


def test_a_message_is_queued_sent_and_shown(desk: MessageDesk) -> None:
    message_id = desk.send("1002", "Hello Bob 👋")
    desk.runtime.run_posted()
    assert desk.message(message_id).text == "Hello Bob 👋"
    desk.wait(lambda: desk.message(message_id).state is S.SENT, "sent")
    assert desk.texts == ["Hello Bob 👋"]
    assert desk.sent[0].target == "sip:1002@pbx.example.com"
    (talk,) = desk.messaging.conversations()
    assert (talk.peer_name, talk.last_text, talk.unread) == ("Bob Miller", "Hello Bob 👋", 0)


def test_messages_of_a_conversation_go_one_after_the_other(desk: MessageDesk) -> None:
    for number in range(120):
        desk.send("1002", f"number {number}")
    desk.wait(lambda: states(desk) == [S.SENT] * 120, "all sent")
    assert desk.texts == [f"number {number}" for number in range(120)]


def test_conversations_do_not_wait_for_each_other(desk: MessageDesk) -> None:
    desk.send("away", "first")
    desk.send("away", "second")
    other = desk.send("1003", "hello")
    desk.wait(lambda: desk.message(other).state is S.SENT, "the other one")
    assert desk.texts == ["first", "hello"]  # the second stays behind the first


def test_what_is_written_offline_goes_out_once_the_phone_is_connected(desk: MessageDesk) -> None:
    desk.go_offline()
    message_id = desk.send("1002", "later")
    desk.runtime.advance(5.0)
    message = desk.message(message_id)
    assert message.state is S.QUEUED
    assert message.problem is not None
    assert desk.sent == []
    desk.go_online()
    desk.wait(lambda: desk.message(message_id).state is S.SENT, "sent")


@pytest.mark.parametrize(("peer", "word"), [("nobody", "Nobody"), ("forbidden", "may not"), ("large", "too long")])
def test_a_refusal_is_explained_and_the_next_goes_on(desk: MessageDesk, peer: str, word: str) -> None:
    refused = desk.send(peer, "first")
    second = desk.send(peer, "second")
    desk.wait(lambda: desk.message(second).state is S.FAILED, "both refused")
    problem = desk.message(refused).problem
    assert problem is not None
    assert word in problem.title
    assert desk.texts == ["first", "second"]


def test_a_conversation_tells_how_far_the_last_own_message_has_come(desk: MessageDesk) -> None:
    refused = desk.send("nobody", "first")
    assert desk.messaging.conversations()[0].own_state is S.QUEUED
    desk.wait(lambda: desk.message(refused).state is S.FAILED, "refused")
    assert desk.messaging.conversations()[0].own_state is S.FAILED
    desk.kill()
    desk.begin()
    desk.wait(lambda: bool(desk.messaging.conversations()), "read")
    assert desk.messaging.conversations()[0].own_state is S.FAILED


def test_what_changes_in_all_conversations_is_told_together(desk: MessageDesk) -> None:
    for number in range(20):
        desk.engine.messages.incoming(ALICE.account_id, b"hello", number=f"10{number:02}")
    desk.runtime.advance(5.0)
    desk.changed.clear()
    timers = desk.runtime.pending_timers
    desk.messaging.names_changed()
    assert desk.runtime.pending_timers == timers + 1
    desk.runtime.advance(0.1)
    assert sorted(desk.changed) == sorted(talk.conversation_id for talk in desk.messaging.conversations())


def test_whoever_was_there_before_is_only_away_when_nobody_has_the_number(desk: MessageDesk) -> None:
    first = desk.send("1002", "first")
    desk.wait(lambda: desk.message(first).state is S.SENT, "sent")
    desk.pbx.message_answers["1002"] = (404, None)
    second = desk.send("1002", "second")
    desk.wait(lambda: len(desk.sent) >= 3, "tried again")
    del desk.pbx.message_answers["1002"]
    desk.wait(lambda: desk.message(second).state is S.SENT, "sent")
    desk.kill()
    desk.begin()
    desk.pbx.message_answers["1002"] = (404, None)
    third = desk.send("1002", "third")
    desk.runtime.advance(10.0)
    assert desk.message(third).state is S.QUEUED


def test_a_busy_server_is_left_alone_as_long_as_it_asks(desk: MessageDesk) -> None:
    message_id = desk.send("later", "hello")
    desk.wait(lambda: len(desk.sent) == 1, "tried")
    desk.runtime.advance(6.5)
    assert len(desk.sent) == 1
    assert desk.message(message_id).state is S.QUEUED
    del desk.pbx.message_answers["later"]
    desk.wait(lambda: desk.message(message_id).state is S.SENT, "sent")
    first, second = desk.sent
    assert first.request_id != second.request_id  # the first was answered: servers must not take this for it


def test_a_server_that_asks_for_years_is_asked_again_after_an_hour(desk: MessageDesk) -> None:
    desk.pbx.message_answers["1002"] = (503, 999_999_999)
    message_id = desk.send("1002", "hello")
    desk.runtime.advance(10)
    del desk.pbx.message_answers["1002"]
    desk.runtime.advance(3600)
    assert desk.message(message_id).state is S.SENT


def test_without_an_answer_the_same_request_is_sent_again(desk: MessageDesk) -> None:
    desk.pbx.message_answers["1002"] = (None, None)
    message_id = desk.send("1002", "hello")
    desk.wait(lambda: len(told(desk)) >= 3, "several tries")
    assert len({each.request_id for each in told(desk)}) == 1
    assert desk.texts == ["hello"]
    desk.pbx.message_answers["1002"] = (202, None)
    desk.wait(lambda: desk.message(message_id).state is S.SENT, "sent")
    assert desk.texts == ["hello"]


def told(desk: MessageDesk) -> list[SendMessage]:
    return [each for each in desk.engine.commands if isinstance(each, SendMessage)]


def test_after_three_days_it_is_given_up_and_can_be_tried_again(desk: MessageDesk) -> None:
    message_id = desk.send("away", "hello")
    desk.wait(lambda: desk.message(message_id).state is S.FAILED, "given up", 5 * 24 * 3600.0)
    problem = desk.message(message_id).problem
    assert problem is not None
    assert "three days" in problem.title
    del desk.pbx.message_answers["away"]
    desk.messaging.retry(message_id)
    desk.wait(lambda: desk.message(message_id).state is S.SENT, "sent")


def test_an_engine_that_dies_makes_neither_two_nor_none_of_it(desk: MessageDesk) -> None:
    desk.pbx.message_delay_s = 1.0
    message_id = desk.send("1002", "hello")
    desk.wait(lambda: len(desk.sent) == 1, "on its way")
    desk.engine.crash()
    desk.wait(lambda: desk.message(message_id).state is S.SENT, "sent")
    assert desk.texts == ["hello"]
    assert len({each.request_id for each in desk.sent}) == 1


def test_over_tcp_a_message_whose_fate_is_unknown_is_not_sent_again_by_itself() -> None:
    desk = MessageDesk(OVER_TCP)
    desk.pbx.message_delay_s = 1.0
    message_id = desk.send("1002", "hello")
    after = desk.send("1002", "and this")
    desk.wait(lambda: len(desk.sent) == 1, "on its way")
    desk.engine.crash()
    desk.wait(lambda: desk.message(after).state is S.SENT, "the next one is sent")
    problem = desk.message(message_id).problem
    assert desk.message(message_id).state is S.FAILED
    assert problem is not None
    assert "not known" in problem.title
    desk.messaging.retry(message_id)
    desk.wait(lambda: desk.message(message_id).state is S.SENT, "sent")
    assert desk.texts == ["hello", "and this"]  # with its old name, so that whoever has it already knows it


def test_a_removed_account_is_said_of_each_message(desk: MessageDesk) -> None:
    desk.go_offline()
    message_id = desk.send("1002", "hello")
    desk.runtime.advance(1.0)
    desk.accounts.remove(ALICE.account_id)
    desk.wait(lambda: desk.message(message_id).state is S.FAILED, "failed")
    problem = desk.message(message_id).problem
    assert problem is not None
    assert "removed" in problem.title


def test_what_comes_is_kept_then_acknowledged_then_shown(desk: MessageDesk) -> None:
    incoming = desk.engine.messages.incoming(ALICE.account_id, "Grüße 🎉".encode())
    desk.wait(lambda: desk.arrived != [], "it")
    assert desk.engine.messages.answers[incoming] == 200
    (talk,) = desk.messaging.conversations()
    assert (talk.peer_name, talk.last_text, talk.unread) == ("Bob Miller", "Grüße 🎉", 1)
    assert desk.messaging.unread == 1
    desk.messaging.mark_read(talk.conversation_id)
    assert desk.messaging.unread == 0
    desk.send("1002", "answer")
    desk.wait(lambda: len(desk.all()) == 2, "one conversation")
    assert len(desk.messaging.conversations()) == 1


def test_a_repetition_is_acknowledged_and_not_shown_again(desk: MessageDesk) -> None:
    for _ in range(3):
        desk.engine.messages.incoming(ALICE.account_id, b"once", incoming_id="the-same")
        desk.runtime.advance(1.0)
    assert [each.text for each in desk.arrived] == ["once"]
    assert desk.engine.messages.answers == {"the-same": 200}
    (talk,) = desk.messaging.conversations()
    desk.messaging.delete(talk.conversation_id)
    desk.runtime.advance(1.0)
    desk.engine.messages.incoming(ALICE.account_id, b"once", incoming_id="the-same")
    desk.runtime.advance(1.0)
    assert desk.messaging.conversations() == ()  # deleted is deleted


def test_what_cannot_be_kept_is_not_acknowledged(desk: MessageDesk) -> None:
    assert isinstance(desk.store, FailingStore)
    desk.store.reason = MessagesError("The disk is full.", "Free some space.")
    lost = desk.engine.messages.incoming(ALICE.account_id, b"hello")
    desk.runtime.advance(1.0)
    assert desk.engine.messages.answers[lost] == 480
    assert desk.arrived == []
    assert desk.problems == ["The disk is full."]
    own = desk.send("1002", "mine")
    desk.runtime.advance(20.0)
    assert desk.sent == []
    assert desk.message(own).text == "mine"
    assert desk.problems == ["The disk is full."]
    desk.store.reason = None
    desk.wait(lambda: desk.message(own).state is S.SENT, "sent")


@pytest.mark.parametrize("has_room", [True, False])
def test_the_end_of_the_program_tries_once_more_to_keep_what_waits(desk: MessageDesk, has_room: bool) -> None:
    assert isinstance(desk.store, FailingStore)
    desk.store.reason = MessagesError("The disk is full.", "Free some space.")
    message_id = desk.send("1002", "mine")
    desk.runtime.advance(60.0)
    if has_room:
        desk.store.reason = None
    ended: list[bool] = []
    desk.messaging.close(lambda: ended.append(True))
    desk.runtime.advance(1.0)
    assert ended == [True]
    assert (desk.store.message(message_id) is not None) is has_room


def test_a_store_that_cannot_be_opened_at_first_is_read_later(desk: MessageDesk) -> None:
    assert isinstance(desk.store, FailingStore)
    desk.go_offline()
    message_id = desk.send("1002", "hello")
    desk.runtime.advance(1.0)
    desk.kill()
    desk.store.reason = MessagesError("The messages are held by another program.", "Close it.")
    desk.begin()
    desk.runtime.advance(20.0)
    assert desk.sent == []
    assert desk.problems == ["The messages are held by another program."]
    desk.store.reason = None
    desk.wait(lambda: bool(desk.all()) and desk.message(message_id).state is S.SENT, "sent")


def test_bodies_that_cannot_be_shown_do_no_harm(desk: MessageDesk) -> None:
    for kind, body in (("message/cpim", b"\xff\xfe"), ("message/imdn+xml", b"<!DOCTYPE x><imdn/>"),
                       ("multipart/mixed; boundary=x", b"--x\r\n\r\n"), ("text/plain", b"   \n"),
                       ("application/im-iscomposing+xml", b"<a")):  # fmt: skip
        desk.engine.messages.incoming(ALICE.account_id, body, kind)
    desk.runtime.advance(6.0)
    assert desk.arrived == []
    assert set(desk.engine.messages.answers.values()) == {200}


def test_half_a_character_stops_nothing(tmp_path: Path) -> None:
    desk = MessageDesk(store=SqliteMessageStore(tmp_path / "messages.db"))
    for charset, body in (("unicode_escape", b"came \\ud83d"), ("utf-7", b"came +2AA-")):
        desk.engine.messages.incoming(ALICE.account_id, body, f"text/plain;charset={charset}")
    broken, good = desk.send("1002", "bad \ud83d"), desk.send("1002", "whole \ud83d\ude00")
    desk.wait(lambda: desk.message(good).state is S.SENT, "sent")
    assert desk.message(broken).state is S.SENT
    assert desk.texts == ["bad \ufffd", "whole \U0001f600"]
    assert [each.text for each in desk.arrived] == ["came", "came"]
    found: list[Message] = []
    desk.messaging.search("whole \ud83d\ude00", found.extend)
    desk.messaging.search("\ud83d", found.extend)
    desk.runtime.advance(1.0)
    assert [each.message_id for each in found] == [good, broken]
    assert desk.problems == []
    desk.store.close()


def test_search_finds_words_in_any_spelling(desk: MessageDesk) -> None:
    desk.send("1002", "Die Straße nach Köln")
    desk.send("1003", "nothing of the kind")
    desk.runtime.advance(1.0)
    found: list[str] = []
    desk.messaging.search("koln STRASSE", lambda messages: found.extend(each.text for each in messages))
    desk.runtime.advance(1.0)
    assert found == ["Die Straße nach Köln"]


def test_pages_go_back_in_time(desk: MessageDesk) -> None:
    for number in range(25):
        desk.send("1002", str(number))
    desk.wait(lambda: states(desk) == [S.SENT] * 25, "all sent")
    (talk,) = desk.messaging.conversations()
    last = desk.messaging.messages(talk.conversation_id, 10)
    assert [each.text for each in last] == [str(number) for number in range(15, 25)]
    before = desk.messaging.messages(talk.conversation_id, 10, last[0].message_id)
    assert [each.text for each in before] == [str(number) for number in range(5, 15)]


def test_numbers_outside_are_written_to_only_where_the_phone_system_sends_sms(desk: MessageDesk) -> None:
    with pytest.raises(CannotWrite) as refusal:
        desk.send("+49 30 123456", "hello")
    assert "numbers outside" in refusal.value.title
    desk.sends_sms = True
    desk.send("+49 30 123456", "hello")
    desk.wait(lambda: desk.texts == ["hello"], "sent")
    assert desk.sent[0].target == "sip:+4930123456@pbx.example.com"
    (talk,) = desk.messaging.conversations()
    assert talk.is_sms
    assert desk.messaging.find(ALICE.account_id, "+49(30)123456").conversation_id == talk.conversation_id


@pytest.mark.parametrize("text", ["", "  \n ", "x" * (MAX_TEXT_BYTES + 1)])
def test_what_cannot_be_sent_is_refused_in_words(desk: MessageDesk, text: str) -> None:
    with pytest.raises(CannotWrite):
        desk.send("1002", text)
    with pytest.raises(DialError):
        desk.send("", "hello")


def test_a_deleted_conversation_stays_away_though_an_answer_comes(desk: MessageDesk) -> None:
    desk.pbx.message_delay_s = 1.0
    desk.send("1002", "hello")
    desk.send("1002", "never mind")
    desk.wait(lambda: len(desk.sent) == 1, "on its way")
    (talk,) = desk.messaging.conversations()
    desk.messaging.delete(talk.conversation_id)
    desk.runtime.advance(10.0)
    assert desk.messaging.conversations() == ()
    assert desk.texts == ["hello"]


def test_the_end_of_the_program_waits_for_what_is_on_its_way_and_begins_nothing(desk: MessageDesk) -> None:
    desk.pbx.message_delay_s = 1.0
    first, second = desk.send("1002", "first"), desk.send("1002", "second")
    desk.wait(lambda: len(desk.sent) == 1, "on its way")
    desk.messaging.stop_sending()
    desk.wait(lambda: desk.message(first).state is S.SENT, "the first")
    desk.runtime.advance(5.0)
    ended: list[bool] = []
    desk.messaging.close(lambda: ended.append(True))
    desk.runtime.advance(1.0)
    assert ended == [True]
    assert desk.texts == ["first"]
    desk.kill()
    desk.begin()
    desk.wait(lambda: desk.message(second).state is S.SENT, "the second")
    assert desk.texts == ["first", "second"]


def test_answers_to_nothing_are_passed_over(desk: MessageDesk) -> None:
    desk.engine.announce(MessageSent(message_id="nobody's", status_code=200))
    desk.runtime.advance(1.0)
    assert desk.all() == []
