"""STUN and TURN servers for the sound's way (RFC 8489, RFC 8656, RFC 8445): their names looked up, the library told."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from softphone.basics.secret import Secret
from softphone.basics.sip_uri import SipUri
from softphone.engine.pj import PjError, pj, reason_of
from softphone.engine.resolver import Resolved, Resolver
from softphone.protocol.snapshots import AccountConfig, IpFamily

_PORT = 3478
_MOST_STUN = 8
_log = logging.getLogger("softphone.engine.media_paths")


@dataclass(frozen=True, slots=True)
class MediaPaths:
    """What an account's sound may go through. stun, turn: ``address:port``, empty while not known or not wanted."""

    stun: str = ""
    turn: str = ""
    turn_user: str = ""
    turn_password: Secret | None = None

    def apply(self, nat: pj.AccountNatConfig, *, has_ice: bool) -> None:
        """Puts it into the library's settings. With a server there are candidates, as without ICE the library would
        stand still until the server answers."""
        nat.iceEnabled = has_ice or bool(self.stun or self.turn)
        nat.mediaStunUse = pj.PJSUA_STUN_USE_DEFAULT if self.stun else pj.PJSUA_STUN_USE_DISABLED
        nat.sipStunUse = pj.PJSUA_STUN_USE_DISABLED  # rport tells (RFC 3581)
        nat.turnEnabled = bool(self.turn)
        nat.turnServer = self.turn
        nat.turnUserName = self.turn_user
        nat.turnPassword = self.turn_password.reveal() if self.turn_password else ""


class PathServers:
    """Looks up the servers that accounts name, and keeps the library's list of STUN servers, which is one for all."""

    def __init__(self, endpoint: pj.Endpoint, resolver: Resolver) -> None:
        self._endpoint = endpoint
        self._resolver = resolver
        self._stun: list[str] = []

    def find(self, config: AccountConfig, password: Secret | None, on_found: Callable[[MediaPaths], None]) -> None:
        """Calls `on_found` when all names are known, or known to be unknown: at once when there are none."""
        found = {"stun": "", "turn": ""}
        wanted = [(kind, text) for kind, text in (("stun", config.stun_server), ("turn", config.turn_server)) if text]

        def look(remaining: list[tuple[str, str]]) -> None:
            if not remaining:
                self._use_stun(found["stun"])
                on_found(MediaPaths(found["stun"], found["turn"], config.turn_user, password))
                return
            kind, text = remaining[0]
            try:
                uri = SipUri.parse(f"sip:{text.strip()}")
            except ValueError:
                _log.warning("the %s server's address cannot be read", kind)
                look(remaining[1:])
                return

            def resolved(answer: Resolved) -> None:
                found[kind] = _place(answer, uri.port or _PORT, config.ip_family)
                look(remaining[1:])

            self._resolver.look_up(uri.host, resolved)

        look(wanted)

    def _use_stun(self, server: str) -> None:
        if not server or server in self._stun:
            return
        self._stun = [server, *self._stun][:_MOST_STUN]
        try:
            self._endpoint.natUpdateStunServers(self._stun, False)
        except PjError as error:
            _log.warning("the STUN servers cannot be used: %s", reason_of(error))


def _place(answer: Resolved, port: int, family: IpFamily) -> str:
    """The first address, IPv4 where that may be: NAT is where IPv4 is."""
    addresses = [address for address in answer.addresses if (":" in address) == (family == IpFamily.IPV6)]
    addresses = addresses or ([] if family != IpFamily.AUTO else list(answer.addresses))
    if not addresses:
        _log.warning("%s has no address: %s", answer.host, answer.error)
        return ""
    return f"[{addresses[0]}]:{port}" if ":" in addresses[0] else f"{addresses[0]}:{port}"
