"""Contract: a sound file for a leg's far party, and the keys that are pressed there."""

from pathlib import Path

import numpy as np
import pytest

from softphone.basics.ids import LegId, new_leg_id
from softphone.protocol.commands import AnyCommand, Dial, HangUp, PlayToLeg, StopPlayingToLeg
from softphone.protocol.events import DtmfReceived, RejectCode, Rejected
from softphone.protocol.snapshots import LegState
from tests.contract.conftest import ALICE
from tests.contract.stations import FarParty, Station
from tests.harness.sound_probe import write_wav


@pytest.fixture
def prompt(tmp_path: Path) -> str:
    """Half a second as telephones record it."""
    path = tmp_path / "prompt.wav"
    write_wav(path, 0.3 * np.sin(2 * np.pi * 440 * np.arange(4000) / 8000), 8000)
    return str(path)


def dial(near: Station, far: FarParty) -> LegId:
    leg_id = new_leg_id()
    near.accepted(Dial(leg_id=leg_id, account_id=ALICE, target=far.target, is_silent=True))
    far.wait_ringing()
    return leg_id


def refusal(engine: Station, command: AnyCommand) -> RejectCode:
    reply = engine.reply(command)
    assert isinstance(reply, Rejected)
    return reply.code


def test_a_silent_leg_is_played_to_and_its_keys_are_told(near: Station, far: FarParty, prompt: str) -> None:
    leg_id = dial(near, far)
    far.answer()
    near.wait_state(leg_id, LegState.ESTABLISHED)
    near.accepted(PlayToLeg(leg_id=leg_id, path=prompt, is_repeated=True))
    near.accepted(PlayToLeg(leg_id=leg_id, path=prompt))  # in place of the first, to its end
    near.settle(1.0)
    far.send_digit("1")
    assert near.wait_event(DtmfReceived, lambda event: event.leg_id == leg_id).digit == "1"
    near.accepted(StopPlayingToLeg(leg_id=leg_id))
    near.accepted(PlayToLeg(leg_id=leg_id, path=prompt, is_repeated=True))
    near.accepted(HangUp(leg_id=leg_id))  # while it is played
    near.wait_state(leg_id, LegState.ENDED)
    assert refusal(near, StopPlayingToLeg(leg_id=leg_id)) == RejectCode.UNKNOWN_LEG


def test_what_cannot_be_played_is_refused(near: Station, far: FarParty, prompt: str, tmp_path: Path) -> None:
    leg_id = dial(near, far)
    assert refusal(near, PlayToLeg(leg_id=leg_id, path=prompt)) == RejectCode.WRONG_STATE
    assert refusal(near, PlayToLeg(leg_id=LegId("leg-unknown"), path=prompt)) == RejectCode.UNKNOWN_LEG
    far.answer()
    near.wait_state(leg_id, LegState.ESTABLISHED)
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"RIFF nothing")
    for path in (broken, tmp_path / "none.wav"):
        assert refusal(near, PlayToLeg(leg_id=leg_id, path=str(path))) == RejectCode.BAD_ARGUMENT
    near.accepted(HangUp(leg_id=leg_id))
