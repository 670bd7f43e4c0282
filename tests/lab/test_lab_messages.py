"""Messages through real servers: Asterisk, which takes plain texts, and Kamailio, which carries notices too."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from softphone_lab import Lab, LabFacts, Part

from softphone.accounts.credentials import MemoryCredentialStore
from softphone.basics.ids import AccountId
from softphone.basics.secret import Secret
from softphone.headless import HeadlessPhone
from softphone.messaging.message import Message, MessageId, MessageState
from softphone.protocol.snapshots import AccountConfig, Transport
from softphone.runtime import PlainRuntime
from softphone.settings.message_settings import DELIVERY_NOTICES, READ_NOTICES, TYPING
from softphone.settings.store import MemorySettingsStore
from tests.harness.lab_accounts import lab_config

pytestmark = pytest.mark.lab
PATIENCE_S = 40.0
S = MessageState


@pytest.fixture(scope="module")
def own_lab() -> Iterator[Lab]:
    """A lab of this module's own: nobody else is signed in as these."""
    lab = Lab(parts=[Part.PBX, Part.PRESENCE])
    lab.up()
    yield lab
    lab.down()


@pytest.fixture
def runtime() -> Iterator[PlainRuntime]:
    made = PlainRuntime()
    yield made
    made.close()


class Writer:
    """Somebody's program."""

    def __init__(self, runtime: PlainRuntime, config: AccountConfig, password: str, folder: Path) -> None:
        self.config, self._password = config, password
        self.phone = HeadlessPhone(
            runtime, settings_store=MemorySettingsStore(), credentials=MemoryCredentialStore(), data_folder=folder
        )
        self.messaging = self.phone.app.messaging
        self.arrived: list[Message] = []
        self.messaging.arrived.add(self.arrived.append)
        self.phone.start()
        self.sign_in()

    def sign_in(self) -> None:
        assert self.phone.sign_in(self.config, Secret(self._password)).is_registered

    def send(self, peer: str, text: str) -> MessageId:
        return self.messaging.send(self.config.account_id, peer, text)

    def state(self, message_id: MessageId) -> MessageState | None:
        talks = self.messaging.conversations()
        found = [each for talk in talks for each in self.messaging.messages(talk.conversation_id, 100)]
        return next((each.state for each in found if each.message_id == message_id), None)

    def wait(self, is_so: Callable[[], bool], what: str) -> None:
        self.phone.wait_for(is_so, PATIENCE_S, f"waited in vain for {what}")

    def texts(self) -> list[str]:
        return [each.text for each in self.arrived]


Start = Callable[..., Writer]


@pytest.fixture
def start(runtime: PlainRuntime, own_lab: Lab, tmp_path: Path) -> Iterator[Start]:
    """Starts the program of a user of Asterisk."""
    writers: list[Writer] = []

    def begin(user: str, transport: Transport = Transport.UDP, pbx_profile: str = "") -> Writer:
        facts = own_lab.facts
        config = lab_config(facts, user, transport, pbx_profile=pbx_profile)
        writers.append(Writer(runtime, config, facts.user(user).password, tmp_path / f"{user}-{len(writers)}"))
        return writers[-1]

    yield begin
    for each in writers:
        each.phone.close()


@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TLS])
def test_a_message_reaches_a_colleague_and_is_answered(start: Start, transport: Transport) -> None:
    alice, bob = start("1001", transport), start("1002")
    first = alice.send("1002", "Grüße aus Köln 👩‍🚀")
    bob.wait(lambda: bob.texts() == ["Grüße aus Köln 👩‍🚀"], "it")
    alice.wait(lambda: alice.state(first) is S.SENT, "sent")
    (talk,) = bob.messaging.conversations()
    bob.messaging.write(talk.conversation_id, "Danke!")
    alice.wait(lambda: alice.texts() == ["Danke!"], "the answer")
    assert len(alice.messaging.conversations()) == 1


def test_a_long_text_arrives_whole_though_the_server_loses_long_messages(start: Start) -> None:
    alice, bob = start("1001"), start("1002")
    text = "\n".join(f"Zeile {number}: ein langer Text mit Umlauten äöü und 👍" for number in range(60))
    alice.send("1002", text)
    bob.wait(lambda: " ".join(bob.texts()).split() == text.split(), "all of it, in order")
    assert len(bob.texts()) > 3


def test_what_was_written_while_signed_out_goes_out_later(start: Start) -> None:
    alice, bob = start("1001"), start("1002")
    app = alice.phone.app
    app.accounts.update(msgspec.structs.replace(alice.config, is_enabled=False))
    alice.wait(lambda: not app.accounts.views()[0].is_registered, "signed out")
    sent = [alice.send("1002", f"later {number}") for number in range(5)]
    alice.phone.pause(0.5)
    assert {alice.state(each) for each in sent} == {S.QUEUED}
    app.accounts.update(alice.config)
    bob.wait(lambda: bob.texts() == [f"later {number}" for number in range(5)], "all, in order")


