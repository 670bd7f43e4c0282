"""The settings page of the company directory: entering, testing, saving, and how the local copy stands."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from softphone_lab import Lab, Part

from softphone.accounts.credentials import MemoryCredentialStore
from softphone.basics.ids import DirectoryServerId
from softphone.basics.secret import Secret
from softphone.directory.directory_account import DirectoryAccount
from softphone.directory.index_sqlite import DirectoryIndex
from softphone.directory.ldap_mirror import LdapMirror, MirrorState
from softphone.directory.ldap_problem import DirectoryProblem, explain
from softphone.directory.ldap_trial import TrialProgress, TrialStep
from softphone.directory.mirror_child import MirrorChild
from softphone.directory.mirror_mark import MARK_FACT
from softphone.directory.mirror_messages import MirrorEnded, MirrorOrder, MirrorProgressed, MirrorSaid
from softphone.directory.numbers import NumberPlan
from softphone.protocol.snapshots import StepOutcome
from softphone.runtime import Runtime
from softphone.settings.declared import DIRECTORIES
from softphone.settings.directory_server import DirectoryKind, DirectorySecurity, DirectoryServer
from softphone.settings.settings import Settings
from softphone.settings.store import MemorySettingsStore
from tests.fakes.virtual_runtime import VirtualRuntime
from tests.window.waiting import wait_until
from ui.qt_runtime import QtRuntime
from ui.settings.directory_page import DirectoryPage
from ui.settings.settings_dialog import PageName, SettingsDialog
from ui.widgets.confirm_dialog import ConfirmDialog

PASSWORD = "correct horse battery staple"
SERVER = DirectoryServer(
    server_id=DirectoryServerId("directory-1"), host="ldap.example.com", base="dc=example", bind_dn="cn=reader"
)


def number(count: int) -> str:
    """As this desktop writes it."""
    return QLocale().toString(count)


class ScriptedRun:
    """A mirror's run whose words the test says."""

    def __init__(self, runtime: Runtime, order: MirrorOrder, on_said: Callable[[MirrorSaid], None]) -> None:
        self.order = order
        self.say = on_said

    def stop(self) -> None:
        return


class Office:
    """The settings dialog at this page, with an account and a mirror whose time the test moves."""

    def __init__(self, server: DirectoryServer | None = None) -> None:
        self.runtime = VirtualRuntime()
        self.store = MemorySettingsStore()
        self.settings = Settings(self.runtime, self.store)
        self.credentials = MemoryCredentialStore()
        if server is not None:
            self.settings.put_entry(DIRECTORIES, server)
            self.credentials.set(server.server_id, Secret(PASSWORD))
        self.account = DirectoryAccount(self.runtime, self.settings, self.credentials)
        self.account.start()
        self.runs: list[ScriptedRun] = []
        self.mirror = LdapMirror(self.runtime, self.account, Path("index"), lambda: "", NumberPlan, self._start)
        self.mirror.start()
        self.page = DirectoryPage(self.account, self.mirror, self.settings)
        self.dialog = SettingsDialog({PageName.DIRECTORY: lambda: self.page})
        self.dialog.open_page(PageName.DIRECTORY)
        self.dialog.show()
        self.advance(0)

    def _start(self, runtime: Runtime, order: MirrorOrder, on_said: Callable[[MirrorSaid], None]) -> ScriptedRun:
        self.runs.append(ScriptedRun(runtime, order, on_said))
        return self.runs[-1]

    def advance(self, seconds: float) -> None:
        """Time passes; Qt draws what came of it."""
        self.runtime.advance(seconds)
        for _ in range(3):
            QApplication.processEvents()

    def fill(self) -> None:
        """Enters what is needed."""
        form = self.page.form
        form.host.setText("ldap.example.com")
        form.base.setText("dc=example")
        form.bind_dn.setText("cn=reader")
        form.bind_dn.textEdited.emit("cn=reader")
        form.password.setText(PASSWORD)

    def close(self) -> None:
        """Takes the dialog down."""
        self.dialog.hide()
        self.dialog.deleteLater()
        QApplication.processEvents()


