"""What a newcomer finds behind `make run`: people who answer, and a call that comes in, on the lab PBX."""

from collections.abc import Iterator

import pytest
from softphone_lab import LabFacts

from softphone.accounts.credentials import MemoryCredentialStore
from softphone.calls.call import Call
from softphone.headless import HeadlessPhone
from softphone.lab_account import lab_account, running_lab
from softphone.protocol.snapshots import LegState
from softphone.runtime import PlainRuntime
from softphone.settings.store import MemorySettingsStore

pytestmark = [pytest.mark.lab, pytest.mark.timeout(90)]


@pytest.fixture(scope="module")
def practice_pbx() -> Iterator[LabFacts]:
    with running_lab(lambda _: None) as facts:
        yield facts


@pytest.fixture
def alice(practice_pbx: LabFacts) -> Iterator[HeadlessPhone]:
    runtime = PlainRuntime()
    phone = HeadlessPhone(runtime, settings_store=MemorySettingsStore(), credentials=MemoryCredentialStore())
    phone.start()
    assert phone.sign_in(*lab_account(practice_pbx, "1001")).is_registered
    yield phone
    phone.close()
    runtime.close()


@pytest.mark.parametrize("number", ["*43", "1002", "1003", "*97"])
def test_somebody_answers(alice: HeadlessPhone, number: str) -> None:
    call = alice.dial(number)

    assert number in (call.name, call.number)
    alice.hang_up(call.call_id)


@pytest.mark.parametrize("number", ["1002", "1003", "*97"])
def test_whoever_answers_is_heard(alice: HeadlessPhone, number: str) -> None:
    loudest: list[float] = []
    alice.app.devices.levels.add(lambda levels: loudest.append(levels.speaker_dbfs))
    alice.app.devices.measure()

    call = alice.dial(number)
    alice.wait_for(lambda: max(loudest, default=-100.0) > -50, 15, "Nothing was heard.")
    assert max(loudest) < 0
    alice.hang_up(call.call_id)


def test_bob_calls_back(alice: HeadlessPhone) -> None:
    rung: list[Call] = []
    alice.app.calls.incoming.add(rung.append)
    asked = alice.dial("*41")
    alice.pause(1)
    alice.hang_up(asked.call_id)

    alice.wait_for(lambda: bool(rung), 15, "Nobody called back.")
    alice.app.calls.answer(rung[0].call_id)

    assert alice.wait_for_call(rung[0].call_id, LegState.ESTABLISHED).name == "Bob Baker"
    alice.hang_up(rung[0].call_id)


def test_bob_can_be_transferred_to_reception(alice: HeadlessPhone) -> None:
    call = alice.dial("1002")

    alice.app.transfers.blind(call.call_id, "1003")

    ended = alice.wait_for_call(call.call_id, LegState.ENDED)
    view = alice.app.transfers.of(call.call_id)
    assert view is None or view.problem is None
    assert ended.name == "Bob Baker"
