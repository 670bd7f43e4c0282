"""Words and a remedy for each problem with the sound."""

from softphone.basics.explanation import Explanation
from softphone.protocol.snapshots import AudioProblem

_WORDS: dict[AudioProblem, Explanation] = {
    AudioProblem.NO_DEVICE: Explanation(
        "No microphone or speaker was found.",
        "Connect a headset. Calls still work, but you will hear nothing and not be heard.",
    ),
    AudioProblem.MICROPHONE_GONE: Explanation(
        "The chosen microphone is not connected.",
        "Another one is used until it is back; connect it or choose another in the sound settings.",
    ),
    AudioProblem.SPEAKER_GONE: Explanation(
        "The chosen speaker or headset is not connected.",
        "Another one is used until it is back; connect it or choose another in the sound settings.",
    ),
    AudioProblem.DEVICE_REFUSED: Explanation(
        "The sound device could not be opened.",
        "Another program may be using it alone, or this program may not use the microphone; check the system's sound "
        "and privacy settings.",
    ),
}


def explain(problem: AudioProblem) -> Explanation:
    """What is wrong with the sound, and what helps."""
    return _WORDS[problem]
