"""Last page of the first run: what is set up, in words."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.accounts.registration_text import registration_text
from softphone.accounts.view import AccountView
from softphone.basics.words import translate
from softphone.devices.devices import Devices
from ui.accounts.account_words import account_address, account_name
from ui.accounts.security_words import security_words
from ui.devices.device_words import used_name
from ui.style.tokens import SPACE_M, SPACE_S
from ui.widgets.labels import Label


class DonePage(QWidget):
    """Filled each time it is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_S)

    def show_all(self, views: tuple[AccountView, ...], devices: Devices) -> None:
        """What there is now."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for view in views:
            self._add(account_name(view.config), "section")
            self._add(f"{account_address(view.config)} · {registration_text(view)}")
            for text in security_words(view.config):
                self._add(text, "muted")
            self._column.addSpacing(SPACE_M)
        self._add(translate("first_run", "Sound"), "section")
        used = devices.snapshot.used
        names = dict.fromkeys(used_name(devices.snapshot, used_id) for used_id in (used.microphone, used.speaker))
        self._add(" / ".join(filter(None, names)) or translate("first_run", "No sound device was found."))
        self._column.addSpacing(SPACE_M)
        self._add(translate("first_run", "All of this can be changed in the settings at any time."), "muted")
        self._column.addStretch(1)

    def _add(self, text: str, role: str = "") -> None:
        label = Label(text, role, wraps=True)
        label.setMinimumWidth(1)
        self._column.addWidget(label)
