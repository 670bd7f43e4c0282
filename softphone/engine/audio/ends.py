"""The two ends of the sound: where it comes from and where it goes, be it a device or a WAV file."""

from collections.abc import Callable
from pathlib import Path

from softphone.basics.ids import DeviceId
from softphone.engine.audio.channel import Channel
from softphone.engine.audio.files import FileRefused, path_of
from softphone.engine.pj import pj
from softphone.protocol.snapshots import AudioProblem


class SoundEnd:
    """A device, or the file that takes its place. All on the loop's thread.

    Attributes:
        media: the port of the conference bridge to be joined with others; another one after `select` or `open`.
        wanted: what was selected.
        known: what is taken when that is not there, in this order.
    """

    def __init__(self, channel: Channel, make_file: Callable[[Path], pj.AudioMedia]) -> None:
        self.media: pj.AudioMedia = channel.port
        self.wanted: DeviceId | None = None
        self.known: tuple[DeviceId, ...] = ()
        self._channel = channel
        self._make_file = make_file
        self._is_open = False
        self._refusal = ""

    @property
    def is_file(self) -> bool:
        return path_of(self.wanted) is not None

    @property
    def used(self) -> DeviceId | None:
        """What sounds now; None when there is nothing or it is closed."""
        return self.wanted if self.is_file and self._is_open and not self._refusal else self._channel.used

    @property
    def problem(self) -> AudioProblem | None:
        return AudioProblem.DEVICE_REFUSED if self._refusal else self._channel.problem

    @property
    def detail(self) -> str:
        return self._refusal or self._channel.detail

    def select(self, device_id: DeviceId | None, known: tuple[DeviceId, ...] = ()) -> None:
        """Chooses the device or file, and what to take when it is not there; takes effect at once when it is open."""
        self.known = known
        if device_id == self.wanted:
            if not self.is_file:
                self._channel.want(device_id, known)
            return
        was_open = self._is_open
        if self.is_file or path_of(device_id) is not None:
            self.set_open(False)
        self.wanted = device_id
        self._channel.want(None if self.is_file else device_id, known)
        self.set_open(was_open)

    def release(self) -> None:
        """Gives back the port, which must not outlive the library. The end must not be used any more."""
        self._channel.release()
        del self.media

    def set_open(self, is_open: bool) -> None:
        """Opens or closes it; a file starts anew with each opening."""
        if is_open == self._is_open:
            return
        self._is_open = is_open
        self._refusal = ""
        self.media = self._channel.port
        path = path_of(self.wanted)
        if path is None:
            self._channel.open() if is_open else self._channel.close()
        elif is_open:
            try:
                self.media = self._make_file(path)
            except FileRefused as refusal:
                self._refusal = str(refusal)
