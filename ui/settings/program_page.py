"""The settings page of the program: colours, what closing the window does, when the user is away."""

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QVBoxLayout, QWidget

from softphone.basics.words import translate
from softphone.settings.declared import AWAY_AFTER_S, CLOSES_TO_TRAY, THEME
from softphone.settings.settings import Settings
from ui.settings.language_choice import LanguageChoice
from ui.settings.locks import apply_lock
from ui.style.theme import Appearance, theme
from ui.style.tokens import SPACE_M
from ui.widgets.forms import ChoiceBox, add_row, new_form
from ui.widgets.labels import Label

_AWAY_MINUTES = (1, 2, 5, 10, 15, 20, 30, 60, 120)


class ProgramPage(QWidget):
    """Changes take effect at once."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.choices: dict[Appearance, QRadioButton] = {}
        self.closes_to_tray = QCheckBox(translate("settings", "&Keep the phone running when the window is closed"))
        self.away_after = ChoiceBox(self._away_choices(settings.get(AWAY_AFTER_S)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        self._add_colours(column)
        column.addWidget(Label(translate("settings", "Language"), "section"))
        column.addWidget(LanguageChoice(settings))
        self._add_window(column)
        self._add_status(column)
        forget = settings.changed.add(self._on_setting)
        self.destroyed.connect(lambda _=None: forget())

    def _add_colours(self, column: QVBoxLayout) -> None:
        settings = self._settings
        column.addWidget(Label(translate("settings", "Colours"), "section"))
        group = QButtonGroup(self)
        for appearance, text in (
            (Appearance.SYSTEM, translate("settings", "As the &system")),
            (Appearance.LIGHT, translate("settings", "&Light")),
            (Appearance.DARK, translate("settings", "&Dark")),
        ):
            button = self.choices[appearance] = QRadioButton(text)
            button.setChecked(settings.get(THEME) == appearance.value)
            button.clicked.connect(lambda _=False, chosen=appearance: choose_appearance(settings, chosen))
            apply_lock(button, settings, THEME)
            group.addButton(button)
            column.addWidget(button)

    def _add_window(self, column: QVBoxLayout) -> None:
        settings = self._settings
        column.addWidget(Label(translate("settings", "Window"), "section"))
        self.closes_to_tray.setChecked(settings.get(CLOSES_TO_TRAY))
        self.closes_to_tray.clicked.connect(lambda checked: settings.set(CLOSES_TO_TRAY, checked))
        apply_lock(self.closes_to_tray, settings, CLOSES_TO_TRAY)
        column.addWidget(self.closes_to_tray)
        column.addWidget(Label(translate("settings", CLOSES_TO_TRAY.help), "small", wraps=True))

    def _add_status(self, column: QVBoxLayout) -> None:
        settings = self._settings
        column.addWidget(Label(translate("settings", "Your status"), "section"))
        self.away_after.choose(settings.get(AWAY_AFTER_S))
        self.away_after.activated.connect(lambda _: settings.set(AWAY_AFTER_S, int(str(self.away_after.chosen()))))
        form = new_form()
        hint = translate("settings", "Without keyboard and mouse.")
        add_row(form, translate("settings", "&Away after"), self.away_after, hint)
        apply_lock(self.away_after, settings, AWAY_AFTER_S)
        column.addLayout(form)

    def _on_setting(self, key: str) -> None:
        """Follows what is set elsewhere, or back to the default."""
        if key == THEME.key:
            appearance = Appearance(self._settings.get(THEME))
            self.choices[appearance].setChecked(True)
            theme.choose(appearance)
        elif key == CLOSES_TO_TRAY.key:
            self.closes_to_tray.setChecked(self._settings.get(CLOSES_TO_TRAY))
        elif key == AWAY_AFTER_S.key:
            self.away_after.choose(self._settings.get(AWAY_AFTER_S))

    def _away_choices(self, current_s: int) -> list[tuple[int, str]]:
        """Seconds and words; with the current value, whatever a file says."""
        times = sorted({0, current_s, *(minutes * 60 for minutes in _AWAY_MINUTES)})
        return [(seconds, self._away_words(seconds)) for seconds in times]

    def _away_words(self, seconds: int) -> str:
        if seconds == 0:
            return translate("settings", "Never")
        if seconds % 60:
            return translate("settings", "{count} s").format(count=seconds)
        minutes = seconds // 60
        return translate("settings", "%n minute(s)", "", minutes)


def choose_appearance(settings: Settings, appearance: Appearance) -> None:
    """Applies the colours and keeps the choice."""
    settings.set(THEME, appearance.value)
    theme.choose(appearance)
