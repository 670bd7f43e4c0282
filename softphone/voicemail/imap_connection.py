"""One verified, signed-in connection to a mail server (RFC 9051, RFC 8314), by imap-tools; blocking."""

import contextlib
import imaplib
import socket
import ssl
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from softphone.basics.secret import Secret
from softphone.settings.mail_server import MailSecurity, MailServer
from softphone.verified_tls import CaFileRefused, certificate_problem, verifying_context
from softphone.voicemail.mailbox_problem import MailboxError, MailboxProblem

if TYPE_CHECKING:
    from imap_tools.mailbox import BaseMailBox

P = MailboxProblem
ANSWER_TIMEOUT_S = 20.0


def connect(
    server: MailServer, password: Secret | None, on_secured: Callable[[], None] = lambda: None
) -> "BaseMailBox":
    """Opens, signs in and selects the folder. Raises MailboxError. on_secured: called before the password is sent."""
    if not server.host or not server.user:
        raise MailboxError(P.NOT_SET_UP, server)
    if password is None:
        raise MailboxError(P.PASSWORD_MISSING, server)
    with explained(server, opening=True):
        box = _open(server)
    on_secured()
    try:
        _sign_in(box, server, password)
    except BaseException:
        hang_up(box)
        raise
    return box


def hang_up(box: "BaseMailBox") -> None:
    """Closes the connection without a word."""
    with contextlib.suppress(Exception):
        box.client.shutdown()


def _open(server: MailServer) -> "BaseMailBox":
    from imap_tools.mailbox import MailBox, MailBoxStartTls

    try:
        context = verifying_context(server.trusted_ca_files)
    except CaFileRefused:
        raise MailboxError(P.CA_FILE, server) from None
    if server.security is MailSecurity.IMAPS:
        return MailBox(server.host, server.used_port, timeout=ANSWER_TIMEOUT_S, ssl_context=context)
    if server.used_port == 993:
        raise MailboxError(P.TLS_FAILED, server)  # it would wait for a greeting that never comes
    return MailBoxStartTls(server.host, server.used_port, timeout=ANSWER_TIMEOUT_S, ssl_context=context)


def _sign_in(box: "BaseMailBox", server: MailServer, password: Secret) -> None:
    from imap_tools.errors import MailboxFolderSelectError, MailboxLoginError

    secret = password.reveal()
    try:
        with explained(server):
            if server.user.isascii() and secret.isascii():
                box.login(server.user, secret, initial_folder=None)
            else:
                box.login_utf8(server.user, secret, initial_folder=None)
            with contextlib.suppress(imaplib.IMAP4.error):
                _ask_for_modseq(box)
            box.folder.set(server.folder)
    except MailboxLoginError as error:
        text = str(error).upper()
        is_busy = "[UNAVAILABLE]" in text or "[LIMIT]" in text or "[INUSE]" in text
        raise MailboxError(P.SERVER_FAILED if is_busy else P.WRONG_PASSWORD, server) from None
    except MailboxFolderSelectError:
        raise MailboxError(P.FOLDER_UNKNOWN, server) from None


def _ask_for_modseq(box: "BaseMailBox") -> None:
    client: Any = box.client
    _, found = client.capability()
    client.capabilities = tuple(str(found[-1], "ascii", "replace").upper().split())
    if "ENABLE" in client.capabilities and "CONDSTORE" in client.capabilities:
        client.enable("CONDSTORE")


@contextlib.contextmanager
def explained(server: MailServer, *, opening: bool = False) -> Iterator[None]:
    """What the libraries raise becomes a MailboxError."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise MailboxError(P(certificate_problem(error)), server) from None
    except ssl.SSLError:
        raise MailboxError(P.TLS_FAILED if opening else P.CONNECTION_LOST, server) from None
    except socket.gaierror:
        raise MailboxError(P.SERVER_NOT_FOUND, server) from None
    except ConnectionRefusedError:
        raise MailboxError(P.REFUSED, server) from None
    except TimeoutError:
        raise MailboxError(P.NO_ANSWER, server) from None
    except (imaplib.IMAP4.abort, OSError, UnicodeError):
        raise MailboxError(P.SERVER_FAILED if opening else P.CONNECTION_LOST, server) from None
    except imaplib.IMAP4.error as error:
        is_login = "AUTHENTICATIONFAILED" in str(error).upper()
        raise MailboxError(P.WRONG_PASSWORD if is_login else P.SERVER_FAILED, server) from None
