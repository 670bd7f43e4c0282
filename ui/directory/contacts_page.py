"""The own contacts as a page: list, add, import, export, and how the company directory stands."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from softphone.basics.errors import UserFacingError
from softphone.basics.listeners import Listeners
from softphone.basics.words import translate
from softphone.directory.contact_import import ImportReport
from softphone.directory.ldap_mirror import MirrorState
from softphone.directory.local_contacts import LocalContacts
from softphone.directory.person import Hit, Person
from ui.directory.mirror_words import state_words
from ui.directory.people_list import PeopleList
from ui.directory.ports import Lamps
from ui.style.tokens import SPACE_S, SPACE_XS, Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import ElidedLabel
from ui.widgets.placeholder import Placeholder

_SHOWN_PROBLEMS = 3


class Mirror(Protocol):
    """The copy of the company directory."""

    @property
    def state(self) -> MirrorState:
        """How it stands now."""

    @property
    def changed(self) -> Listeners[MirrorState]:
        """Announces another state."""

    def refresh(self) -> None:
        """Fetches it anew."""


class ContactsPage(QWidget):
    """Signals: dial_wanted with a number, person_wanted with a hit, add_wanted for a new contact."""

    dial_wanted = Signal(str)
    person_wanted = Signal(object)
    add_wanted = Signal()

    def __init__(self, contacts: LocalContacts, mirror: Mirror, lamps: Lamps, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contacts, self._mirror = contacts, mirror
        self.list = PeopleList()
        self.list.setAccessibleName(translate("directory", "Contacts"))
        self.list.set_lamps(lamps)
        self.empty = Placeholder("contacts")
        self.add_button = Button(translate("directory", "Add contact"), "add")
        self.import_button = IconButton("import", translate("directory", "Import contacts from a file"))
        self.export_button = IconButton("export", translate("directory", "Export contacts to a file"))
        self.result = Banner(is_dismissible=True)
        self.mirror_line = ElidedLabel("", "small")
        self.refresh_button = IconButton("refresh", translate("directory", "Fetch the company directory anew"))
        self._build()
        self.list.dial_wanted.connect(self.dial_wanted)
        self.list.person_wanted.connect(self.person_wanted)
        self.add_button.clicked.connect(self.add_wanted)
        self.import_button.clicked.connect(self._choose_import)
        self.export_button.clicked.connect(self._choose_export)
        self.refresh_button.clicked.connect(lambda: mirror.refresh())
        contacts.changed.add(lambda _: self.reload())
        mirror.changed.add(self._show_mirror)
        self._show_mirror(mirror.state)
        self._show_people(())
        self.reload()

    def _build(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(SPACE_XS)
        bar.addWidget(self.add_button)
        bar.addStretch(1)
        bar.addWidget(self.import_button)
        bar.addWidget(self.export_button)
        foot = QHBoxLayout()
        foot.addWidget(self.mirror_line, 1)
        foot.addWidget(self.refresh_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addLayout(bar)
        column.addWidget(self.result)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        column.addLayout(foot)

    def reload(self) -> None:
        """Reads the contacts again, in the background."""
        self._contacts.people(self._show_people, self._on_error)

    def import_file(self, path: Path) -> None:
        """Brings in what is in the file, and says what came of it."""
        self.import_button.setEnabled(False)
        self.result.show_message(Tone.ACCENT, translate("directory", "Importing…"), path.name)
        self._contacts.import_file(path, self._on_imported, self._on_error, self._on_progress)

    def export_file(self, path: Path) -> None:
        """Writes every contact to the file."""
        self._contacts.export_file(path, lambda count: self._on_exported(count, path), self._on_error)

    # ------------------------------------------------------------------ parts

    def _show_people(self, people: tuple[Person, ...]) -> None:
        self.list.people.show_hits([Hit(person) for person in people])
        self.list.setVisible(bool(people))
        self.empty.setVisible(not people)
        self.export_button.setEnabled(bool(people))
        if not people:
            text = translate(
                "directory", "Add people whom the company directory does not have, or import a vCard or CSV file."
            )
            self.empty.say(translate("directory", "No contacts of your own"), text)

    def _show_mirror(self, state: MirrorState) -> None:
        self.mirror_line.set_full_text(state_words(state))
        is_used = state.is_running or state.problem is not None or state.last_success_s is not None
        self.refresh_button.setVisible(is_used)
        self.refresh_button.setEnabled(not state.is_running)

    def _choose_import(self) -> None:
        kinds = translate("directory", "Contacts (*.vcf *.vcard *.csv);;All files (*)")
        dialog = QFileDialog(self, translate("directory", "Import contacts"), "", kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._open(dialog)

    def _choose_export(self) -> None:
        kinds = translate("directory", "vCard (*.vcf);;CSV (*.csv)")
        dialog = QFileDialog(
            self, translate("directory", "Export contacts"), translate("directory", "contacts.vcf"), kinds
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("vcf")
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix("csv" if "*.csv" in kind else "vcf"))
        self._open(dialog)

    def _open(self, dialog: QFileDialog) -> None:
        is_export = dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
        take = self.export_file if is_export else self.import_file
        dialog.fileSelected.connect(lambda path: take(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_progress(self, count: int) -> None:
        if not self.import_button.isEnabled():
            self.result.show_message(
                Tone.ACCENT, translate("directory", "Importing… {count} contacts").format(count=count)
            )

    def _on_imported(self, report: ImportReport) -> None:
        self.import_button.setEnabled(True)
        parts = [
            translate("directory", "{count} added").format(count=report.added),
            translate("directory", "{count} changed").format(count=report.changed),
            translate("directory", "{count} known already").format(count=report.unchanged),
        ]
        lines = [
            translate("directory", "Line {line}: {text}").format(line=problem.line, text=problem.text)
            for problem in report.problems[:_SHOWN_PROBLEMS]
        ]
        if report.problem_count > len(lines):
            more = report.problem_count - len(lines)
            lines.append(translate("directory", "%n more line(s) could not be read.", "", more))
        tone = Tone.WARNING if report.problem_count else Tone.POSITIVE
        title = translate("directory", "Imported: {parts}").format(parts=", ".join(parts))
        self.result.show_message(tone, title, "\n".join(lines))

    def _on_exported(self, count: int, path: Path) -> None:
        title = translate("directory", "%n contact(s) exported", "", count)
        self.result.show_message(Tone.POSITIVE, title, path.name)

    def _on_error(self, problem: UserFacingError) -> None:
        self.import_button.setEnabled(True)
        self.result.show_message(Tone.DANGER, problem.title, problem.remedy)
