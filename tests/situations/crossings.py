"""Situations in which two messages pass each other, or one is lost (RFC 3261 sections 13.3.1.4 and 15)."""

from softphone.protocol.commands import Answer, HangUp, Hold
from softphone.protocol.snapshots import EndKind, HoldState, LegState
from tests.situations.far_call import is_held
from tests.situations.scene import ALICE, Scene, long_situation, situation
from tests.situations.sdp import sdp

_GIVEN_UP_S = 33.0  # after that the library has let go of a call that nobody says goodbye to


@situation
def bye_crosses_our_offer(scene: Scene) -> None:
    """The far party hangs up while our hold is on its way."""
    call = scene.talk()
    call.do(Hold)
    offer = call.expect("INVITE")
    bye = call.send("BYE")
    call.reply(offer, 481)
    assert call.answer_to(bye).status == 200
    assert call.end().kind == EndKind.REMOTE_HANG_UP


@situation
def offer_crosses_our_bye(scene: Scene) -> None:
    """The far party holds while our goodbye is on its way."""
    call = scene.talk()
    call.do(HangUp)
    bye = call.expect("BYE")
    theirs = call.send("INVITE", sdp(4000, direction="sendonly"))
    refusal = call.answer_to(theirs)
    assert refusal.status >= 400
    call.send("ACK", cseq=call.cseq, of=theirs)
    call.reply(bye, 200)
    assert call.end().kind == EndKind.LOCAL_HANG_UP


@situation
def both_hang_up(scene: Scene) -> None:
    """Two BYEs pass each other."""
    call = scene.talk()
    call.do(HangUp)
    bye = call.expect("BYE")
    assert call.answer_to(call.send("BYE")).status in (200, 481)
    call.reply(bye, 200)
    call.end()


@situation
def acknowledgement_lost_once(scene: Scene) -> None:
    """The ACK is lost: our answer is repeated, and the call goes on."""
    call = scene.call()
    invite = call.call(ALICE)
    call.alerts()
    call.do(Answer)
    call.answer_to(invite)
    call.ack(call.answer_to(invite, repeated=True))
    call.leg(LegState.ESTABLISHED)
    call.hang_up()


@situation
def our_acknowledgement_lost(scene: Scene) -> None:
    """The far party did not get our ACK: each repeated answer is acknowledged anew."""
    call = scene.call()
    invite = call.be_dialled(ALICE)
    answer = sdp(4000)
    call.reply(invite, 200, answer)
    call.expect("ACK")
    for _ in range(2):
        call.reply(invite, 200, answer)
        call.expect("ACK", repeated=True)
    call.leg(LegState.ESTABLISHED)
    call.hang_up()


@situation
def answer_repeated_late(scene: Scene) -> None:
    """A repeated answer comes while a hold is under way."""
    call = scene.call()
    invite = call.be_dialled(ALICE)
    answer = sdp(4000)
    call.reply(invite, 200, answer)
    call.expect("ACK")
    call.leg(LegState.ESTABLISHED)
    call.do(Hold)
    offer = call.expect("INVITE")
    call.reply(invite, 200, answer)
    call.expect("ACK", repeated=True)
    call.reply(offer, 200, sdp(4000, direction="recvonly"))
    call.expect("ACK")
    call.leg(is_held(HoldState.LOCAL))
    call.hang_up()


@long_situation
def acknowledgement_never_comes(scene: Scene) -> None:
    """No ACK at all: after 32 s we say goodbye, and the card goes (RFC 3261 section 13.3.1.4)."""
    call = scene.call()
    invite = call.call(ALICE)
    call.alerts()
    call.do(Answer)
    call.answer_to(invite)
    call.reply(call.expect("BYE", timeout_s=60.0), 200)
    assert call.end().kind == EndKind.NETWORK_LOST


@long_situation
def nobody_answers_our_bye(scene: Scene) -> None:
    """The far party is gone: the user's card goes at once, the rest after 32 s."""
    call = scene.talk()
    call.do(HangUp)
    call.expect("BYE")
    assert call.end().kind == EndKind.LOCAL_HANG_UP
    call.wait_s(_GIVEN_UP_S)


@long_situation
def nobody_is_there(scene: Scene) -> None:
    """An INVITE that nobody answers."""
    call = scene.call()
    call.be_dialled(ALICE)
    assert call.end().kind == EndKind.NETWORK_LOST


@long_situation
def cancel_is_never_answered(scene: Scene) -> None:
    """The far party rings and then falls silent: giving up leaves nothing behind."""
    call = scene.call()
    invite = call.be_dialled(ALICE)
    call.reply(invite, 180)
    call.leg(LegState.RINGBACK)
    call.do(HangUp)
    call.expect("CANCEL")
    assert call.end().kind == EndKind.CANCELLED
    call.wait_s(_GIVEN_UP_S)


@long_situation
def offer_is_never_answered(scene: Scene) -> None:
    """Our hold gets no answer: the far party is gone, and the call ends (RFC 3261 section 12.2.1.2)."""
    call = scene.talk()
    call.do(Hold)
    call.expect("INVITE")
    assert call.end().kind == EndKind.NETWORK_LOST
