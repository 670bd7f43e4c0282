"""Situations between the INVITE and its answer (RFC 3261 section 13, RFC 3262)."""

from softphone.protocol.commands import Answer, HangUp
from softphone.protocol.snapshots import EndKind, LegState
from tests.situations.scene import ALICE, Scene, situation
from tests.situations.sdp import sdp


@situation
def forked_ringing(scene: Scene) -> None:
    """Several phones ring, each with a tag of its own; one of them answers."""
    call = scene.call()
    invite = call.be_dialled(ALICE)
    for tag in ("one", "two", "three"):
        call.reply(invite, 180, tag=tag)
    call.leg(LegState.RINGBACK)
    call.reply(invite, 200, sdp(4000), tag="two")
    assert call.expect("ACK").parameter("To", "tag") == "two"
    call.leg(LegState.ESTABLISHED)
    call.do(HangUp)
    bye = call.expect("BYE")
    assert bye.parameter("To", "tag") == "two"
    assert "fartwo" in bye.start
    call.reply(bye, 200)
    assert call.end().kind == EndKind.LOCAL_HANG_UP


@situation
def two_phones_answer(scene: Scene) -> None:
    """Two phones answer at the same moment: the second one is told goodbye, and the call goes on with the first."""
    call = scene.call()
    invite = call.be_dialled(ALICE)
    call.reply(invite, 180, tag="one")
    call.reply(invite, 180, tag="two")
    call.reply(invite, 200, sdp(4000), tag="one")
    call.reply(invite, 200, sdp(4002), tag="two")
    acknowledged = {call.expect("ACK").parameter("To", "tag") for _ in range(2)}
    assert acknowledged == {"one", "two"}
    bye = call.expect("BYE")
    assert bye.parameter("To", "tag") == "two"
    call.reply(bye, 200)
    assert call.leg(LegState.ESTABLISHED)
    call.do(HangUp)
    bye = call.expect("BYE")
    assert bye.parameter("To", "tag") == "one"
    call.reply(bye, 200)
    assert call.end().kind == EndKind.LOCAL_HANG_UP


@situation
def early_media(scene: Scene) -> None:
    """183 with a session description: the far party's announcement is heard before the answer."""
    call = scene.call()
    invite = call.be_dialled(ALICE)
    call.reply(invite, 183, sdp(4000))
    call.leg(LegState.EARLY_MEDIA)
    call.reply(invite, 180)
    call.pick_up(invite)
    call.hang_up()
    assert call.states() == [LegState.CALLING, LegState.EARLY_MEDIA, LegState.ESTABLISHED, LegState.ENDED]


@situation
def progress_without_media(scene: Scene) -> None:
    """183 without a session description is no sound; the tone of ringing begins with 180."""
    call = scene.call()
    invite = call.be_dialled(ALICE)
    call.reply(invite, 183)
    call.reply(invite, 180)
    call.leg(LegState.RINGBACK)
    call.pick_up(invite)
    call.hang_up()
    assert call.states() == [LegState.CALLING, LegState.RINGBACK, LegState.ESTABLISHED, LegState.ENDED]


@situation
def reliable_progress_from_far(scene: Scene) -> None:
    """The far party wants its 183 and 180 acknowledged (PRACK)."""
    call = scene.call()
    invite = call.be_dialled(ALICE)
    assert "100rel" in invite.get("Supported")
    call.reply(invite, 183, sdp(4000), (("Require", "100rel"), ("RSeq", "7")))
    prack = call.expect("PRACK")
    assert prack.get("RAck") == f"7 {invite.get('CSeq')}"
    call.reply(prack, 200)
    call.leg(LegState.EARLY_MEDIA)
    call.reply(invite, 180, headers=(("Require", "100rel"), ("RSeq", "8")))
    prack = call.expect("PRACK")
    assert prack.get("RAck") == f"8 {invite.get('CSeq')}"
    call.reply(prack, 200)
    call.reply(invite, 200)
    call.expect("ACK")
    call.leg(LegState.ESTABLISHED)
    call.hang_up()


@situation
def reliable_progress_demanded(scene: Scene) -> None:
    """The caller demands PRACK: our 180 is reliable, is repeated until it is acknowledged, and the answer waits."""
    call = scene.call()
    invite = call.call(ALICE, headers=(("Require", "100rel"), ("Supported", "100rel")))
    call.alerts()
    ringing = call.answer_to(invite, least=180)
    assert ringing.status == 180
    assert "100rel" in ringing.get("Require")
    rack = f"{ringing.get('RSeq')} {invite.get('CSeq')}"
    call.answer_to(invite, least=180, repeated=True)
    prack = call.send("PRACK", headers=(("RAck", rack),))
    assert call.answer_to(prack).status == 200
    call.do(Answer)
    answer = call.answer_to(invite)
    assert answer.status == 200
    call.ack(answer)
    call.leg(LegState.ESTABLISHED)
    call.hang_up()


@situation
def reliable_progress_offered(scene: Scene) -> None:
    """The caller can PRACK and does not demand it: whatever we do, the call comes about."""
    call = scene.call()
    invite = call.call(ALICE, headers=(("Supported", "100rel"),))
    call.alerts()
    ringing = call.answer_to(invite, least=180)
    if "100rel" in ringing.get("Require"):
        prack = call.send("PRACK", headers=(("RAck", f"{ringing.get('RSeq')} {invite.get('CSeq')}"),))
        assert call.answer_to(prack).status == 200
    call.do(Answer)
    call.ack(call.answer_to(invite))
    call.leg(LegState.ESTABLISHED)
    call.hang_up()


@situation
def cancel_crosses_the_answer(scene: Scene) -> None:
    """The user gives up while the answer is on its way: it is acknowledged, and the call ended."""
    call = scene.call()
    invite = call.be_dialled(ALICE)
    call.reply(invite, 180)
    call.leg(LegState.RINGBACK)
    call.do(HangUp)
    cancel = call.expect("CANCEL")
    call.reply(invite, 200, sdp(4000))
    call.reply(cancel, 200)
    call.expect("ACK")
    call.take_bye()
    assert call.end().kind == EndKind.CANCELLED


@situation
def cancel_comes_after_our_answer(scene: Scene) -> None:
    """The caller gives up while our answer is on its way: the caller says goodbye to the call that there is."""
    call = scene.call()
    invite = call.call(ALICE)
    call.alerts()
    call.do(Answer)
    answer = call.answer_to(invite)
    assert call.answer_to(call.cancel()).status in (200, 481)
    call.ack(answer)
    call.leg(LegState.ESTABLISHED)
    call.hang_up()
    assert call.end().kind == EndKind.REMOTE_HANG_UP


@situation
def caller_gives_up(scene: Scene) -> None:
    """CANCEL while it rings."""
    call = scene.call()
    invite = call.call(ALICE)
    call.alerts()
    call.answer_to(invite, least=180)
    assert call.answer_to(call.cancel()).status == 200
    refusal = call.answer_to(invite)
    assert refusal.status == 487
    call.ack(refusal)
    assert call.end().kind == EndKind.MISSED
