"""Certificates that were trusted on purpose for one account: which there are, and taking one back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from softphone.accounts.certificates import grouped
from softphone.basics.words import translate
from ui.style.tokens import SPACE_S, SPACE_XS
from ui.widgets.buttons import IconButton
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
        self._rows = QVBoxLayout()
        self._rows.setSpacing(SPACE_XS)
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
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for fingerprint in self._fingerprints:
            self._rows.addWidget(self._row(fingerprint))
        self._none.setVisible(not self._fingerprints)

    def _row(self, fingerprint: str) -> QWidget:
        line = QWidget()
        whole = grouped(fingerprint)
        name = ElidedLabel(whole.replace("\n", " "))
        name.setToolTip(whole)
        start = whole[:9]
        remove = IconButton("remove", translate("accounts", "Do not trust {name} any more").format(name=start))
        remove.clicked.connect(lambda: self.remove(fingerprint))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(name, 1)
        row.addWidget(remove)
        return line
