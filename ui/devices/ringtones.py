"""The ringtones that come with the program."""

from pathlib import Path

from softphone.basics.words import translate

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "sounds"
DEFAULT = _FOLDER / "calm.wav"
_CLASSIC = _FOLDER / "classic.wav"


def default_ringtone() -> str:
    """Path of the WAV file that rings unless the user chose another; empty when it is missing."""
    return str(DEFAULT) if DEFAULT.is_file() else ""


def ringtone_choices(chosen: str) -> list[tuple[str, str]]:
    """(setting's value, name) of what can be chosen, the user's own file among them."""
    choices = [("default", translate("devices", "Calm"))]
    if _CLASSIC.is_file():
        choices.append((str(_CLASSIC), translate("devices", "Classic")))
    choices.append(("none", translate("devices", "Silent")))
    if chosen not in dict(choices):
        choices.append((chosen, chosen.replace("\\", "/").rpartition("/")[2]))
    return choices
