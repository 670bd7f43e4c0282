"""Where the last run of the mirror ended."""

import msgspec

from softphone.settings.directory_server import DirectoryServer

MARK_FACT = "directory mirror"


class MirrorMark(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where the last run ended; kept in the index, so that it is gone when the index is.

    Attributes:
        fingerprint: of everything in the settings on which the people depend.
        server: which of several servers counted; empty when that does not matter.
        mark: everything that changed before is in the index; empty when the first run is not complete.
        total: how many people there were.
        completed_s, compared_s: when the last run ended well, and when the ids were compared.
    """

    fingerprint: str = ""
    server: str = ""
    mark: str = ""
    total: int = 0
    completed_s: float = 0.0
    compared_s: float = 0.0


def read_mark(text: str) -> MirrorMark:
    """The mark as it was noted; an empty one when there is none or an unknown one."""
    try:
        return msgspec.json.decode(text, type=MirrorMark)
    except msgspec.DecodeError:
        return MirrorMark()


def fingerprint_of(server: DirectoryServer) -> str:
    """Changes when the people could be others or look otherwise."""
    same = (server.server_id, server.host, server.used_port, server.base, server.filter, server.kind, server.bind_dn)
    return msgspec.json.encode((*same, server.attributes)).decode()


def written_mark(mark: MirrorMark) -> str:
    """The mark as the index keeps it."""
    return msgspec.json.encode(mark).decode()
