"""What a FakeEngine hears of its user: a test recording without samples, and talk into a muted microphone."""

from collections.abc import Callable

from softphone.basics.ids import CommandId
from softphone.protocol.commands import PlayAudioTest, StartAudioTest
from softphone.protocol.events import AudioTestPlayed, RejectCode, TalkedWhileMuted
from softphone.protocol.snapshots import CallLegSnapshot, LegState
from softphone.runtime import Timer
from tests.fakes.fake_stage import Refused, Stage

_KEPT_S = 10.0
_ONCE_IN_S = 10.0
_TALK_S = 1.0
_SOUNDING = (LegState.EARLY_MEDIA, LegState.ANSWERING, LegState.ESTABLISHED)


class FakeTalk:
    """legs: those that have ended left out."""

    def __init__(self, stage: Stage, legs: Callable[[], tuple[CallLegSnapshot, ...]]) -> None:
        self._stage = stage
        self._legs = legs
        self._recording_since_s: float | None = None
        self._kept_s = 0.0
        self._playing: Timer | None = None
        self._warned_at_s = float("-inf")
        self._talking: Timer | None = None

    def start_test(self, command: StartAudioTest) -> None:
        """A new test; nothing is kept of an earlier one."""
        self.stop_test()
        if command.records:
            self._recording_since_s = self._stage.wall_time_s()

    def stop_test(self) -> None:
        if self._playing is not None:
            self._playing.cancel()
            self._playing = None
        self._recording_since_s, self._kept_s = None, 0.0

    def play_test(self, _command: PlayAudioTest, command_id: CommandId) -> None:
        if self._recording_since_s is not None:
            self._kept_s = min(_KEPT_S, self._stage.wall_time_s() - self._recording_since_s)
            self._recording_since_s = None
        if not self._kept_s:
            raise Refused(RejectCode.WRONG_STATE, "nothing was recorded")
        if self._playing is not None:
            self._playing.cancel()
        self._playing = self._stage.later(self._kept_s, lambda: self._stage.announce(AudioTestPlayed()))

    def talk(self) -> None:
        """The user talks now."""
        heard = [leg for leg in self._legs() if leg.state in _SOUNDING]
        now_s = self._stage.wall_time_s()
        if heard and all(leg.is_muted for leg in heard) and now_s - self._warned_at_s >= _ONCE_IN_S:
            self._warned_at_s = now_s
            self._stage.announce(TalkedWhileMuted())

    def talk_on(self, is_talking: bool) -> None:
        """The user talks all the time, or not any more."""
        if self._talking is not None:
            self._talking.cancel()
            self._talking = None
        if is_talking:
            self._talking = self._stage.later(_TALK_S, self._go_on)

    def _go_on(self) -> None:
        self.talk()
        self.talk_on(True)
