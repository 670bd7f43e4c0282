"""Adding, changing, testing and removing accounts; the password is never shown."""

import logging

import msgspec
import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from softphone.basics.secret import Secret
from softphone.protocol import commands
from softphone.protocol.commands import PutAccount
from softphone.protocol.snapshots import AccountTestStep, DtmfMethod, IpFamily, ReachabilityCheck, SrtpMode, Transport
from tests.window.window_stage import ALICE, WindowStage
from ui.accounts.account_dialog import AccountDialog
from ui.accounts.accounts_page import AccountsPage
from ui.accounts.network_fields import NetworkFields
from ui.widgets.confirm_dialog import ConfirmDialog

PASSWORD = "correct horse battery staple"


def _new(stage: WindowStage) -> AccountDialog:
    dialog = stage.windows.accounts.open(None)
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
    dialog.form.outward.setText(" +49 30 1234-56 ")
    dialog.form.ca_files.add("/etc/ssl/root.pem")
    dialog.save_button.click()
    stage.advance(1)
    assert not dialog.isVisible()
    config = stage.softphone.accounts.views()[0].config
    assert config.address_of_record == "sip:1001@pbx.example.com"
    assert (config.label, config.transport, config.srtp) == ("Office", Transport.TCP, SrtpMode.PREFERRED)
    assert (config.dtmf, config.trusted_ca_files) == (DtmfMethod.SIP_INFO, ("/etc/ssl/root.pem",))
    assert config.outward_number == "+49 30 1234-56"
    assert stage.main.status.state_text() == "Ready for calls"


@pytest.mark.parametrize(
    "address", ["sip:1001@pbx.example.com:5080", "sips:1001@pbx.example.com", "sip:1001@[::1]:5080"]
)
def test_an_address_stays_as_it_is_when_something_else_is_changed(stage: WindowStage, address: str) -> None:
    stage.sign_in(msgspec.structs.replace(ALICE, address_of_record=address, transport=Transport.TLS))
    dialog = stage.windows.accounts.open(ALICE.account_id)
    assert isinstance(dialog, AccountDialog)
    dialog.form.label.setText("Office")
    dialog.save_button.click()
    stage.advance(1)
    config = stage.softphone.accounts.views()[0].config
    assert (config.label, config.address_of_record) == ("Office", address)


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
    dialog = phone.windows.accounts.open(ALICE.account_id)
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


def _with_network(dialog: AccountDialog) -> NetworkFields:
    dialog.form.set_more_open(True)
    dialog.form.network_button.click()
    assert dialog.form.network is not None
    return dialog.form.network


def test_the_network_settings_are_kept_and_sent(stage: WindowStage) -> None:
    dialog = _new(stage)
    _fill(dialog)
    network = _with_network(dialog)
    network.ip_family.choose(IpFamily.IPV6)
    network.reachability.choose(ReachabilityCheck.CALL)
    network.keep_alive.setValue(30)
    for box in (network.uses_srv, network.outbound, network.ice, network.redirects, network.transfers):
        box.click()
    network.stun.setText(" stun.example.com ")
    network.turn.setText("turn.example.com:3479")
    network.turn_user.setText("relay")
    network.turn_password.setText("through the wall")
    dialog.save_button.click()
    stage.advance(1)
    assert not dialog.isVisible(), dialog.problem.text()
    put = [command for command in stage.engine.commands if isinstance(command, PutAccount)][-1]
    config = put.account
    assert (config.ip_family, config.reachability) == (IpFamily.IPV6, ReachabilityCheck.CALL)
    assert (config.keep_alive_s, config.stun_server) == (30, "stun.example.com")
    assert (config.uses_srv, config.has_outbound, config.has_ice) == (False, False, True)
    assert (config.follows_redirects, config.follows_transfers) == (True, False)
    assert (config.turn_server, config.turn_user) == ("turn.example.com:3479", "relay")
    assert put.turn_password == Secret("through the wall")


def test_network_settings_that_were_not_opened_stay(phone: WindowStage) -> None:
    config = msgspec.structs.replace(
        ALICE, has_ice=True, keep_alive_s=40, turn_server="turn.example.com", turn_user="a"
    )
    phone.softphone.accounts.update(config, turn_password=Secret("through"))
    dialog = phone.windows.accounts.open(ALICE.account_id)
    assert isinstance(dialog, AccountDialog)
    dialog.form.label.setText("Office")
    dialog.save_button.click()
    phone.advance(1)
    view = phone.softphone.accounts.view(ALICE.account_id)
    assert view is not None
    assert view.has_turn_password
    assert (view.config.has_ice, view.config.keep_alive_s, view.config.turn_user) == (True, 40, "a")


def test_the_turn_password_is_not_loaded_and_stays_unless_typed(phone: WindowStage) -> None:
    config = msgspec.structs.replace(ALICE, turn_server="turn.example.com", turn_user="relay")
    phone.softphone.accounts.update(config, turn_password=Secret("through"))
    dialog = phone.windows.accounts.open(ALICE.account_id)
    assert isinstance(dialog, AccountDialog)
    network = _with_network(dialog)
    assert (network.turn_password.text(), network.turn_password.placeholderText()) == ("", "Unchanged")
    network.ice.click()
    dialog.save_button.click()
    phone.advance(1)
    assert not dialog.isVisible()
    put = [command for command in phone.engine.commands if isinstance(command, PutAccount)][-1]
    assert (put.account.has_ice, put.turn_password) == (True, Secret("through"))


@pytest.mark.parametrize(
    ("turn", "user", "password", "words", "field"),
    [
        ("turn.example.com", "", "", "The user name for the TURN server is missing.", "turn_user"),
        ("", "relay", "", "The TURN server is missing.", "turn"),
        ("turn.example.com", "relay", "", "The password for the TURN server is missing.", "turn_password"),
    ],
)
def test_half_a_turn_server_is_told(
    stage: WindowStage, turn: str, user: str, password: str, words: str, field: str
) -> None:
    dialog = _new(stage)
    _fill(dialog)
    network = _with_network(dialog)
    network.turn.setText(turn)
    network.turn_user.setText(user)
    network.turn_password.setText(password)
    dialog.save_button.click()
    assert dialog.isVisible()
    assert words in dialog.problem.text()
    wrong = [name for name in ("turn", "turn_user", "turn_password") if getattr(network, name).property("invalid")]
    assert wrong == [field]


def test_a_keep_alive_that_makes_no_sense_is_told(stage: WindowStage) -> None:
    dialog = _new(stage)
    _fill(dialog)
    _with_network(dialog).keep_alive.setValue(2)
    dialog.save_button.click()
    assert dialog.isVisible()
    assert "5 to 3600 seconds" in dialog.problem.text()
