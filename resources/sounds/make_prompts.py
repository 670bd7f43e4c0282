"""Makes the spoken prompts beside it: 16-bit mono WAV at 16 kHz, by espeak-ng. Run it after a change."""

import io
import math
import subprocess
import wave
from array import array
from pathlib import Path

FOLDER = Path(__file__).parent
RATE_HZ = 16_000
PEAK = 0.5
_SPEED_WPM = 145
_LEAD_S, _TAIL_S = 0.4, 1.2  # before the first word the way of the sound is not there yet; a pause until it is repeated
_HALF_WIDTH = 12

PROMPTS = {
    "handoff_key_en": ("en-us", "Your call can go on here. Press one to take it over. Otherwise, hang up."),
    "handoff_key_de": (
        "de",
        "Das Gespräch kann hier weitergehen. Zum Übernehmen die Eins drücken. Sonst einfach auflegen.",
    ),
    "handoff_answer_en": ("en-us", "Your call goes on here in a moment. To leave it where it is, hang up now."),
    "handoff_answer_de": ("de", "Das Gespräch geht hier gleich weiter. Damit es bleibt, wo es ist, jetzt auflegen."),
}


def spoken(voice: str, words: str) -> tuple[list[float], int]:
    """The words as samples of -1.0 to 1.0, and their rate."""
    command = ["espeak-ng", "-v", voice, "-s", str(_SPEED_WPM), "--stdout", words]
    done = subprocess.run(command, capture_output=True, check=True)
    data = done.stdout
    with wave.open(io.BytesIO(data)) as file:
        rate_hz = file.getframerate()
    samples = array("h", data[44:])  # what is written to a pipe does not say how long it is
    return [sample / 32768 for sample in samples], rate_hz


def at_our_rate(samples: list[float], rate_hz: int) -> list[float]:
    """Windowed sinc, cut off below half of the lower rate."""
    ratio = RATE_HZ / rate_hz
    cut_off = min(1.0, ratio) * 0.95
    out = []
    for n in range(int(len(samples) * ratio)):
        place = n / ratio
        first = max(0, int(place) - _HALF_WIDTH + 1)
        last = min(len(samples), int(place) + _HALF_WIDTH + 1)
        out.append(sum(samples[k] * _kernel(place - k, cut_off) for k in range(first, last)))
    return out


def _kernel(distance: float, cut_off: float) -> float:
    x = math.pi * distance * cut_off
    sinc = 1.0 if abs(x) < 1e-9 else math.sin(x) / x
    window = 0.5 + 0.5 * math.cos(math.pi * distance / (_HALF_WIDTH + 1))
    return cut_off * sinc * window


def write(name: str, samples: list[float]) -> None:
    """Writes the prompt with its silences, as loud as PEAK."""
    loudest = max(map(abs, samples))
    silent = [0.0] * int(_LEAD_S * RATE_HZ), [0.0] * int(_TAIL_S * RATE_HZ)
    whole = silent[0] + [sample / loudest * PEAK for sample in samples] + silent[1]
    with wave.open(str(FOLDER / f"{name}.wav"), "wb") as file:
        file.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
        file.writeframes(array("h", (round(sample * 32767) for sample in whole)).tobytes())


if __name__ == "__main__":
    for name, (voice, words) in PROMPTS.items():
        write(name, at_our_rate(*spoken(voice, words)))
