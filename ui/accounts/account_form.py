"""The fields of an account: what everybody needs first, the rest under “More settings”."""

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QSizePolicy, QVBoxLayout, QWidget

from softphone.basics.secret import Secret
from softphone.basics.words import translate
from softphone.pbx_profiles.profile import Feature
from softphone.pbx_profiles.profiles import Profiles
from softphone.protocol.snapshots import AccountConfig, DtmfMethod, SrtpKeying, SrtpMode, Transport
from ui.accounts.account_words import typed_address
from ui.accounts.ca_files import CaFiles
from ui.accounts.network_fields import NetworkFields
from ui.accounts.phone_system_field import PhoneSystemField
from ui.accounts.trusted_certificates import TrustedCertificates
from ui.style.tokens import SPACE_M, SPACE_S
from ui.widgets.buttons import Button
from ui.widgets.forms import ChoiceBox, NumberField, add_row, line_edit, mark_invalid, new_form, password_edit


class AccountForm(QWidget):
    """Signals: edited when anything was changed; more_toggled when the second part opens or closes."""

    edited = Signal()
    more_toggled = Signal()

    def __init__(
        self,
        config: AccountConfig,
        has_password: bool,
        profiles: Profiles,
        parent: QWidget | None = None,
        *,
        has_turn_password: bool = False,
    ) -> None:
        super().__init__(parent)
        self.phone_system = PhoneSystemField(profiles, config.pbx_profile)
        self._config, self._has_turn_password = config, has_turn_password
        self.network: NetworkFields | None = None
        self.address = line_edit(typed_address(config), "1001@pbx.example.com")
        self.password = password_edit(translate("accounts", "Unchanged") if has_password else "")
        self.display_name = line_edit(config.display_name, translate("accounts", "Name that callers may see"))
        self.remember = QCheckBox(translate("accounts", "&Remember the password in this computer's password store"))
        self.remember.setChecked(True)
        self.label = line_edit(config.label, translate("accounts", "For example: Office"))
        self.server = line_edit(config.server, translate("accounts", "Same as in the address"))
        self.proxy = line_edit(config.outbound_proxy, translate("accounts", "None"))
        self.auth_user = line_edit(config.auth_user, translate("accounts", "Same as in the address"))
        self.transport = ChoiceBox(
            ((Transport.TLS, translate("accounts", "TLS (encrypted)")), (Transport.TCP, "TCP"), (Transport.UDP, "UDP"))
        )
        self.srtp = ChoiceBox(
            (
                (SrtpMode.REQUIRED, translate("accounts", "Always; otherwise no call")),
                (SrtpMode.PREFERRED, translate("accounts", "When the other side can")),
                (SrtpMode.OFF, translate("accounts", "Off")),
            )
        )
        self.keying = ChoiceBox(((SrtpKeying.SDES, "SDES"), (SrtpKeying.DTLS, "DTLS")))
        self.dtmf = ChoiceBox(
            (
                (DtmfMethod.TELEPHONE_EVENT, translate("accounts", "Events (RFC 4733)")),
                (DtmfMethod.SIP_INFO, translate("accounts", "Messages (SIP INFO)")),
                (DtmfMethod.INBAND, translate("accounts", "Tones in the sound")),
            )
        )
        self.expires = NumberField(30, 86_400)
        self.voicemail = line_edit(config.voicemail_number)
        self.mailboxes = line_edit(", ".join(config.mailboxes), translate("accounts", "For example: sales, 1003"), 1000)
        self.outward = line_edit(config.outward_number, translate("accounts", "As the phone system says"))
        self.ca_files = CaFiles(config.trusted_ca_files)
        self.trusted = TrustedCertificates(config.trusted_certificates, config.accepts_only_trusted)
        self.enabled = QCheckBox(translate("accounts", "&Use this account"))
        self._more = QWidget()
        self._more.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)  # scrolls, never squeezes
        self._more_button = Button(translate("accounts", "&More settings"), "chevron-right", "link")
        self.network_button = Button(translate("accounts", "Network settings"), "chevron-right", "link")
        self._fill(config)
        self._build()
        self._watch()

    def config(self) -> AccountConfig:
        """The account as it is entered; not yet checked."""
        config = self._config if self.network is None else self.network.applied(self._config)
        return msgspec.structs.replace(
            config,
            address_of_record=self.address.text().strip(),
            display_name=self.display_name.text(),
            label=self.label.text(),
            server=self.server.text(),
            outbound_proxy=self.proxy.text(),
            auth_user=self.auth_user.text(),
            transport=Transport(str(self.transport.chosen())),
            srtp=SrtpMode(str(self.srtp.chosen())),
            srtp_keying=SrtpKeying(str(self.keying.chosen())),
            dtmf=DtmfMethod(str(self.dtmf.chosen())),
            expires_s=self.expires.value(),
            trusted_ca_files=self.ca_files.files(),
            trusted_certificates=self.trusted.fingerprints(),
            accepts_only_trusted=self.trusted.pinned.isChecked(),
            voicemail_number=self.voicemail.text(),
            outward_number=self.outward.text(),
            pbx_profile=self.phone_system.chosen(),
            mailboxes=tuple(filter(None, (each.strip() for each in self.mailboxes.text().split(",")))),
            is_enabled=self.enabled.isChecked(),
        )

    def entered_password(self) -> Secret | None:
        """What was typed; None when nothing was."""
        return Secret(self.password.text()) if self.password.text() else None

    def entered_turn_password(self) -> Secret | None:
        """What was typed for the TURN server; None when nothing was."""
        return self.network.entered_password() if self.network is not None else None

    def lacks_turn_password(self) -> bool:
        """Whether a TURN server was entered whose password nobody knows."""
        return self.network is not None and self.network.lacks_password()

    def mark_missing(self, needs_password: bool) -> None:
        """Gives a red border to what is needed but not there, and the keyboard to the first of them."""
        if self.network is not None:
            self.network.mark_missing()
        fields = ((self.address, "@" not in self.address.text()), (self.password, needs_password))
        for field, is_missing in reversed(fields):
            is_missing = is_missing and (field is self.address or not field.text())
            mark_invalid(field, is_missing)
            if is_missing:
                field.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_more_open(self, is_open: bool) -> None:
        """Opens or closes the second part."""
        self._more.setVisible(is_open)
        self._more_button.set_icon_name("chevron-down" if is_open else "chevron-right")
        self._more_button.setText(
            translate("accounts", "Few&er settings") if is_open else translate("accounts", "&More settings")
        )
        self.more_toggled.emit()

    def set_network_open(self, is_open: bool) -> None:
        """Opens or closes the part about the network, at the end of the second."""
        if is_open and self.network is None:
            self.network = NetworkFields(self._config, self._has_turn_password)
            self.network.edited.connect(self.edited)
            self._more_column.addWidget(self.network)
        if self.network is not None:
            self.network.setVisible(is_open)
        self.network_button.set_icon_name("chevron-down" if is_open else "chevron-right")
        self.more_toggled.emit()

    def _on_phone_system(self) -> None:
        self._show_voicemail()
        self.edited.emit()

    def _show_voicemail(self) -> None:
        """What is dialled when the field stays empty."""
        code = self.phone_system.profile().code(Feature.VOICEMAIL, translate("pbx_profiles", "[number]"))
        known = translate("pbx_profiles", "{code}, from the phone system").format(code=code)
        self.voicemail.setPlaceholderText(known if code else translate("accounts", "For example: *97"))

    def _fill(self, config: AccountConfig) -> None:
        self.transport.choose(config.transport)
        self.srtp.choose(config.srtp)
        self.keying.choose(config.srtp_keying)
        self.dtmf.choose(config.dtmf)
        self.expires.setValue(config.expires_s)
        self.enabled.setChecked(config.is_enabled)
        self._show_voicemail()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addLayout(self._first_form())
        row = QVBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self._more_button, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(self._more)
        column.addLayout(row)
        self._build_more()

    def _first_form(self) -> QFormLayout:
        first = new_form()
        add_row(first, translate("accounts", "A&ddress"), self.address)
        add_row(first, translate("accounts", "&Password"), self.password)
        first.addRow("", self.remember)
        add_row(first, translate("accounts", "Your &name"), self.display_name)
        add_row(first, translate("accounts", "&Connection"), self.transport)
        return first

    def _second_form(self) -> QFormLayout:
        second = new_form()
        add_row(
            second,
            translate("accounts", "&Label"),
            self.label,
            translate("accounts", "How this account is called in this program."),
        )
        add_row(second, translate("accounts", "Ser&ver"), self.server, translate("accounts", "Host, or host:port."))
        add_row(second, translate("accounts", "&Outbound proxy"), self.proxy)
        add_row(second, translate("accounts", "&Sign-in name"), self.auth_user)
        add_row(second, translate("accounts", "Encr&ypted calls"), self.srtp)
        add_row(second, translate("accounts", "Key a&greement"), self.keying)
        add_row(second, translate("accounts", "&Key tones"), self.dtmf)
        add_row(
            second,
            translate("accounts", "Rene&w sign-in after"),
            self.expires,
            translate("accounts", "Seconds, from 30 to 86400."),
        )
        add_row(second, translate("accounts", "Voicemail num&ber"), self.voicemail)
        add_row(
            second,
            translate("accounts", "Mailbo&xes of the team"),
            self.mailboxes,
            translate("accounts", "Their new messages are counted, too."),
        )
        add_row(
            second,
            translate("accounts", "Nu&mber others see"),
            self.outward,
            translate("accounts", "When you call somebody outside. For example: +49 30 1234-56"),
        )
        add_row(second, translate("accounts", "Trusted authorit&ies"), self.ca_files)
        add_row(second, translate("accounts", "Trusted certi&ficates"), self.trusted)
        second.addRow("", self.enabled)
        return second

    def _build_more(self) -> None:
        self._more_column = QVBoxLayout(self._more)
        self._more_column.setContentsMargins(0, 0, 0, 0)
        self._more_column.setSpacing(SPACE_S)
        self._more_column.addWidget(self.phone_system)
        self._more_column.addLayout(self._second_form())
        self._more_column.addWidget(self.network_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.network_button.clicked.connect(
            lambda: self.set_network_open(self.network is None or self.network.isHidden())
        )
        self._more_button.clicked.connect(lambda: self.set_more_open(self._more.isHidden()))
        self._more.hide()

    def _watch(self) -> None:
        for edit in (
            self.address,
            self.password,
            self.display_name,
            self.label,
            self.server,
            self.proxy,
            self.auth_user,
            self.voicemail,
            self.mailboxes,
            self.outward,
        ):
            edit.textEdited.connect(lambda _: self.edited.emit())
        for field in (self.address, self.password):
            field.textChanged.connect(lambda _, field=field: mark_invalid(field, False))
        for box in (self.transport, self.srtp, self.keying, self.dtmf):
            box.activated.connect(lambda _: self.edited.emit())
        self.expires.textEdited.connect(lambda _: self.edited.emit())
        self.phone_system.changed.connect(self._on_phone_system)
        self.phone_system.resized.connect(self.more_toggled)
        self.ca_files.changed.connect(self.edited)
        self.trusted.changed.connect(self.edited)
