"""Pictures of the private mobile number in each state: ``python tests/window/identity_pictures.py OUT_DIR``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from msgspec.structs import replace
from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.basics.errors import CredentialError
from softphone.calls.call import CallAction
from softphone.settings.declared import OWN_TRUNK
from softphone.settings.identity_settings import PRIVATE_NUMBER, WORK_DOMAINS
from tests.unit.app.phone import FailingCredentials
from tests.window.taking_pictures import LONG_NAME, Scene, run
from tests.window.window_stage import ALICE, WindowStage
from ui.mobility.mobile_number_box import MobileNumberBox

NUMBER = "+491701234542"


def _framed(page: QWidget, width: int) -> QWidget:
    frame = QWidget()
    frame.setObjectName("page")
    column = QVBoxLayout(frame)
    column.addWidget(page)
    column.addStretch(1)
    frame.resize(width, 260)
    frame.show()
    return frame


def box() -> Scene:
    credentials = FailingCredentials()
    credentials.reason = None
    stage = WindowStage(credentials)
    stage.sign_in()
    numbers = stage.softphone.mobile_numbers
    shown = MobileNumberBox(numbers, ALICE.account_id)
    frame = _framed(shown, 420)
    yield "empty", frame
    shown.field.setText("12")
    shown.save_button.click()
    stage.advance(0.1)
    yield "no_number", frame
    numbers.set(ALICE.account_id, NUMBER)
    stage.advance(0.1)
    yield "kept", frame
    shown.reveal_button.click()
    yield "revealed", frame
    shown.change_button.click()
    yield "changing", frame
    shown.cancel_button.click()
    credentials.reason = CredentialError("The password store of this computer is locked.", "")
    numbers.set(ALICE.account_id, NUMBER)
    stage.advance(0.1)
    yield "not_kept", frame


def who_sees() -> Scene:
    stage = WindowStage()
    stage.show()
    stage.softphone.settings.set(OWN_TRUNK, "+49 30 1234")
    stage.sign_in(replace(ALICE, address_of_record="sip:56@pbx.example.com"))
    stage.main.dial.field.setText("0309876543")
    yield "asked_not", stage.main
    stage.windows.calls.who_sees.action.trigger()
    yield "asked", stage.main
    stage.softphone.accounts.update(replace(ALICE, address_of_record="sip:56@pbx.example.com", display_name=LONG_NAME))
    stage.softphone.settings.set(WORK_DOMAINS, ("company.example",))
    stage.main.dial.field.setText("03098765432")
    stage.main.dial.call_button.click()
    yield "private", stage.main


def handoff() -> Scene:
    stage = WindowStage()
    stage.show()
    stage.softphone.settings.set(PRIVATE_NUMBER, "allow")
    stage.sign_in(replace(ALICE, pbx_profile="lab"))
    stage.softphone.mobile_numbers.set(ALICE.account_id, NUMBER)
    stage.advance(0.5)
    stage.softphone.calls.answer(stage.call_id(stage.incoming("1003", LONG_NAME)))
    stage.advance(1)
    stage.card().actions_row.button(CallAction.PUSH).click()
    stage.advance(0.2)
    yield "handoff", stage.main


if __name__ == "__main__":
    sys.exit(run(__file__, (box, who_sees, handoff)))
