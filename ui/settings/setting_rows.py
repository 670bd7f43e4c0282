"""The plain rows of a page, and the way back to the defaults of all that stands on it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.basics.words import translate
from softphone.settings.settings import Settings
from ui.settings.placing import PageName, rows_of, settings_of
from ui.settings.setting_row import SettingRow
from ui.style.tokens import SPACE_M, SPACE_S
from ui.widgets.buttons import Button
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.widgets.forms import button_row


class SettingRows(QWidget):
    """What was declared for the page, in the order of its declaration.

    Signals:
        was_reset: the whole page is back at its defaults.
    """

    was_reset = Signal()

    def __init__(
        self,
        settings: Settings,
        page: PageName,
        on_reset: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """on_reset: tells whoever works with the page's settings and does not follow them by itself."""
        super().__init__(parent)
        self._settings = settings
        self._on_reset = on_reset
        self.rows = {setting.key: SettingRow(settings, setting) for setting in rows_of(page)}
        self._all = settings_of(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        for row in self.rows.values():
            column.addWidget(row)
        self.defaults = Button(translate("settings", "All of this page back to the defaults…"), "undo", "link")
        self.defaults.clicked.connect(self._ask)
        self.defaults.setVisible(bool(self._all))
        column.addSpacing(SPACE_M)
        column.addLayout(button_row(self.defaults))
        forget = settings.changed.add(lambda _: self._follow())
        self.destroyed.connect(lambda _=None: forget())
        self._follow()

    def reset_all(self) -> None:
        """Every setting of the page is what it was when the program was new; what is locked stays."""
        for setting in self._all:
            if not self._settings.is_locked(setting):
                self._settings.reset(setting)
        if self._on_reset is not None:
            self._on_reset()
        self.was_reset.emit()

    def _follow(self) -> None:
        self.defaults.setEnabled(any(self._settings.get(each) != each.default for each in self._all))

    def _ask(self) -> None:
        question = ConfirmDialog(
            translate("settings", "Back to the defaults?"),
            translate("settings", "Everything that you have set on this page is forgotten."),
            translate("settings", "&Back to the defaults"),
            self.reset_all,
            self,
        )
        question.finished.connect(question.deleteLater)
        question.open()