@pytest.fixture
def office(qapp: QApplication) -> Iterator[Office]:
    built = Office()
    yield built
    built.close()


@pytest.fixture
def set_up(qapp: QApplication) -> Iterator[Office]:
    """With a server that is in use."""
    built = Office(SERVER)
    yield built
    built.close()


def test_what_is_saved_is_used_at_once(office: Office) -> None:
    office.fill()
    office.page.form.kind.choose(DirectoryKind.ACTIVE_DIRECTORY)
    office.page.form.ca_files.add("/etc/ssl/company.pem")
    office.page.save_button.click()
    office.advance(1)
    server = office.account.server
    assert server is not None
    assert (server.host, server.base, server.bind_dn) == ("ldap.example.com", "dc=example", "cn=reader")
    assert (server.kind, server.security) == (DirectoryKind.ACTIVE_DIRECTORY, DirectorySecurity.START_TLS)
    assert server.trusted_ca_files == ("/etc/ssl/company.pem",)
    assert office.credentials.get(server.server_id) == Secret(PASSWORD)
    assert office.runs[0].order.password == PASSWORD
    assert office.page.form.password.text() == ""
    assert office.page.card.isVisible()


@pytest.mark.parametrize(("field", "words"), [("host", "server is missing"), ("password", "password is missing")])
def test_what_is_missing_is_told(office: Office, field: str, words: str) -> None:
    office.fill()
    getattr(office.page.form, field).clear()
    office.page.save_button.click()
    assert words in office.page.outcome.title()
    assert office.account.server is None


def test_changing_the_server_keeps_the_password(set_up: Office) -> None:
    set_up.page.form.host.setText("other.example.com")
    set_up.page.save_button.click()
    set_up.advance(1)
    assert set_up.account.server is not None
    assert set_up.account.server.host == "other.example.com"
    assert set_up.credentials.get(SERVER.server_id) == Secret(PASSWORD)


def test_no_encryption_is_warned_of(office: Office) -> None:
    form = office.page.form
    assert not form.warning.isVisible()
    form.security.choose(DirectorySecurity.NONE)
    assert form.warning.isVisible()
    form.security.choose(DirectorySecurity.LDAPS)
    assert not form.warning.isVisible()


def test_own_attribute_names_are_entered_where_they_are_used(office: Office) -> None:
    form = office.page.form
    assert not form.attributes.isVisible()
    form.kind.choose(DirectoryKind.CUSTOM)
    office.advance(0)
    assert form.attributes.isVisible()
    form.attributes.field("work").setText("companyPhone, telephoneNumber")
    assert form.server().attributes == {"work": ("companyPhone", "telephoneNumber")}


def test_the_steps_of_a_test_are_shown(set_up: Office) -> None:
    view = set_up.page.test_view
    view.begin(SERVER)
    view.take(TrialProgress(TrialStep.RESOLVE, StepOutcome.PASSED))
    view.take(TrialProgress(TrialStep.CONNECT, StepOutcome.RUNNING))
    assert [view.outcome_words(step) for step in TrialStep] == ["Done", "Running…", "Not yet", "Not yet", "Not yet"]
    assert view.take(TrialProgress(TrialStep.CONNECT, StepOutcome.FAILED, DirectoryProblem.REFUSED))
    assert [view.outcome_words(step) for step in TrialStep] == ["Done", "Failed", *["Not reached"] * 3]
    assert view.result() == "ldap.example.com refused the connection on port 389."


def test_a_test_of_a_server_that_is_not_there_is_explained_and_saves_nothing(office: Office) -> None:
    office.fill()
    office.page.form.host.setText("ldap.invalid")
    office.page.test_button.click()
    office.advance(1)
    assert "could not be found" in office.page.test_view.result()
    assert office.page.test_button.isEnabled()
    assert office.account.configured is None


