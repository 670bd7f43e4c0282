"""A mailbox of voicemail as it is set up; kept as an entry of a settings table."""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from softphone.basics.ids import MailServerId

Line = Annotated[str, Meta(max_length=1000)]


class MailSecurity(StrEnum):
    """How the connection is protected; the certificate is always verified. There is no way without."""

    IMAPS = "imaps"
    START_TLS = "start_tls"


class MailServer(msgspec.Struct, frozen=True, kw_only=True):
    """One mailbox over IMAP. The password is kept elsewhere, under `server_id`.

    Attributes:
        label: what the user calls it, where there are several.
        port: 0 for the usual one, 993 or 143.
        trusted_ca_files: PEM files of authorities that are trusted beside the system's.
        folder: where the messages are. In INBOX only mails that say that they are voicemail are shown.
    """

    server_id: MailServerId
    label: Line = ""
    host: Line = ""
    port: Annotated[int, Meta(ge=0, le=65535)] = 0
    security: MailSecurity = MailSecurity.IMAPS
    trusted_ca_files: Annotated[tuple[Line, ...], Meta(max_length=16)] = ()
    user: Line = ""
    folder: Line = "INBOX"
    is_enabled: bool = True

    @property
    def used_port(self) -> int:
        """The port that is contacted."""
        return self.port or (993 if self.security is MailSecurity.IMAPS else 143)
