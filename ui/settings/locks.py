"""Shows which settings an administrator fixed."""

from typing import Any

from PySide6.QtWidgets import QWidget

from softphone.basics.words import translate
from softphone.settings.setting import Setting, SettingTable
from softphone.settings.settings import Settings


def apply_lock(widget: QWidget, settings: Settings, setting: Setting[Any] | SettingTable[Any]) -> None:
    """Disables what cannot be changed here and says why."""
    if settings.is_locked(setting):
        widget.setEnabled(False)
        words = translate("settings", "Your administrator has set this.")
        widget.setToolTip(words)
        widget.setAccessibleDescription(words)
