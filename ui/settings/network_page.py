"""The settings page of network and security: how each account is connected, in words, and the way to change it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from softphone.accounts.accounts import Accounts
from softphone.accounts.view import AccountView
from softphone.basics.words import translate
from softphone.protocol.snapshots import SrtpMode, Transport
from ui.accounts.account_words import account_name
from ui.accounts.security_words import security_words
from ui.style.tokens import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, Tone
from ui.widgets.buttons import Button
from ui.widgets.labels import ElidedLabel, IconLabel, Label


class NetworkPage(QWidget):
    """Signals: edit_wanted with an account id."""

    edit_wanted = Signal(str)

    def __init__(self, accounts: Accounts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._accounts = accounts
        self._cards = QVBoxLayout()
        self._cards.setSpacing(SPACE_S)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        words = translate("settings", "Encryption, certificates and the way to the server belong to each account.")
        column.addWidget(Label(words, "muted", wraps=True))
        column.addLayout(self._cards)
        forgets = (accounts.changed.add(lambda _: self._fill()), accounts.removed.add(lambda _: self._fill()))
        self.destroyed.connect(lambda _=None: [forget() for forget in forgets])
        self._fill()

    def _fill(self) -> None:
        while (item := self._cards.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for view in self._accounts.views():
            self._cards.addWidget(self._card(view))

    def _card(self, view: AccountView) -> QFrame:
        config = view.config
        card = QFrame()
        card.setProperty("card", "true")
        is_safe = config.transport == Transport.TLS and config.srtp == SrtpMode.REQUIRED
        icon = IconLabel("lock", size=24)
        icon.set_icon("lock" if is_safe else "lock-open", Tone.POSITIVE if is_safe else Tone.NEUTRAL)
        change = Button(translate("settings", "Change…"), "edit")
        change.set_hint(translate("settings", "Change {name}").format(name=account_name(config)))
        change.clicked.connect(lambda: self.edit_wanted.emit(config.account_id))
        words = QVBoxLayout()
        words.setSpacing(SPACE_XS)
        words.addWidget(ElidedLabel(account_name(config), "section"))
        for text in security_words(config):
            line = Label(text, wraps=True)
            line.setMinimumWidth(1)
            words.addWidget(line)
        row = QHBoxLayout(card)
        row.setContentsMargins(SPACE_L, SPACE_M, SPACE_M, SPACE_M)
        row.setSpacing(SPACE_M)
        row.addWidget(icon)
        row.addLayout(words, 1)
        row.addWidget(change)
        card.setAccessibleName(" ".join((account_name(config), *security_words(config))))
        return card
