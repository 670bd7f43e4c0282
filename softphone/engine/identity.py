"""Who is calling: P-Asserted-Identity (RFC 3325 section 9.1), else From; privacy (RFC 3323 section 4)."""

import re

from softphone.basics.sip_uri import SipUri
from softphone.engine import sip_text
from softphone.protocol.snapshots import Party

_NAME_ADDR = re.compile(r'^\s*(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<plain>[^<"]*?))\s*<(?P<uri>[^<>]*)>')
_ANONYMOUS_USERS = {"anonymous", "restricted", "unknown", "unavailable"}
_PRIVATE = {"id", "user", "header"}


def party_of_request(message: str, *, is_trusted: bool) -> Party:
    """The caller of an INVITE. is_trusted: it came from a server that may vouch for callers."""
    caller = party_of(sip_text.header_named(message, "From"))
    asserted = _asserted(message) if is_trusted else None
    wishes = ";".join(sip_text.headers_named(message, "Privacy"))
    privacy = {part.strip().lower() for part in wishes.split(";")}
    party = asserted or caller
    is_anonymous = bool(privacy & _PRIVATE) or (caller.is_anonymous and asserted is None)
    if is_anonymous:
        return Party(uri="sip:anonymous@anonymous.invalid", is_asserted=party.is_asserted, is_anonymous=True)
    return party


def party_of_update(message: str, before: Party, *, is_trusted: bool) -> Party | None:
    """The far party by a message within its session, request or response (RFC 5876 section 3); None when it says
    nothing new. before: who it was until now."""
    is_request = bool(sip_text.request_uri(message))
    asserted = _asserted(message) if is_trusted else None
    if asserted is not None:
        named = party_of_request(message, is_trusted=True) if is_request else asserted
        return None if named.is_anonymous and not before.is_anonymous and not is_request else named
    if not is_request:
        return None
    caller = party_of(sip_text.header_named(message, "From"))  # RFC 4916 section 4.4: it may change
    is_same = (caller.number, _host(caller.uri)) == (before.number, _host(before.uri))
    return None if is_same or before.is_asserted or caller.is_anonymous or not caller.number else caller


def party_of(value: str) -> Party:
    """Reads ``"Name" <sip:user@host>`` or a bare URI; whatever cannot be read comes as an unnamed party."""
    match = _NAME_ADDR.match(value)
    if match is None:
        text, name = value.split(";", 1)[0].strip(), ""
    else:
        text = match["uri"].strip()
        name = re.sub(r"\\(.)", r"\1", match["quoted"]) if match["quoted"] is not None else match["plain"].strip()
    number, host = _user_and_host(text)
    is_anonymous = host == "anonymous.invalid" or (number.lower() in _ANONYMOUS_USERS and not text.startswith("tel:"))
    return Party(uri=text, number=number, name=_printable(name), is_anonymous=is_anonymous)


def _asserted(message: str) -> Party | None:
    values = [part for value in sip_text.headers_named(message, "P-Asserted-Identity")
              for part in sip_text.split_outside_quotes(value) if part]  # fmt: skip
    parties = [party_of(value) for value in values]
    if not parties:
        return None
    best = parties[0]
    name = best.name or next((party.name for party in parties if party.name), "")
    return Party(uri=best.uri, number=best.number, name=name, is_asserted=True, is_anonymous=best.is_anonymous)


def _host(text: str) -> str:
    return _user_and_host(text)[1]


def _user_and_host(text: str) -> tuple[str, str]:
    if text.lower().startswith("tel:"):
        return text[4:].split(";", 1)[0], ""
    try:
        uri = SipUri.parse(text)
    except ValueError:
        return "", ""
    return _printable(uri.user.split(";", 1)[0]), uri.host


def _printable(text: str) -> str:
    """Names come from strangers: no control or direction characters in them, and no endless ones."""
    return "".join(char for char in text if char.isprintable())[:200].strip()
