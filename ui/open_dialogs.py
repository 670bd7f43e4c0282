"""The dialogs that are open: each once."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QDialog

D = TypeVar("D", bound=QDialog)


class OpenDialogs:
    """By key. One that is closed is deleted, and made anew when it is wanted again."""

    def __init__(self) -> None:
        self._dialogs: dict[str, QDialog] = {}

    def get(self, key: str) -> QDialog | None:
        """The dialog; None while it is not open."""
        return self._dialogs.get(key)

    def show(self, key: str, build: Callable[[], D]) -> D:
        """Shows the dialog in front; `build` makes it unless it is open."""
        known = self._dialogs.get(key)
        if known is None:
            known = self._dialogs[key] = build()
            known.finished.connect(lambda _: self._forget(key))
        known.show()
        known.raise_()
        known.activateWindow()
        return known  # type: ignore[return-value]

    def _forget(self, key: str) -> None:
        dialog = self._dialogs.pop(key, None)
        if dialog is not None:
            dialog.deleteLater()
