"""Words and a remedy for each problem with the sound."""

from softphone.basics.explanation import Explanation
from softphone.basics.words import mark
from softphone.protocol.snapshots import AudioProblem

_WORDS: dict[AudioProblem, Explanation] = {
    AudioProblem.NO_DEVICE: Explanation(
        mark("devices", "No microphone or speaker was found."),
        mark("devices", "Connect a headset. Calls still work, but you will hear nothing and not be heard."),
    ),
    AudioProblem.MICROPHONE_GONE: Explanation(
        mark("devices", "The chosen microphone is not connected."),
        mark("devices", "Another one is used until it is back; connect it or choose another in the sound settings."),
    ),
    AudioProblem.SPEAKER_GONE: Explanation(
        mark("devices", "The chosen speaker or headset is not connected."),
        mark("devices", "Another one is used until it is back; connect it or choose another in the sound settings."),
    ),
    AudioProblem.RINGER_GONE: Explanation(
        mark("devices", "The device that is to ring is not connected."),
        mark("devices", "Another one rings until it is back; connect it or choose another in the sound settings."),
    ),
    AudioProblem.DEVICE_REFUSED: Explanation(
        mark("devices", "The sound device could not be opened."),
        mark(
            "devices",
            "Another program may be using it alone, or this program may not use the microphone; check the system's "
            "sound "
            "and privacy settings.",
        ),
    ),
}


def explain(problem: AudioProblem) -> Explanation:
    """What is wrong with the sound, and what helps."""
    return _WORDS[problem].translated("devices")
