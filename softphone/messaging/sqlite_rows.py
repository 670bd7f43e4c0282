"""Conversations and messages as rows of the database."""

import sqlite3

from softphone.basics.ids import AccountId
from softphone.messaging.folding import folded
from softphone.messaging.message import ConversationId, Kept, MessageId, MessageState, Notice, Thread

Value = str | int | float | None
THREAD = ("conversation_id", "account_id", "peer_uri", "peer_number", "presented_name", "takes_cpim", "is_sms")
KEPT = (
    *("message_id", "conversation_id", "is_own", "text", "at_s", "state", "attempt", "why", "status_code"),
    *("sent_at_s", "sent_from", "is_cpim", "is_read", "their_id", "wants_read", "notice", "found_by"),
)
_FIXED = ("message_id", "conversation_id", "is_own", "text", "found_by", "their_id", "wants_read")
PUT_THREAD = f"INSERT OR REPLACE INTO threads ({', '.join(THREAD)}) VALUES ({', '.join('?' * len(THREAD))})"
PUT_MESSAGE = f"""
INSERT INTO messages ({", ".join(KEPT)}) VALUES ({", ".join("?" * len(KEPT))})
ON CONFLICT (message_id) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in KEPT if name not in _FIXED)}
"""


def thread_row(thread: Thread) -> tuple[Value, ...]:
    """The conversation's values, in the order of THREAD."""
    return tuple(getattr(thread, name) for name in THREAD)


def thread_of(row: sqlite3.Row) -> Thread:
    """The conversation of a row."""
    takes_cpim = row["takes_cpim"]
    return Thread(
        ConversationId(row["conversation_id"]),
        AccountId(row["account_id"]),
        row["peer_uri"],
        row["peer_number"],
        row["presented_name"],
        None if takes_cpim is None else bool(takes_cpim),
        bool(row["is_sms"]),
    )


def kept_row(kept: Kept) -> tuple[Value, ...]:
    """The message's values, in the order of KEPT."""
    return (*(getattr(kept, name) for name in KEPT[:-1]), folded(kept.text))


def kept_of(row: sqlite3.Row) -> Kept:
    """The message of a row."""
    return Kept(
        message_id=MessageId(row["message_id"]),
        conversation_id=ConversationId(row["conversation_id"]),
        is_own=bool(row["is_own"]),
        text=row["text"],
        at_s=row["at_s"],
        state=MessageState(row["state"]),
        attempt=row["attempt"],
        why=row["why"],
        status_code=row["status_code"],
        sent_at_s=row["sent_at_s"],
        sent_from=row["sent_from"],
        is_cpim=bool(row["is_cpim"]),
        is_read=bool(row["is_read"]),
        their_id=row["their_id"],
        wants_read=bool(row["wants_read"]),
        notice=Notice(row["notice"]),
    )
