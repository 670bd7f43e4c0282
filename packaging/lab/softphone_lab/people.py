"""The people and lines of the lab: who they are, and what is special about their phone."""

import hashlib
from dataclasses import dataclass, field

REALM = "lab.test"
FIRST_EXTRA = 2000


@dataclass(frozen=True)
class LabUser:
    """One account on the lab PBX.

    secure: its phone uses TLS, and the PBX insists on SDES keys for media. dtmf: how its phone must send
    digits ("rfc4733", "info", "inband"). digest: "MD5" or "SHA-256". srtp: "", "sdes" or "dtls".
    number: the outside number of a mobile or trunk line, else "".
    """

    user: str
    password: str = field(repr=False)
    name: str
    secure: bool = False
    dtmf: str = "rfc4733"
    digest: str = "MD5"
    srtp: str = ""
    number: str = ""

    @property
    def has_voicemail(self) -> bool:
        return self.user.isdigit() and int(self.user) < FIRST_EXTRA


def _person(number: int, name: str, secure: bool = False, dtmf: str = "rfc4733",
            digest: str = "MD5", srtp: str = "") -> LabUser:  # fmt: skip
    return LabUser(str(number), f"secret-{number}", name, secure, dtmf, digest, srtp)


def _line(user: str, name: str, number: str) -> LabUser:
    return LabUser(user, f"secret-{user}", name, number=number)


PEOPLE = (
    _person(1001, "Alice Archer"),
    _person(1002, "Bob Baker"),
    _person(1003, "Reception Desk"),
    _person(1004, "Help Desk"),
    _person(1005, "Carol Secure", secure=True, srtp="sdes"),
    _person(1006, "Dave Secure", secure=True, srtp="sdes"),
    _person(1007, "Erin Digest", digest="SHA-256"),
    _person(1008, "Frank Datagram", srtp="dtls"),
    _person(1009, "Grace Info", dtmf="info"),
    _person(1010, "Heidi Inband", dtmf="inband"),
)

LINES = (
    _line("mobile1001", "Alice mobile", "+15550101001"),
    _line("mobile1002", "Bob mobile", "+15550101002"),
    _line("pstn", "Outside Caller", "+15550309999"),
)


def extra_people(count: int) -> tuple[LabUser, ...]:
    """`count` more plain extensions, 2000, 2001, ..., for busy-lamp panels and load."""
    return tuple(_person(n, f"User {n}") for n in range(FIRST_EXTRA, FIRST_EXTRA + count))


def password_digest(user: LabUser) -> str:
    """H(user:realm:password) in the user's digest algorithm, as hexadecimal text (RFC 7616 section 3.4.2)."""
    hashed = hashlib.new(user.digest.replace("-", ""), usedforsecurity=False)
    hashed.update(f"{user.user}:{REALM}:{user.password}".encode())
    return hashed.hexdigest()
