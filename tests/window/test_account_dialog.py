"""Adding, changing, testing and removing accounts; the password is never shown."""

import logging

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from softphone.basics.secret import Secret
from softphone.protocol import commands
from softphone.protocol.commands import PutAccount
from softphone.protocol.snapshots import AccountTestStep, DtmfMethod, SrtpMode, Transport
from tests.window.window_stage import ALICE, WindowStage
from ui.accounts.account_dialog import AccountDialog
from ui.accounts.accounts_page import AccountsPage
from ui.widgets.confirm_dialog import ConfirmDialog

PASSWORD = "correct horse battery staple"


def _new(stage: WindowStage) -> AccountDialog:
    dialog = stage.windows.open_account(None)
    assert isinstance(dialog, AccountDialog)
    stage.settle()
    return dialog


def _fill(dialog: AccountDialog, address: str = "1001@pbx.example.com", password: str = PASSWORD) -> None:
    dialog.form.address.setText(address)
    dialog.form.password.setText(password)


def test_an_added_account_signs_in(stage: WindowStage) -> None:
    dialog = _new(stage)
    _fill(dialog)
    dialog.form.label.setText("Office")
    dialog.form.transport.choose(Transport.TCP)
    dialog.form.srtp.choose(SrtpMode.PREFERRED)
    dialog.form.dtmf.choose(DtmfMethod.SIP_INFO)
    dialog.form.ca_files.add("/etc/ssl/root.pem")
    dialog.save_button.click()
    stage.advance(1)
    assert not dialog.isVisible()
    config = stage.softphone.accounts.views()[0].config
    assert config.address_of_record == "sip:1001@pbx.example.com"
    assert (config.label, config.transport, config.srtp) == ("Office", Transport.TCP, SrtpMode.PREFERRED)
    assert (config.dtmf, config.trusted_ca_files) == (DtmfMethod.SIP_INFO, ("/etc/ssl/root.pem",))
    assert stage.main.status.state_text() == "Ready for calls"


@pytest.mark.parametrize(
    ("address", "password", "words"),
    [("", PASSWORD, "address"), ("1001", PASSWORD, "address"), ("1001@pbx.example.com", "", "password")],
)
def test_what_is_missing_is_told(stage: WindowStage, address: str, password: str, words: str) -> None:
    dialog = _new(stage)
    _fill(dialog, address, password)
    dialog.save_button.click()
    assert dialog.isVisible()
    assert words in dialog.problem.text().lower()
    assert not stage.softphone.accounts.views()


def test_the_test_shows_each_step(stage: WindowStage) -> None:
    dialog = _new(stage)
    _fill(dialog)
    dialog.form.transport.choose(Transport.TLS)
    dialog.test_button.click()
    stage.advance(0.01)
    assert dialog.test_view.outcome_words(AccountTestStep.RESOLVE) == "Running…"
    assert dialog.test_view.outcome_words(AccountTestStep.REGISTER) == "Not yet"
    assert not dialog.test_button.isEnabled()
    stage.advance(5)
    assert [dialog.test_view.outcome_words(step) for step in AccountTestStep] == ["Done"] * 4
    assert "works" in dialog.test_view.result()
    assert dialog.test_button.isEnabled()
    assert not stage.softphone.accounts.views(), "a test adds nothing"


def test_a_failed_step_is_explained(stage: WindowStage) -> None:
    dialog = _new(stage)
    _fill(dialog, "1001@nowhere.invalid")
    dialog.test_button.click()
    stage.advance(5)
    assert dialog.test_view.outcome_words(AccountTestStep.RESOLVE) == "Failed"
    assert dialog.test_view.outcome_words(AccountTestStep.REGISTER) == "Not reached"
    assert dialog.test_view.result() == "The phone server nowhere.invalid could not be found."


def test_a_wrong_password_is_found_by_the_test(stage: WindowStage) -> None:
    dialog = _new(stage)
    _fill(dialog, password="wrong")
    dialog.test_button.click()
    stage.advance(5)
    assert dialog.test_view.outcome_words(AccountTestStep.REGISTER) == "Failed"
    assert "password" in dialog.test_view.result()


def test_a_test_that_the_engine_loses_ends(stage: WindowStage) -> None:
    dialog = _new(stage)
    _fill(dialog)
    dialog.test_button.click()
    stage.engine.crash()
    stage.advance(1)
    assert dialog.test_button.isEnabled()
    assert dialog.test_view.result()


def test_changing_an_account_keeps_the_password(phone: WindowStage) -> None:
    dialog = phone.windows.open_account(ALICE.account_id)
    assert isinstance(dialog, AccountDialog)
    assert dialog.form.password.text() == "", "the saved password is not even loaded"
    dialog.form.label.setText("Head office")
    dialog.form.auth_user.setText("alice")
    dialog.save_button.click()
    phone.advance(1)
    puts = [command for command in phone.engine.commands if isinstance(command, PutAccount)]
    assert (puts[-1].account.label, puts[-1].password) == ("Head office", Secret("secret"))


def test_closing_the_dialog_drops_the_test(stage: WindowStage) -> None:
    dialog = _new(stage)
    _fill(dialog)
    dialog.test_button.click()
    dialog.reject()
    stage.advance(5)
    assert any(isinstance(command, commands.TestAccount) for command in stage.engine.commands)


def test_removing_asks_first(phone: WindowStage) -> None:
    dialog = phone.windows.open_settings("accounts")
    page = dialog.findChild(AccountsPage)
    assert page is not None
    page.row(ALICE.account_id).remove.click()
    question = page.findChild(ConfirmDialog)
    assert question is not None
    assert phone.softphone.accounts.views()
    question.confirm.click()
    phone.advance(1)
    assert not phone.softphone.accounts.views()
    assert not phone.engines.pbx.registered


def test_the_password_is_never_shown_or_logged(stage: WindowStage, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    dialog = _new(stage)
    _fill(dialog)
    dialog.test_button.click()
    stage.advance(5)
    dialog.save_button.click()
    stage.advance(5)
    shown = "".join(
        f"{widget.accessibleName()}{widget.accessibleDescription()}{widget.toolTip()}{_text(widget)}"
        for widget in QApplication.allWidgets()
    )
    assert PASSWORD not in shown
    assert PASSWORD not in caplog.text
    assert dialog.form.password.echoMode() is QLineEdit.EchoMode.Password
    assert PASSWORD not in repr(stage.engine.commands)


def _text(widget: QWidget) -> str:
    if isinstance(widget, QLineEdit):
        return widget.displayText()
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else ""
