"""What mails of different PBXs say of the voice message that they carry (RFC 3458, RFC 3801, X-headers)."""

import re
from collections.abc import Mapping, Sequence

from softphone.voicemail.message import Message

_CALLER = ("x-voicemail-caller", "x-asterisk-callerid", "x-voice-message-sender", "x-caller-id")
_NAME = ("x-voicemail-caller-name", "x-asterisk-calleridname")
_DURATION = ("x-voicemail-duration", "x-asterisk-vm-duration", "content-duration", "x-voicemessage-duration")
_SIGNS = ("x-voicemail-", "x-asterisk-vm-", "x-asterisk-callerid", "x-voicemessage-", "x-voice-message-")
_NUMBER = re.compile(r"^\+?[0-9*#][0-9*#()/. -]{1,30}$")
_CLOCK = re.compile(r"^(?:(\d{1,2}):)?(\d{1,3}):(\d{2})$")
_TEXT_LIMIT = 20_000
Headers = Mapping[str, Sequence[str]]


def read_message(
    uid: int, headers: Headers, sender: tuple[str, str], received_s: float, is_heard: bool, *, takes_all: bool
) -> Message:
    """headers: by name in lower case. sender: name and address. takes_all: every mail counts as voicemail."""
    return Message(
        uid=uid,
        received_s=received_s,
        is_heard=is_heard,
        number=_number(headers, sender),
        name=_name(headers, sender),
        duration_s=_duration(_first(headers, _DURATION)),
        is_urgent=_is_urgent(headers),
        is_voice=takes_all or is_voice(headers),
    )


def is_voice(headers: Headers) -> bool:
    """The mail says that it is voicemail."""
    context = _first(headers, ("message-context",)).lower()
    kind = _first(headers, ("content-type",)).lower()
    is_marked = any(name.startswith(_SIGNS) for name in headers)
    return context == "voice-message" or kind.startswith("multipart/voice-message") or is_marked


def transcript(text: str, headers: Headers) -> str:
    """The spoken text in a mail's words; empty when the mail says in no way that it carries one.

    Nearly every PBX writes something like “you have a new message”, which is none.
    """
    if _first(headers, ("x-voicemail-transcription", "x-voicemail-transcript")).lower() in ("yes", "true", "1", "text"):
        return text.strip()[:_TEXT_LIMIT]
    match = re.search(r"^\s*(?:transcription|transcript|speech to text)\s*:?[ \t]*\r?\n?(.+)", text, re.I | re.S | re.M)
    return match[1].strip()[:_TEXT_LIMIT] if match else ""


def _first(headers: Headers, names: Sequence[str]) -> str:
    for name in names:
        for value in headers.get(name, ()):
            if value.strip():
                return value.strip()
    return ""


def _number(headers: Headers, sender: tuple[str, str]) -> str:
    said = _first(headers, _CALLER)
    if "<" in said:
        said = said.rpartition("<")[2].rstrip("> ")
    for text in (said, sender[1].partition("@")[0], sender[0]):
        if _NUMBER.match(text):
            return text
    return said if said and said.isprintable() and " " not in said and "@" in said else ""


def _name(headers: Headers, sender: tuple[str, str]) -> str:
    name = _first(headers, _NAME) or sender[0]
    name = name.strip(' "')
    is_name = name.isprintable() and not _NUMBER.match(name) and name.lower() not in ("unknown", "anonymous")
    return name[:200] if is_name else ""


def _duration(text: str) -> float | None:
    match = _CLOCK.match(text)
    if match:
        return int(match[1] or 0) * 3600.0 + int(match[2]) * 60.0 + int(match[3])
    return float(text) if re.fullmatch(r"\d{1,6}(\.\d+)?", text, re.ASCII) else None


def _is_urgent(headers: Headers) -> bool:
    flag = _first(headers, ("x-asterisk-vm-flag", "x-voicemail-flag", "importance", "priority")).lower()
    return flag in ("urgent", "high") or _first(headers, ("x-priority",))[:1] in ("1", "2")
