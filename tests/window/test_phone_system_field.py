"""The phone system of an account: chosen, shown with what it offers, or found out by asking the server."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QLabel, QWidget

from softphone.protocol.commands import ProbeServer, PutAccount
from softphone.protocol.snapshots import ServerOffer
from tests.window.window_stage import ALICE, WindowStage
from ui.accounts.account_dialog import AccountDialog
from ui.accounts.phone_system_field import PhoneSystemField


def opened(stage: WindowStage) -> tuple[AccountDialog, PhoneSystemField]:
    dialog = stage.windows.accounts.open(ALICE.account_id)
    assert isinstance(dialog, AccountDialog)
    dialog.form.set_more_open(True)
    stage.settle()
    return dialog, dialog.form.phone_system


def choose(field: PhoneSystemField, profile_id: str) -> None:
    field.choice.choose(profile_id)
    field.choice.activated.emit(field.choice.currentIndex())


def shown(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def config_of(stage: WindowStage) -> str:
    view = stage.softphone.accounts.view(ALICE.account_id)
    assert view is not None
    return view.config.pbx_profile


def test_the_chosen_one_is_kept_without_a_new_sign_in(phone: WindowStage) -> None:
    dialog, field = opened(phone)
    assert field.choice.currentText() == "Other phone system"
    puts = [command for command in phone.engine.commands if isinstance(command, PutAccount)]
    choose(field, "asterisk_freepbx")
    assert dialog.form.voicemail.placeholderText() == "*97, from the phone system"
    dialog.save_button.click()
    phone.advance(1)
    assert config_of(phone) == "asterisk_freepbx"
    assert [command for command in phone.engine.commands if isinstance(command, PutAccount)] == puts
    assert phone.softphone.voicemail.number == "*97"


def test_what_it_offers_is_shown_and_what_is_unsure_as_such(phone: WindowStage) -> None:
    _, field = opened(phone)
    field.details_button.click()
    assert "No code is sure enough" in shown(field.card)
    choose(field, "yeastar")
    phone.settle()
    text = shown(field.card)
    assert "*04[number]" in text
    assert text.index("*04[number]") < text.index("Not sure, and therefore off") < text.index("*31[number]")
    field.details_button.click()
    assert field.card.isHidden()


def test_the_server_is_asked_and_its_system_taken(phone: WindowStage) -> None:
    dialog, field = opened(phone)
    field.ask_button.click()
    assert not field.ask_button.isEnabled()
    assert "Asking" in field.offer.summary()
    phone.advance(1)
    assert field.ask_button.isEnabled()
    assert "Asterisk PBX 22.0" in field.offer.summary()
    assert "Lamps of colleagues" in shown(field.offer)
    assert "Asterisk / FreePBX" in field.offer.suggestion()
    assert field.chosen() == "", "a suggestion changes nothing by itself"
    field.offer.take_button.click()
    assert field.chosen() == "asterisk_freepbx"
    dialog.save_button.click()
    phone.advance(1)
    assert config_of(phone) == "asterisk_freepbx"


def test_what_is_entered_is_asked_with_its_password(phone: WindowStage) -> None:
    dialog, field = opened(phone)
    dialog.form.password.setText("wrong password")
    field.ask_button.click()
    phone.advance(1)
    assert "password" in shown(field.offer)
    assert "Asterisk / FreePBX" in field.offer.suggestion()
    (sent,) = [command for command in phone.engine.commands if isinstance(command, ProbeServer)]
    assert sent.password.reveal() == "wrong password"


def test_an_address_that_is_missing_is_told_and_nobody_asked(phone: WindowStage) -> None:
    dialog, field = opened(phone)
    dialog.form.address.setText("")
    field.ask_button.click()
    assert "address" in dialog.problem.text()
    assert field.ask_button.isEnabled()


def test_one_that_fits_already_is_said_to_fit(phone: WindowStage) -> None:
    _, field = opened(phone)
    choose(field, "asterisk_freepbx")
    field.ask_button.click()
    phone.advance(1)
    assert "fits" in field.offer.suggestion()
    assert not field.offer.take_button.isVisible()


def test_a_server_that_is_not_recognised(phone: WindowStage) -> None:
    phone.engine.probes.offer = replace(phone.engine.probes.offer, names=("kamailio",))
    _, field = opened(phone)
    field.ask_button.click()
    phone.advance(1)
    assert "No phone system is known" in field.offer.suggestion()
    assert not field.offer.take_button.isVisible()


def test_a_server_that_is_silent(phone: WindowStage) -> None:
    _, field = opened(phone)
    field.show_offer(ServerOffer(server="pbx.example.com:5061"))
    assert "no answer" in field.offer.summary()
    assert not field.offer.take_button.isVisible()


def test_a_dialog_that_is_closed_hears_no_answer(phone: WindowStage) -> None:
    dialog, field = opened(phone)
    field.ask_button.click()
    dialog.reject()
    phone.advance(5)


def test_one_that_is_not_known_here_is_kept(phone: WindowStage) -> None:
    phone.softphone.accounts.update(replace(ALICE, pbx_profile="headquarters"))
    dialog, field = opened(phone)
    assert "headquarters" in field.choice.currentText()
    assert field.chosen() == "headquarters"
    dialog.save_button.click()
    phone.advance(1)
    assert config_of(phone) == "headquarters"


def test_what_is_wrong_in_a_file_is_told(phone: WindowStage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOFTPHONE_CONFIG_DIR", str(tmp_path))
    (tmp_path / "pbx_profiles").mkdir()
    (tmp_path / "pbx_profiles" / "ours.toml").write_text("name = 'Ours'\n[codes]\ndnd_on = '78x'\n", encoding="utf-8")
    phone.softphone.__dict__.pop("profiles", None)
    _, field = opened(phone)
    assert "ours.toml, line 3" in field.problem.text()
    assert field.choice.findText("Ours") >= 0
