"""Messages of a real engine at a server that does what the test says (RFC 3428)."""

import re
from collections.abc import Iterator

import pytest

from softphone.basics.ids import AccountId
from softphone.protocol.commands import Answer, AnswerMessage, HangUp, SendMessage
from softphone.protocol.events import MessageReceived, MessageSent, RejectCode, Rejected
from softphone.protocol.snapshots import AccountConfig
from tests.harness import digest
from tests.harness.engine_process import EngineProcess
from tests.harness.scripted_registrar import Message, ScriptedRegistrar, response
from tests.harness.stranger import Stranger

A = AccountId("a")


@pytest.fixture
def server() -> Iterator[ScriptedRegistrar]:
    with ScriptedRegistrar() as registrar:
        yield registrar


@pytest.fixture
def phone(server: ScriptedRegistrar, engine: EngineProcess) -> EngineProcess:
    """An engine with one registered account."""
    engine.register(AccountConfig(account_id=A, address_of_record=f"sip:alice@127.0.0.1:{server.port}"), "right")
    return engine


def message(server: ScriptedRegistrar, body: bytes = b"hello", **settings: object) -> SendMessage:
    target = f"sip:bob@127.0.0.1:{server.port}"
    return SendMessage(message_id="m1", account_id=A, target=target, body=body, **settings)  # type: ignore[arg-type]


def wait_message(server: ScriptedRegistrar, since: int = 0) -> Message:
    return server.wait(lambda each: each.method == "MESSAGE", since)


def answer(server: ScriptedRegistrar, request: Message, code: int, header: str = "") -> None:
    server.send(response(request, code, f"{header}\r\n" if header else ""))


def wait_sent(phone: EngineProcess) -> MessageSent:
    event = phone.wait_frame(lambda frame: isinstance(frame.event, MessageSent)).event
    assert isinstance(event, MessageSent)
    return event


def incoming(server: ScriptedRegistrar, body: bytes = b"hello", content_type: str = "text/plain", call_id: str = "c1",
             branch: str = "b1", to_tag: str = "") -> bytes:  # fmt: skip
    """A MESSAGE to the phone, from its server."""
    head = [
        f"MESSAGE {server.contact} SIP/2.0",
        f"Via: SIP/2.0/UDP 127.0.0.1:{server.port};branch=z9hG4bK{branch};rport",
        f'From: "Bob" <sip:1002@127.0.0.1:{server.port}>;tag=from-bob',
        f"To: <sip:alice@127.0.0.1>{to_tag}",
        f"Call-ID: {call_id}",
        "CSeq: 7 MESSAGE",
        "Max-Forwards: 70",
        f"Content-Type: {content_type}",
        f"Content-Length: {len(body)}",
        "",
        "",
    ]
    return "\r\n".join(head).encode() + body


def wait_received(phone: EngineProcess) -> MessageReceived:
    event = phone.wait_frame(lambda frame: isinstance(frame.event, MessageReceived)).event
    assert isinstance(event, MessageReceived)
    return event


def wait_answer(server: ScriptedRegistrar, since: int = 0) -> Message:
    return server.wait(lambda each: each.status >= 200 and "MESSAGE" in each.header("CSeq"), since)


# ---------------------------------------------------------------------- out


def test_a_message_goes_out_as_it_is_and_its_answer_comes_back(server: ScriptedRegistrar, phone: EngineProcess) -> None:
    body = "Grüße 👋".encode()
    cause = phone.do(message(server, body))
    request = wait_message(server)
    assert request.text.encode("latin-1").endswith(b"\r\n\r\n" + body)
    assert request.header("Content-Type").replace(" ", "") == "text/plain;charset=UTF-8"
    answer(server, request, 202)
    sent = wait_sent(phone)
    assert (sent.message_id, sent.status_code) == ("m1", 202)
    assert next(frame.cause for frame in phone.frames if frame.event is sent) == cause


