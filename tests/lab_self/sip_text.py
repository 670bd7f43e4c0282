"""SIP messages as text (RFC 3261 section 7) and digest credentials (RFC 8760), for the lab's own tests."""

import hashlib
import re
import secrets
from dataclasses import dataclass

from softphone_lab import LabUser

Headers = list[tuple[str, str]]


@dataclass
class Message:
    """One SIP request or response."""

    start: str
    headers: Headers
    body: str = ""

    @classmethod
    def parse(cls, data: bytes) -> "Message":
        head, _, body = data.decode("utf-8", "replace").partition("\r\n\r\n")
        lines = head.split("\r\n")
        pairs = [line.partition(":") for line in lines[1:]]
        return cls(lines[0], [(name.strip(), value.strip()) for name, _, value in pairs], body)

    def encode(self) -> bytes:
        lines = [self.start, *(f"{name}: {value}" for name, value in self.headers)]
        lines.append(f"Content-Length: {len(self.body.encode())}")
        return ("\r\n".join(lines) + "\r\n\r\n" + self.body).encode()

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key.lower() == name.lower()]

    def get(self, name: str) -> str:
        return next(iter(self.all(name)), "")

    @property
    def status(self) -> int:
        return int(self.start.split()[1]) if self.start.startswith("SIP/2.0") else 0

    @property
    def method(self) -> str:
        return self.get("CSeq").split()[-1]


def digest(challenge: str, user: LabUser, method: str, uri: str) -> str:
    """The credentials that answer a challenge (RFC 8760: MD5 or SHA-256)."""
    asked = dict(re.findall(r'(\w+)="?([^",]+)"?', challenge.partition(" ")[2]))
    algorithm = asked.get("algorithm", "MD5")

    def hashed(*words: str) -> str:
        return hashlib.new(algorithm.replace("-", ""), ":".join(words).encode()).hexdigest()

    nonce, cnonce = asked["nonce"], secrets.token_hex(8)
    secret = hashed(user.user, asked["realm"], user.password)
    response = hashed(secret, nonce, "00000001", cnonce, "auth", hashed(method, uri))
    text = f'Digest username="{user.user}", realm="{asked["realm"]}", nonce="{nonce}", uri="{uri}", '
    text += f'algorithm={algorithm}, qop=auth, nc=00000001, cnonce="{cnonce}", response="{response}"'
    return text + (f', opaque="{asked["opaque"]}"' if "opaque" in asked else "")


def uri_of(value: str) -> str:
    """The URI of a name-addr."""
    match = re.search(r"<([^>]+)>", value)
    return match[1] if match else value.split(";")[0]
