"""What the other side's program says of messages, and what it is told: who understands it, and if it is allowed."""

import pytest

from softphone.messaging import composing, cpim, imdn
from softphone.messaging.bodies import read_body
from softphone.messaging.imdn import NoticeKind, Notification
from softphone.messaging.message import MessageId, MessageState
from softphone.messaging.store import MessagesError
from softphone.protocol.commands import SendMessage
from softphone.settings.message_settings import READ_NOTICES, TYPING
from tests.unit.messaging.message_desk import ALICE, FailingStore, MessageDesk

S = MessageState
PLAIN = "text/plain;charset=UTF-8"


@pytest.fixture
def desk() -> MessageDesk:
    return MessageDesk()


def notify(desk: MessageDesk, message_id: str, kind: NoticeKind, number: str = "1002") -> None:
    """The other side's program says this of a message."""
    desk.engine.messages.incoming(ALICE.account_id, notice(message_id, kind), cpim.CONTENT_TYPE, number=number)
    desk.runtime.advance(1.0)


def notice(message_id: str, kind: NoticeKind) -> bytes:
    document = imdn.written(message_id, kind, "2026-01-01T00:00:00Z")
    return cpim.wrapped(cpim.Cpim(document, imdn.CONTENT_TYPE, "n1"), 0.0)


def come(desk: MessageDesk, text: str, their_id: str, *wishes: str, number: str = "1002") -> str:
    """A text with CPIM comes."""
    body = cpim.wrapped(cpim.Cpim(text.encode(), PLAIN, their_id, wishes, f"sip:{number}@x", "sip:1001@x"), 0.0)
    return desk.engine.messages.incoming(ALICE.account_id, body, cpim.CONTENT_TYPE, number=number)


def told(desk: MessageDesk) -> list[Notification]:
    """The notices that went out."""
    bodies = [read_body(each.content_type, each.body) for each in desk.sent]
    return [each for each in bodies if isinstance(each, Notification)]


def state(desk: MessageDesk, message_id: MessageId) -> MessageState:
    return desk.message(message_id).state


def test_nothing_is_asked_of_strangers(desk: MessageDesk) -> None:
    desk.send("1002", "hello")
    desk.runtime.advance(1.0)
    assert [each.content_type for each in desk.sent] == [PLAIN]


def test_a_delivered_message_is_shown_as_that(desk: MessageDesk) -> None:
    desk.with_notices()
    message_id = desk.send("1002", "hello")
    desk.wait(lambda: state(desk, message_id) is S.SENT, "sent")
    wrapping = cpim.unwrapped(desk.sent[0].body)
    assert (wrapping.message_id, wrapping.body) == (message_id, b"hello")
    assert wrapping.notices == ("positive-delivery", "negative-delivery")
    notify(desk, message_id, NoticeKind.DELIVERED, number="1003")  # not his to say
    assert state(desk, message_id) is S.SENT
    notify(desk, message_id, NoticeKind.DELIVERED)
    assert state(desk, message_id) is S.DELIVERED
    notify(desk, "nobody's", NoticeKind.DELIVERED)


def test_a_notice_may_come_before_the_answer(desk: MessageDesk) -> None:
    desk.with_notices()
    desk.pbx.message_delay_s = 3.0
    message_id = desk.send("1002", "hello")
    desk.wait(lambda: len(desk.sent) == 1, "on its way")
    notify(desk, message_id, NoticeKind.DELIVERED)
    assert state(desk, message_id) is S.SENDING
    desk.wait(lambda: state(desk, message_id) is S.DELIVERED, "delivered")


def test_who_refuses_cpim_gets_plain_text_from_then_on(desk: MessageDesk) -> None:
    desk.with_notices()
    first = desk.send("plain", "first")
    desk.wait(lambda: state(desk, first) is S.SENT, "sent")
    second = desk.send("plain", "second")
    desk.wait(lambda: state(desk, second) is S.SENT, "sent")
    assert [each.content_type for each in desk.sent] == [cpim.CONTENT_TYPE, PLAIN, PLAIN]
    assert desk.texts == ["first", "first", "second"]


