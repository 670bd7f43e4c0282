"""Which headset's buttons are used, and whether they are."""

from typing import Protocol

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from softphone.basics.listeners import Listeners
from softphone.basics.words import translate
from softphone.settings.declared import HEADSET_BUTTONS
from softphone.settings.settings import Settings
from ui.settings.locks import apply_lock
from ui.style.tokens import SPACE_XS
from ui.widgets.labels import Label

_BELOW_TEXT = 30  # where the words of a tick box begin


class HeadsetName(Protocol):
    """The headset with buttons, see `softphone.headset.headsets.Headsets`."""

    changed: Listeners[str]

    @property
    def name(self) -> str: ...


class HeadsetLine(QWidget):
    """Takes effect at once."""

    def __init__(self, settings: Settings, headset: HeadsetName, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._headset = headset
        self.buttons = QCheckBox(translate("devices", "Use the b&uttons of the headset"))
        self.name = Label("", "small", wraps=True)
        self.name.setIndent(_BELOW_TEXT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        column.addWidget(self.buttons)
        column.addWidget(self.name)
        apply_lock(self.buttons, settings, HEADSET_BUTTONS)
        self.buttons.clicked.connect(lambda is_on: settings.set(HEADSET_BUTTONS, is_on))
        forgets = (
            headset.changed.add(lambda _: self._show()),
            settings.changed.add(lambda key: self._show() if key == HEADSET_BUTTONS.key else None),
        )
        self.destroyed.connect(lambda _=None: [forget() for forget in forgets])
        self._show()

    def _show(self) -> None:
        is_on = self._settings.get(HEADSET_BUTTONS)
        self.buttons.setChecked(is_on)
        self.name.setText(self._words(is_on))
        self.buttons.setAccessibleDescription(self.name.text())

    def _words(self, is_on: bool) -> str:
        if not is_on:
            return translate("devices", "The buttons do nothing in this program.")
        if self._headset.name:
            return translate("devices", "{name}: answers, ends and mutes calls, and its lamps follow.").format(
                name=self._headset.name
            )
        return translate("devices", "No headset with buttons for calls is connected.")
