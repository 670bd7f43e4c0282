"""Settings of a directory server as people type them, checked and brought into one form."""

import re

import msgspec

from softphone.basics.errors import UserFacingError
from softphone.basics.words import translate
from softphone.settings.directory_server import DirectoryServer

_HOST = re.compile(r"^(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9](?:[A-Za-z0-9.\-]*[A-Za-z0-9])?)$")
_WITH_PORT = re.compile(r"^(\[.*\]|[^:]*):(\d{1,5})$")


def normalised(server: DirectoryServer) -> DirectoryServer:
    """The server with spaces trimmed, ``ldap://`` taken off and a port behind the name understood. Raises
    UserFacingError in words."""
    host, port = _host_and_port(server.host, server.port)
    people = server.filter.strip()
    if people and (people.count("(") != people.count(")") or not people.startswith("(") or not people.endswith(")")):
        raise UserFacingError(
            translate("directory", "The filter for people cannot be used."),
            translate("directory", "Check its brackets, or leave it empty for the usual one."),
        )
    return msgspec.structs.replace(
        server,
        host=host,
        port=port,
        base=_line(server.base, translate("directory", "base")),
        bind_dn=_line(server.bind_dn, translate("directory", "sign-in name")),
        filter=people,
    )


def _host_and_port(text: str, port: int) -> tuple[str, int]:
    text = re.sub(r"^ldaps?://", "", text.strip(), flags=re.IGNORECASE).rstrip("/")
    if not text:
        raise UserFacingError(
            translate("directory", "The directory server is missing."),
            translate("directory", "Enter its name, for example ldap.example.com."),
        )
    match = _WITH_PORT.match(text)
    if match is not None:
        text, port = match[1], int(match[2])
    if not _HOST.match(text) or port > 65535:
        raise UserFacingError(
            translate("directory", "This is not a server name."),
            translate("directory", "Enter it like ldap.example.com."),
        )
    return text.strip("[]"), port


def _line(text: str, what: str) -> str:
    text = text.strip()
    if not text.isprintable():
        raise UserFacingError(
            translate("directory", "The {what} has characters that cannot be used.").format(what=what),
            translate("directory", "Type it again without them."),
        )
    return text
