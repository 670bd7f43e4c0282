"""Account data as people type it, checked and brought into one form."""

import re

import msgspec

from softphone.basics.errors import UserFacingError
from softphone.basics.sip_uri import SipUri
from softphone.basics.words import translate
from softphone.protocol.snapshots import AccountConfig, Transport

_HOST_AND_PORT = re.compile(r"^(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9](?:[A-Za-z0-9.\-]*[A-Za-z0-9])?)(?::(\d{1,5}))?$")
_CODE = re.compile(r"^[0-9*#]{0,20}$", re.ASCII)
_MIN_EXPIRES_S = 30
_MAX_EXPIRES_S = 86_400
_MIN_KEEP_ALIVE_S = 5
_MAX_KEEP_ALIVE_S = 3_600


class AccountError(UserFacingError):
    """Account data that cannot be used."""


def normalised(config: AccountConfig) -> AccountConfig:
    """The account with spaces trimmed and ``sip:`` added where it was left out. Raises AccountError in words."""
    uri = _address(config.address_of_record)
    if not _MIN_EXPIRES_S <= config.expires_s <= _MAX_EXPIRES_S:
        raise AccountError(
            translate("accounts", "The time after which the sign-in is renewed is out of range."),
            translate("accounts", "Enter {min_expires_s} to {max_expires_s} seconds.").format(
                min_expires_s=_MIN_EXPIRES_S, max_expires_s=_MAX_EXPIRES_S
            ),
        )
    _check_keep_alive(config.keep_alive_s)
    presence_domain = _domain(config.presence_domain)
    turn_server, turn_user = _turn(config)
    return msgspec.structs.replace(
        config,
        address_of_record=str(uri),
        display_name=_line(config.display_name, translate("accounts", "name")),
        label=_line(config.label, translate("accounts", "label")),
        auth_user=_line(config.auth_user, translate("accounts", "user name")),
        voicemail_number=_line(config.voicemail_number, translate("accounts", "voicemail number")),
        server=_server(config.server, translate("accounts", "server")),
        outbound_proxy=_server(config.outbound_proxy, translate("accounts", "outbound proxy")),
        stun_server=_server(config.stun_server, translate("accounts", "STUN server")),
        turn_server=turn_server,
        turn_user=turn_user,
        presence_domain=presence_domain,
        presence_proxy=_server(config.presence_proxy, translate("accounts", "presence server")),
        presence_lists=_lists(config.presence_lists, presence_domain or uri.host_and_port),
        lamp_lists=_lists(config.lamp_lists, uri.host_and_port),
        mailboxes=_lists(config.mailboxes, uri.host_and_port),
        dnd_on_code=_code(config.dnd_on_code),
        dnd_off_code=_code(config.dnd_off_code),
        pbx_profile=_line(config.pbx_profile, translate("accounts", "phone system")),
        outward_number=_line(config.outward_number, translate("accounts", "number that others see")),
        transport=Transport.TLS if uri.scheme == "sips" else config.transport,
    )


def as_server_sees_it(config: AccountConfig) -> AccountConfig:
    """Without what only our user sees: changing that needs no new sign-in, which would disturb calls."""
    seen = msgspec.structs.replace(config, label="", voicemail_number="", mailboxes=(), pbx_profile="")
    return msgspec.structs.replace(seen, outward_number="")


def _check_keep_alive(seconds: int) -> None:
    if seconds and not _MIN_KEEP_ALIVE_S <= seconds <= _MAX_KEEP_ALIVE_S:
        raise AccountError(
            translate("accounts", "The time between keep-alives is out of range."),
            translate("accounts", "Enter {least} to {most} seconds, or 0 for none.").format(
                least=_MIN_KEEP_ALIVE_S, most=_MAX_KEEP_ALIVE_S
            ),
        )


def _turn(config: AccountConfig) -> tuple[str, str]:
    """TURN server and user name: one is of no use without the other."""
    server = _server(config.turn_server, translate("accounts", "TURN server"))
    user = _line(config.turn_user, translate("accounts", "user name for the TURN server"))
    if server and not user:
        raise AccountError(
            translate("accounts", "The user name for the TURN server is missing."),
            translate("accounts", "Enter it, or leave the TURN server empty."),
        )
    if user and not server:
        raise AccountError(
            translate("accounts", "The TURN server is missing."),
            translate("accounts", "Enter it, or leave its user name empty."),
        )
    return server, user


def _address(text: str) -> SipUri:
    text = text.strip()
    if not text:
        raise AccountError(
            translate("accounts", "The address is missing."),
            translate("accounts", "Enter it like 1001@pbx.example.com."),
        )
    if not text.lower().startswith(("sip:", "sips:")):
        text = f"sip:{text}"
    try:
        uri = SipUri.parse(text)
    except ValueError:
        uri = SipUri("", "")
    if not uri.user:
        raise AccountError(
            translate("accounts", "The address is not complete."),
            translate("accounts", "Enter it like 1001@pbx.example.com."),
        )
    return uri


def _server(text: str, what: str) -> str:
    text = re.sub(r"^sips?:", "", text.strip(), flags=re.IGNORECASE)
    if not text:
        return ""
    match = _HOST_AND_PORT.match(text)
    if match is None or (match[1] is not None and not 0 < int(match[1]) < 65536):
        raise AccountError(
            translate("accounts", "The {what} is not a server name.").format(what=what),
            translate("accounts", "Enter it like pbx.example.com:5061."),
        )
    return text


def _domain(text: str) -> str:
    text = _server(text, translate("accounts", "presence domain")).lower()
    if ":" in text and not text.endswith("]"):
        raise AccountError(
            translate("accounts", "The presence domain has a port."),
            translate("accounts", "Enter the domain alone; the port belongs to the server."),
        )
    return text


def _lists(texts: tuple[str, ...], place: str) -> tuple[str, ...]:
    """Addresses of lists; a name alone is one at this place."""
    lists = []
    for text in filter(None, (text.strip() for text in texts)):
        has_scheme = text.lower().startswith(("sip:", "sips:"))
        whole = text if "@" in text else f"{text}@{place}"
        try:
            uri = SipUri.parse(whole if has_scheme else f"sip:{whole}")
        except ValueError:
            uri = SipUri("", "")
        if not uri.user:
            raise AccountError(
                translate("accounts", "The address of a list is not complete."),
                translate("accounts", "Enter it like team@pbx.example.com."),
            )
        lists.append(str(uri))
    return tuple(dict.fromkeys(lists))


def _code(text: str) -> str:
    text = re.sub(r"\s", "", text)
    if not _CODE.match(text):
        raise AccountError(
            translate("accounts", "This is not a code that can be dialled."),
            translate("accounts", "Enter digits, * and # only, like *78."),
        )
    return text


def _line(text: str, what: str) -> str:
    text = text.strip()
    if any(not c.isprintable() for c in text):
        raise AccountError(
            translate("accounts", "The {what} has characters that cannot be used.").format(what=what),
            translate("accounts", "Type it again without them."),
        )
    return text
