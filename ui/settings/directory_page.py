"""The settings page of the company directory: its server, a test in words, and the local copy."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from softphone.basics.errors import UserFacingError
from softphone.basics.ids import new_directory_server_id
from softphone.basics.words import translate
from softphone.directory.directory_account import DirectoryAccount
from softphone.directory.directory_config import normalised
from softphone.directory.ldap_mirror import LdapMirror
from softphone.directory.ldap_trial import TrialProgress
from softphone.settings.declared import DIRECTORIES
from softphone.settings.directory_server import DirectoryServer
from softphone.settings.settings import Settings
from ui.settings.directory_form import DirectoryForm
from ui.settings.directory_test_view import DirectoryTestView
from ui.settings.locks import apply_lock
from ui.settings.mirror_card import MirrorCard
from ui.style.tokens import SPACE_M, Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.widgets.forms import button_row
from ui.widgets.labels import Label


class DirectoryPage(QWidget):
    """Unlike other pages, what is entered counts when it is saved: half a server name is of no use."""

    def __init__(
        self, account: DirectoryAccount, mirror: LdapMirror, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._account = account
        self._drop_test: Callable[[], None] = lambda: None
        self._is_edited = False
        self.problem = Banner(is_dismissible=True)
        self.card = MirrorCard(mirror)
        self.form = self._new_form()
        self.test_view = DirectoryTestView()
        self.test_button = Button(translate("settings", "&Test"), "refresh")
        self.test_button.set_hint(translate("settings", "Try the directory step by step without saving it"))
        self.remove_button = Button(translate("settings", "&Remove…"), "remove")
        self.save_button = Button(translate("settings", "Sa&ve"), "", "primary")
        self._build()
        for widget in (self.form, self.remove_button, self.save_button):
            apply_lock(widget, settings, DIRECTORIES)
        self.test_button.clicked.connect(self._on_test)
        self.save_button.clicked.connect(self._on_save)
        self.remove_button.clicked.connect(self._confirm_removal)
        forgets = (account.changed.add(lambda _: self._follow()), account.problems.add(self._show_problem))
        self.destroyed.connect(lambda _=None: [forget() for forget in (*forgets, lambda: self._drop_test())])
        self._follow()

    def _new_form(self) -> DirectoryForm:
        known = self._account.configured
        server = known or DirectoryServer(server_id=new_directory_server_id())
        form = DirectoryForm(server, has_password=known is not None and bool(known.bind_dn))
        form.edited.connect(self._on_edited)
        return form

    def _build(self) -> None:
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE_M)
        words = translate(
            "settings",
            "The people of your company, found as you type and named when they call. A copy on this computer is kept "
            "up to date, so that they are found without a network too.",
        )
        self.column.addWidget(Label(words, "muted", wraps=True))
        for widget in (self.problem, self.card, self.form, self.test_view):
            self.column.addWidget(widget)
        self.column.addLayout(button_row(self.test_button, self.remove_button, right=(self.save_button,)))

    def _follow(self) -> None:
        has_server = self._account.configured is not None
        self.remove_button.setVisible(has_server)
        self.card.setVisible(self._account.server is not None)

    def has_unsaved(self) -> bool:
        """What was entered differs from what is in use."""
        return self._is_edited

    def save(self) -> bool:
        """Takes it over; False, with the reason on show, when that cannot be."""
        self._on_save()
        return not self._is_edited

    def _on_edited(self) -> None:
        self._is_edited = True
        self.problem.hide()
        self.save_button.setText(translate("settings", "Sa&ve"))

    def _on_test(self) -> None:
        server = self.form.server()
        if not self._try(lambda: self._start_test(server)):
            self.test_view.hide()

    def _start_test(self, server: DirectoryServer) -> None:
        self._drop_test()
        self._drop_test = self._account.test(server, self.form.entered_password(), self._on_progress)
        self.test_view.begin(normalised(server))
        self._bring_into_view()

    def _on_progress(self, progress: TrialProgress) -> None:
        if self.test_view.take(progress):
            self._bring_into_view()

    def _bring_into_view(self, widget: QWidget | None = None) -> None:
        def scroll() -> None:
            parent = self.parentWidget()
            while parent is not None and not isinstance(parent, QScrollArea):
                parent = parent.parentWidget()
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(widget or self.save_button)

        QTimer.singleShot(0, self, scroll)

    def _on_save(self) -> None:
        if self._try(self._save):
            self.save_button.setText(translate("settings", "Saved"))
            self._bring_into_view()  # the card that appears above must not push it away

    def _save(self) -> None:
        server, password = self.form.server(), self.form.entered_password()
        if server.bind_dn.strip() and password is None and self._account.configured is None:
            self.form.password.setFocus()
            raise UserFacingError(
                translate("settings", "The password is missing."), translate("settings", "Enter it to sign in.")
            )
        self._account.save(server, password, remembers=self.form.remember.isChecked())
        self.form.take_saved(normalised(server))
        self._is_edited = False

    def _confirm_removal(self) -> None:
        title = translate("settings", "Remove the company directory?")
        text = translate(
            "settings", "Its settings, its password and the copy on this computer are deleted. Your contacts stay."
        )
        question = ConfirmDialog(title, text, translate("settings", "&Remove"), self._remove, self)
        question.finished.connect(question.deleteLater)
        question.open()

    def _remove(self) -> None:
        self._account.remove()
        old, self.form = self.form, self._new_form()
        self._is_edited = False
        self.column.replaceWidget(old, self.form)
        old.deleteLater()
        self.test_view.hide()
        self._follow()

    def _try(self, run: Callable[[], object]) -> bool:
        try:
            run()
        except UserFacingError as problem:
            self._show_problem(problem)
            return False
        self.problem.hide()
        return True

    def _show_problem(self, problem: UserFacingError) -> None:
        self.problem.show_message(Tone.WARNING, problem.title, problem.remedy)
        self._bring_into_view(self.problem)
