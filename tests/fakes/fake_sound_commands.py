"""The commands about sound as a FakeEngine carries them out: devices, their test, codecs, what is measured."""

from collections.abc import Callable
from typing import Any

from softphone.basics.ids import CommandId
from softphone.protocol import commands as c
from softphone.protocol.events import RejectCode
from tests.fakes.fake_audio import FakeAudio
from tests.fakes.fake_stage import Refused
from tests.fakes.fake_talk import FakeTalk

CODECS = ("opus", "G722", "PCMA", "PCMU")
Measure = Callable[[float | None], None]


class FakeSoundCommands:
    """measures: what else measures at the interval that is set; None ends it."""

    def __init__(self, audio: FakeAudio, talk: FakeTalk, measures: tuple[Measure, ...]) -> None:
        self._audio, self._talk = audio, talk
        self._measures = (audio.measure, *measures)

    def handlers(self) -> dict[type[c.Command], Callable[[Any, CommandId], None]]:
        return {
            c.SelectAudio: self._select,
            c.RefreshAudioDevices: lambda _command, command_id: self._audio.announce(command_id),
            c.StartAudioTest: self._start_test,
            c.PlayAudioTest: self._talk.play_test,
            c.StopAudioTest: self._stop_test,
            c.SetAudioProcessing: lambda _command, _command_id: None,
            c.SetRingtone: _check_volume,
            c.SetCallWaitingTone: _check_volume,
            c.SetCodecs: _check_codecs,
            c.SetMeasuring: self._set_measuring,
        }

    def _select(self, command: c.SelectAudio, command_id: CommandId) -> None:
        self._talk.talk_on((command.selection.microphone or "").startswith("file:"))
        self._audio.select(command, command_id)

    def _start_test(self, command: c.StartAudioTest, command_id: CommandId) -> None:
        self._talk.start_test(command)
        self._audio.start_test(command, command_id)

    def _stop_test(self, _command: c.StopAudioTest, command_id: CommandId) -> None:
        self._talk.stop_test()
        self._audio.stop_test(command_id)

    def _set_measuring(self, command: c.SetMeasuring, _command_id: CommandId) -> None:
        if command.interval_ms <= 0:
            raise Refused(RejectCode.BAD_ARGUMENT, "interval_ms")
        for measure in self._measures:
            measure(command.interval_ms / 1000 if command.is_on else None)


def _check_volume(command: c.SetRingtone | c.SetCallWaitingTone, _command_id: CommandId) -> None:
    if not 0.0 <= command.volume <= 1.0:
        raise Refused(RejectCode.BAD_ARGUMENT, "volume")


def _check_codecs(command: c.SetCodecs, _command_id: CommandId) -> None:
    if not command.codecs or set(command.codecs) - set(CODECS):
        raise Refused(RejectCode.BAD_ARGUMENT, "codecs")
