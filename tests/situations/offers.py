"""Situations with offers inside a call (RFC 3264, RFC 3311, RFC 3261 section 14)."""

from softphone.protocol.commands import Answer, Hold, Resume
from softphone.protocol.snapshots import HoldState, LegState
from tests.situations.far_call import FarCall, is_held, speaks
from tests.situations.scene import ALICE, Scene, situation
from tests.situations.sdp import PCMA, PCMU, codecs_of, direction_of, sdp


@situation
def late_offer_in_the_first_invite(scene: Scene) -> None:
    """An INVITE without a session description: ours is in the answer, theirs in the ACK."""
    call = scene.call()
    invite = call.call(ALICE, body=b"")
    call.alerts()
    call.do(Answer)
    answer = call.answer_to(invite)
    assert "PCMA" in codecs_of(answer.body)
    call.ack(answer, sdp(4000))
    call.leg(LegState.ESTABLISHED)
    call.leg(speaks("PCMA"))
    call.hang_up()


@situation
def late_offer_inside_a_call(scene: Scene) -> None:
    """A re-INVITE without a session description, in a call of ours and in one of theirs."""
    ours = scene.talk()
    theirs = scene.call()
    theirs.be_answered(ALICE)
    for call in (ours, theirs):
        answer = call.answer_to(call.send("INVITE"))
        assert answer.status == 200
        assert direction_of(answer.body) == "sendrecv"
        call.ack(answer, sdp(4000))
        call.hang_up()


def _offer(call: FarCall, body: bytes, expected: str, hold: HoldState) -> None:
    call.mark()
    answer = call.answer_to(call.send("INVITE", body))
    assert answer.status == 200
    assert direction_of(answer.body) == expected, answer.body
    call.ack(answer)
    if call.engine.leg(call.leg_id).hold != hold:
        call.next_leg(is_held(hold))


@situation
def held_by_the_far_party(scene: Scene) -> None:
    """sendonly, inactive and the old c=0.0.0.0, each followed by the way back."""
    for call in (scene.talk(), scene.call()):
        if not call.leg_id:
            call.be_answered(ALICE)
        _offer(call, sdp(4000, direction="sendonly"), "recvonly", HoldState.REMOTE)
        _offer(call, sdp(4000), "sendrecv", HoldState.NONE)
        _offer(call, sdp(4000, direction="inactive"), "inactive", HoldState.REMOTE)
        _offer(call, sdp(4000), "sendrecv", HoldState.NONE)
        call.mark()
        answer = call.answer_to(call.send("INVITE", sdp(4000, host="0.0.0.0")))
        assert answer.status == 200
        call.ack(answer)
        call.next_leg(is_held(HoldState.REMOTE))
        _offer(call, sdp(4000), "sendrecv", HoldState.NONE)
        call.hang_up()


@situation
def held_by_both(scene: Scene) -> None:
    """Each holds the other; who resumes first stays held by the other."""
    call = scene.talk()
    _offer(call, sdp(4000, direction="sendonly"), "recvonly", HoldState.REMOTE)
    call.do(Hold)
    offer = call.expect("INVITE")
    assert direction_of(offer.body) in ("inactive", "sendonly")
    call.reply(offer, 200, sdp(4000, direction="inactive"))
    call.expect("ACK")
    call.leg(is_held(HoldState.BOTH))
    call.mark()
    answer = call.answer_to(call.send("INVITE", sdp(4000)))
    call.ack(answer)
    call.next_leg(is_held(HoldState.LOCAL))
    call.do(Resume)
    offer = call.expect("INVITE")
    assert direction_of(offer.body) == "sendrecv"
    call.reply(offer, 200, sdp(4000))
    call.expect("ACK")
    call.next_leg(is_held(HoldState.NONE))
    call.hang_up()


@situation
def glare_seen_by_us(scene: Scene) -> None:
    """Their offer meets ours, which is under way: they are told 491, and come again."""
    call = scene.talk()
    call.do(Hold)
    ours = call.expect("INVITE")
    theirs = call.send("INVITE", sdp(4000))
    refusal = call.answer_to(theirs)
    assert refusal.status == 491
    call.send("ACK", cseq=call.cseq, of=theirs)
    call.reply(ours, 200, sdp(4000, direction="recvonly"))
    call.expect("ACK")
    call.leg(is_held(HoldState.LOCAL))
    answer = call.answer_to(call.send("INVITE", sdp(4000)))
    assert answer.status == 200
    call.ack(answer)
    call.hang_up()


@situation
def glare_seen_by_them(scene: Scene) -> None:
    """Our hold is answered 491: it is offered again after a moment, and the user need not know."""
    for call in (scene.talk(), scene.call()):
        if not call.leg_id:
            call.be_answered(ALICE)
        call.do(Hold)
        call.refuse(call.expect("INVITE"), 491)
        again = call.expect("INVITE")
        call.reply(again, 200, sdp(4000, direction="recvonly"))
        call.expect("ACK")
        call.leg(is_held(HoldState.LOCAL))
        call.hang_up()


@situation
def update_with_and_without_offer(scene: Scene) -> None:
    """UPDATE holds, resumes, and only shows that the call is alive (RFC 3311)."""
    call = scene.talk()
    for direction, expected, hold in (
        ("sendonly", "recvonly", HoldState.REMOTE),
        ("sendrecv", "sendrecv", HoldState.NONE),
    ):
        call.mark()
        answer = call.answer_to(call.send("UPDATE", sdp(4000, direction=direction)))
        assert (answer.status, direction_of(answer.body)) == (200, expected)
        call.next_leg(is_held(hold))
    answer = call.answer_to(call.send("UPDATE"))
    assert (answer.status, answer.body) == (200, b"")
    call.hang_up()


@situation
def codec_changes_in_a_call(scene: Scene) -> None:
    """The far party offers another codec: the call goes on with it, and says so."""
    call = scene.talk()
    call.leg(speaks("PCMA"))
    for codec, name in ((PCMU, "PCMU"), ("9 G722/8000", "G722"), ("96 opus/48000/2", "opus"), (PCMA, "PCMA")):
        call.mark()
        answer = call.answer_to(call.send("INVITE", sdp(4000, codec, "101 telephone-event/8000")))
        assert answer.status == 200
        assert codecs_of(answer.body)[0] == name
        call.ack(answer)
        call.next_leg(speaks(name))
    call.hang_up()


@situation
def offer_that_cannot_be_used_inside_a_call(scene: Scene) -> None:
    """A codec that nobody knows is refused; the call goes on as it was."""
    call = scene.talk()
    refused = call.send("INVITE", sdp(4000, "99 nonsense/8000"))
    refusal = call.answer_to(refused)
    assert refusal.status == 488, refusal.start
    call.send("ACK", cseq=call.cseq, of=refused)
    answer = call.answer_to(call.send("INVITE", sdp(4000)))
    assert answer.status == 200
    call.ack(answer)
    assert call.engine.leg(call.leg_id).state == LegState.ESTABLISHED
    call.hang_up()
