"""The clock that drives the conference bridge: it runs only while there is sound, and whoever serves it is urgent."""

import time
from collections.abc import Callable

from softphone.engine.audio.channel import Loop, Timer
from softphone.engine.audio.clock_thread import ClockThread
from softphone.engine.audio.urgency import set_packets_urgent, set_urgent
from softphone.engine.audio.worker import DeviceWorker
from softphone.engine.pj import pj

_STOP_S = 0.03  # three ticks: enough for the clock's thread to let go of Python


class MediaClock:
    """Off until it is switched on. All on the loop's thread."""

    def __init__(
        self, devices: pj.AudDevManager, loop: Loop, worker: DeviceWorker, thread: ClockThread,
        on_stopped: Callable[[], None],
    ) -> None:  # fmt: skip
        """thread: the record of the clock's own one. on_stopped: called some ticks after it was switched off."""
        self._devices = devices
        self._devices.setNoDev()
        self._loop, self._worker, self._thread = loop, worker, thread
        self._on_stopped = on_stopped
        self._stop: Timer | None = None
        self._nowhere: pj.AudioMedia | None = None
        self.is_on = False

    @property
    def is_stopping(self) -> bool:
        """Switched off, and still ticking for a last turn of the bridge."""
        return self._stop is not None

    def set_on(self, is_on: bool) -> None:
        """Switches it on at once, or off after some ticks."""
        if is_on == self.is_on:
            return
        self.is_on = is_on
        self._worker.run(lambda: set_urgent(is_on))
        set_urgent(is_on)
        set_packets_urgent(is_on)
        if not is_on:
            self._thread.leave()
            self._stop = self._loop.call_later(_STOP_S, self._stopped)
            return
        self._thread.enter()
        if self._stop is None:
            self._devices.setNullDev()
        else:
            self._stop.cancel()
            self._stop = None

    def silent_listener(self) -> pj.AudioMedia:
        """PJSIP's own sound device, which is none."""
        if self._nowhere is None:
            self._nowhere = self._devices.getPlaybackDevMedia()
        return self._nowhere

    def wait_for_end(self) -> None:
        """It was switched off: blocks until it has stopped."""
        if self._stop is not None:
            self._stop.cancel()
            time.sleep(_STOP_S)
            self._stopped()

    def release(self) -> None:
        """Gives back PJSIP's objects, which must not outlive it. Not to be used any more."""
        self._nowhere = None
        del self._devices

    def _stopped(self) -> None:
        self._stop = None
        self._devices.setNoDev()
        self._on_stopped()
