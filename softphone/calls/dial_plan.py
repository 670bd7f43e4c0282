"""From what was typed, pasted or clicked to the SIP URI to call (tel: RFC 3966, sip: RFC 3261 section 19.1)."""

import re
import unicodedata
from urllib.parse import unquote

from softphone.basics.errors import DialError
from softphone.basics.sip_uri import SipUri
from softphone.basics.words import translate
from softphone.protocol.snapshots import AccountConfig, Transport

MAX_TEXT = 512
MAX_DIGITS = 40
_TRUNK_ZERO = re.compile(r"^(\s*(?:\+|00)[\d\s./\-]*)\(\s*0\s*\)")
_SEPARATORS = re.compile(r"[\s()\[\].\-/\\·,]+")
_NUMBER = re.compile(r"^\+?[0-9*#]+$")
_EXTENSION = re.compile(r"^(.*?\d.*?)(?:\s*(?:ext\.?|extension|x|durchwahl|poste)\s*\.?:?\s*)\d+\s*$", re.IGNORECASE)
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-")
_NAME = re.compile(r"^[A-Za-z][A-Za-z0-9._\-]{1,63}$")
_USER = re.compile(r"^[\w.!~*'+#&=$,;?/\-]+$", re.ASCII)


def target(text: str, account: AccountConfig) -> SipUri:
    """The URI to call for this account. Raises DialError in words.

    A single word is the name of an address at the account's own domain. Numbers may have spaces, brackets, dashes,
    dots and slashes; ``+49 (0)30 …`` loses its ``(0)``. Codes with ``*`` and ``#`` go through as they are. Nothing is
    ever put in front of a number or taken away from it otherwise: what the PBX makes of it, also of emergency numbers,
    is the PBX's matter.
    """
    text = _plain(text)
    if not text:
        raise DialError(
            translate("calls", "There is nothing to call."),
            translate("calls", "Enter a number, or an address like anna@example.com."),
        )
    if len(text) > MAX_TEXT:
        raise DialError(
            translate("calls", "This is too long to be called."), translate("calls", "Enter one number only.")
        )
    scheme, _, rest = text.partition(":")
    match scheme.lower():
        case "sip" | "sips":
            return _sip(text, account)
        case "tel" | "callto":
            return _number(_tel_number(rest), account)
    if "@" in text:
        return _address(text, account)
    if _NAME.match(text):
        # The name of an address at the company's own PBX: what stands before the @.
        domain = _account_uri(account)
        return SipUri(text, domain.host, domain.port, _scheme(account))
    return _number(text, account)


def dialled_text(text: str) -> str:
    """The number in a ``tel:``, ``callto:`` or ``sip:`` link; any other text as it is. Raises DialError."""
    plain = _plain(text)
    scheme, _, rest = plain.partition(":")
    match scheme.lower():
        case "tel" | "callto":
            return _tel_number(rest)
        case "sip" | "sips" if "@" not in rest:
            return unquote(rest).strip("/")
    return text


def is_number(text: str) -> bool:
    """True when the text can be dialled as a number or code."""
    try:
        digits(text)
    except DialError:
        return False
    return True


def digits(text: str) -> str:
    """The number in the text: digits, ``*``, ``#`` and a leading ``+``. Raises DialError in words."""
    text = _plain(text)
    number = _SEPARATORS.sub("", _TRUNK_ZERO.sub(r"\1", text))
    if _NUMBER.match(number) and any(c.isdigit() or c in "*#" for c in number):
        if len(number) > MAX_DIGITS:
            raise DialError(
                translate("calls", "This number is too long."), translate("calls", "Enter one number only.")
            )
        return number
    if _EXTENSION.match(text):
        raise DialError(
            translate("calls", "This number has an extension in words."),
            translate("calls", "Enter the number without it; key the extension in when the call is answered."),
        )
    if any(c.isalpha() for c in text):
        raise DialError(
            translate("calls", "“{text}” is not a number.").format(text=_shortened(text)),
            translate("calls", "Enter a number, or an address like anna@example.com."),
        )
    raise DialError(
        translate("calls", "“{text}” cannot be called.").format(text=_shortened(text)),
        translate("calls", "Enter a number with digits, and + only in front."),
    )


def _plain(text: str) -> str:
    """The text without what copying from web pages and mails brings along: invisible characters, odd dashes, and
    digits and letters in other widths and scripts."""
    text = "".join(_plain_character(c) for c in text[: MAX_TEXT * 2])
    return text.translate(_DASHES).strip().strip("<>\"'").strip()


def _plain_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category.startswith("Z") or character in "\t\r\n\v\f":
        return " "
    if category.startswith("C"):
        return ""
    return unicodedata.normalize("NFKC", character)


def _number(text: str, account: AccountConfig) -> SipUri:
    domain = _account_uri(account)
    return SipUri(digits(text), domain.host, domain.port, _scheme(account))


def _tel_number(rest: str) -> str:
    """RFC 3966: the number without its parameters; slashes of ``tel://`` are common though not allowed."""
    number, *parameters = unquote(rest).lstrip("/").split(";")
    if any(parameter.lower().startswith("ext=") for parameter in parameters):
        raise DialError(
            translate("calls", "This link has an extension after the number."),
            translate("calls", "Enter the number without it; key the extension in when the call is answered."),
        )
    return number


def _sip(text: str, account: AccountConfig) -> SipUri:
    try:
        uri = SipUri.parse(text.replace("sip://", "sip:").replace("sips://", "sips:"))
    except ValueError:
        uri = None
    if uri is None:
        user = unquote(text.partition(":")[2]).strip("/")
        if "@" not in user and is_number(user):
            return _number(user, account)
        raise DialError(
            translate("calls", "“{text}” is not a complete address.").format(text=_shortened(text)),
            translate("calls", "Enter it like sip:anna@example.com."),
        )
    if not uri.user and is_number(uri.host) and uri.port is None:
        return _number(uri.host, account)  # "sip:1002" means the number, not a host of this name
    if not uri.user:
        raise DialError(
            translate("calls", "This address names a server, but nobody there."),
            translate("calls", "Enter it like sip:anna@example.com."),
        )
    if any(not c.isprintable() for c in uri.user):
        raise DialError(
            translate("calls", "This address has characters that cannot be called."),
            translate("calls", "Check the address."),
        )
    # A link on a web page must not choose transport, route or method; the account does.
    return SipUri(uri.user, uri.host, uri.port, uri.scheme, {k: v for k, v in uri.parameters.items() if k == "user"})


def _address(text: str, account: AccountConfig) -> SipUri:
    user, _, host = text.rpartition("@")
    user = user.strip()
    if is_number(user):
        user = digits(user)
    try:
        place = SipUri.parse(f"sip:{host.strip()}")
    except ValueError:
        place = None
    if place is None or place.parameters or not _USER.match(user):
        raise DialError(
            translate("calls", "“{text}” is not a complete address.").format(text=_shortened(text)),
            translate("calls", "Enter it like anna@example.com."),
        )
    return SipUri(user, place.host, place.port, _scheme(account))


def _scheme(account: AccountConfig) -> str:
    return "sips" if _account_uri(account).scheme == "sips" and account.transport == Transport.TLS else "sip"


def _account_uri(account: AccountConfig) -> SipUri:
    try:
        return SipUri.parse(account.address_of_record)
    except ValueError:
        raise DialError(
            translate("calls", "The account to call with is not set up completely."),
            translate("calls", "Check the account settings."),
        ) from None


def _shortened(text: str, limit: int = 40) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
