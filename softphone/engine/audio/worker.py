"""The thread on which devices are listed, opened and closed, so that none of it holds up SIP.

It is started at the first job and sleeps on its queue between jobs. PortAudio is entered by this thread only, but for
the exchange with streams that are open.
"""

import logging
import queue
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from softphone.basics.ids import DeviceId
from softphone.engine.audio import catalogue
from softphone.engine.audio.catalogue import DeviceSource
from softphone.engine.audio.streams import StreamLost
from softphone.protocol.snapshots import AudioDevice, AudioProblem

_log = logging.getLogger("softphone.engine.audio")
T = TypeVar("T")


@dataclass(frozen=True)
class Opening:
    """A device to be opened.

    Attributes:
        known: taken when the wanted one is not there, in this order.
        gone: what is wrong then.
        is_missed: that is said even where a known one was found, since the user had the wanted one until now.
        keeps: what the stream in use was opened as; it is left alone while it is the best.
    """

    wanted: DeviceId | None
    is_input: bool
    rate_hz: int
    role: str = "Communication"
    known: tuple[DeviceId, ...] = ()
    gone: AudioProblem = AudioProblem.SPEAKER_GONE
    is_missed: bool = False
    keeps: DeviceId | None = None
    is_in_use: bool = False


@dataclass(frozen=True)
class Opened:
    """What came of it. stream None and is_kept False: there is no sound in this direction.

    Attributes:
        asked: what the stream was opened as; None: the system's default, whatever that is at the time.
        used: the device that is heard, as far as it is known.
    """

    devices: tuple[AudioDevice, ...]
    stream: Any = None
    asked: DeviceId | None = None
    used: DeviceId | None = None
    is_kept: bool = False
    problem: AudioProblem | None = None
    detail: str = ""


class DeviceWorker:
    """Runs jobs one after the other; their results are delivered on the engine's loop, in order."""

    def __init__(self, post: Callable[[Callable[[], None]], None]) -> None:
        self._post = post
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._results: deque[Callable[[], None]] = deque()
        self._thread: threading.Thread | None = None
        self._open_streams = 0

    def run(self, work: Callable[[], T], on_done: Callable[[T], None] | None = None) -> None:
        """Does the work; what it returns goes to `on_done` on the loop's thread. A failure is logged."""

        def job() -> None:
            try:
                result = work()
            except Exception:
                _log.exception("a job on the sound devices failed")
                return
            if on_done is not None:
                self._results.append(lambda: on_done(result))
                self._post(self._deliver)

        self._jobs.put(job)
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="sound-devices", daemon=True)
            self._thread.start()

    def stop(self, timeout_s: float = 1.0) -> None:
        """Ends the thread once all jobs are done, and delivers what the loop will not come to any more.

        A result that nobody takes would keep its device open, and PJSIP's objects alive beyond the library's end.
        """
        while self._thread is not None:
            thread, self._thread = self._thread, None
            self._jobs.put(None)
            thread.join(timeout_s)
            self._deliver()  # whoever has no use for a result any more gives the worker another job

    def _deliver(self) -> None:
        while self._results:
            self._results.popleft()()

    # --------------------------------------------------------------- jobs

    def list_devices(self) -> tuple[AudioDevice, ...]:
        """Every device there is now; empty when the sound system does not answer."""
        return self._look()[1]

    def open(self, opening: Opening) -> Opened:
        """Opens the wanted device, else a known one, else the default one, else any other.

        The one in use is kept while none is better.
        """
        source, devices = self._look()
        usable = [d for d in devices if (d.is_input if opening.is_input else d.is_output)]
        refused = ""
        for asked in _candidates(opening, source, devices, usable):
            if opening.is_in_use and asked == opening.keeps:
                return _result(opening, devices, usable, asked, None, refused)
            try:
                stream = self._opened(source, opening, asked)
            except StreamLost as error:
                refused = refused or str(error)
                continue
            self._open_streams += 1
            return _result(opening, devices, usable, asked, stream, refused)
        problem = AudioProblem.DEVICE_REFUSED if refused else AudioProblem.NO_DEVICE
        return Opened(devices, problem=problem, detail=refused)

    def close(self, stream: Any) -> None:
        """Closes a stream that `open` returned."""
        self._open_streams -= 1
        stream.close()

    def _opened(self, source: DeviceSource, opening: Opening, asked: DeviceId | None) -> Any:
        try:
            return _open(source, opening, asked)
        except StreamLost:
            if self._open_streams:
                raise
        try:
            catalogue.list_anew()  # PortAudio may have been started before the sound system was
        except Exception as error:
            raise StreamLost(str(error)) from error
        return _open(source, opening, asked)

    def _look(self) -> tuple[DeviceSource, tuple[AudioDevice, ...]]:
        source = catalogue.system_devices()
        try:
            if isinstance(source, catalogue.PortAudioDevices) and self._open_streams == 0:
                catalogue.list_anew()
            return source, source.list()
        except Exception as error:
            _log.warning("sound devices cannot be listed: %s", error)
            return source, ()

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()


def _open(source: DeviceSource, opening: Opening, device_id: DeviceId | None) -> Any:
    if opening.is_input:
        return source.open_input(device_id, opening.rate_hz)
    return source.open_output(device_id, opening.rate_hz, opening.role)


def _result(
    opening: Opening,
    devices: tuple[AudioDevice, ...],
    usable: list[AudioDevice],
    asked: DeviceId | None,
    stream: Any,
    refused: str,
) -> Opened:
    problem = None
    if asked != opening.wanted:
        if refused:
            problem = AudioProblem.DEVICE_REFUSED
        elif asked not in opening.known or opening.is_missed:
            problem = opening.gone
    used = asked if asked is not None else _default_of(usable)
    return Opened(devices, stream, asked, used, stream is None, problem, refused)


def _candidates(
    opening: Opening, source: DeviceSource, devices: tuple[AudioDevice, ...], usable: list[AudioDevice]
) -> list[DeviceId | None]:
    """What to try, in order; None stands for the system's default."""
    found: list[DeviceId | None] = []
    if opening.wanted is not None:
        preferred = dict.fromkeys((opening.wanted, *opening.known))
        found += [each for each in preferred if source.has(each, opening.is_input, devices)]
    if usable:
        found.append(None)
        found += [device.device_id for device in usable if device.device_id not in found]
    return found


def _default_of(usable: list[AudioDevice]) -> DeviceId | None:
    return next((device.device_id for device in usable if device.is_default), None)