def test_the_local_copy_is_shown_as_it_grows_and_stands(set_up: Office) -> None:
    card = set_up.page.card
    set_up.advance(10)
    assert card.bar.isVisible()
    assert not card.refresh.isEnabled()
    set_up.runs[0].say(MirrorProgressed(1500, 0))
    assert card.title() == f"Fetching people: {number(1500)} so far"
    set_up.runs[0].say(MirrorProgressed(1500, 3000))
    assert card.title() == f"Fetching people: {number(1500)} of {number(3000)}"
    assert (card.bar.value(), card.bar.maximum()) == (1500, 3000)
    set_up.runs[0].say(MirrorEnded(None, 3000, 3000))
    assert card.title() == f"{number(3000)} people are on this computer."
    assert card.text().startswith("Last complete: ")
    assert not card.bar.isVisible()
    card.refresh.click()
    set_up.advance(0.1)
    assert set_up.runs[1].order.compares


def test_why_the_copy_is_not_up_to_date_is_told_with_the_remedy(set_up: Office) -> None:
    set_up.advance(10)
    set_up.runs[0].say(MirrorEnded(DirectoryProblem.WRONG_PASSWORD))
    words = explain(DirectoryProblem.WRONG_PASSWORD, SERVER)
    assert (set_up.page.card.title(), set_up.page.card.text()) == (words.title, words.remedy)


def test_removing_asks_first(set_up: Office) -> None:
    set_up.page.remove_button.click()
    question = set_up.page.findChild(ConfirmDialog)
    assert question is not None
    assert set_up.account.configured is not None
    question.confirm.click()
    set_up.advance(1)
    assert set_up.account.configured is None
    assert set_up.credentials.get(SERVER.server_id) is None
    assert set_up.page.form.host.text() == ""
    assert not set_up.page.remove_button.isVisible()


def test_the_password_is_never_shown(set_up: Office) -> None:
    set_up.page.form.password.setText(PASSWORD)
    set_up.page.save_button.click()
    set_up.advance(1)
    for widget in QApplication.allWidgets():
        shown = f"{widget.accessibleName()}{widget.accessibleDescription()}{widget.toolTip()}"
        if isinstance(widget, QLineEdit):
            shown += widget.displayText()
        elif isinstance(widget, QLabel):
            shown += widget.text()
        assert PASSWORD not in shown


@pytest.mark.lab
def test_a_real_directory_is_set_up_tested_and_copied(qapp: QApplication, tmp_path: Path) -> None:
    runtime = QtRuntime()
    settings = Settings(runtime, MemorySettingsStore())
    account = DirectoryAccount(runtime, settings, MemoryCredentialStore())
    account.start()
    file = tmp_path / "directory.sqlite"
    index = DirectoryIndex(file)
    index.open()
    mirror = LdapMirror(runtime, account, file, lambda: index.fact(MARK_FACT), NumberPlan, MirrorChild)
    mirror.start()
    page = DirectoryPage(account, mirror, settings)
    dialog = SettingsDialog({PageName.DIRECTORY: lambda: page})
    dialog.open_page(PageName.DIRECTORY)
    dialog.show()
    with Lab(parts=[Part.DIRECTORY], people=800) as facts:
        assert facts.directory
        form = page.form
        form.host.setText(f"{facts.host}:{facts.directory.ldap}")
        form.base.setText(facts.directory.base)
        form.bind_dn.setText(facts.directory.bind_dn)
        form.password.setText("wrong")
        page.test_button.click()
        wait_until(page.test_view.result, "the result of the test")
        assert "could not be confirmed" in page.test_view.result()
        form.ca_files.add(str(facts.ca))
        page.test_button.click()
        wait_until(page.test_view.result, "the result of the test")
        assert "did not accept" in page.test_view.result()
        form.password.setText(facts.directory.bind_password)
        page.test_button.click()
        wait_until(page.test_view.result, "the result of the test")
        assert page.test_view.result() == "Everything works: people are found."
        page.save_button.click()
        states: list[MirrorState] = []
        mirror.changed.add(states.append)
        wait_until(lambda: page.card.title() == "800 people are on this computer.", "the local copy")
        assert [person.name for person in index.people_for("+15550201001")] == ["Alice Archer"]
    mirror.close()
    account.close()
    index.close()
    dialog.hide()
    dialog.deleteLater()
    runtime.close()
