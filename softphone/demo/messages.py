"""The part of the demo about messages: through the PBX, queued while away, and with a notice of delivery."""

from collections.abc import Iterator
from contextlib import contextmanager

from msgspec.structs import replace
from softphone_lab import Lab

from softphone.basics.ids import AccountId
from softphone.basics.secret import Secret
from softphone.demo.parties import ALICE, BOB, PATIENCE_S, Parties
from softphone.demo.steps import Detail, StepFailed
from softphone.headless import HeadlessPhone
from softphone.messaging.message import Message, MessageId, MessageState
from softphone.protocol.snapshots import AccountConfig
from softphone.settings.message_settings import DELIVERY_NOTICES

_HELLO = "Grüße aus Köln 👋"
_LATER = tuple(f"written offline, {number}" for number in range(3))


class MessageSteps:
    """Alice writes to Bob: by Asterisk, which takes texts only, and by the presence server, which carries notices."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties

    def message_delivered(self, detail: Detail) -> None:
        """Each message comes once, in order, also what was written offline; its arrival is told where that goes."""
        alice, bob = self._parties.alice, self._parties.bob
        arrived: list[Message] = []
        forget = bob.app.messaging.arrived.add(arrived.append)
        view = alice.app.accounts.default()
        if view is None:
            raise StepFailed("Alice has no account")
        sent = alice.app.messaging.send(view.account_id, BOB, _HELLO)
        bob.wait_for(lambda: bool(arrived), PATIENCE_S, "The message did not arrive.")
        self._wait_state(alice, sent, MessageState.SENT)
        self._queue_offline(alice, view.config, detail)
        wanted = [_HELLO, *_LATER]
        bob.wait_for(lambda: len(arrived) >= len(wanted), PATIENCE_S, "What was written offline did not arrive.")
        bob.pause(0.5)
        forget()
        if [message.text for message in arrived] != wanted:
            raise StepFailed("messages came twice or in another order")
        detail["through_the_pbx"] = len(arrived)
        self._deliver_with_notice(detail)

    def _queue_offline(self, alice: HeadlessPhone, config: AccountConfig, detail: Detail) -> None:
        accounts = alice.app.accounts

        def is_registered() -> bool:
            view = accounts.view(config.account_id)
            return view is not None and view.is_registered

        accounts.update(replace(config, is_enabled=False))
        alice.wait_for(lambda: not is_registered(), PATIENCE_S, "Alice did not sign out.")
        queued = [alice.app.messaging.send(config.account_id, BOB, text) for text in _LATER]
        alice.pause(0.2)
        detail["waits_offline"] = str(_state(alice, queued[0]))
        if _state(alice, queued[0]) is not MessageState.QUEUED:
            raise StepFailed("a message went out while Alice was signed out")
        accounts.update(config)
        alice.wait_for(is_registered, PATIENCE_S, "Alice did not sign in again.")

    def _deliver_with_notice(self, detail: Detail) -> None:
        """By CPIM and IMDN (RFC 5438); Asterisk takes neither."""
        with self._at_presence_server(ALICE) as alice, self._at_presence_server(BOB) as bob:
            alice.app.settings.set(DELIVERY_NOTICES, "always")
            account_id = alice.app.accounts.views()[0].account_id
            sent = alice.app.messaging.send(account_id, BOB, _HELLO)
            self._wait_state(alice, sent, MessageState.DELIVERED)
            (talk,) = bob.app.messaging.conversations()
            if (talk.last_text, talk.unread) != (_HELLO, 1):
                raise StepFailed("Bob sees another message, or none")
            detail["state"] = str(_state(alice, sent))

    @contextmanager
    def _at_presence_server(self, user: str) -> Iterator[HeadlessPhone]:
        phone = self._parties.new_phone(f"messages-{user}")
        try:
            phone.start()
            if not phone.sign_in(_account(self._parties.lab, user), Secret(f"secret-{user}")).is_registered:
                raise StepFailed(f"{user} could not sign in at the presence server")
            yield phone
        finally:
            phone.close()

    def _wait_state(self, phone: HeadlessPhone, message_id: MessageId, state: MessageState) -> None:
        title = f"The message did not become “{state}”."
        phone.wait_for(lambda: _state(phone, message_id) is state, PATIENCE_S, title)


def _state(phone: HeadlessPhone, message_id: MessageId) -> MessageState | None:
    messaging = phone.app.messaging
    talks = messaging.conversations()
    found = (each for talk in talks for each in messaging.messages(talk.conversation_id))
    return next((each.state for each in found if each.message_id == message_id), None)


def _account(lab: Lab, user: str) -> AccountConfig:
    server = lab.facts.kamailio
    if server is None:
        raise StepFailed("the lab has no presence server")
    return AccountConfig(
        account_id=AccountId(f"messages-{user}"),
        address_of_record=f"sip:{user}@{server.domain}",
        server=server.domain,
        outbound_proxy=f"{lab.facts.host}:{server.sip}",
        uses_srv=False,
    )
