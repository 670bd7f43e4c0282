"""Carries out PlayToLeg: a sound file for a leg's far party alone, also on a leg that the user does not hear."""

from pathlib import Path

from softphone.basics.ids import CommandId, LegId
from softphone.engine.audio.bridge import AudioBridge
from softphone.engine.audio.files import FileRefused
from softphone.engine.leg import Leg
from softphone.engine.legs import Legs
from softphone.engine.router import CommandRefused
from softphone.engine.sounds import media_of
from softphone.protocol.commands import PlayToLeg, StopPlayingToLeg
from softphone.protocol.events import RejectCode
from softphone.protocol.snapshots import LegState


class LegPrompts:
    """Keeps what is played joined with the leg's sound, which may be made anew."""

    def __init__(self, legs: Legs, bridge: AudioBridge) -> None:
        self._legs = legs
        self._playings = bridge.leg_playings
        self._streams: dict[LegId, tuple[int, int] | None] = {}

    def play(self, command: PlayToLeg, cause: CommandId) -> None:
        """Carries out PlayToLeg."""
        leg = self._legs.get(command.leg_id, LegState.ESTABLISHED)
        media = media_of(leg)
        try:
            self._playings.play(leg.leg_id, media, Path(command.path), command.is_repeated)
        except FileRefused as refusal:
            raise CommandRefused(RejectCode.BAD_ARGUMENT, str(refusal)) from None
        self._streams[leg.leg_id] = _stream(leg)

    def stop(self, command: StopPlayingToLeg, cause: CommandId) -> None:
        """Carries out StopPlayingToLeg."""
        self._legs.get(command.leg_id)
        self._forget(command.leg_id)

    def leg_changed(self, leg: Leg) -> None:
        """Follows the leg's sound to its end."""
        if leg.leg_id not in self._streams:
            return
        if leg.state == LegState.ENDED:
            self._forget(leg.leg_id)
        elif _stream(leg) != self._streams[leg.leg_id]:
            self._streams[leg.leg_id] = _stream(leg)
            self._playings.connect(leg.leg_id, media_of(leg))

    def _forget(self, leg_id: LegId) -> None:
        self._streams.pop(leg_id, None)
        self._playings.stop(leg_id)


def _stream(leg: Leg) -> tuple[int, int] | None:
    media = media_of(leg)
    return None if media is None or leg.native is None else (int(media.getPortId()), leg.native.streams_made)