def test_an_engine_that_dies_in_the_middle_loses_and_doubles_nothing(start: Start) -> None:
    alice, bob = start("1001"), start("1002")
    wanted = [f"number {number}" for number in range(40)]
    for text in wanted:
        alice.send("1002", text)
    for at in (5, 20):
        bob.wait(lambda at=at: len(bob.arrived) >= at, "some")  # type: ignore[misc]
        pid = alice.phone.engine_pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
    bob.wait(lambda: len(bob.arrived) >= len(wanted), "all")
    alice.phone.pause(1.0)
    assert bob.texts() == wanted
    assert {
        each.state for each in alice.messaging.messages(alice.messaging.conversations()[0].conversation_id, 99)
    } == {S.SENT}


def test_a_number_outside_gets_it_from_the_work_number_and_can_answer(start: Start) -> None:
    alice, outside = start("1001", pbx_profile="lab"), start("pstn", pbx_profile="lab")
    sent = alice.send("+1 (555) 030-9999", "Your table is ready")
    outside.wait(lambda: outside.texts() == ["Your table is ready"], "it")
    alice.wait(lambda: alice.state(sent) is S.SENT, "sent")
    (talk,) = outside.messaging.conversations()
    assert talk.peer_name == "+15550201001"
    outside.messaging.write(talk.conversation_id, "Thanks!")
    alice.wait(lambda: alice.texts() == ["Thanks!"], "the answer")
    (own,) = alice.messaging.conversations()
    assert own.is_sms


# ---------------------------------------------------------------------- Kamailio


def person(facts: LabFacts, user: str) -> AccountConfig:
    """Somebody of the presence server's own domain."""
    server = facts.kamailio
    assert server is not None
    return AccountConfig(
        account_id=AccountId(f"account-{user}"),
        address_of_record=f"sip:{user}@{server.domain}",
        outbound_proxy=f"{facts.host}:{server.sip}",
        server=server.domain,
        uses_srv=False,
    )


@pytest.fixture
def people(runtime: PlainRuntime, own_lab: Lab, tmp_path: Path) -> Iterator[tuple[Writer, Writer]]:
    both = tuple(Writer(runtime, person(own_lab.facts, user), f"secret-{user}", tmp_path / user)
                 for user in ("1001", "1002"))  # fmt: skip
    yield both[0], both[1]
    for each in both:
        each.phone.close()


def test_the_other_side_says_that_it_arrived_and_was_read(people: tuple[Writer, Writer]) -> None:
    alice, bob = people
    alice.phone.app.settings.set(DELIVERY_NOTICES, "always")
    first = alice.send("1002", "Are you there?")
    alice.wait(lambda: alice.state(first) is S.DELIVERED, "delivered")
    assert bob.texts() == ["Are you there?"]
    (talk,) = bob.messaging.conversations()
    bob.messaging.mark_read(talk.conversation_id)
    answer = bob.messaging.write(talk.conversation_id, "Yes")  # he knows now that she reads CPIM
    bob.wait(lambda: bob.state(answer) is S.DELIVERED, "delivered")
    assert alice.state(first) is S.DELIVERED  # that it was read is nobody's business unless both want it
    for each in (alice, bob):
        each.phone.app.settings.set(READ_NOTICES, True)
    second = alice.send("1002", "Lunch?")
    bob.wait(lambda: bob.texts()[-1] == "Lunch?", "it")
    bob.messaging.mark_read(talk.conversation_id)
    alice.wait(lambda: alice.state(second) is S.READ, "read")


def test_typing_is_told_only_where_both_allow_it(people: tuple[Writer, Writer]) -> None:
    alice, bob = people
    alice.phone.app.settings.set(DELIVERY_NOTICES, "always")
    first = alice.send("1002", "hello")
    alice.wait(lambda: alice.state(first) is S.DELIVERED, "delivered")
    (own,), (theirs,) = alice.messaging.conversations(), bob.messaging.conversations()
    alice.messaging.user_types(own.conversation_id)
    alice.phone.pause(0.5)
    assert not bob.messaging.is_typing(theirs.conversation_id)
    for each in (alice, bob):
        each.phone.app.settings.set(TYPING, True)
    alice.messaging.user_types(own.conversation_id)
    bob.wait(lambda: bob.messaging.is_typing(theirs.conversation_id), "typing")
    alice.send("1002", "there")
    bob.wait(lambda: not bob.messaging.is_typing(theirs.conversation_id), "no more")


def test_somebody_who_is_not_there_gets_it_later(people: tuple[Writer, Writer], runtime: PlainRuntime, own_lab: Lab,
                                                 tmp_path: Path) -> None:  # fmt: skip
    """Kamailio says 404 of him then, as of somebody who does not exist."""
    alice, bob = people
    nobody = alice.send("2999", "hello")
    alice.wait(lambda: alice.state(nobody) is S.FAILED, "refused")
    alice.send("1002", "hello")
    bob.wait(lambda: bob.texts() == ["hello"], "it")
    assert bob.phone.close()
    waiting = alice.send("1002", "for later")
    alice.phone.pause(1.0)
    assert alice.state(waiting) in (S.QUEUED, S.SENDING)
    again = Writer(runtime, bob.config, "secret-1002", tmp_path / "1002")
    again.wait(lambda: again.texts() == ["for later"], "it")
    alice.wait(lambda: alice.state(waiting) is S.SENT, "sent")
    assert again.phone.close()
