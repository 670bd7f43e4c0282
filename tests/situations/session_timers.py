"""Session timers in both roles (RFC 4028)."""

from softphone.protocol.snapshots import EndKind, LegState
from tests.harness.sip_message import Message
from tests.situations.far_call import FarCall
from tests.situations.scene import ALICE, Scene, long_situation
from tests.situations.sdp import sdp

_INTERVAL_S = 90  # the smallest that may be agreed on


def _quiet() -> bytes:
    """The far party has us on hold: nobody wonders that no sound comes for minutes."""
    return sdp(4000, direction="sendonly")


def _answered_with(scene: Scene, refresher: str) -> FarCall:
    """A call of ours to a far party that wants a timer."""
    call = scene.call()
    invite = call.be_dialled(ALICE)
    assert "timer" in invite.get("Supported")
    wish = (("Session-Expires", f"{_INTERVAL_S};refresher={refresher}"), ("Require", "timer"))
    call.reply(invite, 200, _quiet(), wish)
    call.expect("ACK")
    call.leg(LegState.ESTABLISHED)
    return call


def _asked_with(scene: Scene, refresher: str) -> FarCall:
    """A call of theirs that comes with a timer."""
    call = scene.call()
    wish = (("Supported", "timer"), ("Session-Expires", f"{_INTERVAL_S};refresher={refresher}"), ("Min-SE", "90"))
    call.call(ALICE, _quiet(), wish)
    answer = call.accept()
    assert answer.get("Session-Expires") == f"{_INTERVAL_S};refresher={refresher}"
    return call


def _refresh(call: FarCall) -> Message:
    """The refresh that the engine sends: UPDATE, or re-INVITE to whoever knows none."""
    return call.expect("UPDATE", "INVITE", timeout_s=_INTERVAL_S)


def _grant(call: FarCall, refresh: Message, role: str) -> None:
    wish = (("Session-Expires", f"{_INTERVAL_S};refresher={role}"), ("Require", "timer"))
    call.reply(refresh, 200, _quiet() if refresh.body else b"", wish)
    if refresh.method == "INVITE":
        call.expect("ACK")


@long_situation
def we_refresh_our_call(scene: Scene) -> None:
    """We are the refresher of a call that we made: a refresh at half time, again and again."""
    call = _answered_with(scene, "uac")
    for _ in range(3):
        _grant(call, _refresh(call), "uac")
    call.hang_up()


@long_situation
def we_refresh_their_call(scene: Scene) -> None:
    """We are the refresher of a call that was made to us."""
    call = _asked_with(scene, "uas")
    for _ in range(3):
        _grant(call, _refresh(call), "uac")
    call.hang_up()


@long_situation
def they_refresh_the_call(scene: Scene) -> None:
    """The far party refreshes, by re-INVITE and by UPDATE, both in calls of ours and of theirs: the calls live on."""
    ours, theirs = _answered_with(scene, "uas"), _asked_with(scene, "uac")
    for method in ("INVITE", "UPDATE", "INVITE"):
        ours.wait_s(_INTERVAL_S * 0.4)
        for call in (ours, theirs):
            wish = (("Supported", "timer"), ("Session-Expires", f"{_INTERVAL_S};refresher=uac"))
            answer = call.answer_to(call.send(method, _quiet() if method == "INVITE" else b"", wish))
            assert answer.status == 200, answer.start
            assert answer.get("Session-Expires") == f"{_INTERVAL_S};refresher=uac"
            if method == "INVITE":
                call.ack(answer)
    for call in (ours, theirs):
        assert call.engine.leg(call.leg_id).state == LegState.ESTABLISHED
        call.hang_up()


@long_situation
def they_stop_refreshing(scene: Scene) -> None:
    """The far party should refresh and does not: we say goodbye before the interval is over (section 10)."""
    for call in (_answered_with(scene, "uas"), _asked_with(scene, "uac")):
        call.reply(call.expect("BYE", timeout_s=_INTERVAL_S + 10), 200)
        assert call.end().kind == EndKind.NETWORK_LOST


@long_situation
def nobody_answers_our_refresh(scene: Scene) -> None:
    """Our refresh gets no answer: the far party is gone, and the call ends."""
    call = _answered_with(scene, "uac")
    _refresh(call)
    call.expect("BYE", timeout_s=_INTERVAL_S)
    assert call.end().kind == EndKind.NETWORK_LOST
