"""No microphone and no speaker: the call works, and the main window says so while it shows the call."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from softphone_lab import Lab

from softphone.lab_account import lab_account
from softphone.protocol.snapshots import LegState
from tests.fakes.fake_audio import BUILT_IN, HEADSET
from tests.window.program_end import end_program
from tests.window.waiting import wait_until
from tests.window.window_stage import WindowStage
from ui.app import Program

NO_DEVICE = "Sound: No microphone or speaker was found. Connect a headset."


@pytest.fixture
def deaf_program(
    qapp: QApplication, own_folders: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    """The program with a real engine on a machine without sound server and sound card."""
    monkeypatch.setenv("PIPEWIRE_RUNTIME_DIR", os.devnull)
    monkeypatch.setenv("PULSE_SERVER", "unix:/nonexistent")
    (tmp_path / "asound.conf").write_text("pcm.!default { type hw card 31 }\n")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "asound.conf"))
    built = Program(qapp)
    built.start()
    yield built
    end_program(built)


@pytest.mark.lab
def test_a_real_call_without_any_device(deaf_program: Program, lab: Lab) -> None:
    main = deaf_program.windows.main
    deaf_program.softphone.accounts.add_ephemeral(*lab_account(lab.facts, "1001"))
    wait_until(lambda: main.status.state_text().startswith(("Ready", "Reachable")), "the registration")
    main.call_now("*43")
    card = main.calls.cards()[0]
    wait_until(lambda: card.call.state == LegState.ESTABLISHED, "the answer")
    wait_until(lambda: main.device_button.accessibleName().startswith(NO_DEVICE), "the word that there is no sound")
    assert main.device_button.isVisible()
    received: list[int] = []
    deaf_program.softphone.calls.changed.add(
        lambda call: received.append(call.statistics.rx_packets if call.statistics else 0)
    )
    stop = deaf_program.softphone.devices.measure()
    wait_until(lambda: received and received[-1] > 50, "the far party's packets")
    stop()
    assert card.call.state == LegState.ESTABLISHED


def test_devices_that_all_vanish_in_a_call_and_come_back(phone: WindowStage) -> None:
    phone.type_and_call("1002")
    phone.advance(3)
    button = phone.main.device_button
    state = phone.card().call.state
    phone.engine.set_devices()
    phone.advance(0.1)
    assert button.accessibleName().startswith(NO_DEVICE)
    assert phone.card().call.state == state == LegState.ESTABLISHED
    phone.engine.set_devices(BUILT_IN, HEADSET)
    phone.advance(0.1)
    assert button.accessibleName() == "Sound: Built-in audio"
