"""Messages waiting, told without a subscription (RFC 3842 section 4.1's NOTIFY, sent unasked by older servers)."""

from collections.abc import Callable

from softphone.basics.ids import CommandId
from softphone.engine import sip_text
from softphone.engine.accounts import Accounts, is_from_server
from softphone.engine.library import Inbox
from softphone.protocol.events import AnyEvent, MessageSummaryReceived

_PACKAGE = "message-summary"
_MAX_BYTES = 8192


class MessagesWaiting:
    """Takes what only the account's own server may say; anybody else is told that there is no subscription."""

    def __init__(self, inbox: Inbox, accounts: Accounts, emit: Callable[[AnyEvent, CommandId | None], None]) -> None:
        self._inbox = inbox
        self._accounts = accounts
        self._emit = emit

    def take(self, native_id: int, head: str, source: str, content_type: str, body: bytes) -> bool:
        """A NOTIFY outside of all dialogs. True when it was meant for us; what it says is told later."""
        packages = sip_text.headers_named(head, "Event") or sip_text.headers_named(head, "o")
        if not any(each.partition(";")[0].strip().lower() == _PACKAGE for each in packages):
            return False
        account = next((each for each in self._accounts if each.native_id == native_id), None)
        if account is None or not is_from_server(account, source) or len(body) > _MAX_BYTES:
            return False
        event = MessageSummaryReceived(account_id=account.config.account_id, content_type=content_type, body=body)
        self._inbox.append(lambda: self._emit(event, None))
        return True
