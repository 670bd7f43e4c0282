"""Takes in messages that come: kept first, then acknowledged, each once however often it was sent (RFC 3428)."""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import replace

from softphone.accounts.accounts import Accounts
from softphone.basics.errors import EngineUnavailable, UserFacingError
from softphone.engine_client.gateway import EngineGateway
from softphone.messaging import composing, imdn
from softphone.messaging.bodies import TextBody, read_body
from softphone.messaging.message import Kept, MessageId, MessageState, Notice, Thread
from softphone.messaging.peers import Numbers, Peer, sending_peer
from softphone.messaging.saving import Saving
from softphone.messaging.store import AddIncoming
from softphone.protocol.commands import AnswerMessage
from softphone.protocol.events import MessageReceived
from softphone.runtime import Runtime

_log = logging.getLogger("softphone.messaging")


class Inbox:
    """Args:
    thread: the conversation with this person as it is known, else a new one.
    on_text: a message is kept, and was not known. on_notice: something is said of an own message.
    on_composing: somebody types, or not any more. wants_notices: the senders' wish for a notice is fulfilled.
    """

    def __init__(
        self,
        runtime: Runtime,
        gateway: EngineGateway,
        accounts: Accounts,
        saving: Saving,
        numbers: Numbers,
        thread: Callable[[MessageReceived, Peer], Thread],
        on_text: Callable[[Thread, Kept], None],
        on_notice: Callable[[Thread, imdn.Notification], None],
        on_composing: Callable[[Thread, composing.Composing], None],
        wants_notices: Callable[[], bool],
    ) -> None:
        self._runtime, self._gateway, self._accounts, self._saving = runtime, gateway, accounts, saving
        self._numbers, self._thread, self._on_text, self._on_notice = numbers, thread, on_text, on_notice
        self._on_composing, self._wants_notices = on_composing, wants_notices
        self._is_closed = False

    def close(self) -> None:
        """What comes now is not acknowledged, so that its sender keeps it."""
        self._is_closed = True

    def take(self, received: MessageReceived) -> None:
        """A message came; it is answered when it is kept."""
        view = self._accounts.view(received.account_id)
        if self._is_closed or view is None:
            self._answer(received, is_kept=False)
            return
        try:
            peer = sending_peer(view.config, received.sender, self._numbers)
        except (UserFacingError, ValueError):
            peer = None
        if peer is None:
            _log.info("a message without a sender was not taken")
            self._answer(received, is_kept=False)
            return
        try:
            body = read_body(received.content_type, received.body)
        except ValueError as error:
            _log.info("a message could not be read: %s", error)
            self._answer(received, is_kept=True)  # it would be the same the next time
            return
        thread = self._thread(received, peer)
        match body:
            case TextBody():
                self._take_text(received, thread, body)
            case imdn.Notification():
                self._answer(received, is_kept=True)
                self._on_notice(thread, body)
            case composing.Composing():
                self._answer(received, is_kept=True)
                self._on_composing(thread, body)

    # ------------------------------------------------------------------ inside

    def _take_text(self, received: MessageReceived, thread: Thread, body: TextBody) -> None:
        if not body.text.strip():
            self._answer(received, is_kept=True)
            return
        if body.is_cpim:
            thread = replace(thread, takes_cpim=True)
        wants_delivery = body.wants_delivery and self._wants_notices()
        kept = Kept(
            message_id=_id_of(received, thread, body),
            conversation_id=thread.conversation_id,
            is_own=False,
            text=body.text,
            at_s=self._runtime.wall_time_s(),
            state=MessageState.SENT,
            is_cpim=body.is_cpim,
            is_read=False,
            their_id=body.their_id,
            wants_read=body.wants_read,
            notice=Notice.DELIVERED if wants_delivery else Notice.NONE,
        )

        def written(is_new: bool) -> None:
            self._answer(received, is_kept=True)
            if is_new:
                self._on_text(thread, kept)

        self._saving.change(AddIncoming(thread, kept), written, lambda: self._answer(received, is_kept=False))

    def _answer(self, received: MessageReceived, *, is_kept: bool) -> None:
        try:
            self._gateway.send(AnswerMessage(incoming_id=received.incoming_id, is_kept=is_kept))
        except EngineUnavailable:
            _log.info("a message could not be answered: its sender will send it again")


def _id_of(received: MessageReceived, thread: Thread, body: TextBody) -> MessageId:
    """The same for a repetition: by the sender's own id where there is one, else by the request."""
    name = f"cpim {body.their_id}" if body.their_id else f"request {received.incoming_id}"
    whole = f"{thread.conversation_id} {name}".encode()
    return MessageId(f"in-{hashlib.blake2b(whole, digest_size=16).hexdigest()}")
