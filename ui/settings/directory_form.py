"""The fields of a directory server: what everybody needs first, the rest under “More settings”."""

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QSizePolicy, QVBoxLayout, QWidget

from softphone.basics.secret import Secret
from softphone.basics.words import translate
from softphone.settings.directory_server import DirectoryKind, DirectorySecurity, DirectoryServer
from ui.accounts.ca_files import CaFiles
from ui.settings.attribute_fields import AttributeFields
from ui.style.tokens import SPACE_M, SPACE_S, Tone
from ui.widgets.buttons import Button
from ui.widgets.forms import ChoiceBox, NumberField, add_row, line_edit, new_form, password_edit
from ui.widgets.labels import Label


class DirectoryForm(QWidget):
    """Signals: edited when anything was changed."""

    edited = Signal()

    def __init__(self, server: DirectoryServer, has_password: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._server = server
        self.host = line_edit(server.host, "ldap.example.com")
        self.security = ChoiceBox(
            (
                (DirectorySecurity.START_TLS, translate("settings", "Encrypted (StartTLS)")),
                (DirectorySecurity.LDAPS, translate("settings", "Encrypted (LDAPS)")),
                (DirectorySecurity.NONE, translate("settings", "Not encrypted")),
            )
        )
        self.warning = Label(
            translate(
                "settings",
                "Anybody in the network can read your password and what you look for. Use this for tests only.",
            ),
            "small",
            wraps=True,
        )
        self.warning.set_tone(Tone.WARNING)
        self.base = line_edit(server.base, "ou=people,dc=example,dc=com", 1000)
        self.bind_dn = line_edit(server.bind_dn, translate("settings", "Nobody (anonymous)"), 1000)
        self.password = password_edit(translate("settings", "Unchanged") if has_password else "")
        self.remember = QCheckBox(translate("settings", "Remember the pass&word in this computer's password store"))
        self.remember.setChecked(True)
        self.kind = ChoiceBox(
            (
                (DirectoryKind.ACTIVE_DIRECTORY, translate("settings", "Active Directory")),
                (DirectoryKind.OPENLDAP, translate("settings", "OpenLDAP and others")),
                (DirectoryKind.CUSTOM, translate("settings", "Own attribute names")),
            )
        )
        self.port = NumberField(0, 65535)
        self.port.setPlaceholderText(translate("settings", "Usual"))
        self.ca_files = CaFiles(server.trusted_ca_files)
        self.filter = line_edit(server.filter, translate("settings", "Usual"), 4000)
        self.page_size = NumberField(10, 5000)
        self.refresh = NumberField(5, 10_080)
        self.attributes = AttributeFields(server.attributes)
        self.enabled = QCheckBox(translate("settings", "Use this &directory"))
        self._more = QWidget()
        for part in (self, self._more):  # scrolls, never squeezes
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._more_button = Button(translate("settings", "&More settings"), "chevron-right", "link")
        self._fill(server)
        self._build()
        self._watch()
        self._follow()

    def server(self) -> DirectoryServer:
        """The server as it is entered; not yet checked."""
        return msgspec.structs.replace(
            self._server,
            host=self.host.text(),
            port=self.port.value(),
            security=DirectorySecurity(str(self.security.chosen())),
            trusted_ca_files=self.ca_files.files(),
            base=self.base.text(),
            bind_dn=self.bind_dn.text(),
            filter=self.filter.text(),
            kind=DirectoryKind(str(self.kind.chosen())),
            attributes=self.attributes.names(),
            page_size=min(max(10, self.page_size.value()), 5000),
            refresh_minutes=min(max(5, self.refresh.value()), 10_080),
            is_enabled=self.enabled.isChecked(),
        )

    def entered_password(self) -> Secret | None:
        """What was typed; None when nothing was."""
        return Secret(self.password.text()) if self.password.text() else None

    def take_saved(self, server: DirectoryServer) -> None:
        """What was entered is in use now."""
        self._server = server
        self.host.setText(server.host)
        self._show_port(server.port)
        if self.password.text():
            self.password.clear()
            self.password.setPlaceholderText(translate("settings", "Unchanged"))

    def set_more_open(self, is_open: bool) -> None:
        """Opens or closes the second part."""
        self._more.setVisible(is_open)
        self._more_button.set_icon_name("chevron-down" if is_open else "chevron-right")
        self._more_button.setText(
            translate("settings", "Few&er settings") if is_open else translate("settings", "&More settings")
        )

    def _fill(self, server: DirectoryServer) -> None:
        self.security.choose(server.security)
        self.kind.choose(server.kind)
        self._show_port(server.port)
        self.page_size.setValue(server.page_size)
        self.refresh.setValue(server.refresh_minutes)
        self.enabled.setChecked(server.is_enabled)

    def _show_port(self, port: int) -> None:
        self.port.setText(str(port) if port else "")

    def _build(self) -> None:
        self._build_more()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addWidget(self.warning)  # in the form it would squeeze the rows: its height depends on its width
        column.addLayout(self._first_form())
        rest = QVBoxLayout()
        rest.setSpacing(SPACE_S)
        rest.addWidget(self._more_button, 0, Qt.AlignmentFlag.AlignLeft)
        rest.addWidget(self._more)
        column.addLayout(rest)

    def _first_form(self) -> QFormLayout:
        first = new_form()
        add_row(first, translate("settings", "&Server"), self.host)
        add_row(first, translate("settings", "Connectio&n"), self.security)
        add_row(first, translate("settings", "&Kind"), self.kind)
        add_row(
            first,
            translate("settings", "&Base"),
            self.base,
            translate("settings", "The part of the directory where people are."),
        )
        add_row(
            first,
            translate("settings", "S&ign-in name"),
            self.bind_dn,
            translate("settings", "Such as cn=reader,dc=example,dc=com."),
        )
        add_row(first, translate("settings", "&Password"), self.password)
        first.addRow("", self.remember)
        return first

    def _build_more(self) -> None:
        second = self._second = new_form(self._more)
        add_row(
            second,
            translate("settings", "P&ort"),
            self.port,
            translate("settings", "389 for StartTLS and 636 for LDAPS, as a rule."),
        )
        add_row(second, translate("settings", "Trusted certific&ates"), self.ca_files)
        add_row(
            second,
            translate("settings", "&Filter for people"),
            self.filter,
            translate("settings", "Such as (objectClass=person)."),
        )
        add_row(second, translate("settings", "People per pa&ge"), self.page_size)
        add_row(
            second,
            translate("settings", "Refresh ever&y"),
            self.refresh,
            translate("settings", "Minutes, from 5 to 10080."),
        )
        add_row(second, translate("settings", "Attrib&ute names"), self.attributes)
        self._attributes_row = second.rowCount() - 1
        second.addRow("", self.enabled)
        self._more_button.clicked.connect(lambda: self.set_more_open(self._more.isHidden()))
        self._more.hide()

    def _watch(self) -> None:
        for edit in (self.host, self.base, self.bind_dn, self.password, self.filter, self.port, self.page_size):
            edit.textEdited.connect(lambda _: self._on_edited())
        self.refresh.textEdited.connect(lambda _: self._on_edited())
        for box in (self.security, self.kind):
            box.currentIndexChanged.connect(lambda _: self._on_edited())
        self.ca_files.changed.connect(self._on_edited)
        self.attributes.edited.connect(self._on_edited)
        self.enabled.clicked.connect(lambda _: self._on_edited())

    def _on_edited(self) -> None:
        self._follow()
        self.edited.emit()

    def _follow(self) -> None:
        """What is shown depends on what is chosen."""
        self.warning.setVisible(self.security.chosen() == DirectorySecurity.NONE)
        is_custom = self.kind.chosen() == DirectoryKind.CUSTOM
        if is_custom and not self._second.isRowVisible(self._attributes_row):
            self.set_more_open(True)
        self._second.setRowVisible(self._attributes_row, is_custom)
        has_name = bool(self.bind_dn.text().strip())
        self.password.setEnabled(has_name)
        self.remember.setEnabled(has_name)
