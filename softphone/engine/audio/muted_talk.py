"""Notices when somebody talks into a microphone that nobody hears because every call is muted."""

from collections import deque
from collections.abc import Callable

from softphone.engine.audio.channel import Loop, Timer
from softphone.engine.audio.levels import dbfs, level_of
from softphone.engine.pj import pj

_INTERVAL_S = 0.05
_WINDOW_S = 3.0
_QUIETEST_DBFS = -45.0  # whoever speaks into a headset is above; the room is below
_ABOVE_FLOOR_DB = 12.0
_PAUSE_DB = 8.0  # syllables rise and fall by more than that; fans and hum do not
_BURSTS = 2
_LOUD_S = 0.5
_ONCE_IN_S = 10.0


class TalkWatch:
    """Tells from levels whether somebody talks: loud enough, for long enough, and in bursts, as syllables are."""

    def __init__(self, interval_s: float = _INTERVAL_S) -> None:
        """interval_s: how often `feed` is called."""
        self._levels: deque[float] = deque(maxlen=round(_WINDOW_S / interval_s))
        self._enough = _LOUD_S / interval_s

    def feed(self, level_dbfs: float) -> bool:
        """Takes the next level; True when the last seconds were talk. Begins anew after that."""
        self._levels.append(level_dbfs)
        if not self._is_talk():
            return False
        self._levels.clear()
        return True

    def _is_talk(self) -> bool:
        threshold = max(_QUIETEST_DBFS, min(self._levels) + _ABOVE_FLOOR_DB)
        loud = bursts = 0
        is_up = False
        for level in self._levels:
            if level >= threshold:
                loud += 1
                bursts += not is_up
                is_up = True
            elif level < threshold - _PAUSE_DB:
                is_up = False
        return bursts >= _BURSTS and loud >= self._enough


class MutedTalk:
    """Watches the microphone's level while every leg is muted. All on the loop's thread."""

    def __init__(self, loop: Loop, microphone: Callable[[], pj.AudioMedia], on_talk: Callable[[], None]) -> None:
        """microphone: its port in the conference bridge; somebody there has to hear it. on_talk: at most every 10 s."""
        self._loop = loop
        self._microphone = microphone
        self._on_talk = on_talk
        self._watch = TalkWatch()
        self._timer: Timer | None = None
        self._rests_s = 0.0

    def set_running(self, is_running: bool) -> None:
        """Whether there is something to watch; the rest after a warning goes on over a short end of it."""
        if is_running == (self._timer is not None):
            return
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
            return
        self._watch = TalkWatch()
        self._timer = self._loop.call_later(_INTERVAL_S, self._look)

    def _look(self) -> None:
        self._timer = self._loop.call_later(_INTERVAL_S, self._look)
        self._rests_s -= _INTERVAL_S
        if self._watch.feed(dbfs(level_of(self._microphone()))) and self._rests_s <= 0:
            self._rests_s = _ONCE_IN_S
            self._on_talk()
