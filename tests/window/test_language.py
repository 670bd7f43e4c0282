"""The language of the windows: chosen in the settings, with Qt's own texts, dates and keys."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QDateTime, QLocale
from PySide6.QtWidgets import QApplication

from softphone.settings.declared import LANGUAGE
from tests.window.window_stage import WindowStage
from ui.calls.call_words import clock_text
from ui.language import locale_for, use_language
from ui.settings.language_choice import LanguageChoice
from ui.widgets.buttons import native_keys

A_MORNING_S = 1_700_000_000.0
GERMAN_DAYS = {"Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"}


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    """Everything in German; the session's language comes back."""
    before = QLocale()
    assert use_language(qapp, "de") == "de"
    yield
    use_language(qapp, "en")
    QLocale.setDefault(before)


def _choice(stage: WindowStage) -> LanguageChoice:
    choice = stage.windows.open_settings("program").findChild(LanguageChoice)
    assert choice is not None
    return choice


def _choose(choice: LanguageChoice, language: str) -> None:
    choice.choice.choose(language)
    choice.choice.activated.emit(choice.choice.currentIndex())


def test_each_language_is_offered_by_its_own_name(stage: WindowStage) -> None:
    box = _choice(stage).choice
    assert [box.itemText(row) for row in range(box.count())] == ["As the system", "English", "Deutsch"]
    assert box.chosen() == "system"


def test_the_choice_is_kept_and_told_in_the_language_that_was_chosen(stage: WindowStage) -> None:
    choice = _choice(stage)
    _choose(choice, "de")
    assert stage.softphone.settings.get(LANGUAGE) == "de"
    assert choice.note.text() == "Softphone spricht Deutsch, sobald es neu gestartet wird."
    assert not choice.note.isHidden()
    _choose(choice, "system")
    assert choice.note.isHidden()


def test_windows_speak_german(german: None) -> None:
    stage = WindowStage()
    stage.show()
    stage.sign_in()
    assert stage.main.dial.field.placeholderText() == "Nummer, Name oder Adresse"
    stage.close()


def test_texts_of_qt_are_german_and_english_again(german: None, qapp: QApplication) -> None:
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    use_language(qapp, "en")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_keys_are_named_as_on_a_german_keyboard(german: None) -> None:
    assert native_keys("Ctrl+Return") == "Strg+Eingabe"
    assert native_keys("Ctrl+1 … Ctrl+4") == "Strg+1 … Strg+4"


@pytest.mark.parametrize(
    ("system", "language", "used"),
    [
        ("de_AT", "de", "de_AT"),
        ("en_US", "de", "de_DE"),
        ("de_CH", "en", "en_CH"),
        ("C", "de", "de_DE"),
        ("C", "en", "C"),
    ],
)
def test_dates_are_written_in_the_language_as_is_usual_in_the_country(system: str, language: str, used: str) -> None:
    assert locale_for(language, QLocale(system)).name() == used


def test_english_elsewhere_has_no_american_clock() -> None:
    assert "AP" not in locale_for("en", QLocale("fr_FR")).timeFormat(QLocale.FormatType.ShortFormat).upper()


def test_a_time_that_is_not_of_today_has_a_german_date(german: None) -> None:
    shown = clock_text(A_MORNING_S)
    assert shown.split()[0].count(".") == 2


def test_a_time_in_the_days_to_come_has_its_day_of_the_week(german: None) -> None:
    now = QDateTime.currentDateTime()
    assert clock_text(now.addDays(3).toSecsSinceEpoch()).split()[0] in GERMAN_DAYS
    assert clock_text(now.addDays(8).toSecsSinceEpoch()).split()[0].count(".") == 2
