"""Requests from outside, sent byte by byte: who is calling, what is refused, and that nothing stays unanswered."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from softphone.basics.ids import AccountId
from softphone.protocol.commands import Answer
from softphone.protocol.events import CallLegChanged, MessageReceived
from softphone.protocol.snapshots import AccountConfig, EndKind, LegState
from tests.harness.engine_process import EngineProcess
from tests.harness.scripted_registrar import Message, ScriptedRegistrar, request, response, sdp
from tests.harness.stranger import Stranger


@dataclass(frozen=True)
class Scene:
    """A phone that is registered at a scripted registrar."""

    engine: EngineProcess
    registrar: ScriptedRegistrar

    def final(self, call_id: str, since: int = 0) -> Message:
        """The final response to a request of the registrar's."""
        return self.registrar.wait(lambda m: m.header("Call-ID") == call_id and m.status >= 200, since)


@pytest.fixture
def scene() -> Iterator[Scene]:
    with ScriptedRegistrar() as registrar, EngineProcess() as engine:
        config = AccountConfig(account_id=AccountId("a"), address_of_record=f"sip:alice@127.0.0.1:{registrar.port}")
        engine.register(config, "right")
        yield Scene(engine, registrar)


def test_party_is_believed_from_the_registrar(scene: Scene) -> None:
    scene.registrar.invite('P-Asserted-Identity: "Carol, Sales" <sip:+15550@pbx.test>\r\n')
    remote = scene.engine.wait_incoming().remote
    assert (remote.name, remote.number, remote.is_asserted) == ("Carol, Sales", "+15550", True)


def test_party_is_not_believed_from_a_stranger(scene: Scene) -> None:
    with Stranger(scene.registrar.phone) as stranger:
        identity = 'P-Asserted-Identity: "The Boss" <sip:1@pbx.test>\r\n'
        stranger.send(request("INVITE", scene.registrar.contact, stranger.port, extra=identity, body=sdp()))
        remote = scene.engine.wait_incoming().remote
        assert (remote.name, remote.number, remote.is_asserted) == ("Scripted", "9000", False)


def test_withheld_identity(scene: Scene) -> None:
    scene.registrar.invite('Privacy: id\r\nP-Asserted-Identity: "Carol" <sip:5@pbx.test>\r\n')
    remote = scene.engine.wait_incoming().remote
    assert remote.is_anonymous
    assert (remote.name, remote.number) == ("", "")


def test_names_lose_what_cannot_be_shown(scene: Scene) -> None:
    scene.registrar.invite('P-Asserted-Identity: "Ev\x07il\xe2\x80\xae\\"" <sip:5@pbx.test>\r\n')
    assert all(char.isprintable() for char in scene.engine.wait_incoming().remote.name)


@pytest.mark.parametrize(
    "headers",
    [
        'P-Asserted-Identity: "Carol" <sip:5\xff6@pbx.test>\r\n',
        "P-Asserted-Identity: <tel:+1\xff2>\r\n",
        'P-Asserted-Identity: "C\xffarol" <sip:56@pbx.test;a=\xff>\r\n',
        "Alert-Info: <\xff>;info=alert-autoanswer\r\nCall-Info: <\xff>;answer-after=\xff\r\n",
        "Subject: \xff\r\nUser-Agent: \xff\r\n",
    ],
)
def test_octets_that_are_no_text_make_nobody_miss_a_call(scene: Scene, headers: str) -> None:
    scene.registrar.invite(headers)
    assert scene.engine.wait_incoming().state == LegState.ALERTING
    scene.registrar.invite()
    scene.engine.wait_incoming()  # nothing is lost that comes after it


def test_a_stranger_cannot_end_the_engine_by_octets_that_are_no_text(scene: Scene) -> None:
    with Stranger(scene.registrar.phone) as stranger:
        stranger.send(request("INVITE", scene.registrar.contact, stranger.port, call_id="a\xffb", body=sdp()))
        scene.engine.wait_incoming()
    text = request("MESSAGE", scene.registrar.contact, scene.registrar.port, call_id="c\xffd",
                   extra="Content-Type: text/plain\r\n", body="hello")  # fmt: skip
    scene.registrar.send(text)
    assert scene.engine.wait(MessageReceived, lambda event: event.body == b"hello")


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("", EndKind.MISSED),
        ('Reason: SIP;cause=200;text="Call completed elsewhere"\r\n', EndKind.ANSWERED_ELSEWHERE),
        ('Reason: Q.850;cause=16, SIP;cause=603;text="Declined"\r\n', EndKind.REJECTED),
    ],
)
def test_cancel_with_its_reason(scene: Scene, reason: str, kind: EndKind) -> None:
    call_id = scene.registrar.invite()
    leg = scene.engine.wait_incoming()
    ringing = scene.registrar.wait(lambda m: m.header("Call-ID") == call_id and m.status == 180)
    scene.registrar.send(cancel(ringing, scene.registrar.contact, reason))
    end = scene.engine.wait_leg(leg.leg_id, LegState.ENDED).end
    assert end is not None
    assert end.kind == kind
    assert scene.registrar.wait(lambda m: m.header("Call-ID") == call_id and m.status == 487)


