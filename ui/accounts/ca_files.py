"""Certificates of the company's own authorities, trusted for one account."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from softphone.basics.words import translate
from ui.accounts.removable_rows import RemovableRow, RemovableRows
from ui.style.tokens import SPACE_XS
from ui.widgets.buttons import Button


class CaFiles(QWidget):
    """A list of PEM files. Signals: changed when one was added or removed."""

    changed = Signal()

    def __init__(self, files: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files = list(files)
        self._rows = RemovableRows()
        add = Button(translate("accounts", "Add a certificate file…"), "add")
        add.clicked.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        column.addLayout(self._rows)
        row = QHBoxLayout()
        row.addWidget(add)
        row.addStretch(1)
        column.addLayout(row)
        self.setFocusProxy(add)
        self._show()

    def files(self) -> tuple[str, ...]:
        """Paths of the files."""
        return tuple(self._files)

    def add(self, path: str) -> None:
        """Adds a file unless it is there."""
        if path and path not in self._files:
            self._files.append(path)
            self._show()
            self.changed.emit()

    def remove(self, path: str) -> None:
        """Removes a file from the list; the file itself stays."""
        if path in self._files:
            self._files.remove(path)
            self._show()
            self.changed.emit()

    def _choose(self) -> None:
        title = translate("accounts", "Certificate of your company's authority")
        kinds = translate("accounts", "Certificates (*.pem *.crt *.cer);;All files (*)")
        dialog = QFileDialog(self, title, "", kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._add_all)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _add_all(self, paths: list[str]) -> None:
        for path in paths:
            self.add(path)

    def _show(self) -> None:
        self._rows.show_rows(self._row(path) for path in self._files)

    def _row(self, path: str) -> RemovableRow:
        name = Path(path).name
        hint = translate("accounts", "Remove {name}").format(name=name)
        return RemovableRow(name, path, hint, lambda: self.remove(path))
