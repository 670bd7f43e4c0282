"""Several mailboxes: set up in the settings, chosen on the page of voicemail."""

from softphone.basics.ids import MailServerId
from softphone.basics.listeners import Listeners
from softphone.settings.declared import MAILBOXES
from softphone.settings.mail_server import MailServer
from softphone.voicemail.mailboxes import MailboxChoice
from tests.window.voicemail_stage import ScriptedMessages, ScriptedPlayer, entry
from tests.window.window_stage import WindowStage
from ui.settings.mailboxes_page import MailboxesPage
from ui.voicemail.voicemail_page import VoicemailPage

OWN = MailServer(server_id=MailServerId("own"), host="mail.example.invalid", user="alice")
TEAM = MailServer(server_id=MailServerId("team"), host="mail.example.invalid", user="sales", label="Sales")


def opened(stage: WindowStage) -> MailboxesPage:
    page = stage.windows.open_settings("voicemail").findChild(MailboxesPage)
    assert page is not None
    return page


def fill(page: MailboxesPage, server: MailServer) -> None:
    form = page.page.form
    form.label.setText(server.label)
    form.host.setText(server.host)
    form.user.setText(server.user)
    form.password.setText("secret")
    form.edited.emit()


def entries(stage: WindowStage) -> list[tuple[str, str]]:
    return [(server.label, server.user) for server in stage.softphone.settings.entries(MAILBOXES)]


def choices(page: MailboxesPage) -> list[str]:
    return [page.choice.itemText(index) for index in range(page.choice.count())]


def test_the_first_mailbox_is_set_up_without_a_choice_and_a_second_with(phone: WindowStage) -> None:
    page = opened(phone)
    assert not page.choice.isVisible()
    assert not page.add_button.isVisible()
    fill(page, OWN)
    assert page.has_unsaved()
    assert page.save()
    assert entries(phone) == [("", "alice")]
    assert page.add_button.isVisible()
    page.add_button.click()
    assert choices(page) == ["alice", "New mailbox"]
    fill(page, TEAM)
    assert page.save()
    assert entries(phone) == [("", "alice"), ("Sales", "sales")]
    assert choices(page) == ["alice", "Sales"]
    assert page.page.form.user.text() == "sales"
    page.show_mailbox(phone.softphone.settings.entries(MAILBOXES)[0].server_id)
    assert page.page.form.user.text() == "alice"


def test_a_mailbox_that_is_removed_goes_and_the_other_stays(phone: WindowStage) -> None:
    page = opened(phone)
    fill(page, OWN)
    page.save()
    page.add_button.click()
    fill(page, TEAM)
    page.save()
    page.page._remove()
    phone.settle()
    assert entries(phone) == [("", "alice")]
    assert page.page.form.user.text() == "alice"
    assert not page.choice.isVisible()
    page.page._remove()
    phone.settle()
    assert entries(phone) == []
    assert page.page.form.user.text() == ""


def test_what_cannot_be_saved_is_shown(phone: WindowStage) -> None:
    page = opened(phone)
    fill(page, OWN)
    page.save()
    page.add_button.click()
    fill(page, TEAM)
    page.page.form.host.setText("")
    own = phone.softphone.settings.entries(MAILBOXES)[0].server_id
    page.show_mailbox(own)
    assert not page.save()
    assert page.page.form.user.text() == "sales"
    assert page.page.outcome.title() == "The voicemail server is missing, or is no server name."


class ScriptedBoxes:
    """Two mailboxes. chosen: every choice."""

    def __init__(self) -> None:
        self.changed: Listeners[None] = Listeners()
        self.choices: tuple[MailboxChoice, ...] = (
            MailboxChoice(OWN.server_id, "alice", 2),
            MailboxChoice(TEAM.server_id, "Sales"),
        )
        self.chosen_id: MailServerId | None = OWN.server_id
        self.chosen: list[str] = []

    def choose(self, server_id: MailServerId) -> None:
        self.chosen.append(server_id)
        self.chosen_id = server_id
        self.changed.announce(None)


def test_another_mailbox_is_chosen_and_what_plays_stops(phone: WindowStage) -> None:
    boxes, player = ScriptedBoxes(), ScriptedPlayer()
    page = VoicemailPage(ScriptedMessages(entry(1)), player, phone.runtime, boxes=boxes)
    page.show()
    assert page.mailbox is not None
    assert page.mailbox.isVisible()
    assert [page.mailbox.itemText(index) for index in range(2)] == ["alice (2 new)", "Sales"]
    player.play(1)
    page.mailbox.setCurrentIndex(1)
    page.mailbox.activated.emit(1)
    assert boxes.chosen == ["team"]
    assert player.view.uid is None
    boxes.choices = boxes.choices[:1]
    boxes.changed.announce(None)
    assert not page.mailbox.isVisible()
