"""A call to the lab's echo: what the engine hears is what it says, so one tone proves both directions."""

import time
from pathlib import Path

import numpy as np

from softphone.basics.ids import AccountId, DeviceId, LegId
from softphone.protocol.commands import SelectAudio
from softphone.protocol.snapshots import AccountConfig, AudioSelection, LegState
from tests.harness.engine_process import PATIENCE_S, EngineProcess
from tests.harness.lab_accounts import number
from tests.harness.sound_probe import level_dbfs, share_of, write_tone

TONE_HZ = 600.0
_ECHO = "*43"
_LOUD_DBFS = -45.0
_WINDOW_S = 0.4
_RATE_HZ = 16_000
_HEADER_BYTES = 44


class EchoCall:
    """An established call to the echo, a tone in its microphone."""

    def __init__(self, engine: EngineProcess, config: AccountConfig, folder: Path, seconds: float = 120.0) -> None:
        self._engine = engine
        self._heard = folder / "echoed.wav"
        write_tone(folder / "tone.wav", seconds, TONE_HZ, rate_hz=_RATE_HZ)
        files = AudioSelection(
            microphone=DeviceId(f"file:{folder / 'tone.wav'}"), speaker=DeviceId(f"file:{self._heard}")
        )
        engine.do(SelectAudio(selection=files))
        self.account_id: AccountId = config.account_id
        self.leg_id: LegId = engine.dial(config.account_id, number(config, _ECHO))
        engine.wait_leg(self.leg_id, LegState.ESTABLISHED)

    @property
    def is_up(self) -> bool:
        return self._engine.leg(self.leg_id).state == LegState.ESTABLISHED

    def is_heard(self) -> bool:
        """The tone is in what came last."""
        data = self._heard.read_bytes()[_HEADER_BYTES:] if self._heard.exists() else b""
        size = round(_RATE_HZ * _WINDOW_S)
        last = np.frombuffer(data[: len(data) // 2 * 2], "<i2")[-size:] / 32768.0
        if len(last) < size or level_dbfs(last) < _LOUD_DBFS:
            return False
        return share_of(last, TONE_HZ, _RATE_HZ) > 0.8

    def wait_heard(self, is_heard: bool = True, timeout_s: float = PATIENCE_S) -> None:
        """Until the tone is heard, or not any more."""
        deadline = time.monotonic() + timeout_s
        while self.is_heard() != is_heard:
            assert time.monotonic() < deadline, f"the tone was {'not ' if is_heard else ''}heard"
            self._engine.read_for(0.1)
