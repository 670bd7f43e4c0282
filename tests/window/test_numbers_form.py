"""The numbers at the site, as the settings show and take them."""

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from softphone.settings.declared import COUNTRY, EXTENSION_LENGTHS, OUTSIDE_PREFIX, OWN_TRUNK
from softphone.settings.settings import Settings
from softphone.settings.store import MemorySettingsStore
from tests.fakes.virtual_runtime import VirtualRuntime
from ui.settings.numbers_form import NumbersForm


@pytest.fixture
def settings() -> Settings:
    return Settings(VirtualRuntime(), MemorySettingsStore())


@pytest.fixture
def form(settings: Settings, qapp: QApplication) -> Iterator[NumbersForm]:
    built = NumbersForm(settings)
    built.show()
    yield built
    built.hide()
    built.deleteLater()
    qapp.processEvents()


def test_each_field_is_taken_when_it_is_left(form: NumbersForm, settings: Settings) -> None:
    QTest.keyClicks(form.trunk, " +49 30 1234 ")
    form.trunk.editingFinished.emit()
    QTest.keyClicks(form.lengths, "3, 4")
    form.lengths.editingFinished.emit()
    QTest.keyClicks(form.outside, "0")
    form.outside.editingFinished.emit()
    form.country.choose("DE")
    form.country.activated.emit(form.country.currentIndex())
    assert settings.get(OWN_TRUNK) == "+49 30 1234"
    assert settings.get(EXTENSION_LENGTHS) == (3, 4)
    assert settings.get(OUTSIDE_PREFIX) == "0"
    assert settings.get(COUNTRY) == "DE"
    assert not form.problem.isVisible()
    again = NumbersForm(settings)
    assert (again.country.currentText(), again.lengths.text()) == ("Germany", "3, 4")
    again.deleteLater()


@pytest.mark.parametrize("text", ["three", "0", "²", "12"])
def test_what_is_no_length_is_told_and_not_taken(form: NumbersForm, settings: Settings, text: str) -> None:
    form.lengths.setText(text)
    form.lengths.editingFinished.emit()
    assert settings.get(EXTENSION_LENGTHS) == ()
    assert form.problem.isVisible()
    form.lengths.clear()
    form.lengths.editingFinished.emit()
    assert not form.problem.isVisible()


def test_a_company_number_without_plus_is_told(form: NumbersForm, settings: Settings) -> None:
    form.trunk.setText("030 1234")
    form.trunk.editingFinished.emit()
    assert settings.get(OWN_TRUNK) == ""
    assert "begins with +" in form.problem.text()
