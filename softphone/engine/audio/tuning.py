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


def tune_codecs(endpoint: pj.Endpoint) -> None:
    """Sets Opus to the bridge's own rate, which saves resampling in both directions. After libInit."""
    opus = endpoint.getCodecOpusConfig()
    opus.sample_rate = BRIDGE_RATE_HZ
    opus.complexity = 5
    endpoint.setCodecOpusConfig(opus)