def test_a_lost_answer_does_not_make_two_messages(server: ScriptedRegistrar, phone: EngineProcess) -> None:
    phone.do(message(server))
    first = wait_message(server)
    again = wait_message(server, server.messages.index(first) + 1)
    assert again.header("Via") == first.header("Via")
    answer(server, again, 200)
    assert wait_sent(phone).status_code == 200


@pytest.mark.parametrize(("code", "challenge"), [(401, "WWW-Authenticate"), (407, "Proxy-Authenticate")])
def test_a_challenge_is_answered(server: ScriptedRegistrar, phone: EngineProcess, code: int, challenge: str) -> None:
    phone.do(message(server))
    answer(server, wait_message(server), code, f"{challenge}: {digest.challenge()}")
    name = "Authorization" if code == 401 else "Proxy-Authorization"
    again = server.wait(lambda each: each.method == "MESSAGE" and bool(each.header(name)))
    assert digest.is_right("MESSAGE", again.header(name), "right")
    answer(server, again, 200)
    assert wait_sent(phone).status_code == 200


def test_a_busy_server_says_how_long(server: ScriptedRegistrar, phone: EngineProcess) -> None:
    phone.do(message(server))
    answer(server, wait_message(server), 503, "Retry-After: 17")
    sent = wait_sent(phone)
    assert (sent.status_code, sent.retry_after_s) == (503, 17)


def test_the_same_request_has_the_same_name_in_another_life(server: ScriptedRegistrar) -> None:
    """Servers take the second for a repetition of the first, the challenged one too."""
    names: list[list[tuple[str, ...]]] = []
    for _ in range(2):
        with EngineProcess() as engine:
            config = AccountConfig(account_id=A, address_of_record=f"sip:alice@127.0.0.1:{server.port}")
            engine.register(config, "right")
            since = len(server.messages)
            engine.do(message(server, request_id="m1n1"))
            plain = wait_message(server, since)
            answer(server, plain, 401, f"WWW-Authenticate: {digest.challenge()}")
            signed = server.wait(lambda each: each.method == "MESSAGE" and bool(each.header("Authorization")), since)
            answer(server, signed, 202)
            wait_sent(engine)
            names.append([_names(each) for each in (plain, signed)])
    assert names[0] == names[1]
    assert names[0][0] != names[0][1]


def _names(request: Message) -> tuple[str, ...]:
    branch = re.search(r"branch=([^;\r]+)", request.header("Via"))
    tag = re.search(r"tag=([^;\r]+)", request.header("From"))
    return (branch[1] if branch else "", tag[1] if tag else "", request.header("Call-ID"), request.header("CSeq"))


def test_what_cannot_be_sent_is_refused_at_once(server: ScriptedRegistrar, phone: EngineProcess) -> None:
    for command in (
        message(server, b""),
        message(server, b"x" * 60_000),
        message(server, content_type="text"),
        message(server, request_id="not a token"),
        SendMessage(message_id="m", account_id=A, target="nonsense", body=b"x"),
    ):
        reply = phone.ask(command)
        assert isinstance(reply, Rejected)
        assert reply.code == RejectCode.BAD_ARGUMENT
    reply = phone.ask(SendMessage(message_id="m", account_id=AccountId("nobody"), target="sip:a@b", body=b"x"))
    assert isinstance(reply, Rejected)
    assert reply.code == RejectCode.UNKNOWN_ACCOUNT


def test_what_a_datagram_does_not_take_is_said(server: ScriptedRegistrar, phone: EngineProcess) -> None:
    phone.do(message(server, b"x" * 2000))
    assert wait_sent(phone).status_code == 513
    assert server.count("MESSAGE") == 0


# ---------------------------------------------------------------------- in


def test_it_is_answered_when_it_is_kept(server: ScriptedRegistrar, phone: EngineProcess) -> None:
    body = "Grüße 👋".encode()
    server.send(incoming(server, body, "text/plain; charset=UTF-8"))
    received = wait_received(phone)
    assert (received.body, received.sender.number, received.sender.name) == (body, "1002", "Bob")
    assert received.content_type.replace(" ", "") == "text/plain;charset=UTF-8"
    assert not any(each.status for each in server.messages if "MESSAGE" in each.header("CSeq"))
    phone.do(AnswerMessage(incoming_id=received.incoming_id, is_kept=True))
    assert wait_answer(server).status == 200


