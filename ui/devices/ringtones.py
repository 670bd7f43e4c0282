"""The ringtones that come with the program."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "sounds"
DEFAULT = _FOLDER / "calm.wav"
_CLASSIC = _FOLDER / "classic.wav"


def default_ringtone() -> str:
    """Path of the WAV file that rings unless the user chose another; empty when it is missing."""
    return str(DEFAULT) if DEFAULT.is_file() else ""


def ringtone_choices(chosen: str) -> list[tuple[str, str]]:
    """(setting's value, name) of what can be chosen, the user's own file among them."""
    choices = [("default", _tr("Calm"))]
    if _CLASSIC.is_file():
        choices.append((str(_CLASSIC), _tr("Classic")))
    choices.append(("none", _tr("Silent")))
    if chosen not in dict(choices):
        choices.append((chosen, chosen.replace("\\", "/").rpartition("/")[2]))
    return choices


def _tr(text: str) -> str:
    return QCoreApplication.translate("Ringtones", text)
