"""The messages of a FakeEngine: what is sent goes into the FakePbx's world, what comes waits for its answer."""

from collections.abc import Callable
from typing import Any

from softphone.basics.ids import AccountId, CommandId
from softphone.basics.sip_uri import SipUri
from softphone.protocol import commands as c
from softphone.protocol.events import MessageReceived, MessageSent, RejectCode
from softphone.protocol.snapshots import AccountConfig, Party
from softphone.runtime import Timer
from tests.fakes.fake_pbx import FakePbx
from tests.fakes.fake_stage import Refused, Stage

LARGEST = 60_000
ANSWER_AFTER_S = 0.02
UNANSWERED_AFTER_S = 5.0


class FakeMessages:
    """Attributes:
    answers: status codes that came out of `incoming`, by incoming id.
    """

    def __init__(self, stage: Stage, pbx: FakePbx, config: Callable[[AccountId], AccountConfig]) -> None:
        self.answers: dict[str, int] = {}
        self._stage, self._pbx, self._config = stage, pbx, config
        self._waiting: dict[str, Timer] = {}

    def handlers(self) -> dict[type[c.Command], Callable[[Any, CommandId], None]]:
        """By kind of command."""
        return {c.SendMessage: self._send, c.AnswerMessage: self._answer}

    def incoming(self, account_id: AccountId, body: bytes, content_type: str = "text/plain", *, number: str = "1002",
                 name: str = "Bob", incoming_id: str = "", host: str = "") -> str:  # fmt: skip
        """Somebody sends a message; returns its id."""
        config = self._config(account_id)
        host = host or SipUri.parse(config.address_of_record).host
        incoming_id = incoming_id or f"incoming-{len(self.answers) + len(self._waiting) + 1}"
        event = MessageReceived(
            incoming_id=incoming_id,
            account_id=account_id,
            sender=Party(uri=f"sip:{number}@{host}", number=number, name=name),
            to_uri=config.address_of_record,
            content_type=content_type,
            body=body,
        )
        self._waiting[incoming_id] = self._stage.later(UNANSWERED_AFTER_S, lambda: self._answered(incoming_id, 480))
        self._stage.announce(event)
        return incoming_id

    def _send(self, command: c.SendMessage, command_id: CommandId) -> None:
        self._config(command.account_id)
        try:
            target = SipUri.parse(command.target)
        except ValueError as error:
            raise Refused(RejectCode.BAD_ARGUMENT, str(error)) from None
        if not target.user or not command.body or len(command.body) > LARGEST or "/" not in command.content_type:
            raise Refused(RejectCode.BAD_ARGUMENT, "body")
        if command.request_id and not (command.request_id.isalnum() and command.request_id.isascii()):
            raise Refused(RejectCode.BAD_ARGUMENT, "request_id")
        if target.user == SipUri.parse(self._config(command.account_id).address_of_record).user:
            number, host = target.user, target.host
            self.incoming(command.account_id, command.body, command.content_type, number=number, name="", host=host)
        code, retry_after_s = self._pbx.take_message(command)
        sent = MessageSent(message_id=command.message_id, status_code=code, retry_after_s=retry_after_s)
        self._stage.later(self._pbx.message_delay_s, lambda: self._stage.announce(sent, command_id))

    def _answer(self, command: c.AnswerMessage, _command_id: CommandId) -> None:
        self._answered(command.incoming_id, 200 if command.is_kept else 480)

    def _answered(self, incoming_id: str, code: int) -> None:
        timer = self._waiting.pop(incoming_id, None)
        if timer is not None:
            timer.cancel()
            self.answers[incoming_id] = code
