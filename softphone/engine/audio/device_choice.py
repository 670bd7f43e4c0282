"""Which devices there are and which were chosen, for the three ends of the sound, and what the user is told of it."""

from softphone.basics.ids import DeviceId
from softphone.engine.audio.ends import SoundEnd
from softphone.protocol.snapshots import AudioDevice, AudioProblem, AudioSelection, AudioSnapshot


class DeviceChoice:
    """devices: what was seen last; None before the first look."""

    def __init__(self, microphone: SoundEnd, speaker: SoundEnd, ringer: SoundEnd) -> None:
        self.devices: tuple[AudioDevice, ...] | None = None
        self._microphone, self._speaker, self._ringer = microphone, speaker, ringer
        self._selection = AudioSelection()

    def select(self, selection: AudioSelection) -> None:
        """Chooses devices; takes effect at once where they are open."""
        self._selection = selection
        self._microphone.select(selection.microphone, selection.known)
        self._speaker.select(selection.speaker, selection.known)
        self._ringer.select(selection.ringer)

    def snapshot(self, is_open: bool) -> AudioSnapshot:
        """The devices as they are now."""
        problem, detail = self._problem()
        return AudioSnapshot(
            devices=self.devices or (),
            wanted=self._selection,
            used=AudioSelection(
                microphone=self._used(self._microphone, is_input=True),
                speaker=self._used(self._speaker, is_input=False),
                ringer=self._used(self._ringer, is_input=False),
            ),
            is_open=is_open,
            problem=problem,
            detail=detail,
        )

    def _used(self, end: SoundEnd, is_input: bool) -> DeviceId | None:
        """What sounds, or what would if it were opened now."""
        if end.used is not None or end.is_file:
            return end.used or end.wanted
        usable = [d for d in self.devices or () if (d.is_input if is_input else d.is_output)]
        there = {device.device_id for device in usable}
        preferred = () if end.wanted is None else (end.wanted, *end.known)
        default = next((device.device_id for device in usable if device.is_default), None)
        return next((each for each in preferred if each in there), default)

    def _problem(self) -> tuple[AudioProblem | None, str]:
        for name, end in (("microphone", self._microphone), ("speaker", self._speaker), ("ringer", self._ringer)):
            if end.problem is not None:
                return end.problem, f"{name}: {end.detail}" if end.detail else name
        if self.devices is not None and not self.devices and not self._is_files():
            return AudioProblem.NO_DEVICE, "no sound device"
        return None, ""

    def _is_files(self) -> bool:
        return self._microphone.is_file and self._speaker.is_file
