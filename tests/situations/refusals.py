"""Situations in which the far side says no, not there, not so, or not without a password (RFC 3261 section 21)."""

from softphone.protocol.commands import FollowRedirect, HangUp, Hold, Resume
from softphone.protocol.snapshots import EndKind, HoldState, LegState
from tests.harness import digest
from tests.harness.sip_message import Message
from tests.situations.far_call import FarCall, is_held
from tests.situations.peer import HOST, Peer
from tests.situations.scene import ALICE, FOLLOWER, Scene, situation
from tests.situations.sdp import codecs_of, sdp


def _moved(call: FarCall, invite: Message, to: Peer, *more: str) -> None:
    contacts = ", ".join([f"<sip:there@{HOST}:{to.port}>", *more])
    call.refuse(invite, 302, headers=(("Contact", contacts),))


@situation
def redirected_and_asked(scene: Scene) -> None:
    """302: the user is asked, says yes, and is connected there."""
    call, there = scene.call(), scene.peer()
    _moved(call, call.be_dialled(ALICE), there)
    asked = call.leg(lambda leg: leg.redirect_to is not None)
    assert asked.redirect_to is not None
    assert (asked.redirect_to.number, asked.state) == ("there", LegState.CALLING)
    call.do(FollowRedirect, is_followed=True)
    call.move(there)
    invite = call.expect_again()
    assert f"sip:there@{HOST}:{there.port}" in invite.start
    call.reply(invite, 180)
    call.reply(invite, 200, sdp(4000))
    call.expect("ACK")
    talking = call.leg(LegState.ESTABLISHED)
    assert talking.redirect_to is None
    assert talking.remote.number == "there"
    call.hang_up()


@situation
def redirected_and_declined(scene: Scene) -> None:
    """302: the user does not want to call that number; or gives up instead of answering."""
    there = scene.peer()
    for kind, expected in ((FollowRedirect, EndKind.REDIRECTED), (HangUp, EndKind.CANCELLED)):
        call = scene.call()
        _moved(call, call.be_dialled(ALICE), there)
        call.leg(lambda leg: leg.redirect_to is not None)
        if kind is FollowRedirect:
            call.do(FollowRedirect, is_followed=False)
        else:
            call.do(HangUp)
        assert call.end().kind == expected
    there.drain()
    assert not there.messages


@situation
def redirected_and_followed(scene: Scene) -> None:
    """302 at an account that follows: nobody is asked."""
    call, there = scene.call(), scene.peer()
    _moved(call, call.be_dialled(FOLLOWER), there)
    call.move(there)
    invite = call.expect_again()
    call.pick_up(invite)
    call.hang_up()


@situation
def redirected_in_a_circle(scene: Scene) -> None:
    """Whoever sends us back to where we came from does not keep us running."""
    call, there = scene.call(), scene.peer()
    here = f"sip:far@{HOST}:{call.peer.port}"
    _moved(call, call.be_dialled(FOLLOWER), there)
    call.move(there)
    invite = call.expect_again()
    call.refuse(invite, 302, headers=(("Contact", f"<{here}>"),))
    assert call.end().kind == EndKind.REDIRECTED


@situation
def password_wanted_inside_a_call(scene: Scene) -> None:
    """401 to a re-INVITE and 407 to a BYE are answered with the password; the user sees nothing of it."""
    call = scene.talk()
    call.do(Hold)
    offer = call.expect("INVITE")
    call.refuse(offer, 401, headers=(("WWW-Authenticate", digest.challenge()),))
    offer = call.expect("INVITE")
    assert digest.is_right("INVITE", offer.get("Authorization"), "right")
    call.reply(offer, 200, sdp(4000, direction="recvonly"))
    call.expect("ACK")
    call.leg(is_held(HoldState.LOCAL))
    call.do(HangUp)
    bye = call.expect("BYE")
    call.reply(bye, 407, headers=(("Proxy-Authenticate", digest.challenge()),))
    bye = call.expect("BYE")
    assert digest.is_right("BYE", bye.get("Proxy-Authorization"), "right")
    call.reply(bye, 200)
    assert call.end().kind == EndKind.LOCAL_HANG_UP


