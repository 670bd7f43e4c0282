"""Contract: messages outside of sessions (RFC 3428)."""

from softphone.basics.ids import AccountId
from softphone.protocol.commands import AnswerMessage, AnyCommand, SendMessage
from softphone.protocol.events import MessageReceived, MessageSent, RejectCode, Rejected
from softphone.protocol.snapshots import RegistrationState
from tests.contract.conftest import ALICE, Bench
from tests.contract.stations import Station


def message(bench: Bench, body: bytes = b"hello", **settings: object) -> SendMessage:
    """From Alice to herself: what goes out comes in."""
    user = bench.alice.account.address_of_record.partition(":")[2].partition("@")[0]
    defaults = {"message_id": "m1", "account_id": ALICE, "target": bench.target(user), "body": body}
    return SendMessage(**{**defaults, **settings})  # type: ignore[arg-type]


def refusal(engine: Station, command: AnyCommand) -> RejectCode:
    reply = engine.reply(command)
    assert isinstance(reply, Rejected)
    return reply.code


def test_a_message_is_accepted_then_sent(bench: Bench, near: Station) -> None:
    cause = near.accepted(message(bench, "Grüße 👋".encode()))
    sent = near.wait_event(MessageSent)
    assert sent.message_id == "m1"
    assert sent.status_code in (200, 202)
    assert near.causes(MessageSent) == {cause}


def test_a_message_comes_and_is_answered_once(bench: Bench, near: Station) -> None:
    body = "Grüße 👋".encode()
    near.accepted(message(bench, body))
    received = near.wait_event(MessageReceived)
    assert received.account_id == ALICE
    assert received.body == body
    assert received.sender.number == bench.alice.account.address_of_record.partition(":")[2].partition("@")[0]
    assert received.content_type.startswith("text/plain")
    near.accepted(AnswerMessage(incoming_id=received.incoming_id, is_kept=True))
    near.accepted(AnswerMessage(incoming_id=received.incoming_id, is_kept=True))  # too late, and no harm
    near.accepted(AnswerMessage(incoming_id="never came", is_kept=False))
    near.settle()
    assert len(near.events(MessageReceived)) == 1


def test_what_cannot_be_sent_is_rejected(bench: Bench, near: Station) -> None:
    for command in (
        message(bench, b""),
        message(bench, b"x" * 100_000),
        message(bench, target="nonsense"),
        message(bench, content_type="text"),
        message(bench, request_id="no token"),
    ):
        assert refusal(near, command) == RejectCode.BAD_ARGUMENT
    unknown = message(bench, account_id=AccountId("nobody"))
    assert refusal(near, unknown) == RejectCode.UNKNOWN_ACCOUNT


def test_each_message_has_an_answer_of_its_own(bench: Bench, near: Station) -> None:
    for number in range(20):
        near.accepted(message(bench, b"hello", message_id=f"m{number}", request_id=f"request{number}"))
    near.wait(lambda: len(near.events(MessageSent)) == 20, "all answers")
    assert {each.message_id for each in near.events(MessageSent)} == {f"m{number}" for number in range(20)}
    assert near.registration(ALICE) == RegistrationState.REGISTERED
