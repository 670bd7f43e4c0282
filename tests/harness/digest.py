"""The server's side of digest authentication (RFC 7616 section 3.4), with qop=auth."""

import hashlib
import re

NONCE = "5f2b9c"
REALM = "scripted.test"


def challenge(algorithm: str = "MD5") -> str:
    """The value of WWW-Authenticate or Proxy-Authenticate."""
    return f'Digest realm="{REALM}", nonce="{NONCE}", qop="auth", algorithm={algorithm}'


def is_right(method: str, authorization: str, password: str, algorithm: str = "MD5") -> bool:
    """True when an Authorization or Proxy-Authorization value was made with the password."""
    fields: dict[str, str] = dict(re.findall(r'(\w+)="?([^",]*)"?', authorization))
    if "response" not in fields:
        return False

    def hashed(text: str) -> str:
        return hashlib.new(algorithm.replace("-", ""), text.encode(), usedforsecurity=False).hexdigest()

    a1 = hashed(f"{fields['username']}:{REALM}:{password}")
    a2 = hashed(f"{method}:{fields['uri']}")
    return fields["response"] == hashed(f"{a1}:{NONCE}:{fields['nc']}:{fields['cnonce']}:{fields['qop']}:{a2}")
