"""What a FakeEngine plays to far parties: silent, but as long as it says."""

import wave
from collections.abc import Callable
from typing import Any

from softphone.basics.ids import CommandId, LegId
from softphone.protocol.commands import Command, PlayToLeg, StopPlayingToLeg
from softphone.protocol.events import RejectCode
from softphone.protocol.snapshots import LegState
from softphone.runtime import Timer
from tests.fakes.fake_mixing import MixedLegs
from tests.fakes.fake_stage import Refused, Stage


class FakeLegPlaying:
    """Carries out PlayToLeg.

    Attributes:
        heard: the file that each leg's far party hears now.
    """

    def __init__(self, stage: Stage, legs: MixedLegs) -> None:
        self.heard: dict[LegId, str] = {}
        self._stage = stage
        self._legs = legs
        self._timers: dict[LegId, Timer] = {}

    def handlers(self) -> dict[type[Command], Callable[[Any, CommandId], None]]:
        """By kind of command."""
        return {PlayToLeg: self._play, StopPlayingToLeg: self._stop}

    def leg_ended(self) -> None:
        """Who has gone hears nothing."""
        there = {leg.leg_id for leg in self._legs.all()}
        for leg_id in tuple(self.heard):
            if leg_id not in there:
                self._end(leg_id)

    def _play(self, command: PlayToLeg, _command_id: CommandId) -> None:
        self._legs.require(command.leg_id, LegState.ESTABLISHED)
        try:
            with wave.open(command.path) as file:
                length_s = file.getnframes() / file.getframerate()
        except (OSError, wave.Error, EOFError) as error:
            raise Refused(RejectCode.BAD_ARGUMENT, str(error)) from None
        self._end(command.leg_id)
        self.heard[command.leg_id] = command.path
        if not command.is_repeated:
            self._timers[command.leg_id] = self._stage.later(length_s, lambda: self._end(command.leg_id))

    def _stop(self, command: StopPlayingToLeg, _command_id: CommandId) -> None:
        self._legs.require(command.leg_id)
        self._end(command.leg_id)

    def _end(self, leg_id: LegId) -> None:
        self.heard.pop(leg_id, None)
        timer = self._timers.pop(leg_id, None)
        if timer is not None:
            timer.cancel()
