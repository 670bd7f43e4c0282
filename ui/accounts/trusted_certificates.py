"""Certificates that were trusted on purpose for one account: which there are, and taking one back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from softphone.accounts.certificates import grouped
from softphone.basics.words import translate
from ui.accounts.removable_rows import RemovableRow, RemovableRows
from ui.style.tokens import SPACE_XS
from ui.widgets.labels import ElidedLabel


class TrustedCertificates(QWidget):
    """Signals: changed when one was added or removed, or pinning was switched."""

    changed = Signal()

    def __init__(self, fingerprints: tuple[str, ...], is_pinned: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fingerprints = list(fingerprints)
        self.pinned = QCheckBox(translate("accounts", "Only certificates that were trusted by &hand"))
        self.pinned.setChecked(is_pinned)
        self.pinned.toggled.connect(lambda _: self.changed.emit())
        self._none = ElidedLabel(translate("accounts", "None; a server that is not known asks you."), "muted")
        self._rows = RemovableRows()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        column.addLayout(self._rows)
        column.addWidget(self._none)
        column.addWidget(self.pinned)
        self.setFocusProxy(self.pinned)
        self._show()

    def fingerprints(self) -> tuple[str, ...]:
        """SHA-256, 64 hex digits each."""
        return tuple(self._fingerprints)

    def add(self, fingerprint: str) -> None:
        """Trusts it."""
        if fingerprint not in self._fingerprints:
            self._fingerprints.append(fingerprint)
            self._show()
            self.changed.emit()

    def remove(self, fingerprint: str) -> None:
        """Does not trust it any more."""
        if fingerprint in self._fingerprints:
            self._fingerprints.remove(fingerprint)
            self._show()
            self.changed.emit()

    def _show(self) -> None:
        self._rows.show_rows(self._row(fingerprint) for fingerprint in self._fingerprints)
        self._none.setVisible(not self._fingerprints)

    def _row(self, fingerprint: str) -> RemovableRow:
        whole = grouped(fingerprint)
        hint = translate("accounts", "Do not trust {name} any more").format(name=whole[:9])
        return RemovableRow(whole.replace("\n", " "), whole, hint, lambda: self.remove(fingerprint))