def test_a_repetition_is_answered_as_the_first_and_told_once(server: ScriptedRegistrar, phone: EngineProcess) -> None:
    server.send(incoming(server))
    received = wait_received(phone)
    server.send(incoming(server))
    server.send(incoming(server, branch="another-way"))  # forked, or sent again by a server that lives anew
    phone.read_for(0.3)
    phone.do(AnswerMessage(incoming_id=received.incoming_id, is_kept=True))
    wait_answer(server)
    server.wait(lambda each: each.status == 200 and "another-way" in each.header("Via"))
    since = len(server.messages)
    server.send(incoming(server, branch="later"))
    assert wait_answer(server, since).status == 200
    phone.read_for(0.3)
    assert sum(isinstance(event, MessageReceived) for event in phone.events) == 1


@pytest.mark.parametrize("by", ["word", "silence"])
def test_what_is_not_kept_is_to_be_sent_again(server: ScriptedRegistrar, phone: EngineProcess, by: str) -> None:
    server.send(incoming(server))
    received = wait_received(phone)
    if by == "word":
        phone.do(AnswerMessage(incoming_id=received.incoming_id, is_kept=False))
    else:
        phone.read_for(5.5)
    assert wait_answer(server).status == 480
    since = len(server.messages)
    server.send(incoming(server, branch="b2"))
    phone.wait_frame(lambda f: isinstance(f.event, MessageReceived) and f.event is not received, since=0)
    phone.read_for(0.3)
    again = [event for event in phone.events if isinstance(event, MessageReceived)]
    assert [each.incoming_id for each in again] == [received.incoming_id] * 2
    phone.do(AnswerMessage(incoming_id=received.incoming_id, is_kept=True))
    assert wait_answer(server, since).status == 200


def test_a_kind_that_cannot_be_shown_is_refused(server: ScriptedRegistrar, phone: EngineProcess) -> None:
    server.send(incoming(server, b"\x89PNG", "image/png"))
    refused = wait_answer(server)
    assert refused.status == 415
    assert "message/cpim" in refused.header("Accept")
    assert not any(isinstance(event, MessageReceived) for event in phone.events)


def test_malformed_ones_end_nothing(server: ScriptedRegistrar, phone: EngineProcess) -> None:
    server.send(incoming(server).replace(b"Content-Type: text/plain\r\n", b""))
    server.send(incoming(server, call_id="c2", branch="b2").replace(b"Content-Length: 5", b"Content-Length: 500"))
    server.send(incoming(server, b"\xff\x00\xfe", call_id="c3", branch="b3"))
    phone.wait_frame(lambda f: isinstance(f.event, MessageReceived) and f.event.body == b"\xff\x00\xfe")


def test_what_is_said_within_a_call_comes_the_same_way(server: ScriptedRegistrar, phone: EngineProcess) -> None:
    call_id = server.invite()
    leg = phone.wait_incoming()
    phone.do(Answer(leg_id=leg.leg_id))
    answered = server.wait(lambda each: each.status == 200 and "INVITE" in each.header("CSeq"))
    tag = re.search(r"tag=[^;]+", answered.header("To"))
    assert tag is not None
    server.send(incoming(server, b"by the way", call_id=call_id, to_tag=f";{tag[0]}"))
    received = wait_received(phone)
    assert received.body == b"by the way"
    assert received.sender.number == "1002"
    phone.do(AnswerMessage(incoming_id=received.incoming_id, is_kept=True))
    assert wait_answer(server).status == 200
    phone.do(HangUp(leg_id=leg.leg_id))


def test_only_the_server_may_bring_messages(server: ScriptedRegistrar, phone: EngineProcess) -> None:
    with Stranger(server.phone) as stranger:
        stranger.send(incoming(server))
        assert b" 403 " in stranger.receive().split(b"\r\n", 1)[0]
    assert not any(isinstance(event, MessageReceived) for event in phone.events)
