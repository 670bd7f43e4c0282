"""Voicemail at a real Asterisk and Dovecot: told by subscription and unasked, and in step with every other phone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from softphone_lab import Lab, Part

from softphone.accounts.credentials import MemoryCredentialStore
from softphone.basics.ids import AccountId, MailServerId
from softphone.calls.call import Call
from softphone.headless import HeadlessPhone
from softphone.lab_account import lab_account
from softphone.protocol.snapshots import LegState
from softphone.runtime import PlainRuntime
from softphone.settings.mail_server import MailSecurity, MailServer
from softphone.settings.store import MemorySettingsStore
from softphone.voicemail import voicemail as voicemail_module
from softphone.voicemail.arrivals import Arrival
from softphone.voicemail.entry import MailState
from softphone.voicemail.mailbox_problem import MailboxProblem
from tests.harness.mail_drop import MailDrop
from tests.harness.sound_probe import write_wav

pytestmark = pytest.mark.lab
PATIENCE_S = 20.0


@pytest.fixture(scope="module")
def own_lab() -> Iterator[Lab]:
    """A lab of this module's own: its mail server is stopped."""
    lab = Lab(parts=[Part.PBX, Part.MAIL])
    lab.up()
    yield lab
    lab.down()


class Desks:
    """Alice has the mailbox of a user; Carol calls."""

    def __init__(self, lab: Lab, folder: Path) -> None:
        self.lab = lab
        self.runtime = PlainRuntime()
        self.alice, self.carol = (self._phone(folder, name) for name in ("alice", "carol"))
        microphone = folder / "microphone.wav"
        write_wav(microphone, 0.3 * np.sin(2 * np.pi * 500 * np.arange(20 * 8000) / 8000), 8000)
        for phone in (self.alice, self.carol):
            phone.start()
            phone.use_files(str(microphone), str(folder / "speaker.wav"))

    def _phone(self, folder: Path, name: str) -> HeadlessPhone:
        return HeadlessPhone(
            self.runtime,
            settings_store=MemorySettingsStore(),
            credentials=MemoryCredentialStore(),
            data_folder=folder / name,
        )

    def sign_in(self, user: str, security: MailSecurity = MailSecurity.IMAPS) -> None:
        facts = self.lab.facts
        assert facts.mail is not None
        config, password = lab_account(facts, user)
        assert self.alice.sign_in(config, password).is_registered
        caller, secret = lab_account(facts, "1003")
        assert self.carol.sign_in(caller, secret).is_registered
        server = MailServer(
            server_id=MailServerId("lab"), host=facts.host, user=user, security=security,
            port=facts.mail.imaps if security is MailSecurity.IMAPS else facts.mail.imap,
            trusted_ca_files=(str(facts.ca),),
        )  # fmt: skip
        self.alice.app.voicemail.mail_account.save(server, password)
        self.wait(lambda: self.alice.app.voicemail.mail.state is MailState.ONLINE, "the mailbox is followed")

    def leave(self, user: str) -> None:
        rung: list[Call] = []
        forget = self.alice.app.calls.incoming.add(rung.append)
        dialled = self.carol.app.calls.dial(user)
        self.wait(lambda: bool(rung), "the call arrives")
        forget()
        self.alice.app.calls.reject(rung[0].call_id)
        self.carol.wait_for_call(dialled, LegState.ESTABLISHED)
        self.carol.pause(5.5)
        self.carol.hang_up(dialled)
        self.alice.wait_for_silence()

    def counts(self, user: str) -> tuple[int, int] | None:
        """New and old messages as the PBX's lamp says."""
        for lamp in self.alice.app.voicemail.lamps.lamps:
            if lamp.account_id == AccountId(f"lab-{user}") and lamp.summary is not None and lamp.summary.counts:
                return lamp.summary.counts.new, lamp.summary.counts.old
        return None

    def wait(self, is_so: Callable[[], bool], what: str) -> None:
        self.alice.wait_for(is_so, PATIENCE_S, what)

    def close(self) -> None:
        self.alice.close()
        self.carol.close()
        self.runtime.close()


