"""One direction of sound: microphone, speaker or ringer, with its device, its fallback and its way back."""

from collections.abc import Callable
from typing import Any, Protocol

from softphone.basics.ids import DeviceId
from softphone.engine.audio.ports import BRIDGE_RATE_HZ, MicrophonePort, SpeakerPort
from softphone.engine.audio.worker import DeviceWorker, Opened, Opening
from softphone.protocol.snapshots import AudioDevice, AudioProblem

_LOOK_AROUND_S = 60.0  # a stream that breaks is told at once; this is only for the list of devices
_LOOK_FOR_WANTED_S = 1.0


class Timer(Protocol):
    """What `Loop.call_later` returns."""

    def cancel(self) -> None:
        """Keeps the function from being called."""


class Loop(Protocol):
    """The engine's loop, as much of it as sound needs."""

    def post(self, function: Callable[[], None]) -> None:
        """Calls the function on the loop's thread soon. Thread-safe."""

    def call_later(self, delay_s: float, function: Callable[[], None]) -> Timer:
        """Calls the function on the loop's thread after the delay."""


class Channel:
    """Keeps a device open while it is needed, whatever happens to devices. All on the loop's thread.

    While it is open it looks around now and then: for the wanted device, when another one stands in for it, and for
    devices that came or went.
    Attributes:
        port: where it meets the conference bridge.
        used: the device that is heard or spoken into now.
        problem: what is wrong, None when all is as wanted.
        on_changed: called with the devices that were seen, after each look.
    """

    def __init__(
        self,
        port: MicrophonePort | SpeakerPort,
        worker: DeviceWorker,
        loop: Loop,
        on_changed: Callable[[tuple[AudioDevice, ...]], None],
        role: str = "Communication",
        gone: AudioProblem = AudioProblem.SPEAKER_GONE,
    ) -> None:
        """role: as the sound system knows it. gone: what is wrong when the wanted device is not there."""
        self.port: Any = port
        self.used: DeviceId | None = None
        self.problem: AudioProblem | None = None
        self.detail = ""
        self.on_changed = on_changed
        self._worker = worker
        self._loop = loop
        self._role = role
        self._gone = gone
        self._is_input = isinstance(port, MicrophonePort)
        self._wanted: DeviceId | None = None
        self._known: tuple[DeviceId, ...] = ()
        self._is_missed = False
        self._asked: DeviceId | None = None
        self._stream: Any = None
        self._turn = 0  # of opening and closing: results of an earlier one are no longer wanted
        self._timer: Timer | None = None
        self.is_open = False
        port.on_lost = self._on_lost

    def want(self, device_id: DeviceId | None, known: tuple[DeviceId, ...] = ()) -> None:
        """Chooses the device, and what to take when it is not there; an open channel changes over at once."""
        if (device_id, known) != (self._wanted, self._known):
            self._wanted, self._known = device_id, known
            self._is_missed = False
            if self.is_open:
                self._ask()

    def open(self) -> None:
        """Opens the device; does nothing when it is open."""
        if not self.is_open:
            self.is_open = True
            self._ask()

    def close(self) -> None:
        """Gives the device back; does nothing when it is closed."""
        if self.is_open:
            self.is_open = False
            self._turn += 1
            self._stop_looking()
            self._exchange(None)
            self.used = self.problem = None
            self._is_missed = False
            self.detail = ""

    def release(self) -> None:
        """Gives back the port. The channel must not be used any more."""
        self.close()
        del self.port

    def _ask(self) -> None:
        self._turn += 1
        self._stop_looking()
        turn = self._turn
        opening = Opening(
            self._wanted,
            self._is_input,
            BRIDGE_RATE_HZ,
            self._role,
            known=self._known,
            gone=self._gone,
            is_missed=self._is_missed,
            keeps=self._asked,
            is_in_use=self._stream is not None,
        )
        self._worker.run(lambda: self._worker.open(opening), lambda opened: self._on_opened(turn, opened))

    def _on_opened(self, turn: int, opened: Opened) -> None:
        if turn != self._turn:
            if opened.stream is not None:
                self._worker.run(lambda: self._worker.close(opened.stream))
            return
        if not opened.is_kept:
            self._exchange(opened.stream)
        self._asked, self.used = opened.asked, opened.used
        self.problem, self.detail = opened.problem, opened.detail
        is_as_wanted = opened.problem is None and opened.asked == self._wanted
        self._is_missed = self._is_missed and not is_as_wanted
        delay_s = _LOOK_AROUND_S if is_as_wanted else _LOOK_FOR_WANTED_S
        self._timer = self._loop.call_later(delay_s, self._ask)
        self.on_changed(opened.devices)

    def _exchange(self, stream: Any) -> None:
        self._stream = stream
        before = self.port.attach(stream)
        if before is not None:
            self._worker.run(lambda: self._worker.close(before))

    def _on_lost(self, stream: Any) -> None:
        """Media clock: the stream broke and the port has let go of it."""
        self._loop.post(lambda: self._recover(stream))

    def _recover(self, stream: Any) -> None:
        self._worker.run(lambda: self._worker.close(stream))
        if stream is self._stream:
            self._stream = None
            self._is_missed = self._is_missed or self._asked == self._wanted
            self._ask()

    def _stop_looking(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
