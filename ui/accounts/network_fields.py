"""How an account gets through the network, and what it does by itself: rarely needed, made when it is opened."""

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from softphone.basics.secret import Secret
from softphone.basics.words import translate
from softphone.protocol.snapshots import AccountConfig, IpFamily, ReachabilityCheck
from ui.widgets.forms import ChoiceBox, NumberField, add_row, line_edit, mark_invalid, new_form, password_edit


class NetworkFields(QWidget):
    """Signals: edited when anything was changed."""

    edited = Signal()

    def __init__(self, config: AccountConfig, has_turn_password: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_turn_password = has_turn_password
        self.ip_family = ChoiceBox(
            (
                (IpFamily.AUTO, translate("accounts", "Whichever works")),
                (IpFamily.IPV4, translate("accounts", "IPv4 only")),
                (IpFamily.IPV6, translate("accounts", "IPv6 only")),
            )
        )
        self.uses_srv = QCheckBox(translate("accounts", "Find the servers by the name of the domain (SRV)"))
        self.outbound = QCheckBox(translate("accounts", "Keep the connection, for incoming calls (outbound)"))
        self.keep_alive = NumberField(0, 3_600)
        self.stun = line_edit(config.stun_server, "stun.example.com:3478")
        self.turn = line_edit(config.turn_server, "turn.example.com:3478")
        self.turn_user = line_edit(config.turn_user, translate("accounts", "As your administrator told you"))
        self.turn_password = password_edit(translate("accounts", "Unchanged") if has_turn_password else "")
        self.ice = QCheckBox(translate("accounts", "Let the sound find the shortest way (ICE)"))
        self.reachability = ChoiceBox(
            (
                (ReachabilityCheck.OPTIONS, translate("accounts", "By a question to itself")),
                (ReachabilityCheck.CALL, translate("accounts", "By a call to itself")),
                (ReachabilityCheck.OFF, translate("accounts", "Not at all")),
            )
        )
        self.redirects = QCheckBox(translate("accounts", "Follow redirections without asking"))
        self.transfers = QCheckBox(translate("accounts", "Follow transfers by the other side"))
        self._fill(config)
        self._build()
        self._watch()

    def applied(self, config: AccountConfig) -> AccountConfig:
        """The account with what is entered here; not yet checked."""
        return msgspec.structs.replace(
            config,
            ip_family=IpFamily(str(self.ip_family.chosen())),
            uses_srv=self.uses_srv.isChecked(),
            has_outbound=self.outbound.isChecked(),
            keep_alive_s=self.keep_alive.value(),
            stun_server=self.stun.text(),
            turn_server=self.turn.text(),
            turn_user=self.turn_user.text(),
            has_ice=self.ice.isChecked(),
            reachability=ReachabilityCheck(str(self.reachability.chosen())),
            follows_redirects=self.redirects.isChecked(),
            follows_transfers=self.transfers.isChecked(),
        )

    def entered_password(self) -> Secret | None:
        """The password for the TURN server; None when nothing was typed."""
        return Secret(self.turn_password.text()) if self.turn_password.text() else None

    def lacks_password(self) -> bool:
        """Whether there is a TURN server whose password nobody knows."""
        has_server = bool(self.turn.text().strip())
        return has_server and not self._has_turn_password and not self.turn_password.text()

    def mark_missing(self) -> None:
        """Gives a red border to what is needed but not there."""
        has_server, has_user = bool(self.turn.text().strip()), bool(self.turn_user.text().strip())
        mark_invalid(self.turn, has_user and not has_server)
        mark_invalid(self.turn_user, has_server and not has_user)
        mark_invalid(self.turn_password, has_user and self.lacks_password())

    def _fill(self, config: AccountConfig) -> None:
        self.ip_family.choose(config.ip_family)
        self.reachability.choose(config.reachability)
        self.keep_alive.setValue(config.keep_alive_s)
        for box, is_on in (
            (self.uses_srv, config.uses_srv),
            (self.outbound, config.has_outbound),
            (self.ice, config.has_ice),
            (self.redirects, config.follows_redirects),
            (self.transfers, config.follows_transfers),
        ):
            box.setChecked(is_on)

    def _build(self) -> None:
        # No mnemonics: the account's other fields have taken every letter.
        form = new_form()
        add_row(form, translate("accounts", "Internet protocol"), self.ip_family)
        form.addRow("", self.uses_srv)
        form.addRow("", self.outbound)
        hint = translate("accounts", "Seconds, from 5 to 3600; 0 for never.")
        add_row(form, translate("accounts", "Sign of life every"), self.keep_alive, hint)
        hint = translate("accounts", "Tells which address you have outside.")
        add_row(form, translate("accounts", "STUN server"), self.stun, hint)
        hint = translate("accounts", "Carries the sound where nothing else gets through.")
        add_row(form, translate("accounts", "TURN server"), self.turn, hint)
        add_row(form, translate("accounts", "TURN user name"), self.turn_user)
        add_row(form, translate("accounts", "TURN password"), self.turn_password)
        form.addRow("", self.ice)
        hint = translate("accounts", "Tries now and then whether calls reach you.")
        add_row(form, translate("accounts", "Prove incoming calls"), self.reachability, hint)
        form.addRow("", self.redirects)
        form.addRow("", self.transfers)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(form)

    def _watch(self) -> None:
        for edit in (self.keep_alive, self.stun, self.turn, self.turn_user, self.turn_password):
            edit.textEdited.connect(lambda _: self.edited.emit())
        for edit in (self.turn, self.turn_user, self.turn_password):
            edit.textChanged.connect(lambda _, edit=edit: mark_invalid(edit, False))
        for box in (self.ip_family, self.reachability):
            box.activated.connect(lambda _: self.edited.emit())
        for check in (self.uses_srv, self.outbound, self.ice, self.redirects, self.transfers):
            check.clicked.connect(lambda _: self.edited.emit())
