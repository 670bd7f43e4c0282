"""A leg's sound as the library tells of it: its stream, codec and encryption, figures."""

import logging
from collections.abc import Callable

from softphone.basics.ids import LegId
from softphone.engine import media_info
from softphone.engine.loop import Loop, LoopTimer
from softphone.engine.native_call import MediaStatus, NativeCall
from softphone.engine.pj import pj
from softphone.protocol.snapshots import MediaSnapshot, MediaStatistics

_log = logging.getLogger("softphone.engine.leg_sound")
_SOUND_CHECKS_S = (0.25, 1.0, 2.5, 6.0)  # a handshake that lost a packet is repeated after a second


class LegSound:
    """Looks again now and then, since encryption by DTLS comes up some packets after the stream.

    Attributes:
        native: the library's call, while there is one.
        status: the stream as the library told it last.
        snapshot: codec and encryption as they were when they were last looked at; None without a stream.
    """

    def __init__(self, loop: Loop, changed: Callable[[], None]) -> None:
        """changed: called when a later look found something else."""
        self.native: NativeCall | None = None
        self.status = MediaStatus()
        self.snapshot: MediaSnapshot | None = None
        self._loop = loop
        self._changed = changed
        self._timers: list[LoopTimer] = []

    @property
    def is_running(self) -> bool:
        """The stream to and from the far party runs, whatever its direction."""
        return self.native is not None and self.status.status in (
            pj.PJSUA_CALL_MEDIA_ACTIVE, pj.PJSUA_CALL_MEDIA_LOCAL_HOLD, pj.PJSUA_CALL_MEDIA_REMOTE_HOLD,
        )  # fmt: skip

    def statistics(self, leg_id: LegId) -> MediaStatistics | None:
        """The figures as they are now; None without a stream."""
        if self.native is None or not self.is_running:
            return None
        return media_info.statistics_of(self.native, self.status.index, leg_id)

    def take(self, status: MediaStatus) -> None:
        """The library's new word."""
        self.status = status
        self.snapshot = self._now()

    def look_later(self) -> None:
        """Looks again soon, instead of when it was to be looked at before."""
        self.stop()
        self._timers = [self._loop.call_later(delay_s, self.look) for delay_s in _SOUND_CHECKS_S]

    def look(self) -> None:
        """Looks again."""
        now = self._now()
        if now is not None and now != self.snapshot:
            self.snapshot = now
            self._changed()

    def stop(self) -> None:
        """Looks no more."""
        for timer in self._timers:
            timer.cancel()
        self._timers = []

    def _now(self) -> MediaSnapshot | None:
        if self.native is None or not self.is_running:
            return None
        return media_info.media_snapshot(self.native, self.status.index)
