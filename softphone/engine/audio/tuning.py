"""What PJSIP is told so that sound is late by as little as it may be: set before the library starts."""

from softphone.engine.audio.ports import BRIDGE_RATE_HZ
from softphone.engine.audio.streams import FRAME_MS
from softphone.engine.pj import pj


def tune_media(media: pj.MediaConfig) -> None:
    """Sets the conference bridge: wideband, frames of 10 ms, no echo canceller and no sound device of PJSIP's own."""
    media.clockRate = media.sndClockRate = BRIDGE_RATE_HZ
    media.audioFramePtime = FRAME_MS
    media.ecTailLen = 0
    media.noVad = True
    media.sndAutoCloseTime = -1
    # 2 is the fastest windowed sinc of libsamplerate (97 dB), 3 and up are its slow ones: for G.711, which has to be
    # resampled both ways, those cost 2.5 % of a core and 30 ms more, and nobody hears them at 8 kHz. 1 would be linear.
    media.quality = 2
    # The other ways of the jitter buffer take back, two seconds later, the frame that a late packet had cost; where
    # packets come just in time that goes on for the whole call, with two audible breaks each time. This one keeps up
    # to twice what the network's bursts need, and shortens what is above it.
    media.jbDiscardAlgo = pj.PJMEDIA_JB_DISCARD_STATIC


def tune_codecs(endpoint: pj.Endpoint) -> None:
    """Sets Opus to the bridge's own rate, which saves resampling in both directions. After libInit."""
    opus = endpoint.getCodecOpusConfig()
    opus.sample_rate = BRIDGE_RATE_HZ
    opus.complexity = 5
    endpoint.setCodecOpusConfig(opus)
