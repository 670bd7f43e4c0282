"""A private PipeWire, and the audio bridge on a started library: no SIP, no engine process."""

import gc
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from softphone_lab import Lab, Part

from softphone.engine.audio.bridge import AudioBridge
from softphone.engine.audio.tuning import tune_codecs, tune_media
from softphone.engine.loop import Loop
from softphone.engine.pj import pj
from softphone.protocol.snapshots import AudioSnapshot


@pytest.fixture(scope="package")
def sound_lab() -> Iterator[Lab]:
    """A private PipeWire with null sinks, and this process its client."""
    lab = Lab(parts=[Part.SOUND])
    lab.up()
    assert lab.facts.sound is not None
    with pytest.MonkeyPatch.context() as patch:
        for name, value in lab.facts.sound.env.items():
            patch.setenv(name, value)
        yield lab
    lab.down()


@pytest.fixture(scope="package")
def no_garbage_elsewhere() -> Iterator[None]:
    """The automatic collector is off, as in the engine: on the worker's thread it would end objects of the library."""
    was_enabled = gc.isenabled()
    gc.disable()
    yield
    if was_enabled:
        gc.enable()


@pytest.fixture(autouse=True)
def collected(no_garbage_elsewhere: None) -> Iterator[None]:
    """What a test leaves behind is gone before the next."""
    yield
    gc.collect(1)


@pytest.fixture(scope="package")
def endpoint(no_garbage_elsewhere: None, request: pytest.FixtureRequest) -> Iterator[pj.Endpoint]:
    """The started library, tuned as the engine does, without a sound device."""
    endpoint = pj.Endpoint()
    endpoint.libCreate()
    config = pj.EpConfig()
    config.uaConfig.threadCnt = 0
    config.uaConfig.mainThreadOnly = True
    config.logConfig.level = config.logConfig.consoleLevel = 1
    tune_media(config.medConfig)
    endpoint.libInit(config)
    tune_codecs(endpoint)
    endpoint.libStart()
    endpoint.audDevManager().setNoDev()
    yield endpoint
    gc.collect()
    if request.session.testsfailed:
        return  # the failures' tracebacks keep objects that must not outlive the library
    endpoint.libDestroy(pj.PJSUA_DESTROY_NO_RX_MSG)


def undisturbed(hear: Callable[[], None], tries: int = 3) -> None:
    """Listens again where the sound was not as it should be.

    Another program may hold the machine up in the middle of it, and what was late is caught up with by playing a little
    faster. A fault of ours would be heard each time.
    """
    for left in reversed(range(tries)):
        try:
            hear()
        except AssertionError:
            if not left:
                raise
        else:
            return


class Stage:
    """The bridge with a loop that a test turns.

    Attributes:
        snapshots: every change that the bridge told of.
        levels: every pair of levels, microphone first.
        far_parties: ports whose callbacks are Python. None may go while the media clock runs, which might be calling
            it: what is called once more in the middle of its end dies twice, and takes the process with it.
    """

    def __init__(self, endpoint: pj.Endpoint) -> None:
        self.endpoint = endpoint
        self.snapshots: list[AudioSnapshot] = []
        self.levels: list[tuple[float, float]] = []
        self.far_parties: list[pj.AudioMediaPort] = []
        self.loop = Loop()
        self.bridge = AudioBridge(
            endpoint, self.loop, self.snapshots.append, lambda *levels: self.levels.append(levels)
        )

    def run(self, seconds: float) -> None:
        """Turns the loop for that long."""
        end_s = time.monotonic() + seconds
        while (left_s := end_s - time.monotonic()) > 0:
            self.loop.turn(left_s)

    def run_until(self, is_done: Callable[[], bool], patience_s: float = 10.0) -> float:
        """Turns the loop until it is so; returns the seconds that it took. Fails when it never is."""
        begin_s = time.monotonic()
        while not is_done():
            if time.monotonic() > begin_s + patience_s:
                raise AssertionError(f"not so after {patience_s} s; last told: {self.snapshots[-1:]}")
            self.loop.turn(0.02)
        return time.monotonic() - begin_s

    def close(self) -> None:
        self.bridge.shutdown()
        self.far_parties.clear()
        self.loop.close()


@pytest.fixture
def stage(sound_lab: Lab, endpoint: pj.Endpoint) -> Iterator[Stage]:
    """The bridge on the private PipeWire."""
    stage = Stage(endpoint)
    yield stage
    stage.close()


@pytest.fixture
def silent_stage(endpoint: pj.Endpoint, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Stage]:
    """The bridge on a machine that has no sound server and no sound card for it."""
    monkeypatch.setenv("PIPEWIRE_RUNTIME_DIR", os.devnull)
    monkeypatch.setenv("XDG_RUNTIME_DIR", os.devnull)
    (tmp_path / "asound.conf").write_text("pcm.!default { type hw card 31 }\n")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "asound.conf"))
    stage = Stage(endpoint)
    yield stage
    stage.close()
