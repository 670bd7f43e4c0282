"""The end of the bridge while the sound system holds its worker up for longer than anybody waits."""

import gc
import threading
import weakref

import pytest
from softphone_lab import Lab

from softphone.engine.audio import voice_switch
from softphone.engine.pj import pj
from tests.audio.conftest import Stage

pytestmark = pytest.mark.lab


def test_an_end_that_cannot_wait_for_the_voice_processing_leaves_no_port(
    endpoint: pj.Endpoint, sound_lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_over = threading.Event()
    monkeypatch.setattr(voice_switch, "_made", lambda processing: is_over.wait(60) and None)
    stage = Stage(endpoint)
    stage.bridge.open()
    ports = [weakref.ref(port) for port in stage.bridge._ports]
    stage.close()
    gc.collect()
    left = [port() for port in ports]
    is_over.set()
    assert left == [None, None], "the library's objects would outlive it"
