"""Devices, sounds and what is measured."""

from __future__ import annotations

from softphone.protocol.commands.command import Command
from softphone.protocol.snapshots import AudioProcessing, AudioSelection


class RefreshAudioDevices(Command, frozen=True, kw_only=True):
    """Looks for sound devices anew. Outcome: AudioChanged."""


class SelectAudio(Command, frozen=True, kw_only=True):
    """Chooses devices; takes effect at once, also in a call. Outcome: AudioChanged."""

    selection: AudioSelection


class SetAudioProcessing(Command, frozen=True, kw_only=True):
    """Switches echo cancellation, noise suppression and gain control; takes effect at once."""

    processing: AudioProcessing


class SetRingtone(Command, frozen=True, kw_only=True):
    """What is played on the ringer while a leg alerts. path: WAV file, empty for silence. volume: 0.0 to 1.0."""

    path: str = ""
    volume: float = 0.8


class SetCodecs(Command, frozen=True, kw_only=True):
    """Codecs in order of preference (``opus``, ``G722``, ``PCMA`` …); the others are switched off."""

    codecs: tuple[str, ...]


class SetCallWaitingTone(Command, frozen=True, kw_only=True):
    """How loud a second caller is heard in the ear during a call: 0.0 (not at all) to 1.0."""

    volume: float = 0.3


class StartAudioTest(Command, frozen=True, kw_only=True):
    """Opens the devices and sends LevelsMeasured; plays a tone on the speaker when asked, on the ringer device
    when `ringer` is True. records: keeps the last ten seconds of the microphone for PlayAudioTest. Ends with
    StopAudioTest."""

    plays_tone: bool = False
    ringer: bool = False
    records: bool = False


class PlayAudioTest(Command, frozen=True, kw_only=True):
    """Plays on the speaker what the test has recorded, once, and goes on with the test. Outcome: AudioTestPlayed."""


class StopAudioTest(Command, frozen=True, kw_only=True):
    """Ends the audio test and closes the devices unless a call needs them."""


class PlayFile(Command, frozen=True, kw_only=True):
    """Plays a sound file on the speaker, in place of what plays. The file is read once, soon; the caller may remove it
    when PlayingChanged has come. Rejected with WRONG_STATE while a call has the speaker. Outcome: PlayingChanged,
    several.

    playing_id: the caller's. position_s: where it begins. speed: 0.5 to 2.0, at the same pitch.
    """

    playing_id: str
    path: str
    position_s: float = 0.0
    speed: float = 1.0


class PausePlaying(Command, frozen=True, kw_only=True):
    """Holds what plays, or goes on with it. Outcome: PlayingChanged."""

    is_paused: bool


class MovePlaying(Command, frozen=True, kw_only=True):
    """Goes to another place of what plays, in seconds of its sound. Outcome: PlayingChanged."""

    position_s: float


class SetPlayingSpeed(Command, frozen=True, kw_only=True):
    """Plays faster or slower from now on: 0.5 to 2.0. Outcome: PlayingChanged."""

    speed: float


class StopPlaying(Command, frozen=True, kw_only=True):
    """Ends what plays, and forgets it. Outcome: PlayingChanged with ENDED, if something played."""


class SetMeasuring(Command, frozen=True, kw_only=True):
    """Switches LevelsMeasured and StatisticsMeasured during calls on or off, and their interval."""

    is_on: bool
    interval_ms: int = 100
