"""Ten minutes of a call while the window is used: the worst gap in what is sent, and breaks in what is heard."""

import subprocess
import time
from collections.abc import Callable

from tests.bench.desk import Desk
from tests.bench.figures import Figure
from tests.bench.measure_window import hang_up
from tests.bench.rtp_end import TONE_HZ
from tests.bench.sip_peer import SipPeer
from tests.bench.window_program import WindowProgram
from tests.harness.sound_probe import dropouts, read_wav, write_chirps

_SETTLE_S = 5.0


def measure_long_call(
    desk: Desk,
    peer: SipPeer,
    start_call: Callable[[], str],
    use: Callable[[float], None],
    prefix: str,
    add: Callable[[Figure], None],
    seconds: float,
) -> None:
    """The peer sends a tone, which is recorded behind the speaker; chirps go into the microphone meanwhile.

    start_call: dials the peer, returns the Call-ID. use: is called with the seconds and returns when they are over.
    """
    peer.rtp.sends_tone = True
    chirps = desk.folder / "talk.wav"
    write_chirps(chirps, seconds)
    call_id = start_call()
    time.sleep(_SETTLE_S)
    peer.rtp.forget()
    sound = desk.sound.sound
    with sound.recording("alice_ear", desk.folder / "heard.wav") as heard, sound.playing(chirps, "alice_mouth"):
        use(seconds)
    gap_ms, jumps = peer.rtp.worst_gap_ms(), peer.rtp.jumps
    hang_up(peer, call_id)
    peer.rtp.sends_tone = False
    samples, rate_hz = read_wav(heard)
    edge = rate_hz // 2
    breaks = dropouts(samples[0][edge:-edge], TONE_HZ, rate_hz)
    is_ours = not prefix
    note = f"in {seconds:.0f} s" + (", window in use" if is_ours else "")
    add(Figure(f"{prefix}rtp_gap_worst_ms", "ms", [gap_ms], limit=45 if is_ours else None, note=note))
    glitches = Figure(f"{prefix}audio_glitches", "", [float(len(breaks) + jumps)], limit=0 if is_ours else None)
    glitches.note = f"{note}; {jumps} in what is sent; heard at {[round(at, 1) for at in breaks[:20]]} s"
    add(glitches)


def use_window(program: WindowProgram, seconds: float) -> None:
    """Types into the dial field, takes it back and moves the focus, over and over."""
    end_s = time.monotonic() + seconds
    while time.monotonic() < end_s:
        program.focus_field()
        program.type("5551234")
        for _ in range(7):
            program.press("BackSpace")
            time.sleep(0.03)
        program.press("Tab")
        time.sleep(0.5)
        if program.process.poll() is not None:
            raise subprocess.SubprocessError("the softphone ended in the call")
