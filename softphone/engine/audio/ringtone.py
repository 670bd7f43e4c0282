"""What rings: a WAV file over and over."""

import logging
from pathlib import Path

from softphone.engine.audio.files import FileRefused, file_player
from softphone.engine.audio.tones import Tone, play, tone_generator
from softphone.engine.pj import pj

_log = logging.getLogger("softphone.engine.audio")


def ringtone(path: Path) -> pj.AudioMedia:
    """Plays the file; where that cannot be, a tone, so that no call is missed."""
    try:
        return file_player(path, loops=True)
    except FileRefused as refusal:
        _log.warning("the ringtone cannot be played: %s", refusal)
        generator = tone_generator()
        play(generator, Tone.RINGBACK)
        return generator
