"""Carries out the commands that are about sound alone: devices, their test, tones, what is done to the voice."""

from pathlib import Path

from softphone.basics.ids import CommandId
from softphone.engine.accounts import Emit
from softphone.engine.audio.bridge import AudioBridge
from softphone.engine.audio.file_playing import SPEEDS
from softphone.engine.measuring import Measuring
from softphone.engine.router import CommandRefused, Handler
from softphone.engine.sounds import Sounds
from softphone.protocol import commands as c
from softphone.protocol.events import AudioChanged, AudioTestPlayed, RejectCode, TalkedWhileMuted


class SoundCommands:
    """Gives the router its handlers, and tells of what comes of them."""

    def __init__(self, bridge: AudioBridge, sounds: Sounds, measuring: Measuring, emit: Emit) -> None:
        self._bridge = bridge
        self._sounds = sounds
        self._measuring = measuring
        self._emit = emit
        bridge.on_test_played = lambda: emit(AudioTestPlayed(), None)
        bridge.on_playing = lambda event: emit(event, None)
        bridge.on_muted_talk = lambda: emit(TalkedWhileMuted(), None)

    @property
    def handlers(self) -> dict[type[c.Command], Handler]:
        """By kind of command."""
        return {
            c.RefreshAudioDevices: lambda command, cause: self._refresh(cause),
            c.SelectAudio: self._select,
            c.SetAudioProcessing: lambda command, cause: self._bridge.set_processing(command.processing),
            c.SetRingtone: self._set_ringtone,
            c.SetCallWaitingTone: self._set_call_waiting,
            c.StartAudioTest: self._start_test,
            c.PlayAudioTest: self._play_test,
            c.StopAudioTest: lambda command, cause: self._bridge.stop_test(),
            c.PlayFile: self._play_file,
            c.PausePlaying: self._pause_playing,
            c.MovePlaying: self._move_playing,
            c.SetPlayingSpeed: lambda command, cause: self._bridge.playing.set_speed(_checked_speed(command.speed)),
            c.StopPlaying: lambda command, cause: self._bridge.playing.stop(),
            c.SetMeasuring: self._set_measuring,
        }

    def _select(self, command: c.SelectAudio, cause: CommandId) -> None:
        self._bridge.select(command.selection)
        self._refresh(cause)

    def _refresh(self, cause: CommandId) -> None:
        self._bridge.refresh_devices(lambda: self._emit(AudioChanged(audio=self._bridge.snapshot()), cause))

    def _set_ringtone(self, command: c.SetRingtone, cause: CommandId) -> None:
        self._sounds.set_ringtone(command.path, _checked(command.volume))

    def _set_call_waiting(self, command: c.SetCallWaitingTone, cause: CommandId) -> None:
        self._sounds.set_call_waiting(_checked(command.volume))

    def _start_test(self, command: c.StartAudioTest, cause: CommandId) -> None:
        self._bridge.start_test(command.plays_tone, command.ringer, command.records)

    def _play_test(self, command: c.PlayAudioTest, cause: CommandId) -> None:
        if not self._bridge.play_test():
            raise CommandRefused(RejectCode.WRONG_STATE, "nothing was recorded")

    def _play_file(self, command: c.PlayFile, cause: CommandId) -> None:
        speed = _checked_speed(command.speed)
        self._refuse_in_call()
        self._bridge.playing.play(command.playing_id, Path(command.path), command.position_s, speed)

    def _pause_playing(self, command: c.PausePlaying, cause: CommandId) -> None:
        if not command.is_paused:
            self._refuse_in_call()
        self._bridge.playing.pause(command.is_paused)

    def _move_playing(self, command: c.MovePlaying, cause: CommandId) -> None:
        self._bridge.playing.move(command.position_s)

    def _refuse_in_call(self) -> None:
        if self._bridge.is_in_call:
            raise CommandRefused(RejectCode.WRONG_STATE, "a call has the speaker")

    def _set_measuring(self, command: c.SetMeasuring, cause: CommandId) -> None:
        self._measuring.set(command, cause)
        self._bridge.set_measuring(command.is_on, command.interval_ms)


def _checked_speed(speed: float) -> float:
    if not SPEEDS[0] <= speed <= SPEEDS[1]:
        raise CommandRefused(RejectCode.BAD_ARGUMENT, "speed")
    return speed


def _checked(volume: float) -> float:
    if not 0.0 <= volume <= 1.0:
        raise CommandRefused(RejectCode.BAD_ARGUMENT, "volume")
    return volume