@pytest.fixture
def desks(own_lab: Lab, tmp_path: Path) -> Iterator[Desks]:
    made = Desks(own_lab, tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("user", "security"), [("1004", MailSecurity.IMAPS), ("1002", MailSecurity.START_TLS)],
    ids=["subscribed", "told unasked"],
)  # fmt: skip
def test_all_phones_stay_in_step(
    desks: Desks, own_lab: Lab, user: str, security: MailSecurity, monkeypatch: pytest.MonkeyPatch
) -> None:
    desks.sign_in(user, security)
    mail = desks.alice.app.voicemail.mail
    told: list[Arrival] = []
    desks.alice.app.voicemail.arrivals.came.add(told.append)
    desks.leave(user)
    desks.wait(lambda: desks.counts(user) == (1, 0), "the lamp is on")
    desks.wait(lambda: len(mail.entries) == 1, "the message is listed")
    uid = mail.entries[0].uid
    mail.set_heard([uid], True)
    desks.wait(lambda: desks.counts(user) == (0, 1), "the lamp is off")
    mail.set_heard([uid], False)
    desks.wait(lambda: desks.counts(user) == (1, 0), "the lamp is on again")
    drop = MailDrop(own_lab.facts, user)
    drop.flag(uid, "\\Seen")  # another client of the mailbox
    desks.wait(lambda: mail.unheard == 0, "what another phone heard is shown")
    drop.close()
    monkeypatch.setattr(voicemail_module, "UNDO_S", 0.1)
    mail.delete([uid])
    desks.wait(lambda: desks.counts(user) == (0, 0), "it is gone at the PBX")
    assert mail.entries == ()
    assert [[entry.message.number for entry in arrival.entries] for arrival in told] == [["1003"]]


def test_a_server_that_goes_and_comes_is_said_and_found(desks: Desks, own_lab: Lab) -> None:
    desks.sign_in("1004")
    mail = desks.alice.app.voicemail.mail
    own_lab.kill(Part.MAIL)
    desks.wait(lambda: mail.state is MailState.OFFLINE, "said")
    assert mail.problem is not None
    own_lab.start(Part.MAIL)
    mail.refresh()
    desks.wait(lambda: mail.state is MailState.ONLINE, "found")


def test_the_mailbox_of_a_team_is_followed_beside_the_own_one(desks: Desks, own_lab: Lab) -> None:
    desks.sign_in("1004")
    facts, boxes = own_lab.facts, desks.alice.app.voicemail.mailboxes
    assert facts.mail is not None
    team = MailServer(
        server_id=MailServerId("team"), label="Team", host=facts.host, user="1002", port=facts.mail.imaps,
        trusted_ca_files=(str(facts.ca),),
    )  # fmt: skip
    boxes.account(team.server_id).save(team, lab_account(facts, "1002")[1])
    boxes.choose(team.server_id)
    desks.wait(lambda: boxes.state is MailState.ONLINE, "both are followed")
    assert desks.alice.app.voicemail.mail.state is MailState.ONLINE
    assert [choice.name for choice in boxes.choices] == ["1004", "Team"]


def test_a_stranger_gets_no_password(own_lab: Lab, desks: Desks) -> None:
    facts = own_lab.facts
    assert facts.mail is not None
    config, password = lab_account(facts, "1004")
    assert desks.alice.sign_in(config, password).is_registered
    untrusted = MailServer(server_id=MailServerId("x"), host=facts.host, port=facts.mail.imaps, user="1004")
    desks.alice.app.voicemail.mail_account.save(untrusted, password)
    mail = desks.alice.app.voicemail.mail
    desks.wait(lambda: mail.state is MailState.OFFLINE, "refused")
    assert mail.problem is not None
    assert mail.problem.problem is MailboxProblem.CERTIFICATE_UNTRUSTED
