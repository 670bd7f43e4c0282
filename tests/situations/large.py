"""Situations with messages that do not fit into a datagram (RFC 3261 section 18.1.1)."""

from softphone.protocol.commands import HangUp
from tests.situations.scene import SECURE, Scene, situation


@situation
def large_request_to_a_stranger(scene: Scene) -> None:
    """An INVITE over 1300 bytes straight to somebody of whom is not known that he takes TCP goes by UDP."""
    peer = scene.peer()
    peer.listen()
    call = scene.call(peer)
    invite = call.be_dialled(SECURE)
    assert not peer.is_connected
    assert invite.get("Via").startswith("SIP/2.0/UDP")
    call.pick_up(invite)
    call.do(HangUp)
    call.take_bye()
