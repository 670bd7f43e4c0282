"""What the settings pages of servers have in common: entered by hand, tried, saved, removed after a question."""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.basics.errors import UserFacingError
from softphone.basics.listeners import Listeners
from softphone.basics.words import translate
from softphone.settings.setting import SettingTable
from softphone.settings.settings import Settings
from ui.settings.locks import apply_lock
from ui.style.tokens import SPACE_M, Tone
from ui.widgets.attempt import attempt
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.confirm_dialog import ConfirmDialog


class ServerAccount(Protocol):
    """The server as it is set up."""

    changed: Listeners[None]
    problems: Listeners[UserFacingError]


class ServerPage(QWidget):
    """What is entered counts when it is saved: half a server name is of no use.

    A page sets `form` by `_new_form`, arranges all, and calls `_begin`. `_question`: title and text before a removal.
    """

    form: QWidget
    _question: tuple[str, str]

    def __init__(self, settings: Settings, table: SettingTable[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings, self._table = settings, table
        self._drop_test: Callable[[], None] = lambda: None
        self._is_edited = False
        self.outcome = Banner(is_dismissible=True)
        self.test_button = Button(translate("settings", "&Test"), "refresh")
        self.remove_button = Button(translate("settings", "&Remove…"), "remove")
        self.save_button = Button(translate("settings", "Sa&ve"), "", "primary")
        self.test_button.clicked.connect(self._on_test)
        self.save_button.clicked.connect(self._on_save)
        self.remove_button.clicked.connect(self._confirm_removal)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE_M)

    def has_unsaved(self) -> bool:
        """What was entered differs from what is in use."""
        return self._is_edited

    def save(self) -> bool:
        """Takes it over; False, with the reason on show, when that cannot be."""
        self._on_save()
        return not self._is_edited

    # ------------------------------------------------------------------ what a page does itself

    def _new_form(self) -> QWidget:
        """The fields, with what is known; `_on_edited` is to be told of each change."""
        raise NotImplementedError

    def _save(self) -> None:
        """Takes over what was entered. Raises UserFacingError."""
        raise NotImplementedError

    def _forget(self) -> None:
        """Removes the server."""
        raise NotImplementedError

    def _follow(self) -> None:
        """Shows what there is now."""
        raise NotImplementedError

    def _on_test(self) -> None:
        """Tries what was entered."""
        raise NotImplementedError

    def _bring_into_view(self, widget: QWidget) -> None:
        """This has just begun to be of interest."""

    # ------------------------------------------------------------------ inside

    def _begin(self, account: "ServerAccount") -> None:
        """Follows the server from now on."""
        for widget in (self.form, self.remove_button, self.save_button):
            apply_lock(widget, self._settings, self._table)
        forgets = (account.changed.add(lambda _: self._follow()), account.problems.add(self._show_problem))
        self.destroyed.connect(lambda _=None: [forget() for forget in (*forgets, lambda: self._drop_test())])
        self._follow()

    def _on_edited(self) -> None:
        self._is_edited = True
        self.outcome.hide()
        self.save_button.setText(translate("settings", "Sa&ve"))

    def _on_save(self) -> None:
        if self._try(self._save):
            self._is_edited = False
            self.save_button.setText(translate("settings", "Saved"))
            self._follow()
            self._bring_into_view(self.save_button)  # what appears above must not push it away

    def _confirm_removal(self) -> None:
        question = ConfirmDialog(*self._question, translate("settings", "&Remove"), self._remove, self)
        question.finished.connect(question.deleteLater)
        question.open()

    def _remove(self) -> None:
        self._forget()
        old, self.form = self.form, self._new_form()
        self._is_edited = False
        self.column.replaceWidget(old, self.form)
        old.deleteLater()
        self.outcome.hide()
        self._follow()

    def _try(self, run: Callable[[], object]) -> bool:
        return attempt(run, self._show_problem)

    def _show_problem(self, problem: UserFacingError) -> None:
        self.outcome.show_message(Tone.WARNING, problem.title, problem.remedy)
        self._bring_into_view(self.outcome)


def missing_password() -> UserFacingError:
    """Nobody can sign in without."""
    return UserFacingError(
        translate("settings", "The password is missing."), translate("settings", "Enter it to sign in.")
    )
