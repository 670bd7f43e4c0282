"""What a running lab tells its clients: addresses, accounts, files. Written to lab.json."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from .parts import Part
from .people import LabUser


@dataclass(frozen=True)
class AmiAccess:
    """Asterisk's manager interface."""

    port: int
    user: str
    secret: str = field(repr=False)


@dataclass(frozen=True)
class KamailioFacts:
    """The presence server: registrar and presence agent for sip:NNNN@domain, password secret-NNNN."""

    sip: int
    tls: int
    xcap: str
    domain: str


@dataclass(frozen=True)
class MailFacts:
    """Visual voicemail by IMAP; users and passwords are the PBX's."""

    imap: int
    imaps: int
    folder: str


@dataclass(frozen=True)
class DirectoryFacts:
    """The LDAP directory; the port `ldap` offers StartTLS."""

    ldap: int
    ldaps: int
    base: str
    bind_dn: str
    people: int
    bind_password: str = field(repr=False)


@dataclass(frozen=True)
class SoundFacts:
    """The private sound server. `env` is what a client process needs beside its own environment."""

    env: Mapping[str, str]
    sinks: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Options:
    """The figures a lab is started with.

    extra_users: extensions from 2000 on. ring_seconds: until voicemail answers. park_seconds: until
    a parked call comes back. people: entries of the directory. force_active: presence may be
    watched unasked; otherwise watchers wait until the watched person's rules let them. has_robots:
    Bob and Reception answer by themselves while they have no phone.
    """

    extra_users: int = 0
    ring_seconds: int = 8
    park_seconds: int = 45
    people: int = 5000
    force_active: bool = True
    has_robots: bool = False


@dataclass(frozen=True)
class LabFacts:
    """Everything about one lab. Ports are allotted for all parts; `parts` names those that were started.

    ca: what clients trust. rogue_cert, rogue_key: a certificate that this CA did not sign.
    """

    folder: Path
    host: str
    realm: str
    parts: tuple[Part, ...]
    sip_udp: int
    sip_tcp: int
    sip_tls: int
    ws: str
    wss: str
    rtp: tuple[int, int]
    ca: Path
    rogue_cert: Path
    rogue_key: Path
    users: tuple[LabUser, ...]
    ami: AmiAccess
    kamailio: KamailioFacts | None = None
    mail: MailFacts | None = None
    directory: DirectoryFacts | None = None
    sound: SoundFacts | None = None
    options: Options = Options()
    hold_tone_hz: int = 700
    version: str = ""
    up_ms: int = 0

    def user(self, name: str) -> LabUser:
        """The account of that user part, such as "1001". Raises KeyError."""
        for user in self.users:
            if user.user == name:
                return user
        raise KeyError(name)

    def to_json(self) -> str:
        """One JSON document; it holds the lab's (public) test passwords."""
        return json.dumps(asdict(self), default=str, indent=2)

    @classmethod
    def from_json(cls, text: str | bytes) -> "LabFacts":
        """The reverse of to_json. Raises ValueError or KeyError on anything else."""
        raw: dict[str, Any] = json.loads(text)
        sound = raw.pop("sound")
        parsed = {
            "folder": Path(raw.pop("folder")),
            "ca": Path(raw.pop("ca")),
            "rogue_cert": Path(raw.pop("rogue_cert")),
            "rogue_key": Path(raw.pop("rogue_key")),
            "parts": tuple(Part(name) for name in raw.pop("parts")),
            "rtp": tuple(raw.pop("rtp")),
            "users": tuple(LabUser(**user) for user in raw.pop("users")),
            "ami": AmiAccess(**raw.pop("ami")),
            "options": Options(**raw.pop("options")),
            "kamailio": _some(KamailioFacts, raw.pop("kamailio")),
            "mail": _some(MailFacts, raw.pop("mail")),
            "directory": _some(DirectoryFacts, raw.pop("directory")),
            "sound": sound and SoundFacts(sound["env"], tuple(sound["sinks"]), tuple(sound["sources"])),
        }
        return cls(**parsed, **raw)


def _some(kind: Any, raw: dict[str, Any] | None) -> Any:
    return kind(**raw) if raw else None
