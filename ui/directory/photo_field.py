"""The picture of a contact while it is edited: choose one, remove it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from softphone.basics.words import translate
from softphone.directory.person import Person
from ui.directory.avatar import Avatar
from ui.directory.person_words import initials
from ui.directory.photos import MAX_BYTES, decoded
from ui.style.tokens import SPACE_M
from ui.widgets.buttons import Button


class PhotoField(QWidget):
    """Signals: refused with the words when a file is no picture that can be taken."""

    refused = Signal(str)

    def __init__(self, person: Person, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._initials = initials(person) if person.name else ""
        self._has_photo = person.has_photo
        self._chosen: bytes | None = None
        self.avatar = Avatar()
        self.avatar.show_initials(self._initials)
        self.choose = Button(translate("directory", "Choose a p&icture…"))
        self.remove = Button(translate("directory", "Re&move the picture"), "", "quiet")
        self.choose.clicked.connect(self._on_choose)
        self.remove.clicked.connect(self._on_remove)
        self.remove.setVisible(self._has_photo)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_M)
        row.addWidget(self.avatar)
        row.addWidget(self.choose)
        row.addWidget(self.remove)
        row.addStretch(1)

    def has_photo(self) -> bool:
        """Whether the contact has a picture now."""
        return self._has_photo

    def chosen(self) -> bytes | None:
        """The new picture; None when none was chosen."""
        return self._chosen

    def show_kept(self, data: bytes | None) -> None:
        """Shows the picture that the contact had before."""
        image = decoded(data, self.avatar.pixels()) if data and self._has_photo and self._chosen is None else None
        if image is not None:
            self.avatar.show_photo(image)

    def take_file(self, path: Path) -> None:
        """Takes the picture in this file, or says that it cannot."""
        try:
            with path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
        except OSError:
            self.refused.emit(translate("directory", "This file cannot be read."))
            return
        image = decoded(data, self.avatar.pixels())
        if image is None:
            self.refused.emit(translate("directory", "This is no JPEG, PNG or GIF picture of up to 4 MB."))
            return
        self._chosen, self._has_photo = data, True
        self.avatar.show_photo(image)
        self.remove.show()

    def _on_choose(self) -> None:
        dialog = QFileDialog(
            self, translate("directory", "Picture"), "", translate("directory", "Pictures (*.jpg *.jpeg *.png *.gif)")
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.take_file(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_remove(self) -> None:
        self._chosen, self._has_photo = None, False
        self.avatar.show_initials(self._initials)
        self.choose.setFocus()
        self.remove.hide()
