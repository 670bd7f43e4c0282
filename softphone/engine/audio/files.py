"""WAV files in the place of devices: one that is played as the microphone, one that records the speaker."""

from pathlib import Path

from softphone.basics.ids import DeviceId
from softphone.engine.pj import PjError, pj, reason_of

PREFIX = "file:"


class FileRefused(Exception):
    """The file cannot be played or written."""


def path_of(device_id: DeviceId | None) -> Path | None:
    """The file that a device id stands for; None when it is a device."""
    if device_id is None or not device_id.startswith(PREFIX):
        return None
    return Path(device_id.removeprefix(PREFIX).removeprefix("//"))


def file_player(path: Path, loops: bool = False) -> pj.AudioMediaPlayer:
    """Plays a WAV file (16-bit PCM, any rate) from its start, as soon as something listens; then silence.

    Raises FileRefused.
    """
    player = pj.AudioMediaPlayer()
    try:
        player.createPlayer(str(path), 0 if loops else pj.PJMEDIA_FILE_NO_LOOP)
    except PjError as error:
        raise FileRefused(f"{path.name}: {reason_of(error)}") from error
    return player


def file_recorder(path: Path) -> pj.AudioMediaRecorder:
    """Writes what it hears to a WAV file, 16-bit mono at the bridge's rate. Complete once the recorder is gone.

    Raises FileRefused.
    """
    recorder = pj.AudioMediaRecorder()
    try:
        recorder.createRecorder(str(path))
    except PjError as error:
        raise FileRefused(f"{path.name}: {reason_of(error)}") from error
    return recorder
