"""Situations with messages that do not fit into a datagram (RFC 3261 section 18.1.1)."""

from softphone.protocol.commands import HangUp
from softphone.protocol.snapshots import EndKind, LegState
from tests.situations.scene import SECURE, Scene, situation
from tests.situations.sdp import sdp


@situation
def large_request_by_tcp(scene: Scene) -> None:
    """An INVITE over 1300 bytes goes by TCP, and so does the answer to it."""
    peer = scene.peer()
    peer.listen()
    call = scene.call(peer)
    invite = call.be_dialled(SECURE)
    assert peer.is_connected
    assert invite.get("Via").startswith("SIP/2.0/TCP")
    call.reply(invite, 180)
    call.leg(LegState.RINGBACK)
    call.reply(invite, 200, sdp(4000))
    call.expect("ACK")
    call.leg(LegState.ESTABLISHED)
    call.do(HangUp)
    call.take_bye()
    assert call.end().kind == EndKind.LOCAL_HANG_UP


@situation
def large_request_where_nobody_takes_tcp(scene: Scene) -> None:
    """The same where the far side has no TCP: it goes by UDP, and nobody notices."""
    call = scene.call()
    invite = call.be_dialled(SECURE)
    assert invite.get("Via").startswith("SIP/2.0/UDP")
    call.reply(invite, 200, sdp(4000))
    call.expect("ACK")
    call.leg(LegState.ESTABLISHED)
    call.do(HangUp)
    call.take_bye()