def test_senders_who_ask_are_told_once_that_it_arrived(desk: MessageDesk) -> None:
    for _ in range(2):
        come(desk, "hello", "their-1", imdn.WISH_DELIVERY, imdn.WISH_DISPLAY)
        desk.runtime.advance(2.0)
    assert [each.text for each in desk.arrived] == ["hello"]
    assert told(desk) == [Notification("their-1", NoticeKind.DELIVERED)]
    (talk,) = desk.messaging.conversations()
    desk.messaging.mark_read(talk.conversation_id)
    desk.runtime.advance(2.0)
    assert len(told(desk)) == 1  # reading is nobody's business
    desk.messaging.write(talk.conversation_id, "answer")  # who writes with CPIM also reads it
    desk.runtime.advance(2.0)
    assert desk.sent[-1].content_type == cpim.CONTENT_TYPE


def test_reading_is_told_and_shown_where_it_is_allowed(desk: MessageDesk) -> None:
    desk.settings.set(READ_NOTICES, True)
    come(desk, "hello", "their-1", imdn.WISH_DISPLAY)
    desk.runtime.advance(2.0)
    (talk,) = desk.messaging.conversations()
    desk.messaging.mark_read(talk.conversation_id)
    desk.runtime.advance(2.0)
    assert told(desk) == [Notification("their-1", NoticeKind.DISPLAYED)]
    own = desk.messaging.write(talk.conversation_id, "answer")
    desk.runtime.advance(2.0)
    notify(desk, own, NoticeKind.DISPLAYED)
    assert state(desk, own) is S.READ
    notify(desk, own, NoticeKind.DELIVERED)
    assert state(desk, own) is S.READ  # never back


def test_that_it_was_read_is_shown_as_delivered_where_reading_is_not_shown(desk: MessageDesk) -> None:
    desk.with_notices()
    own = desk.send("1002", "hello")
    desk.wait(lambda: state(desk, own) is S.SENT, "sent")
    notify(desk, own, NoticeKind.DISPLAYED)
    assert state(desk, own) is S.DELIVERED


def test_a_notice_that_cannot_go_out_goes_out_later_also_in_another_life(desk: MessageDesk) -> None:
    desk.pbx.message_answers["1002"] = (503, None)
    come(desk, "hello", "their-1", imdn.WISH_DELIVERY)
    desk.wait(lambda: bool(desk.arrived), "it")
    desk.runtime.advance(5.0)
    desk.kill()
    del desk.pbx.message_answers["1002"]
    before = len(told(desk))
    desk.begin()
    desk.wait(lambda: len(told(desk)) > before, "the notice")
    desk.runtime.advance(200.0)
    assert len(told(desk)) == before + 1


def test_senders_who_are_away_keep_nobody_else_waiting(desk: MessageDesk) -> None:
    desk.pbx.message_answers["1002"] = (480, None)
    for number in range(25):  # more than are looked at together
        come(desk, f"hello {number}", f"away-{number}", imdn.WISH_DELIVERY)
        desk.runtime.advance(1.0)
    come(desk, "hello", "there-1", imdn.WISH_DELIVERY, number="1003")
    desk.runtime.advance(3.0)
    assert told(desk)[-1] == Notification("there-1", NoticeKind.DELIVERED)
    before = len(told(desk))
    desk.runtime.advance(59.0)
    assert len(told(desk)) <= before + 1  # who is away is not asked for each of them
    del desk.pbx.message_answers["1002"]
    desk.runtime.advance(120.0)
    away = {each.message_id for each in told(desk)[before:]}
    assert away == {f"away-{number}" for number in range(25)}


def test_a_full_disk_makes_no_storm_of_notices(desk: MessageDesk) -> None:
    assert isinstance(desk.store, FailingStore)
    desk.pbx.message_answers["1002"] = (503, None)
    come(desk, "hello", "their-1", imdn.WISH_DELIVERY)
    desk.wait(lambda: bool(desk.arrived), "it")
    desk.runtime.advance(5.0)
    del desk.pbx.message_answers["1002"]
    before = len(told(desk))
    desk.store.reason = MessagesError("The disk is full.", "Free some space.")
    desk.runtime.advance(300.0)
    assert len(told(desk)) == before + 1
    desk.store.reason = None
    desk.runtime.advance(300.0)
    assert (len(told(desk)), desk.store.untold(1)) == (before + 1, ())


