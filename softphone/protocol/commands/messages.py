"""Pager-mode messages (RFC 3428)."""

from __future__ import annotations

from softphone.basics.ids import AccountId
from softphone.protocol.commands.command import Command


class SendMessage(Command, frozen=True, kw_only=True):
    """Sends a pager-mode message (RFC 3428). The caller chooses the id. Outcome: MessageSent.

    target: full SIP URI. content_type: with its parameters.
    request_id: letters and digits that name the request on the wire: servers take the same one again, also from
    another life of the engine, for a repetition; empty for a name of its own.
    """

    message_id: str
    account_id: AccountId
    target: str
    body: bytes
    content_type: str = "text/plain;charset=UTF-8"
    request_id: str = ""


class AnswerMessage(Command, frozen=True, kw_only=True):
    """Answers a message that came: 200 when it is kept for good, else 480, so that its sender knows and tries again."""

    incoming_id: str
    is_kept: bool
