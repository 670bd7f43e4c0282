"""The settings page of the company directory: its server, a test in words, and the local copy."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

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
from ui.settings.mirror_card import MirrorCard
from ui.settings.server_page import ServerPage, missing_password
from ui.widgets.forms import button_row
from ui.widgets.labels import Label


class DirectoryPage(ServerPage):
    """The test goes step by step."""

    form: DirectoryForm

    def __init__(
        self, account: DirectoryAccount, mirror: LdapMirror, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(settings, DIRECTORIES, parent)
        self._account = account
        self._question = (
            translate("settings", "Remove the company directory?"),
            translate(
                "settings", "Its settings, its password and the copy on this computer are deleted. Your contacts stay."
            ),
        )
        self.test_button.set_hint(translate("settings", "Try the directory step by step without saving it"))
        self.card = MirrorCard(mirror)
        self.form = self._new_form()
        self.test_view = DirectoryTestView()
        self._build()
        self._begin(account)

    def _new_form(self) -> DirectoryForm:
        known = self._account.configured
        server = known or DirectoryServer(server_id=new_directory_server_id())
        form = DirectoryForm(server, has_password=known is not None and bool(known.bind_dn))
        form.edited.connect(self._on_edited)
        return form

    def _build(self) -> None:
        words = translate(
            "settings",
            "The people of your company, found as you type and named when they call. A copy on this computer is kept "
            "up to date, so that they are found without a network too.",
        )
        self.column.addWidget(Label(words, "muted", wraps=True))
        for widget in (self.outcome, self.card, self.form, self.test_view):
            self.column.addWidget(widget)
        self.column.addLayout(button_row(self.test_button, self.remove_button, right=(self.save_button,)))

    def _follow(self) -> None:
        has_server = self._account.configured is not None
        self.remove_button.setVisible(has_server)
        self.card.setVisible(self._account.server is not None)

    def _on_test(self) -> None:
        server = self.form.server()
        if self._try(lambda: self._start_test(server)):
            self.outcome.hide()
        else:
            self.test_view.hide()

    def _start_test(self, server: DirectoryServer) -> None:
        self._drop_test()
        self._drop_test = self._account.test(server, self.form.entered_password(), self._on_progress)
        self.test_view.begin(normalised(server))
        self._bring_into_view(self.save_button)

    def _on_progress(self, progress: TrialProgress) -> None:
        if self.test_view.take(progress):
            self._bring_into_view(self.save_button)

    def _bring_into_view(self, widget: QWidget) -> None:
        def scroll() -> None:
            parent = self.parentWidget()
            while parent is not None and not isinstance(parent, QScrollArea):
                parent = parent.parentWidget()
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(widget)

        QTimer.singleShot(0, self, scroll)

    def _save(self) -> None:
        server, password = self.form.server(), self.form.entered_password()
        if server.bind_dn.strip() and password is None and self._account.configured is None:
            self.form.password.setFocus()
            raise missing_password()
        self._account.save(server, password, remembers=self.form.remember.isChecked())
        self.form.take_saved(normalised(server))
        self.outcome.hide()

    def _forget(self) -> None:
        self._account.remove()
        self.test_view.hide()
