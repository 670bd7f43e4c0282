"""The choice of the program's language, which is spoken from the next start on."""

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.basics.words import mark, translate
from softphone.languages import LANGUAGES, best, load
from softphone.settings.declared import LANGUAGE
from softphone.settings.settings import Settings
from ui.language import SYSTEM
from ui.settings.locks import apply_lock
from ui.style.tokens import SPACE_XS
from ui.widgets.forms import ChoiceBox
from ui.widgets.labels import Label

_FROM_NEXT_START = mark("settings", "Softphone speaks English when you start it again.")


class LanguageChoice(QWidget):
    """The languages by their own names; whoever reads none but the chosen one is told in that."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._before = settings.get(LANGUAGE)
        names = [(SYSTEM, translate("settings", "As the system")), *LANGUAGES.items()]
        self.choice = ChoiceBox(names)
        self.choice.setAccessibleName(translate("settings", "Language"))
        self.choice.choose(self._before)
        self.choice.activated.connect(lambda _: self._on_chosen(str(self.choice.chosen())))
        apply_lock(self.choice, settings, LANGUAGE)
        self.note = Label("", "small", wraps=True)
        self.note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        column.addWidget(self.choice)
        column.addWidget(self.note)

    def _on_chosen(self, chosen: str) -> None:
        self._settings.set(LANGUAGE, LANGUAGE.read(chosen))
        self.note.setText(_in_language(best(chosen, QLocale.system().uiLanguages()), _FROM_NEXT_START))
        self.note.setVisible(chosen != self._before)


def _in_language(language: str, text: str) -> str:
    translator = load(language)
    return (translator("settings", text, "", -1) if translator is not None else "") or text
