"""What the window says about messages."""

from softphone.basics.words import translate
from softphone.messaging.message import Conversation, Message, MessageState
from softphone.messaging.text_parts import TextParts
from ui.history.history_words import time_words
from ui.style.tokens import Tone
from ui.voicemail.voicemail_words import when_words

_LEFT_SHOWN = 30  # how much still fits is of interest near the end only
S = MessageState


def state_words(message: Message) -> str:
    """How far the message has come; empty for one that came in."""
    return how_far_words(message.state) if message.is_own else ""


def how_far_words(state: MessageState) -> str:
    """How far an own message has come."""
    return {
        S.QUEUED: translate("messaging", "Waiting to be sent"),
        S.SENDING: translate("messaging", "Being sent"),
        S.SENT: translate("messaging", "Sent"),
        S.DELIVERED: translate("messaging", "Delivered"),
        S.READ: translate("messaging", "Read"),
        S.FAILED: translate("messaging", "Not sent"),
    }[state]


def state_icon(state: MessageState) -> tuple[str, Tone]:
    """Icon and tone of that; the words are its tooltip and what a screen reader says."""
    return {
        S.QUEUED: ("clock", Tone.NEUTRAL),
        S.SENDING: ("clock", Tone.NEUTRAL),
        S.SENT: ("check", Tone.NEUTRAL),
        S.DELIVERED: ("check-twice", Tone.NEUTRAL),
        S.READ: ("check-twice", Tone.ACCENT),
        S.FAILED: ("error", Tone.DANGER),
    }[state]


def marked_state(conversation: Conversation) -> MessageState | None:
    """What the list says of the last own message: that it was not sent, or waits; None when all is well."""
    return conversation.own_state if conversation.own_state in (S.QUEUED, S.SENDING, S.FAILED) else None


def problem_words(message: Message) -> str:
    """What stands below a message that did not go out as it should; empty when all is well."""
    if not message.is_own or (message.problem is None and message.state is not S.FAILED):
        return ""
    reason = message.problem.title if message.problem is not None else state_words(message)
    if message.state is S.FAILED:
        again = translate("messaging", "Press Enter or click to send it again.")
        return f"{reason} {again}"
    return reason


def spoken(message: Message, name: str) -> str:
    """All of it, for a screen reader."""
    who = translate("messaging", "You") if message.is_own else name
    parts = (who, message.text, time_words(message.at_s), problem_words(message) or state_words(message))
    return ", ".join(filter(None, parts))


def preview(conversation: Conversation) -> str:
    """The last message on one line."""
    return " ".join(conversation.last_text.split())


def spoken_conversation(conversation: Conversation, now_s: float) -> str:
    """The line of the list, for a screen reader."""
    unread = translate("messaging", "%n unread message(s)", "", conversation.unread) if conversation.unread else ""
    state = marked_state(conversation)
    words = how_far_words(state) if state is not None else ""
    when = when_words(conversation.last_at_s, now_s)
    return ", ".join(filter(None, (conversation.peer_name, unread, words, preview(conversation), when)))


def parts_words(parts: TextParts, is_sms: bool) -> str:
    """How many SMS the text will be; empty for what is none, and while it is clearly one."""
    if not is_sms or not parts.count or (parts.count == 1 and parts.left > _LEFT_SHOWN):
        return ""
    count = translate("messaging", "%n SMS", "", parts.count)
    left = translate("messaging", "%n character(s) left", "", parts.left)
    return f"{count} · {left}"


def address_words(conversation: Conversation) -> str:
    """Number or address below the name; with the word SMS where that is what is sent."""
    address = conversation.peer_uri.partition(":")[2].partition(";")[0]
    number = address.partition("@")[0]
    shown = number if number.lstrip("+").isdigit() else address
    if conversation.is_sms and shown == conversation.peer_name:
        return translate("messaging", "SMS")
    if conversation.is_sms:
        return translate("messaging", "SMS to {number}").format(number=shown)
    return "" if shown == conversation.peer_name else shown
