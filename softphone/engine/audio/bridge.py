"""The engine's sound: which devices are open, what is joined with what, and what the user is told about it."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

from softphone.basics.ids import LegId
from softphone.engine.audio import tones
from softphone.engine.audio.channel import Channel, Loop
from softphone.engine.audio.clock_thread import ClockThread
from softphone.engine.audio.device_choice import DeviceChoice
from softphone.engine.audio.device_test import DeviceTest
from softphone.engine.audio.ends import SoundEnd
from softphone.engine.audio.file_playing import FilePlaying
from softphone.engine.audio.files import file_player, file_recorder
from softphone.engine.audio.leg_ends import LegEnds
from softphone.engine.audio.leg_playing import LegPlayings
from softphone.engine.audio.levels import LevelMeter
from softphone.engine.audio.media_clock import MediaClock
from softphone.engine.audio.muted_talk import MutedTalk
from softphone.engine.audio.ports import MicrophonePort, SpeakerPort
from softphone.engine.audio.ringtone import ringtone
from softphone.engine.audio.tones import Tone, TonePlayer
from softphone.engine.audio.voice_switch import VoiceSwitch
from softphone.engine.audio.wiring import Patchbay, Wire
from softphone.engine.audio.worker import DeviceWorker
from softphone.engine.pj import pj
from softphone.protocol.events import PlayingChanged
from softphone.protocol.snapshots import AudioDevice, AudioProblem, AudioProcessing, AudioSelection, AudioSnapshot

_log = logging.getLogger("softphone.engine.audio")


class AudioBridge:
    """Sound for calls, tones, ringing and the test of devices. All methods are called on the loop's thread.

    Nothing here raises for want of a device: a call works without any, and the snapshot says what is wrong. Devices
    are opened on a thread of their own, some milliseconds after the call that asks for them; until then there is
    silence. The media clock runs, and the microphone is open, only while something needs it.

    Attributes:
        on_test_played: called when what the test has recorded was played to its end.
        on_muted_talk: called when the user talks while every leg is muted.
        playing, on_playing: a recorded message that is played, and what is called when that changes.
        legs: who of the far parties is joined with what.
        leg_playings: what is played to far parties.
    """

    def __init__(
        self,
        endpoint: pj.Endpoint,
        loop: Loop,
        on_changed: Callable[[AudioSnapshot], None],
        on_levels: Callable[[float, float], None],
    ) -> None:
        self._on_changed = on_changed
        self._worker = DeviceWorker(loop.post)
        self._clock_thread = ClockThread()
        self._clock = MediaClock(endpoint.audDevManager(), loop, self._worker, self._clock_thread, self._tell)
        microphone, speaker, ringer = MicrophonePort("microphone"), SpeakerPort("speaker"), SpeakerPort("ringer")
        speaker.clock_thread = self._clock_thread
        self._ports = (microphone, speaker)
        self._microphone = SoundEnd(
            Channel(microphone, self._worker, loop, self._on_devices, gone=AudioProblem.MICROPHONE_GONE), file_player
        )
        self._speaker = SoundEnd(Channel(speaker, self._worker, loop, self._on_devices), file_recorder)
        self._ringer = SoundEnd(
            Channel(ringer, self._worker, loop, self._on_devices, "Notification", AudioProblem.RINGER_GONE),
            file_recorder,
        )
        self._voice = VoiceSwitch(self._worker, microphone, speaker)
        self._meter = LevelMeter(loop, self._measured_media, on_levels)
        self.on_test_played: Callable[[], None] = lambda: None
        self.on_muted_talk: Callable[[], None] = lambda: None
        self._muted_talk = MutedTalk(loop, lambda: self._microphone.media, lambda: self.on_muted_talk())
        self._patchbay = Patchbay()
        self._tones = TonePlayer()
        self.legs = LegEnds(self._update, self._drop)
        self._opens = 0
        self._ringing: tuple[pj.AudioMedia, float] | None = None
        self._test = DeviceTest(loop.post, self._test_played)
        self.on_playing: Callable[[PlayingChanged], None] = lambda event: None
        self.playing = FilePlaying(loop, self._worker, self._update, lambda event: self.on_playing(event))
        self.leg_playings = LegPlayings(loop, self._update, self._drop)
        self._processing = AudioProcessing()
        self._choice = DeviceChoice(self._microphone, self._speaker, self._ringer)
        self._last = AudioSnapshot()

    # --------------------------------------------------------------- devices

    def select(self, selection: AudioSelection) -> None:
        """Chooses devices; takes effect at once, also in a call."""
        self._choice.select(selection)
        self.refresh_devices()
        self._update()

    def set_processing(self, processing: AudioProcessing) -> None:
        """Switches echo cancellation, noise suppression and gain control; takes effect at once."""
        self._processing = processing
        self._update()

    def refresh_devices(self, on_listed: Callable[[], None] = lambda: None) -> None:
        """Looks for devices anew, in the background; then tells the snapshot if it changed and calls `on_listed`."""

        def listed(devices: tuple[AudioDevice, ...]) -> None:
            self._on_devices(devices)
            on_listed()

        self._worker.run(self._worker.list_devices, listed)

    def snapshot(self) -> AudioSnapshot:
        """The devices as they are now."""
        return self._choice.snapshot(self._opens > 0 or self._test.is_running or self._is_finishing_file)

    @property
    def _is_finishing_file(self) -> bool:
        """True until the conference bridge has let go of the recorder, in a last turn of its clock."""
        return self._clock.is_stopping and self._speaker.is_file

    @property
    def glitches(self) -> tuple[int, int]:
        """How often the microphone was late and how often the speaker ran dry, since the start."""
        return self._ports[0].glitches, self._ports[1].glitches

    # --------------------------------------------------------------- calls

    @property
    def is_in_call(self) -> bool:
        """A call has microphone and speaker."""
        return self._opens > 0

    def open(self) -> None:
        """A call needs microphone and speaker. Each `open` is undone by one `close`."""
        self._opens += 1
        self.playing.pause_for_call()
        self._update()

    def close(self) -> None:
        """A call no longer needs them; the last one closes the devices."""
        self._opens = max(0, self._opens - 1)
        if self._opens == 0:
            self._drop(self._tones.drop_digits())
            _log.info("sound so far: microphone late %d times, speaker dry %d times", *self.glitches)
        self._update()

    # --------------------------------------------------------------- tones and ringing

    def start_tone(self, kind: Tone) -> None:
        """Plays a tone on the speaker until it is stopped; opens the speaker if need be."""
        if self._tones.start(kind):
            self._update()

    def stop_tone(self, kind: Tone | None = None) -> None:
        """Stops the tone; None: every tone. Does nothing when it does not play."""
        for generator in self._tones.stop(kind):
            self._drop(generator)
        self._update()

    def play_digits(self, digits: str, duration_ms: int = 160, into_leg: LegId | None = None) -> None:
        """Lets the user hear digits, during a call; with a leg, lets its far party hear them too (in-band DTMF)."""
        if self._opens == 0:
            return
        generator = self._tones.digits
        self.legs.lead_digits_into(into_leg)
        self._update()
        tones.play_digits(generator, digits, duration_ms)

    def set_tone_level(self, kind: Tone, level: float) -> None:
        """How loud a tone is from now on, 0.0 to 1.0."""
        self._tones.set_level(kind, level)
        self._update()

    def start_ringing(self, path: str, volume: float) -> None:
        """Plays the ringtone over and over on the ringer. path: a WAV file, empty: silence. volume: 0.0 to 1.0."""
        self.stop_ringing()
        if path:
            self._ringing = (ringtone(Path(path)), max(0.0, min(1.0, volume)))
            self._update()

    def stop_ringing(self) -> None:
        """Ends the ringing. Does nothing when it does not ring."""
        if self._ringing is not None:
            self._drop(self._ringing[0])
            self._ringing = None
            self._update()

    # --------------------------------------------------------------- test and levels

    def start_test(self, plays_tone: bool, ringer: bool, records: bool = False) -> None:
        """Opens the devices and measures levels; plays a tone on the speaker, or on the ringer.

        records: keeps the last ten seconds of the microphone, for `play_test`.
        """
        self._test.start(ringer, records)
        if plays_tone:
            self._tones.start(Tone.TEST)
            self._update()
        else:
            self.stop_tone(Tone.TEST)

    def play_test(self) -> bool:
        """Plays on the speaker what the test has recorded. False: it has recorded nothing."""
        has_begun = self._test.play()
        self._update()
        return has_begun

    def stop_test(self) -> None:
        """Ends the test; the devices stay open while a call needs them."""
        self._test.stop()
        self.stop_tone(Tone.TEST)

    def _test_played(self) -> None:
        self._update()
        self.on_test_played()

    def set_measuring(self, is_on: bool, interval_ms: int = 100) -> None:
        """Whether levels are measured during calls, and how often; a test always measures."""
        self._meter.set_wanted(is_on, interval_ms)
        self._update()

    def shutdown(self) -> None:
        """Closes everything and gives back PJSIP's objects, which must not outlive it. Not to be used any more."""
        self._opens, self._ringing = 0, None
        self._test.stop()
        self.playing.stop()
        self._tones.stop(None)
        self.legs.clear()
        self.leg_playings.release()
        self._update()
        self._clock.wait_for_end()
        self._worker.stop()
        for end in (self._microphone, self._speaker, self._ringer):
            end.release()
        self._test.release()
        self.playing.release()
        self._voice.release()
        self._clock.release()
        del self._ports, self._voice, self._tones

    # --------------------------------------------------------------- making it so

    def _update(self) -> None:
        """Makes everything as the state says; then tells about it."""
        test, has_tones = self._test, bool(self._tones.sounding)
        test_on_ringer = test.is_on_ringer and not test.is_playing
        in_use = self._opens > 0 or test.is_running
        rings = self._ringing is not None or test_on_ringer
        has_tones = has_tones or self.playing.is_playing
        self._clock.set_on(in_use or rings or has_tones or self.leg_playings.is_playing)
        self._microphone.set_open(in_use)
        self._speaker.set_open(self._opens > 0 or has_tones or (in_use and not test_on_ringer))
        self._ringer.set_open(rings)
        self._voice.want(self._processing if in_use and not self._microphone.is_file else None)
        self._patchbay.set(self.leg_playings.alone(self._wires()) if self._clock.is_on else ())
        self._meter.set_running(self._opens > 0, is_test=test.is_running)
        self._muted_talk.set_running(self._is_muted)
        self._tell()

    @property
    def _is_muted(self) -> bool:
        """The microphone is open, and every leg that could hear it is muted."""
        return self._opens > 0 and self.legs.are_muted

    def _wires(self) -> Iterator[Wire]:
        microphone, speaker, ringer = self._microphone.media, self._speaker.media, self._ringer.media
        digits = self._tones.digits if self._tones.has_digits else None
        yield from self.legs.wires(microphone, speaker, digits)
        if self._opens and self._tones.has_digits:
            yield Wire(self._tones.digits, speaker)
        if self._test.is_running or self._is_muted:  # the bridge takes sound only from a port that somebody hears
            yield Wire(microphone, self._clock.silent_listener())
        yield from self._test.wires(microphone, speaker)
        yield from self.playing.wires(speaker)
        for generator, level in self._tones.sounding:
            yield Wire(generator, ringer if self._test.is_on_ringer else speaker, level)
        if self._ringing is not None:
            yield Wire(self._ringing[0], ringer, self._ringing[1])

    def _drop(self, port: pj.AudioMedia | None) -> None:
        if port is not None:
            self._patchbay.forget(port)

    def _measured_media(self) -> tuple[pj.AudioMedia, pj.AudioMedia]:
        return self._microphone.media, (self._ringer if self._test.is_on_ringer else self._speaker).media

    # --------------------------------------------------------------- telling

    def _on_devices(self, devices: tuple[AudioDevice, ...]) -> None:
        self._choice.devices = devices
        self._tell()

    def _tell(self) -> None:
        snapshot = self.snapshot()
        if snapshot != self._last:
            self._last = snapshot
            self._on_changed(snapshot)
