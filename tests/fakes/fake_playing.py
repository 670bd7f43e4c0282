"""The sound file that a FakeEngine plays: silent, but as long as it says."""

import wave
from collections.abc import Callable
from typing import Any

from softphone.basics.ids import CommandId
from softphone.protocol import commands as c
from softphone.protocol.events import PlayingChanged, PlayingState, RejectCode
from softphone.runtime import Timer
from tests.fakes.fake_stage import Refused, Stage

_STEP_S = 0.2
S = PlayingState


class FakePlaying:
    """Carries out PlayFile and what belongs to it. Only plain WAV files have a length here."""

    def __init__(self, stage: Stage, has_call: Callable[[], bool]) -> None:
        self._stage = stage
        self._has_call = has_call
        self._id = ""
        self._length_s = self._position_s = 0.0
        self._speed = 1.0
        self._timer: Timer | None = None

    def handlers(self) -> dict[type[c.Command], Callable[[Any, CommandId], None]]:
        """By kind of command."""
        return {
            c.PlayFile: self._play,
            c.PausePlaying: self._pause,
            c.MovePlaying: self._move,
            c.SetPlayingSpeed: self._set_speed,
            c.StopPlaying: lambda _command, _id: self._stop(),
        }

    def call_changed(self, has_call: bool) -> None:
        """A call takes the speaker."""
        if has_call and self._timer is not None:
            self._hold()
            self._tell(S.PAUSED)

    def _play(self, command: c.PlayFile, _command_id: CommandId) -> None:
        self._check_speed(command.speed)
        self._check_call()
        self._hold()
        self._id, self._speed = command.playing_id, command.speed
        try:
            with wave.open(command.path) as file:
                self._length_s = file.getnframes() / file.getframerate()
        except (OSError, wave.Error, EOFError) as error:
            detail = str(error)
            self._stage.later(0.0, lambda: self._fail(detail))
            return
        self._position_s = min(command.position_s, self._length_s)
        self._stage.later(0.0, self._go_on)

    def _pause(self, command: c.PausePlaying, _command_id: CommandId) -> None:
        if command.is_paused:
            self._hold()
            self._tell(S.PAUSED)
            return
        self._check_call()
        if self._position_s >= self._length_s - 0.05:
            self._position_s = 0.0
        self._go_on()

    def _move(self, command: c.MovePlaying, _command_id: CommandId) -> None:
        was_playing = self._timer is not None
        self._hold()
        self._position_s = max(0.0, min(command.position_s, self._length_s))
        if was_playing:
            self._go_on()
        else:
            self._tell(S.PAUSED)

    def _set_speed(self, command: c.SetPlayingSpeed, _command_id: CommandId) -> None:
        self._check_speed(command.speed)
        self._speed = command.speed
        if self._id:
            self._tell(S.PLAYING if self._timer is not None else S.PAUSED)

    def _stop(self) -> None:
        self._hold()
        if self._id:
            self._tell(S.ENDED)
        self._id = ""

    def _check_speed(self, speed: float) -> None:
        if not 0.5 <= speed <= 2.0:
            raise Refused(RejectCode.BAD_ARGUMENT, "speed")

    def _check_call(self) -> None:
        if self._has_call():
            raise Refused(RejectCode.WRONG_STATE, "a call has the speaker")

    def _fail(self, detail: str) -> None:
        self._tell(S.FAILED, detail)
        self._id = ""

    def _hold(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _go_on(self) -> None:
        if not self._id or self._has_call():
            return
        self._tell(S.PLAYING)
        left_s = (self._length_s - self._position_s) / self._speed
        step_s = min(_STEP_S, left_s)

        def step() -> None:
            self._timer = None
            self._position_s += step_s * self._speed
            if self._position_s >= self._length_s - 1e-6:
                self._position_s = self._length_s
                self._tell(S.PLAYED)
            else:
                self._go_on()

        self._timer = self._stage.later(step_s, step)

    def _tell(self, state: PlayingState, detail: str = "") -> None:
        self._stage.announce(
            PlayingChanged(
                playing_id=self._id,
                state=state,
                position_s=round(self._position_s, 2),
                length_s=round(self._length_s, 2),
                speed=self._speed,
                detail=detail,
            )
        )