def cancel(of: Message, uri: str, reason: str) -> bytes:
    sender = of.header("From")
    text = (
        f"CANCEL {uri} SIP/2.0\r\nVia: {of.header('Via')}\r\nFrom: {sender}\r\nTo: <{uri.split(';')[0]}>\r\n"
        f"Call-ID: {of.header('Call-ID')}\r\nCSeq: 1 CANCEL\r\n{reason}Content-Length: 0\r\n\r\n"
    )
    return text.encode()


@pytest.mark.parametrize(
    ("body", "statuses"),
    [
        (sdp("m=audio 4000 RTP/AVP 99\r\na=rtpmap:99 nonsense/8000\r\n"), {488}),
        (sdp("m=video 4000 RTP/AVP 31\r\n"), {488}),
        (sdp(""), {400, 488}),
        ("this is no session description", {400}),
    ],
)
def test_offers_that_cannot_be_used(scene: Scene, body: str, statuses: set[int]) -> None:
    call_id = scene.registrar.invite(body=body)
    assert scene.final(call_id).status in statuses
    assert not [event for event in scene.engine.events if isinstance(event, CallLegChanged)]


def test_offer_in_the_answer(scene: Scene) -> None:
    call_id = scene.registrar.invite(body="")
    leg = scene.engine.wait_incoming()
    scene.engine.do(Answer(leg_id=leg.leg_id))
    answer = scene.final(call_id)
    assert answer.status == 200
    assert "m=audio" in answer.text


def test_call_for_nobody(scene: Scene) -> None:
    host = scene.registrar.contact.split("@")[1].split(";")[0]
    scene.registrar.send(request("INVITE", f"sip:nobody@{host}", scene.registrar.port, "nobody-1", body=sdp()))
    assert scene.final("nobody-1").status == 404


@pytest.mark.parametrize(
    ("method", "extra", "status"),
    [
        ("OPTIONS", "", 200),
        ("NOTIFY", "Event: check-sync\r\nSubscription-State: active\r\n", 481),
        ("NOTIFY", "Event: message-summary\r\nSubscription-State: active\r\n", 200),  # many a PBX tells unasked
        ("REFER", "Refer-To: <sip:5@x.test>\r\n", 603),
        ("MESSAGE", "Content-Type: image/png\r\n", 415),  # others are answered when they are kept
        ("SUBSCRIBE", "Event: dialog\r\nExpires: 60\r\n", 489),
        ("PUBLISH", "Event: presence\r\n", 405),
        ("REGISTER", "", 405),
        ("INFO", "", 481),
        ("BYE", "", 481),
        ("UPDATE", "", 481),
        ("FOO", "", 501),
    ],
)
def test_every_request_is_answered(scene: Scene, method: str, extra: str, status: int) -> None:
    call_id = f"{method}-1"
    scene.registrar.send(request(method, scene.registrar.contact, scene.registrar.port, call_id, extra))
    answer = scene.final(call_id)
    assert answer.status == status
    if status in (405, 501) or method == "OPTIONS":
        assert "INVITE" in answer.header("Allow")
    assert response(answer, 200)  # it can be read as a message


def test_redundancy_that_is_not_used_is_not_asked_for(scene: Scene) -> None:
    opus = "m=audio 4000 RTP/AVP 111\r\na=rtpmap:111 opus/48000/2\r\na=fmtp:111 useinbandfec=1\r\n"
    call_id = scene.registrar.invite(body=sdp(opus))
    scene.engine.do(Answer(leg_id=scene.engine.wait_incoming().leg_id))
    answer = scene.final(call_id)
    assert "opus/48000/2" in answer.text
    assert "useinbandfec=1" not in answer.text
