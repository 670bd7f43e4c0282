"""One setting on a page: its words, what changes it, and the way back to the default; made from its declaration."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from softphone.basics.errors import SettingsError
from softphone.basics.words import translate
from softphone.settings.setting import Setting
from softphone.settings.settings import Settings
from ui.settings.editors import editor_for
from ui.settings.locks import apply_lock
from ui.settings.setting_words import hint_of, label_of
from ui.style.tokens import SPACE_S, SPACE_XS
from ui.widgets.buttons import IconButton
from ui.widgets.labels import Label


class SettingRow(QFrame):
    """Takes effect at once, or when a field is left; follows what changes elsewhere."""

    def __init__(self, settings: Settings, setting: Setting[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self._settings = settings
        title, words = label_of(setting), hint_of(setting)
        self.editor = editor_for(setting)
        self.reset = ResetButton(settings, setting)
        self.problem = Label("", "problem", wraps=True)
        self.problem.hide()
        self._title = Label(title, "", wraps=True)
        self._words = Label(words, "small" if title else "", wraps=True)
        self._build()
        self.editor.widget.setAccessibleName(title or words)
        if title:
            self.editor.widget.setAccessibleDescription(words)
        self.editor.show_value(settings.get(setting))
        self.editor.changed.connect(self._on_edited)
        apply_lock(self.editor.widget, settings, setting)
        self._show_lock(settings.is_locked(setting))
        forget = settings.changed.add(self._on_setting)
        self.destroyed.connect(lambda _=None: forget())

    def help_text(self) -> str:
        """What is said about it."""
        return self._words.text()

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(SPACE_XS // 2)
        if self._title.text():
            words.addWidget(self._title)
        words.addWidget(self._words)
        for label in (self._title, self._words):
            label.setMinimumWidth(1)
            label.setBuddy(self.editor.widget)
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_S, 0, SPACE_S)
        column.setSpacing(SPACE_XS)
        if self.editor.is_small:
            row.addWidget(self.editor.widget, 0, Qt.AlignmentFlag.AlignTop)
            row.addLayout(words, 1)
            row.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignTop)
        else:
            column.addLayout(words)
            row.addWidget(self.editor.widget, 1)
            row.addWidget(self.reset)
        column.addLayout(row)
        column.addWidget(self.problem)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def _show_lock(self, is_locked: bool) -> None:
        if is_locked:
            self._words.setText(f"{self._words.text()} {translate('settings', 'Your administrator has set this.')}")

    def _on_edited(self, value: object) -> None:
        try:
            self._settings.set(self.setting, value)
        except SettingsError as problem:
            self.problem.setText(f"{problem.title} {problem.remedy}")
            self.problem.show()
            self.editor.set_invalid(True)
            QAccessible.updateAccessibility(QAccessibleEvent(self.problem, QAccessible.Event.Alert))
        else:
            self._clear_problem()

    def _on_setting(self, key: str) -> None:
        if key == self.setting.key:
            self._clear_problem()
            self.editor.show_value(self._settings.get(self.setting))

    def _clear_problem(self) -> None:
        self.problem.hide()
        self.editor.set_invalid(False)


def with_reset(field: QWidget, settings: Settings, setting: Setting[Any]) -> QWidget:
    """A field that was made by hand, with the way back to its default beside it."""
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE_XS)
    row.addWidget(field, 1)
    row.addWidget(ResetButton(settings, setting))
    both.setFocusProxy(field)
    return both


class ResetButton(IconButton):
    """Back to the default of one setting; there while it is something else. Keeps its room, so that nothing jumps."""

    def __init__(self, settings: Settings, setting: Setting[Any], parent: QWidget | None = None) -> None:
        words = translate("settings", "Back to the default")
        super().__init__("undo", words, parent=parent)
        self._settings, self._setting = settings, setting
        self.setAccessibleName(f"{words}: {label_of(setting) or translate('settings', setting.help)}")
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda: settings.reset(setting))
        forget = settings.changed.add(lambda key: self._follow() if key == setting.key else None)
        self.destroyed.connect(lambda _=None: forget())
        self._follow()

    def _follow(self) -> None:
        is_default = self._settings.get(self._setting) == self._setting.default
        self.setVisible(not is_default and not self._settings.is_locked(self._setting))
