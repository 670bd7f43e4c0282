"""What a far party is played: heard there alone, and by nobody else."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from softphone.basics.ids import LegId, new_leg_id
from softphone.protocol.commands import Answer, Dial, HangUp, PlayToLeg, StopPlayingToLeg
from softphone.protocol.snapshots import LegState
from tests.harness.engine_process import local_account
from tests.harness.sound_probe import write_tone
from tests.harness.tone_phones import RATE_HZ, TONES_HZ, ToneDesk, TonePhone


@pytest.fixture
def tone_desk(tmp_path: Path) -> Iterator[ToneDesk]:
    with ExitStack() as stack:
        yield ToneDesk(tmp_path, stack)


def prompt(folder: Path, seconds: float = 30) -> str:
    """It sounds like Carol."""
    path = folder / "prompt.wav"
    write_tone(path, seconds, TONES_HZ["carol"], peak=0.15, rate_hz=RATE_HZ)
    return str(path)


def call_unheard(phone: TonePhone, other: TonePhone) -> LegId:
    """This phone's leg, once the other has answered."""
    leg_id, since = new_leg_id(), len(other.engine.frames)
    account_id = local_account(phone.user).account_id
    phone.engine.do(Dial(leg_id=leg_id, account_id=account_id, target=other.address, is_silent=True))
    other.engine.do(Answer(leg_id=other.engine.wait_incoming(since).leg_id))
    phone.engine.wait_leg(leg_id, LegState.ESTABLISHED)
    return leg_id


def test_a_prompt_takes_the_place_of_the_voice_and_gives_it_back(tone_desk: ToneDesk, tmp_path: Path) -> None:
    alice, bob = tone_desk.alice, tone_desk.bob
    leg_id, _ = alice.call(bob)
    bob.wait_hearing("alice")
    alice.engine.do(PlayToLeg(leg_id=leg_id, path=prompt(tmp_path)))
    bob.wait_hearing("carol")
    alice.wait_hearing("bob")
    alice.engine.do(StopPlayingToLeg(leg_id=leg_id))
    bob.wait_hearing("alice")
    alice.engine.do(PlayToLeg(leg_id=leg_id, path=prompt(tmp_path, 2)))
    bob.wait_hearing("carol")
    bob.wait_hearing("alice")  # at the end of it, by itself


def test_a_prompt_on_a_silent_leg_is_heard_there_alone(tone_desk: ToneDesk, tmp_path: Path) -> None:
    alice, bob = tone_desk.alice, tone_desk.bob
    silent = call_unheard(alice, bob)
    alice.engine.do(PlayToLeg(leg_id=silent, path=prompt(tmp_path, 2), is_repeated=True))
    bob.wait_hearing("carol")  # though the user is in no call
    alice.engine.do(HangUp(leg_id=silent))
    carol = tone_desk.carol
    alice.call(carol)
    silent = call_unheard(alice, bob)
    bob.wait_hearing()
    alice.engine.do(PlayToLeg(leg_id=silent, path=prompt(tmp_path, 2), is_repeated=True))
    bob.wait_hearing("carol")
    carol.wait_hearing("alice")
    alice.wait_hearing("carol")
    alice.engine.do(StopPlayingToLeg(leg_id=silent))
    bob.wait_hearing()
