"""Search over all settings, the way back to the defaults, rows that are made from declarations, unsaved entries."""

import re
from typing import Literal, get_args, get_origin

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit

from softphone.settings.call_settings import PARK_NUMBER, PARK_SLOTS
from softphone.settings.declared import AREA_CODE, ECHO_CANCELLATION, HAS_CALL_WAITING, SETTINGS, THEME
from softphone.settings.recording_settings import RECORDING_ALLOWED
from tests.window.window_stage import WindowStage
from ui.devices.sound_page import SoundPage
from ui.settings.directory_page import DirectoryPage
from ui.settings.editors import editor_for
from ui.settings.network_page import NetworkPage
from ui.settings.numbers_form import NumbersForm
from ui.settings.placing import PLACES, PageName, page_of, rows_of, settings_of
from ui.settings.setting_row import ResetButton, SettingRow
from ui.settings.setting_rows import SettingRows
from ui.settings.settings_dialog import SettingsDialog
from ui.settings.unsaved import UnsavedDialog
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.widgets.forms import ChoiceBox


def _open(stage: WindowStage, page: str = "accounts") -> SettingsDialog:
    dialog = stage.windows.open_settings(page)
    assert isinstance(dialog, SettingsDialog)
    stage.settle()
    return dialog


def _row(dialog: SettingsDialog, key: str) -> SettingRow:
    return next(row for row in dialog.findChildren(SettingRow) if row.setting.key == key)


def _rows(dialog: SettingsDialog, page: PageName) -> SettingRows:
    """What stands below the page's own part."""
    around = dialog.open_page(page).parentWidget()
    assert around is not None
    rows = around.findChild(SettingRows)
    assert rows is not None
    return rows


def _type(dialog: SettingsDialog, text: str, stage: WindowStage) -> None:
    dialog.search.field.setFocus()
    QTest.keyClicks(dialog.search.field, text)
    stage.settle()


def test_echo_is_found_on_the_sound_page_and_marked(phone: WindowStage) -> None:
    dialog = _open(phone)
    _type(dialog, "echo", phone)
    match = dialog.search.matches[0]
    assert match.page is PageName.SOUND
    assert match.found.widget.property("found") is True
    assert dialog.findChild(SoundPage) is not None
    assert not match.found.widget.visibleRegion().isEmpty()


@pytest.mark.parametrize(
    ("words", "page"),
    [
        ("call waiting", PageName.CALLS),
        ("park slots", PageName.CALLS),
        ("dark", PageName.PROGRAM),
        ("language", PageName.PROGRAM),
        ("recording", PageName.PRIVACY),
        ("opus tenth", PageName.PRIVACY),
        ("country", PageName.NUMBERS),
        ("base", PageName.DIRECTORY),
        ("hang up", PageName.SHORTCUTS),
    ],
)
def test_words_lead_to_the_page(phone: WindowStage, words: str, page: PageName) -> None:
    dialog = _open(phone)
    _type(dialog, words, phone)
    assert page in [match.page for match in dialog.search.matches]


