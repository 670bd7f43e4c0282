"""Messages in the whole program: nothing is there for who writes none, and nothing is lost while it starts and ends."""

from pathlib import Path

from softphone.directory.person import CONTACTS, Person, PersonNumber
from softphone.messaging.message import MessageState
from tests.unit.app.phone import ALICE, Phone


def end(phone: Phone) -> None:
    phone.app.close(lambda: None)
    phone.advance(10)


def test_for_who_writes_nothing_there_is_nothing(tmp_path: Path) -> None:
    phone = Phone.telephone_only(tmp_path)
    phone.start_people()
    assert "messaging" not in phone.app.__dict__
    assert not phone.app.has_messages
    end(phone)
    assert not any("messages" in each.name for each in tmp_path.iterdir())


def test_what_comes_while_the_program_starts_is_kept(tmp_path: Path) -> None:
    phone = Phone.telephone_only(tmp_path)
    early = phone.engine.messages.incoming(ALICE.account_id, b"early")
    phone.advance(1)
    assert phone.engine.messages.answers == {}
    phone.start_people()
    assert phone.engine.messages.answers == {early: 200}
    late = phone.engine.messages.incoming(ALICE.account_id, b"late")
    phone.advance(1)
    assert phone.engine.messages.answers[late] == 200
    (talk,) = phone.app.messaging.conversations()
    assert [each.text for each in phone.app.messaging.messages(talk.conversation_id)] == ["early", "late"]
    end(phone)


def test_the_first_message_ever_is_kept_and_another_life_has_it(tmp_path: Path) -> None:
    phone = Phone.telephone_only(tmp_path)
    phone.start_people()
    phone.app.directory.contacts.add(Person("", CONTACTS, "Zoe Zander", numbers=(PersonNumber("work", "1002"),)))
    phone.engine.messages.incoming(ALICE.account_id, b"hello")
    phone.advance(2)
    sent = phone.app.messaging.send(ALICE.account_id, "1002", "answer")
    phone.advance(2)
    end(phone)
    phone = Phone.telephone_only(tmp_path)
    phone.start_people()
    (talk,) = phone.app.messaging.conversations()
    assert (talk.peer_name, talk.last_text, talk.unread) == ("Zoe Zander", "answer", 1)
    shown = phone.app.messaging.messages(talk.conversation_id)
    assert [(each.message_id == sent, each.state) for each in shown] == [
        (False, MessageState.SENT),
        (True, MessageState.SENT),
    ]
    end(phone)
