"""SIP and SIPS URIs: parsing and writing (RFC 3261 section 19.1)."""

import re
from dataclasses import dataclass, field, replace
from urllib.parse import quote, unquote

_URI = re.compile(
    r"""^(?P<scheme>sips?):
        (?:(?P<user>[^@:]+)(?::[^@]*)?@)?
        (?P<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9](?:[A-Za-z0-9.\-]*[A-Za-z0-9])?\.?)
        (?::(?P<port>\d{1,5}))?
        (?P<parameters>(?:;[^;?]*)*)
        (?:\?(?P<headers>.*))?$""",
    re.VERBOSE | re.IGNORECASE,
)
_USER_SAFE = "-_.!~*'()&=+$,/"  # RFC 3261: unreserved and user-unreserved, without ; and ?


@dataclass(frozen=True, slots=True)
class SipUri:
    """A SIP URI without password and headers.

    Attributes:
        user: decoded user part; empty for a URI that names only a host.
        host: host name, IPv4 address or IPv6 address in brackets.
        port: None when the URI names none.
        parameters: name -> value; the value is empty for a parameter without one.
    """

    user: str
    host: str
    port: int | None = None
    scheme: str = "sip"
    parameters: dict[str, str] = field(default_factory=dict, hash=False)

    @classmethod
    def parse(cls, text: str) -> "SipUri":
        """Reads ``sip:user@host:port;name=value``. Raises ValueError when the text is not a SIP URI."""
        match = _URI.match(text.strip())
        if match is None or any(c.isspace() or ord(c) < 32 or "\ud800" <= c <= "\udfff" for c in text.strip()):
            raise ValueError(f"not a SIP URI: {text!r}")
        port = int(match["port"]) if match["port"] else None
        if port is not None and not 0 < port < 65536:
            raise ValueError(f"port out of range in {text!r}")
        parameters: dict[str, str] = {}
        for part in match["parameters"].split(";")[1:]:
            name, _, value = part.partition("=")
            if name:
                parameters[name.lower()] = unquote(value)
        return cls(unquote(match["user"] or ""), match["host"].lower(), port, match["scheme"].lower(), parameters)

    def with_parameters(self, **parameters: str) -> "SipUri":
        """The same URI with these parameters added or replaced."""
        return replace(self, parameters={**self.parameters, **parameters})

    @property
    def address(self) -> str:
        """``user@host`` or ``host``: what people call the address."""
        return f"{self.user}@{self.host}" if self.user else self.host

    @property
    def host_and_port(self) -> str:
        """``host`` or ``host:port``."""
        return self.host if self.port is None else f"{self.host}:{self.port}"

    def __str__(self) -> str:
        user = f"{quote(self.user, safe=_USER_SAFE)}@" if self.user else ""
        parameters = "".join(
            f";{name}" + (f"={quote(value, safe='[]/:&+$')}" if value else "")
            for name, value in self.parameters.items()
        )
        return f"{self.scheme}:{user}{self.host_and_port}{parameters}"
