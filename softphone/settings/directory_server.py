"""A company directory as it is set up; kept as an entry of a settings table."""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from softphone.basics.ids import DirectoryServerId

Line = Annotated[str, Meta(max_length=1000)]
Names = Annotated[tuple[Line, ...], Meta(max_length=16)]


class DirectorySecurity(StrEnum):
    """How the connection is protected; the certificate is always verified."""

    START_TLS = "start_tls"
    LDAPS = "ldaps"
    NONE = "none"


class DirectoryKind(StrEnum):
    """Whose attribute names are used."""

    OPENLDAP = "openldap"
    ACTIVE_DIRECTORY = "active_directory"
    CUSTOM = "custom"


class DirectoryServer(msgspec.Struct, frozen=True, kw_only=True):
    """One LDAP server. The password is kept elsewhere, under `server_id`.

    Attributes:
        port: 0 for the usual one, 389 or 636.
        trusted_ca_files: PEM files of authorities that are trusted beside the system's.
        base: DN below which people are looked for.
        bind_dn: who signs in: a DN or, for Active Directory, a user principal name; empty for nobody.
        filter: which entries are people; empty for what is usual with this kind.
        attributes: for a custom kind, attribute names by field, the first that has a value counts; see
            `ldap_attributes.FIELDS`.
        page_size: how many people are asked for at a time.
        refresh_minutes: how often the local copy is brought up to date.
    """

    server_id: DirectoryServerId
    host: Line = ""
    port: Annotated[int, Meta(ge=0, le=65535)] = 0
    security: DirectorySecurity = DirectorySecurity.START_TLS
    trusted_ca_files: Names = ()
    base: Line = ""
    bind_dn: Line = ""
    filter: Annotated[str, Meta(max_length=4000)] = ""
    kind: DirectoryKind = DirectoryKind.OPENLDAP
    attributes: dict[str, Names] = {}
    page_size: Annotated[int, Meta(ge=10, le=5000)] = 1000
    refresh_minutes: Annotated[int, Meta(ge=5, le=10_080)] = 60
    is_enabled: bool = True

    @property
    def used_port(self) -> int:
        """The port that is contacted."""
        return self.port or (636 if self.security is DirectorySecurity.LDAPS else 389)
