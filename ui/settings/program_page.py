"""The settings page of the program: colours, what closing the window does."""

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QVBoxLayout, QWidget

from softphone.settings.declared import CLOSES_TO_TRAY, THEME
from softphone.settings.settings import Settings
from ui.settings.locks import apply_lock
from ui.style.theme import Appearance, theme
from ui.style.tokens import SPACE_M
from ui.widgets.labels import Label


class ProgramPage(QWidget):
    """Changes take effect at once."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addWidget(Label(self.tr("Colours"), "section"))
        self._group = QButtonGroup(self)
        self.choices: dict[Appearance, QRadioButton] = {}
        for appearance, text in (
            (Appearance.SYSTEM, self.tr("As the &system")),
            (Appearance.LIGHT, self.tr("&Light")),
            (Appearance.DARK, self.tr("&Dark")),
        ):
            button = self.choices[appearance] = QRadioButton(text)
            button.setChecked(settings.get(THEME) == appearance.value)
            button.clicked.connect(lambda _=False, chosen=appearance: choose_appearance(settings, chosen))
            apply_lock(button, settings, THEME)
            self._group.addButton(button)
            column.addWidget(button)
        column.addWidget(Label(self.tr("Window"), "section"))
        self.closes_to_tray = QCheckBox(self.tr("&Keep the phone running when the window is closed"))
        self.closes_to_tray.setChecked(settings.get(CLOSES_TO_TRAY))
        self.closes_to_tray.clicked.connect(lambda checked: settings.set(CLOSES_TO_TRAY, checked))
        apply_lock(self.closes_to_tray, settings, CLOSES_TO_TRAY)
        column.addWidget(self.closes_to_tray)
        column.addWidget(Label(CLOSES_TO_TRAY.help, "small", wraps=True))


def choose_appearance(settings: Settings, appearance: Appearance) -> None:
    """Applies the colours and keeps the choice."""
    settings.set(THEME, appearance.value)
    theme.choose(appearance)