def test_a_notice_ends_the_doubt_about_a_message(desk: MessageDesk) -> None:
    desk.with_notices()
    desk.pbx.message_delay_s = 3.0
    message_id = desk.send("1002", "hello")
    desk.wait(lambda: len(desk.sent) == 1, "on its way")
    desk.runtime.advance(0.1)
    desk.kill()
    desk.runtime.stall(60)  # longer than a server remembers it
    desk.begin()
    desk.wait(lambda: state(desk, message_id) is S.FAILED, "in doubt")
    notify(desk, message_id, NoticeKind.DELIVERED)
    assert (state(desk, message_id), desk.message(message_id).problem) == (S.DELIVERED, None)


def test_a_notice_may_come_while_the_message_waits_for_another_try(desk: MessageDesk) -> None:
    desk.with_notices()
    desk.settings.set(READ_NOTICES, True)
    desk.pbx.message_answers["1002"] = (None, None)  # it is there, and the server's answer is lost
    message_id = desk.send("1002", "hello")
    desk.wait(lambda: len(desk.sent) == 1, "on its way")
    desk.runtime.advance(1.0)
    for kind in (NoticeKind.DISPLAYED, NoticeKind.DELIVERED):
        notify(desk, message_id, kind)
    assert state(desk, message_id) is S.QUEUED
    del desk.pbx.message_answers["1002"]
    desk.runtime.advance(30.0)
    assert state(desk, message_id) is S.READ


@pytest.mark.parametrize("steps", range(5, 15))
def test_a_notice_brings_nothing_back_that_is_deleted_meanwhile(desk: MessageDesk, steps: int) -> None:
    desk.with_notices()
    message_id = desk.send("1002", "secret words")
    desk.wait(lambda: state(desk, message_id) is S.SENT, "sent")
    (talk,) = desk.messaging.conversations()
    desk.engine.messages.incoming(ALICE.account_id, notice(message_id, NoticeKind.DELIVERED), cpim.CONTENT_TYPE)
    desk.runtime.run_steps(steps)
    desk.messaging.delete(talk.conversation_id)
    desk.runtime.advance(5.0)
    assert desk.store.search("secret", 10) == ()


@pytest.mark.parametrize("is_allowed", [False, True])
def test_typing_is_told_and_shown_only_where_it_is_allowed(desk: MessageDesk, is_allowed: bool) -> None:
    desk.settings.set(TYPING, is_allowed)
    come(desk, "hello", "their-1")
    desk.runtime.advance(2.0)
    (talk,) = desk.messaging.conversations()
    for _ in range(3):
        desk.messaging.user_types(talk.conversation_id)
        desk.runtime.advance(2.0)
    signs = [each for each in desk.sent if each.content_type == composing.CONTENT_TYPE]
    assert [composing.read(each.body).is_active for each in signs] == ([True] if is_allowed else [])
    desk.runtime.advance(20.0)
    signs = [each for each in desk.sent if each.content_type == composing.CONTENT_TYPE]
    assert [composing.read(each.body).is_active for each in signs] == ([True, False] if is_allowed else [])
    desk.engine.messages.incoming(ALICE.account_id, composing.written(True), composing.CONTENT_TYPE)
    desk.runtime.advance(1.0)
    assert desk.messaging.is_typing(talk.conversation_id) is is_allowed
    desk.runtime.advance(100.0)
    assert not desk.messaging.is_typing(talk.conversation_id)


def test_texts_are_in_no_log(desk: MessageDesk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    desk.send("1002", "Geheimniskraemerei")
    desk.send("forbidden", "Geheimniskraemerei")
    come(desk, "Geheimniskraemerei", "their-1", imdn.WISH_DELIVERY)
    desk.engine.messages.incoming(ALICE.account_id, b"Geheimniskraemerei", "message/cpim")
    desk.runtime.advance(10.0)
    assert "Geheimniskraemerei" not in caplog.text
    assert "Geheimniskraemerei" not in repr([each.message_id for each in desk.all()])
    assert any(isinstance(each, SendMessage) for each in desk.engine.commands)
