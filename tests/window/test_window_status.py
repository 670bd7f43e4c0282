"""The status line and the banners: how the account and the engine stand, in words with the remedy."""

import msgspec
import pytest
from PySide6.QtWidgets import QApplication, QDialog

from softphone.accounts.credentials import CredentialKey
from softphone.basics.errors import CredentialError, SettingsError
from softphone.basics.ids import AccountId
from softphone.basics.secret import Secret
from softphone.protocol.snapshots import RegistrationProblem
from tests.window.window_stage import ALICE, WindowStage
from ui.widgets.labels import ElidedLabel

BOB = msgspec.structs.replace(
    ALICE, account_id=AccountId("account-bob"), address_of_record="sip:1002@pbx.example.com", label="Branch"
)


def test_first_run_offers_to_add_an_account(stage: WindowStage) -> None:
    assert stage.main.account_banner.title().startswith("Welcome")
    stage.main.account_banner.buttons()[0].click()
    dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
    assert [dialog.windowTitle() for dialog in dialogs] == ["Set up Softphone"]


def test_words_that_have_no_room_end_in_dots(phone: WindowStage) -> None:
    phone.main.status.resize(150, phone.main.status.height())
    layout = phone.main.status.layout()
    assert layout is not None
    layout.activate()
    labels = [label for label in phone.main.status.findChildren(ElidedLabel) if "Ready" in label.full_text()]
    assert [label.text()[-1] for label in labels] == ["…"]


def test_registered_account_is_ready_for_calls(phone: WindowStage) -> None:
    assert phone.main.status.state_text() == "Ready for calls"
    assert phone.main.account_banner.title() == ""
    assert phone.main.status.accessibleName() == "Account Office: Ready for calls"


@pytest.mark.parametrize("problem", [p for p in RegistrationProblem if p is not RegistrationProblem.WRONG_PASSWORD])
def test_every_failure_is_told_with_a_remedy(stage: WindowStage, problem: RegistrationProblem) -> None:
    stage.engines.pbx.problems[ALICE.account_id] = problem
    stage.sign_in(ALICE)
    assert stage.main.status.state_text() == "Not connected"
    assert stage.main.account_banner.title()
    assert stage.main.account_banner.text()


def test_try_again_registers_at_once(stage: WindowStage) -> None:
    stage.engines.pbx.problems[ALICE.account_id] = RegistrationProblem.FORBIDDEN
    stage.sign_in(ALICE)
    del stage.engines.pbx.problems[ALICE.account_id]
    again = next(button for button in stage.main.account_banner.buttons() if "gain" in button.text())
    again.click()
    stage.advance(1)
    assert stage.main.status.state_text() == "Ready for calls"
    assert stage.main.account_banner.isHidden()


def test_wrong_password_asks_for_it_and_signs_in(stage: WindowStage) -> None:
    stage.sign_in(ALICE, password="wrong")
    assert stage.main.status.state_text() == "Password needed"
    dialog = stage.windows.accounts.ask_password(ALICE.account_id)
    assert dialog is not None
    dialog.password.setText("right")  # type: ignore[attr-defined]
    dialog.sign_in.click()  # type: ignore[attr-defined]
    stage.advance(1)
    assert stage.main.status.state_text() == "Ready for calls"


def test_the_menu_switches_between_accounts(phone: WindowStage) -> None:
    phone.sign_in(BOB)
    menu = phone.main.status.build_menu()
    texts = [action.text() for action in menu.actions()]
    assert texts[:2] == ["Office — Ready for calls", "Branch — Ready for calls"]
    assert menu.actions()[0].isChecked()
    menu.actions()[1].trigger()
    phone.settle()
    assert phone.main.status.accessibleName() == "Account Branch: Ready for calls"
    phone.type_and_call("1003")
    assert phone.calls()[0].account_id == BOB.account_id


def test_another_accounts_problem_names_the_account(phone: WindowStage) -> None:
    phone.engines.pbx.problems[BOB.account_id] = RegistrationProblem.NO_ANSWER
    phone.sign_in(BOB)
    assert phone.main.account_banner.title().startswith("Branch: ")


def test_engine_restart_and_crash_loop_are_told(phone: WindowStage) -> None:
    phone.engine.crash()
    phone.advance(0.05)
    assert phone.main.engine_banner.title() == "The phone engine is restarting…"
    assert phone.main.account_banner.isHidden(), "one message about one thing"
    phone.advance(5)
    assert phone.main.engine_banner.isHidden()
    for _ in range(3):
        phone.engine.crash()
        phone.advance(3)
    assert "stopped" in phone.main.engine_banner.title()
    assert "signal 11" in phone.main.engine_banner.text()
    again = phone.main.engine_banner.buttons()[0]
    again.click()
    phone.advance(3)
    assert phone.main.engine_banner.isHidden()
    assert phone.main.status.state_text() == "Ready for calls"


def test_a_notice_stays_until_it_is_closed(phone: WindowStage) -> None:
    phone.softphone.settings.problems.announce(SettingsError("The settings are damaged.", "They were set aside."))
    phone.advance(600)
    assert phone.main.notice.title() == "The settings are damaged."
    phone.main.notice.close_button.click()
    assert phone.main.notice.isHidden()


def test_a_password_that_cannot_be_kept_is_told(qapp: QApplication) -> None:
    class LockedStore:
        def get(self, key: CredentialKey) -> Secret | None:
            raise CredentialError("The password store is locked.", "Unlock it.")

        def set(self, key: CredentialKey, password: Secret) -> None:
            raise CredentialError("The password store is locked.", "Unlock it.")

        def delete(self, key: CredentialKey) -> None:
            return

        def close(self) -> None:
            return

    stage = WindowStage(LockedStore())
    stage.show()
    stage.sign_in(ALICE)
    assert stage.main.status.state_text() == "Ready for calls", "this session works without a keyring"
    assert "not saved" in stage.main.notice.title()
    stage.close()
