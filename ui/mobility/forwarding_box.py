"""Forwarding of one account: its four kinds, as far as the phone system offers them."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.basics.ids import AccountId
from softphone.basics.words import translate
from softphone.mobility.forwarding import Forwarding, ForwardKind
from softphone.mobility.routing_words import NameOf, kind_words
from ui.directory.ports import People
from ui.mobility.forward_row import ForwardRow
from ui.mobility.label_width import same_width
from ui.style.tokens import SPACE_M, SPACE_S
from ui.widgets.labels import Label


class ForwardingBox(QWidget):
    """A row for each kind; what the phone system does not offer is named, so that nobody takes it for off."""

    def __init__(
        self,
        forwarding: Forwarding,
        account_id: AccountId,
        people: People,
        name_of: NameOf,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._forwarding, self._account_id = forwarding, account_id
        self.rows = {kind: ForwardRow(forwarding, account_id, kind, people, name_of) for kind in ForwardKind}
        self.missing = Label("", "muted", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addWidget(Label(translate("mobility", "Forwarding"), "section"))
        for row in self.rows.values():
            column.addWidget(row)
        same_width(*(row.label for row in self.rows.values()))
        column.addWidget(self.missing)
        column.setSpacing(SPACE_S)
        forget = forwarding.changed.add(lambda changed: self.refresh() if changed == account_id else None)
        self.destroyed.connect(lambda _=None: forget())
        self.refresh()

    def refresh(self) -> None:
        """Shows how it is now."""
        is_signed_in = self._forwarding.is_signed_in(self._account_id)
        rules = self._forwarding.view(self._account_id)
        for rule in rules:
            self.rows[rule.kind].show_rule(rule, is_signed_in)
        missing = [kind_words(rule.kind) for rule in rules if not rule.is_offered and not rule.is_unsure]
        unsure = [kind_words(rule.kind) for rule in rules if rule.is_unsure]
        told = []
        if len(missing) == len(ForwardKind):
            told.append(translate("mobility", "This phone system offers no forwarding by this program."))
        elif missing:
            words = translate("mobility", "This phone system does not offer: {kinds}")
            told.append(words.format(kinds=", ".join(missing)))
        if unsure:
            words = translate("mobility", "Not before your administrator has checked the codes: {kinds}")
            told.append(words.format(kinds=", ".join(unsure)))
        self.missing.setText("\n".join(told))
        self.missing.setVisible(bool(told))
