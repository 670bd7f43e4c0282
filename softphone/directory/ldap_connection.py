"""One signed-in connection to a directory server (RFC 4511, 4513), by ldap3; blocking, for worker threads.

The certificate and the host name are verified by OpenSSL before anything of the user's is sent.
"""

import contextlib
import logging
import socket
import ssl
from collections.abc import Callable, Iterator
from typing import Any

from softphone.basics.secret import Secret
from softphone.directory import ldap_entries
from softphone.directory.ldap_entries import Entry, MalformedMessage
from softphone.directory.ldap_problem import DirectoryError, DirectoryProblem
from softphone.directory.ldap_results import refusal_of, tls_problem
from softphone.settings.directory_server import DirectorySecurity, DirectoryServer
from softphone.verified_tls import CaFileRefused, verifying_context

P = DirectoryProblem
CONNECT_TIMEOUT_S = 6.0
ANSWER_TIMEOUT_S = 20.0
_PAGED_RESULTS = "1.2.840.113556.1.4.319"
_SUCCESS, _TIME_LIMIT, _SIZE_LIMIT, _ADMIN_LIMIT = 0, 3, 4, 11
_log = logging.getLogger("softphone.directory")


class LdapConnection:
    """Opened and signed in when made. Raises DirectoryError. One thread at a time; `close` from any.

    on_secured: called between the two, when the server has proved who it is.
    """

    def __init__(
        self,
        server: DirectoryServer,
        password: Secret | None,
        *,
        answer_timeout_s: float = ANSWER_TIMEOUT_S,
        on_secured: Callable[[], None] = lambda: None,
    ) -> None:
        self.server = server
        self._timeout_s = answer_timeout_s
        self._connection: Any = None
        self._tls_failure: OSError | None = None
        if not server.host:
            raise DirectoryError(P.NOT_SET_UP, server)
        if server.bind_dn and not password:
            # Without a password the server would take it for an anonymous sign-in (RFC 4513 section 5.1.2).
            raise DirectoryError(P.PASSWORD_MISSING, server)
        try:
            self._open()
            on_secured()
            self._sign_in(password)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Ends the connection; whoever waits for an answer gets a DirectoryError."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        raw = connection.socket
        if raw is not None:
            with contextlib.suppress(OSError):
                raw.shutdown(socket.SHUT_RDWR)
            with contextlib.suppress(OSError):
                raw.close()

    def search(
        self, query: str, attributes: list[str], *, base: str | None = None, limit: int = 0, time_limit_s: int = 0
    ) -> list[Entry]:
        """The first entries that match, `limit` at most (0: as many as the server gives). Raises DirectoryError."""
        entries, result = self._ask(query, attributes, base, limit, time_limit_s, None)
        if result["result"] not in (_SUCCESS, _SIZE_LIMIT, _TIME_LIMIT, _ADMIN_LIMIT):
            raise self._refused(result)
        return entries

    def pages(self, query: str, attributes: list[str], size: int) -> Iterator[list[Entry]]:
        """Every entry that matches, page by page (RFC 2696). Raises DirectoryError, after the last page that came
        when the server keeps some back."""
        cookie: bytes | None = b""
        while cookie is not None:
            entries, result = self._ask(query, attributes, None, 0, 0, (size, cookie))
            if result["result"] in (_SIZE_LIMIT, _TIME_LIMIT, _ADMIN_LIMIT):
                yield entries
                raise DirectoryError(P.SIZE_LIMIT, self.server)
            if result["result"] != _SUCCESS:
                raise self._refused(result)
            control = result.get("controls", {}).get(_PAGED_RESULTS)
            cookie = (control["value"]["cookie"] if control else b"") or None
            yield entries

    def root(self, *attributes: str) -> dict[str, list[bytes]]:
        """Attributes of the server itself (RFC 4512 section 5.1); empty when it tells nothing."""
        from ldap3 import BASE

        entries, _ = self._ask("(objectClass=*)", list(attributes), "", 0, 0, None, scope=BASE)
        return entries[0][1] if entries else {}

    # ------------------------------------------------------------------ opening

    def _open(self) -> None:
        from ldap3 import NONE, SYNC, Connection, Server

        server = self.server
        ldaps = server.security is DirectorySecurity.LDAPS
        there = Server(
            server.host,
            port=server.used_port,
            use_ssl=ldaps,
            tls=self._tls(),
            get_info=NONE,
            connect_timeout=CONNECT_TIMEOUT_S,
        )
        connection = Connection(
            there,
            client_strategy=SYNC,
            auto_referrals=False,
            auto_range=False,
            check_names=False,
            return_empty_attributes=False,
        )
        connection.strategy._get_response = lambda message_id, _timeout=None: self._receive(message_id)
        self._connection = connection
        with self._explained(opening=True):
            connection.open(read_server_info=False)
            connection.socket.settimeout(self._timeout_s)
            if server.security is DirectorySecurity.START_TLS:
                connection.start_tls(read_server_info=False)

    def _tls(self) -> Any:
        """ldap3's TLS, with our own context: it verifies names as OpenSSL does, IP addresses too."""
        from ldap3 import Tls

        if self.server.security is DirectorySecurity.NONE:
            return None
        try:
            context = verifying_context(self.server.trusted_ca_files)
        except CaFileRefused:
            raise DirectoryError(P.CA_FILE, self.server) from None
        outer = self

        class _Verified(Tls):
            def wrap_socket(self, connection: Any, do_handshake: bool = False) -> None:
                connection.socket.settimeout(CONNECT_TIMEOUT_S)
                try:
                    connection.socket = context.wrap_socket(connection.socket, server_hostname=outer.server.host)
                except OSError as error:
                    outer._tls_failure = error
                    raise
                connection.socket.settimeout(outer._timeout_s)

        return _Verified(validate=ssl.CERT_REQUIRED)

    def _sign_in(self, password: Secret | None) -> None:
        from ldap3 import ANONYMOUS, SIMPLE

        connection, server = self._connection, self.server
        if server.bind_dn and password is not None:
            connection.user, connection.password = server.bind_dn, password.reveal()
            connection.authentication = SIMPLE
        else:
            connection.authentication = ANONYMOUS
        with self._explained():
            is_bound = connection.bind(read_server_info=False)
        connection.password = None
        if not is_bound:
            raise self._refused(connection.result)

    # ------------------------------------------------------------------ asking

    def _ask(
        self,
        query: str,
        attributes: list[str],
        base: str | None,
        limit: int,
        time_limit_s: int,
        page: tuple[int, bytes] | None,
        scope: str = "SUBTREE",
    ) -> tuple[list[Entry], dict[str, Any]]:
        from ldap3.core.exceptions import LDAPInvalidFilterError

        connection = self._connection
        if connection is None:
            raise DirectoryError(P.STOPPED, self.server)
        size, cookie = page or (None, None)
        try:
            with self._explained():
                connection.search(
                    self.server.base if base is None else base,
                    query,
                    scope,
                    attributes=attributes,
                    size_limit=limit,
                    time_limit=time_limit_s,
                    paged_size=size,
                    paged_criticality=True,
                    paged_cookie=cookie or None,
                )
        except LDAPInvalidFilterError:
            raise DirectoryError(P.BAD_FILTER, self.server) from None
        entries = [found for found in connection.response if isinstance(found, tuple)]
        return entries, connection.result

    def _receive(self, message_id: int) -> Any:
        """In place of ldap3's own: entries become tuples, everything else what ldap3 makes of it."""
        from ldap3.strategy.base import RESPONSE_COMPLETE, SESSION_TERMINATED_BY_SERVER
        from ldap3.utils.asn1 import decode_message_fast

        connection = self._connection
        if connection is None or connection.socket is None:
            return SESSION_TERMINATED_BY_SERVER
        responses: list[Any] = []
        for message in ldap_entries.messages(connection.socket):
            found = ldap_entries.entry_of(message)
            if found is not None:
                if found[0] != message_id:
                    raise MalformedMessage("message id")
                responses.append(found[1])
                continue
            decoded = decode_message_fast(message)  # type: ignore[no-untyped-call]
            if int(decoded["messageID"]) != message_id:  # a notice of disconnection, section 4.4.1
                return SESSION_TERMINATED_BY_SERVER
            response = connection.strategy.decode_response_fast(decoded)
            responses.append(response)
            if response["type"] not in ("searchResRef", "intermediateResponse"):
                return [*responses, RESPONSE_COMPLETE]
        return SESSION_TERMINATED_BY_SERVER

    # ------------------------------------------------------------------ what went wrong

    @contextlib.contextmanager
    def _explained(self, opening: bool = False) -> Iterator[None]:
        """Turns what ldap3 and the socket raise into DirectoryError; nothing of their texts is shown or logged."""
        from ldap3.core.exceptions import LDAPExceptionError, LDAPInvalidFilterError, LDAPStartTLSError
        from pyasn1.error import PyAsn1Error

        try:
            yield
        except (DirectoryError, LDAPInvalidFilterError):
            raise
        except (LDAPExceptionError, PyAsn1Error, OSError, ValueError, LookupError, MalformedMessage) as error:
            _log.debug("directory: %s", type(error).__name__)
            if self._tls_failure is not None:
                problem = tls_problem(self._tls_failure)
            elif isinstance(error, LDAPStartTLSError):
                problem = P.NO_START_TLS
            elif opening and not isinstance(error, TimeoutError):
                problem = reachability(self.server) or P.NO_ANSWER
            elif isinstance(error, LDAPExceptionError | OSError):
                problem = P.NO_ANSWER
            else:
                problem = P.SERVER_FAILED
            raise DirectoryError(problem, self.server) from None

    def _refused(self, result: dict[str, Any]) -> DirectoryError:
        problem = refusal_of(result["result"], result.get("message") or "", is_signed_in=bool(self.server.bind_dn))
        return DirectoryError(problem, self.server)


def reachability(server: DirectoryServer) -> DirectoryProblem | None:
    """Whether the server's port takes connections: None when it does, else why not. Blocks for some seconds."""
    try:
        with socket.create_connection((server.host, server.used_port), CONNECT_TIMEOUT_S):
            return None
    except (socket.gaierror, UnicodeError):
        return P.SERVER_NOT_FOUND
    except ConnectionRefusedError:
        return P.REFUSED
    except OSError:
        return P.NO_ANSWER
