"""Several mailboxes, of which one is looked at."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from softphone.basics.ids import MailServerId
from softphone.basics.secret import Secret
from softphone.settings.declared import MAILBOXES
from softphone.voicemail.entry import MailState
from softphone.voicemail.mail_account import MailAccount
from softphone.voicemail.mailboxes import Mailboxes
from softphone.voicemail.voicemail import Voicemail
from tests.fakes.fake_mailbox import SERVER
from tests.unit.app.phone import Phone
from tests.unit.voicemail.desk import Desk

TEAM = replace(SERVER, server_id=MailServerId("team"), label="Sales", user="sales")


class Office(Desk):
    """With the mailboxes of a user and of a team, in which the same messages lie."""

    def begin(self) -> None:
        super().begin()
        self.boxes = Mailboxes(self.settings, self.voicemail, self._new_account, self._new_mail)

    def _own_account(self) -> MailAccount:
        def is_taken(server_id: MailServerId) -> bool:
            return hasattr(self, "boxes") and self.boxes.has_other(server_id)

        return MailAccount(self.runtime, self.settings, self.credentials, self._new_mailbox, None, is_taken)

    def _new_account(self, server_id: MailServerId) -> MailAccount:
        return MailAccount(self.runtime, self.settings, self.credentials, self._new_mailbox, server_id)

    def _new_mail(self, account: MailAccount) -> Voicemail:
        return Voicemail(self.runtime, self.gateway, account, self.folder)

    def set_up_both(self) -> None:
        self.set_up()
        self.boxes.account(TEAM.server_id).save(TEAM, Secret("right"))
        self.wait(lambda: len(self.boxes.choices) == 2, "two mailboxes")

    def names(self) -> list[tuple[str, int]]:
        return [(choice.name, choice.unheard) for choice in self.boxes.choices]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    made.post.leave()
    made.post.leave()
    yield made
    done: list[bool] = []
    made.boxes.close(lambda: done.append(True))
    made.wait(lambda: done, "closed")
    made.runtime.close()


def test_each_has_a_name_and_its_own_count(office: Office) -> None:
    office.set_up_both()
    office.wait(lambda: office.names() == [(SERVER.user, 2), ("Sales", 2)], "both are read")
    assert office.boxes.chosen_id == SERVER.server_id
    assert office.boxes.team_unheard == 2


def test_the_chosen_one_is_looked_at_and_changed(office: Office) -> None:
    office.set_up_both()
    office.wait(lambda: office.names() == [(SERVER.user, 2), ("Sales", 2)], "both are read")
    office.boxes.choose(TEAM.server_id)
    assert office.boxes.state is MailState.ONLINE
    office.boxes.delete([office.boxes.entries[0].uid])
    assert office.boxes.deletable_back == 1
    assert [unheard for _, unheard in office.names()] == [2, 1]
    office.boxes.undo()
    office.boxes.choose(SERVER.server_id)
    assert office.boxes.chosen is office.voicemail


def test_when_the_teams_goes_the_own_one_is_looked_at(office: Office) -> None:
    office.set_up_both()
    office.boxes.choose(TEAM.server_id)
    office.boxes.account(TEAM.server_id).remove()
    office.wait(lambda: len(office.boxes.choices) == 1, "one mailbox")
    assert office.boxes.chosen is office.voicemail
    assert [server.server_id for server in office.settings.entries(MAILBOXES)] == [SERVER.server_id]


def test_when_the_own_goes_the_teams_stays_and_another_may_come(office: Office) -> None:
    office.set_up_both()
    office.account.remove()
    office.wait(lambda: office.names() == [("Sales", 2)], "the team's alone")
    assert office.boxes.chosen_id == TEAM.server_id
    assert office.boxes.state is MailState.ONLINE
    office.account.save(replace(SERVER, server_id=MailServerId("new"), label="New"), Secret("right"))
    office.wait(lambda: sorted(office.names()) == [("New", 2), ("Sales", 2)], "both are read")
    assert office.boxes.chosen_id == MailServerId("new")


def test_the_first_that_is_set_up_is_the_own_one_whoever_hears_of_it_first() -> None:
    """As the program does it: the mailboxes are made when the settings have one, before its account has heard of it."""
    phone = Phone.signed_in()
    parts = phone.app.voicemail
    parts.mail_account.save(SERVER, Secret("right"))
    assert parts.mailboxes.chosen is parts.mail
    assert parts.mail_account.configured == SERVER
    assert [choice.server_id for choice in parts.mailboxes.choices] == [SERVER.server_id]
    phone.app.close(lambda: None)
    phone.advance(3)


def test_a_password_that_is_not_to_be_remembered_is_used_all_the_same(office: Office) -> None:
    office.set_up()
    office.boxes.account(TEAM.server_id).save(TEAM, Secret("right"), remembers=False)
    office.wait(lambda: office.names()[1:] == [("Sales", 2)], "the team's is read")


def test_one_that_is_switched_off_is_no_choice(office: Office) -> None:
    office.set_up_both()
    office.boxes.account(TEAM.server_id).save(replace(TEAM, is_enabled=False), None)
    office.wait(lambda: len(office.boxes.choices) == 1, "one mailbox")