@situation
def password_wanted_again_and_again(scene: Scene) -> None:
    """A server that challenges each try gets one answer, not a thousand."""
    call = scene.call()
    invite = call.be_dialled(ALICE)
    call.refuse(invite, 407, headers=(("Proxy-Authenticate", digest.challenge()),))
    invite = call.expect("INVITE")
    assert digest.is_right("INVITE", invite.get("Proxy-Authorization"), "right")
    call.refuse(invite, 407, headers=(("Proxy-Authenticate", digest.challenge()),))
    assert call.end().kind == EndKind.FORBIDDEN


@situation
def session_interval_too_small_for_them(scene: Scene) -> None:
    """422 with Min-SE: the call is made again with the interval that is wanted (RFC 4028 section 6)."""
    call = scene.call()
    invite = call.be_dialled(ALICE)
    call.refuse(invite, 422, headers=(("Min-SE", "3600"),))
    again = call.expect("INVITE")
    assert (again.get("Min-SE"), again.get("Session-Expires").split(";")[0]) == ("3600", "3600")
    call.pick_up(again, (("Session-Expires", "3600;refresher=uas"), ("Require", "timer")))
    call.hang_up()


@situation
def session_interval_too_small_for_us(scene: Scene) -> None:
    """A caller who wants to refresh every few seconds is told 422, and comes again."""
    call = scene.call()
    invite = call.call(ALICE, headers=(("Supported", "timer"), ("Session-Expires", "20;refresher=uac")))
    refusal = call.answer_to(invite)
    assert (refusal.status, refusal.get("Min-SE")) == (422, "90")
    call.ack(refusal)
    again = scene.call(call.peer)
    again.call(ALICE, headers=(("Supported", "timer"), ("Session-Expires", "90;refresher=uac"), ("Min-SE", "90")))
    again.accept()
    again.hang_up()


@situation
def no_common_codec_at_first(scene: Scene) -> None:
    """488: the call is made once more with what every gateway knows, and nobody is told of the first try."""
    call = scene.call()
    invite = call.be_dialled(ALICE)
    call.refuse(invite, 488)
    again = call.expect_again()
    offered = codecs_of(again.body)
    assert "opus" not in offered
    assert {"PCMU", "PCMA"} < set(offered)
    assert b"a=crypto" not in again.body
    call.reply(again, 180)
    call.pick_up(again)
    call.hang_up()
    assert call.states() == [LegState.CALLING, LegState.RINGBACK, LegState.ESTABLISHED, LegState.ENDED]


@situation
def no_common_codec_at_all(scene: Scene) -> None:
    """488 twice: that is the end, and it is told as what it is."""
    call = scene.call()
    call.refuse(call.be_dialled(ALICE), 488)
    call.refuse(call.expect_again(), 488)
    end = call.end()
    assert (end.kind, end.status_code) == (EndKind.NOT_ACCEPTABLE, 488)


@situation
def hold_refused(scene: Scene) -> None:
    """488 to a hold: the call stays as it was, and the user may try again."""
    call = scene.talk()
    call.do(Hold)
    call.refuse(call.expect("INVITE"), 488)
    call.leg(lambda leg: leg.state == LegState.ESTABLISHED and leg.hold == HoldState.NONE)
    call.do(Hold)
    call.reply(call.expect("INVITE"), 200, sdp(4000, direction="recvonly"))
    call.expect("ACK")
    call.leg(is_held(HoldState.LOCAL))
    call.do(Resume)
    call.reply(call.expect("INVITE"), 200, sdp(4000))
    call.expect("ACK")
    call.hang_up()


@situation
def server_is_overloaded(scene: Scene) -> None:
    """503 with Retry-After: the call has failed, and it is told when to try again."""
    call = scene.call()
    invite = call.be_dialled(ALICE)
    call.refuse(invite, 503, headers=(("Retry-After", "30"),))
    end = call.end()
    assert (end.kind, end.status_code, end.retry_after_s) == (EndKind.SERVER_FAILED, 503, 30.0)


@situation
def call_is_gone_at_the_far_side(scene: Scene) -> None:
    """481 to a re-INVITE: there is no such call any more, and the card goes (RFC 3261 section 12.2.1.2)."""
    call = scene.talk()
    call.do(Hold)
    call.refuse(call.expect("INVITE"), 481)
    end = call.end()
    assert (end.kind, end.status_code) == (EndKind.NETWORK_LOST, 481)
    call.reply(call.expect("BYE"), 481)
