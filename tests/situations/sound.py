"""Situations in the sound: where it comes from, pauses in it, and keys held down (RFC 3550, 3389, 4733)."""

import struct
import time

from softphone.protocol.commands import SendDtmf, SetMeasuring
from softphone.protocol.events import DtmfReceived, StatisticsMeasured
from softphone.protocol.snapshots import MediaProblem
from tests.situations.far_call import FarCall
from tests.situations.scene import ALICE, Scene, situation
from tests.situations.sdp import PCMA, event_type, media_port, sdp
from tests.situations.voice import Packet, Voice

_EVENTS = "101 telephone-event/8000"
_NOISE = "13 CN/8000"


def _talk(scene: Scene, voice: Voice, *codecs: str) -> tuple[FarCall, int]:
    """A call whose sound goes to the voice; returns the engine's port for sound, too."""
    call = scene.call()
    invite = call.be_dialled(ALICE)
    call.reply(invite, 200, sdp(voice.port, *(codecs or (PCMA, _EVENTS))))
    call.expect("ACK")
    call.leg(lambda leg: leg.media is not None)
    return call, media_port(invite.body)


def _received(call: FarCall, at_least: int) -> None:
    """Waits until the engine has so many packets."""
    call.engine.do(SetMeasuring(is_on=True, interval_ms=100))
    call.engine.wait(
        StatisticsMeasured,
        lambda event: event.statistics.leg_id == call.leg_id and event.statistics.rx_packets >= at_least,
        since=call.since,
    )


@situation
def sound_from_another_address(scene: Scene) -> None:
    """The far party's sound does not come from where its description says: it is heard, and ours goes there."""
    with Voice() as described, Voice("127.0.0.2") as real:
        call, port = _talk(scene, described)
        described.receive()
        for _ in range(500):
            real.speak(port)
            if real.has_heard():
                break
        real.speak(port, 20)
        assert real.has_heard(), "our sound does not go to where theirs comes from"
        _received(call, 20)
        call.hang_up()


@situation
def comfort_noise(scene: Scene) -> None:
    """The far party falls silent and sends comfort noise; then it speaks again."""
    with Voice() as voice:
        call, port = _talk(scene, voice, PCMA, _NOISE, _EVENTS)
        voice.speak(port, 10)
        for _ in range(3):
            voice.speak(port, 1, 13, bytes([60, 0, 0]))
            time.sleep(0.1)
        voice.speak(port, 10)
        _received(call, 20)
        answer = call.answer_to(call.send("INVITE", sdp(voice.port, PCMA, _NOISE, _EVENTS)))
        assert answer.status == 200
        call.ack(answer)
        call.hang_up()


@situation
def key_held_down_by_them(scene: Scene) -> None:
    """A key held down for two seconds is one digit; the same key again is another, however long it takes."""
    with Voice() as voice:
        call, port = _talk(scene, voice)
        events = event_type(call.invite.body)
        for event, duration_ms in ((5, 2000), (5, 100), (5, 300), (11, 60)):
            voice.speak(port, 5)
            voice.press(port, event, duration_ms, events)
        call.engine.wait(DtmfReceived, lambda e: e.leg_id == call.leg_id and e.digit == "#", since=call.since)
        assert call.digits() == "555#"
        call.hang_up()


@situation
def key_held_down_very_long_by_them(scene: Scene) -> None:
    """More than eight seconds do not fit into one event: the next one goes on with it (RFC 4733 section 2.5.1.3)."""
    with Voice() as voice:
        call, port = _talk(scene, voice)
        events = event_type(call.invite.body)
        voice.speak(port, 5)
        voice.press_on(port, 5, 0xFFFF, events, is_first=True)
        voice.press_on(port, 5, 0xFFFF, events)
        voice.press(port, 5, 300, events, is_first=False)
        voice.speak(port, 5)
        voice.press(port, 11, 60, events)
        call.engine.wait(DtmfReceived, lambda e: e.leg_id == call.leg_id and e.digit == "#", since=call.since)
        assert call.digits() == "5#"
        call.hang_up()


@situation
def key_held_down_by_us(scene: Scene) -> None:
    """We hold a key down for a second and a half: one event that grows, and its end three times."""
    with Voice() as voice:
        call, _ = _talk(scene, voice)
        call.do(SendDtmf, digits="7", duration_ms=1500)
        packets: list[Packet] = []
        while sum(bool(packet.payload[1] & 0x80) for packet in packets) < 3:
            packet = voice.receive()
            if packet.payload_type == 101:  # as we said
                packets.append(packet)
        durations = [struct.unpack_from(">H", packet.payload, 2)[0] for packet in packets]
        assert {packet.payload[0] for packet in packets} == {7}
        assert len({packet.timestamp for packet in packets}) == 1
        assert packets[0].is_marked
        assert durations == sorted(durations)
        assert 1400 * 8 <= durations[-1] <= 1600 * 8
        call.hang_up()


@situation
def silence_with_and_without_an_answer(scene: Scene) -> None:
    """Nothing is heard, so the sound is offered anew: while nobody answers that, it is the line, and the sound alone
    after the answer."""
    with Voice() as voice:
        call, _ = _talk(scene, voice)
        offer = call.expect("INVITE")
        call.leg(lambda leg: leg.media_problem == MediaProblem.SERVER_SILENT)
        call.reply(offer, 200, sdp(voice.port, PCMA, _EVENTS))
        call.expect("ACK")
        call.leg(lambda leg: leg.media_problem == MediaProblem.NOTHING_RECEIVED)
        call.hang_up()
