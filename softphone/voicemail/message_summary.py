"""What a server says of messages waiting: application/simple-message-summary (RFC 3842 section 5.2)."""

import re
from dataclasses import dataclass

MAX_BYTES = 8192
_MOST = 1_000_000
_COUNTS = re.compile(r"^\s*(\d{1,9})\s*/\s*(\d{1,9})\s*(?:\(\s*(\d{1,9})\s*/\s*(\d{1,9})\s*\))?\s*$", re.ASCII)
_VOICE = "voice-message"


class SummaryRefused(Exception):
    """The body is none that can be understood."""


@dataclass(frozen=True, slots=True)
class MessageCounts:
    """How many voice messages wait in a mailbox; the urgent ones are among the others."""

    new: int = 0
    old: int = 0
    urgent_new: int = 0
    urgent_old: int = 0


@dataclass(frozen=True, slots=True)
class MessageSummary:
    """What one notification says.

    Attributes:
        is_waiting: there is something new, of whatever kind.
        account: address of the mailbox; empty when it is not said.
        counts: of voice messages; None when the server tells no more than `is_waiting`.
    """

    is_waiting: bool = False
    account: str = ""
    counts: MessageCounts | None = None

    @property
    def new(self) -> int:
        """New voice messages; 1 when all that is known is that there are some."""
        return self.counts.new if self.counts is not None else int(self.is_waiting)


def parse_summary(body: bytes) -> MessageSummary:
    """Raises SummaryRefused. An empty body says nothing, and so that nothing waits."""
    if len(body) > MAX_BYTES:
        raise SummaryRefused("too long")
    is_waiting: bool | None = None
    account, counts = "", None
    for line in body.decode("utf-8", "replace").splitlines():
        name, colon, value = line.partition(":")
        name, value = name.strip().lower(), value.strip()
        if not colon:
            if not line.strip() and is_waiting is not None and counts is not None:
                break  # what follows are headers of single messages
            continue
        if name == "messages-waiting":
            is_waiting = value.lower() == "yes"
        elif name == "message-account":
            account = value if value.isprintable() and len(value) <= 500 else ""
        elif name == _VOICE and counts is None:
            counts = _counts(value)
    if is_waiting is None and body.strip():
        raise SummaryRefused("no Messages-Waiting")
    return MessageSummary(bool(is_waiting), account, counts)


def _counts(value: str) -> MessageCounts:
    match = _COUNTS.match(value)
    if match is None:
        raise SummaryRefused("counts")
    new, old, urgent_new, urgent_old = (min(int(each or 0), _MOST) for each in match.groups())
    return MessageCounts(new, old, min(urgent_new, new), min(urgent_old, old))
