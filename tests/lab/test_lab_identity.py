"""What a customer and a colleague really get to see at a real PBX, whichever way a call goes to the mobile."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from softphone_lab import Lab, Part
from softphone_lab.line import Line
from softphone_lab.line_text import header

from softphone.accounts.credentials import MemoryCredentialStore
from softphone.basics.ids import AccountId
from softphone.basics.redaction import Redaction
from softphone.basics.secret import Secret
from softphone.demo.identity import NUMBER, IdentitySteps
from softphone.demo.parties import Parties
from softphone.folders import config_dir
from softphone.headless import HeadlessPhone
from softphone.lab_account import lab_account
from softphone.mobility.identity_guard import Purpose
from softphone.pbx_profiles.profile import HandoffStep
from softphone.pbx_profiles.profile_files import FOLDER, SHIPPED
from softphone.runtime import PlainRuntime
from softphone.settings.identity_settings import PRIVATE_NUMBER
from softphone.settings.store import MemorySettingsStore

pytestmark = pytest.mark.lab
ALICE = AccountId("lab-1001")


@pytest.fixture(scope="module")
def own_lab() -> Iterator[Lab]:
    """A PBX of these tests' own: calls of mobiles are nobody else's business."""
    lab = Lab(parts=(Part.PBX,))
    lab.up()
    yield lab
    lab.down()


class Desk:
    """Alice's program at a phone system that hands off in one way only."""

    def __init__(self, lab: Lab, folder: Path, step: HandoffStep) -> None:
        profile = (SHIPPED / "lab.toml").read_text()
        ways = next(line for line in profile.splitlines() if line.startswith("handoff ="))
        own = config_dir() / FOLDER
        own.mkdir(parents=True, exist_ok=True)
        (own / "oneway.toml").write_text(profile.replace(ways, f'handoff = ["{step}"]'))
        self._runtime = PlainRuntime()
        self.phone = HeadlessPhone(
            self._runtime, settings_store=MemorySettingsStore(), credentials=MemoryCredentialStore()
        )
        self.phone.start()
        config, password = lab_account(lab.facts, "1001")
        assert self.phone.sign_in(msgspec.structs.replace(config, pbx_profile="oneway"), password).is_registered
        self.phone.app.settings.set(PRIVATE_NUMBER, "block")
        self.phone.app.mobile_numbers.set(ALICE, NUMBER)
        self.steps = IdentitySteps(Parties(lab, self.phone, self.phone, lambda name: self.phone, folder))

    def close(self) -> None:
        assert self.phone.close()
        self._runtime.close()


@pytest.mark.parametrize("step", [HandoffStep.CODE, HandoffStep.CONSULT, HandoffStep.BLIND])
def test_the_far_sides_see_the_work_number_whichever_way_a_call_goes(
    own_lab: Lab, own_folders: Path, step: HandoffStep
) -> None:
    number = Redaction()
    number.know([Secret(NUMBER)])
    desk = Desk(own_lab, own_folders, step)
    try:
        assert not desk.phone.app.guard.check(ALICE, Purpose.HANDOFF, "", step).exposes_private
        with (
            Line(own_lab.facts, "pstn", 500.0) as customer,
            Line(own_lab.facts, "1003", 600.0) as colleague,
            Line(own_lab.facts, "mobile1001", 700.0) as mobile,
        ):
            for far, dials in ((customer, "+15550201001"), (colleague, "1001")):
                desk.steps.hand_over(far, dials, mobile)
                assert not any(map(number.finds, far.texts))
                seen = {header(text, "P-Asserted-Identity") for text in far.texts} - {""}
                assert seen
                assert all("1001@" in identity for identity in seen)
    finally:
        desk.close()
