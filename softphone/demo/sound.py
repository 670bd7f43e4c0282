"""Whether the telephones of the demo hear each other: each plays a probe of its own, and keeps what it hears."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from softphone.demo.signal import RATE_HZ, find_probe, make_probe, read_wav, write_wav
from softphone.demo.steps import StepFailed
from softphone.headless import HeadlessPhone

LISTEN_S = 3.5
LEAD_S = 0.3
_LEAST_CORRELATION = 0.5


@dataclass(frozen=True)
class Sound:
    """What a telephone plays as its microphone, and the file that its speaker is recorded to."""

    name: str
    seed: int
    lead_s: float
    speaker: Path

    @classmethod
    def use(
        cls, phone: HeadlessPhone, folder: Path, file: str, seed: int, *, name: str, lead_s: float = LEAD_S
    ) -> "Sound":
        """The telephone plays this probe from now on. file: a name that was not used before: a file that is in use
        already would not be begun anew. name: whose telephone it is. lead_s: silence before the probe."""
        sound = cls(name, seed, lead_s, folder / f"{file}-speaker.wav")
        microphone = folder / f"{file}-microphone.wav"
        # Silence first: who answers may speak before the caller's speaker is open.
        write_wav(microphone, np.concatenate((np.zeros(int(lead_s * RATE_HZ)), make_probe(seed))))
        phone.use_files(str(microphone), str(sound.speaker))
        return sound

    def expect(self, seed: int, who: str = "the signal") -> tuple[float, float]:
        """Delay (s) and correlation of the seed's probe in what was heard. Raises StepFailed when it is not there."""
        match = find_probe(read_wav(self.speaker), make_probe(seed))
        if match.correlation < _LEAST_CORRELATION:
            raise StepFailed(f"{self.name} did not hear {who} (correlation {match.correlation:.2f})")
        return match.offset_s - self.lead_s, match.correlation


def weakest_of(sounds: tuple[Sound, ...]) -> float:
    """The weakest correlation when each should hear all others. Raises StepFailed when one is not heard."""
    pairs = ((listener, speaker) for listener in sounds for speaker in sounds if speaker is not listener)
    return round(min(listener.expect(speaker.seed, speaker.name)[1] for listener, speaker in pairs), 2)