def test_the_keyboard_goes_through_what_was_found(phone: WindowStage) -> None:
    dialog = _open(phone)
    _type(dialog, "number", phone)
    assert len(dialog.search.matches) > 2
    assert not dialog.list.isVisible()
    QTest.keyClick(dialog.search.field, Qt.Key.Key_Down)
    assert dialog.search.results.currentRow() == 1
    QTest.keyClick(dialog.search.field, Qt.Key.Key_Return)
    phone.settle()
    assert QApplication.focusWidget() is not dialog.search.field
    dialog.search.field.setFocus()
    QTest.keyClick(dialog.search.field, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.search.field.text() == ""
    assert dialog.list.isVisible()


def test_nothing_found_is_told(phone: WindowStage) -> None:
    dialog = _open(phone)
    _type(dialog, "xyzzy", phone)
    assert not dialog.search.matches
    assert "Nothing" in dialog.search.results.item(0).text()


def test_every_declared_setting_has_its_place_or_is_kept_by_the_program() -> None:
    placed = [setting for page in PLACES for setting in settings_of(page)]
    assert len(placed) == len({setting.key for setting in placed})
    for setting in SETTINGS:
        page = page_of(setting)
        assert page is None or setting in placed
        if page is not None and setting in rows_of(page):
            editor_for(setting)


def test_a_row_changes_its_setting_and_leads_back(phone: WindowStage) -> None:
    dialog = _open(phone, "calls")
    settings = phone.softphone.settings
    row = _row(dialog, HAS_CALL_WAITING.key)
    box = row.editor.widget
    assert isinstance(box, QCheckBox)
    assert box.isChecked()
    assert not row.reset.isVisible()
    box.click()
    assert not settings.get(HAS_CALL_WAITING)
    assert row.reset.isVisible()
    row.reset.click()
    assert settings.get(HAS_CALL_WAITING)
    assert box.isChecked()


def test_a_choice_is_told_in_words(phone: WindowStage) -> None:
    dialog = _open(phone, "privacy")
    box = _row(dialog, RECORDING_ALLOWED.key).editor.widget
    assert isinstance(box, ChoiceBox)
    assert box.currentText() == "When you ask for it"
    box.choose("always")
    box.activated.emit(box.currentIndex())
    assert phone.softphone.settings.get(RECORDING_ALLOWED) == "always"


def test_a_value_that_does_not_fit_is_refused_beside_the_field(phone: WindowStage) -> None:
    dialog = _open(phone, "calls")
    row = _row(dialog, PARK_NUMBER.key)
    edit = row.editor.widget
    assert isinstance(edit, QLineEdit)
    edit.setText("seven hundred")
    edit.editingFinished.emit()
    assert row.problem.isVisible()
    assert edit.property("invalid") is True
    assert phone.softphone.settings.get(PARK_NUMBER) == ""
    edit.setText("700")
    edit.editingFinished.emit()
    assert not row.problem.isVisible()
    assert phone.softphone.settings.get(PARK_NUMBER) == "700"


def test_a_page_goes_back_to_its_defaults_when_it_is_confirmed(phone: WindowStage) -> None:
    settings = phone.softphone.settings
    dialog = _open(phone, "calls")
    settings.set(PARK_SLOTS, "701-720")
    settings.set(THEME, "dark")
    rows = _rows(dialog, PageName.CALLS)
    rows.defaults.click()
    question = dialog.findChild(ConfirmDialog)
    assert question is not None
    question.confirm.click()
    phone.settle()
    assert settings.get(PARK_SLOTS) == ""
    assert settings.get(THEME) == "dark", "another page"


def test_sound_goes_back_as_well_and_the_page_shows_it(phone: WindowStage) -> None:
    settings = phone.softphone.settings
    dialog = _open(phone, "sound")
    settings.set(ECHO_CANCELLATION, False)
    rows = _rows(dialog, PageName.SOUND)
    rows.reset_all()
    phone.settle()
    assert settings.get(ECHO_CANCELLATION)
    page = dialog.open_page(PageName.SOUND)
    assert isinstance(page, SoundPage)
    assert page.isVisible()


def test_a_field_made_by_hand_leads_back_too(phone: WindowStage) -> None:
    dialog = _open(phone, "numbers")
    form = dialog.findChild(NumbersForm)
    assert form is not None
    form.area.setText("030")
    form.area.editingFinished.emit()
    assert phone.softphone.settings.get(AREA_CODE) == "030"
    button = next(b for b in form.findChildren(ResetButton) if b.isVisible())
    button.click()
    assert form.area.text() == ""


def test_what_an_administrator_fixed_cannot_be_changed(phone: WindowStage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(phone.softphone.settings), "is_locked", lambda self, s: s is HAS_CALL_WAITING)
    row = _row(_open(phone, "calls"), HAS_CALL_WAITING.key)
    assert not row.editor.widget.isEnabled()
    assert "administrator" in row.help_text()


def test_a_choice_is_not_explained_by_its_values_in_the_file(phone: WindowStage) -> None:
    for page in PageName:
        for row in _open(phone, page.value).findChildren(SettingRow):
            values = get_args(row.setting.kind) if get_origin(row.setting.kind) is Literal else ()
            named = [value for value in values if re.search(rf"\b{value}\b", row.help_text())]
            assert not named or row.setting.key == "window.incoming_alert", "there the values are everyday words"


def test_the_network_page_tells_what_an_account_is_safe_from(phone: WindowStage) -> None:
    page = _open(phone, "network").findChild(NetworkPage)
    assert page is not None
    cards = [child.accessibleName() for child in page.children() if hasattr(child, "accessibleName")]
    assert any("not encrypted (UDP)" in name for name in cards)


def test_what_was_entered_of_a_directory_is_not_lost(phone: WindowStage) -> None:
    dialog = _open(phone, "directory")
    page = dialog.open_page(PageName.DIRECTORY)
    assert isinstance(page, DirectoryPage)
    page.form.host.setFocus()
    QTest.keyClicks(page.form.host, "ldap.example.com")
    dialog.list.setCurrentRow(0)
    for answer in ("back", "discard"):
        dialog.reject()
        phone.settle()
        question = dialog.findChildren(UnsavedDialog)[-1]
        assert question.isVisible()
        assert dialog.isVisible()
        (question.back_button if answer == "back" else question.discard_button).click()
        phone.settle()
        assert dialog.isVisible() is (answer == "back")


def test_saving_on_the_way_out_closes_only_when_it_could_be_saved(phone: WindowStage) -> None:
    dialog = _open(phone, "directory")
    page = dialog.open_page(PageName.DIRECTORY)
    assert isinstance(page, DirectoryPage)
    QTest.keyClicks(page.form.bind_dn, "cn=reader")
    dialog.reject()
    phone.settle()
    dialog.findChildren(UnsavedDialog)[-1].save_button.click()
    phone.settle()
    assert dialog.isVisible()
    assert page.outcome.isVisible()
