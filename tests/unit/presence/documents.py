"""Documents as servers write them, for tests."""

from collections.abc import Iterable, Mapping

DIALOG_INFO = "application/dialog-info+xml"
PIDF = "application/pidf+xml"
_BOUNDARY = "part"
RELATED = f'multipart/related;type="application/rlmi+xml";boundary="{_BOUNDARY}"'


def dialogs(*states: str, version: int = 0, is_full: bool = True, call_id: str = "", user: str = "1002") -> bytes:
    """One dialog per state: ``confirmed`` or ``early``, or with its direction ``initiator:early``."""
    written = []
    for index, state in enumerate(states):
        direction, _, bare = state.rpartition(":")
        ids = f' call-id="{call_id}" local-tag="l" remote-tag="r"' if call_id else ""
        written.append(
            f'<dialog id="d{index}" direction="{direction or "recipient"}"{ids}><state>{bare}</state>'
            '<remote><identity display="Erin">sip:1007@pbx.example.com</identity></remote></dialog>'
        )
    kind = "full" if is_full else "partial"
    return (
        f'<?xml version="1.0"?><dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="{version}" '
        f'state="{kind}" entity="sip:{user}@pbx.example.com">{"".join(written)}</dialog-info>'
    ).encode()


def pidf(basic: str = "open", activity: str = "", note: str = "") -> bytes:
    """A person with one device."""
    activities = f"<r:activities><r:{activity}/></r:activities>" if activity else ""
    noted = f"<dm:note>{note}</dm:note>" if note else ""
    return (
        '<?xml version="1.0"?><presence xmlns="urn:ietf:params:xml:ns:pidf" '
        'xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model" xmlns:r="urn:ietf:params:xml:ns:pidf:rpid" '
        f'entity="sip:1002@pbx.example.com"><tuple id="t"><status><basic>{basic}</basic></status></tuple>'
        f'<dm:person id="p">{activities}{noted}</dm:person></presence>'
    ).encode()


def resource_list(
    members: Mapping[str, bytes],
    *,
    version: int = 0,
    is_full: bool = True,
    content_type: str = DIALOG_INFO,
    refused: Iterable[str] = (),
) -> bytes:
    """The body for `RELATED`: user -> document; an empty document for one of whom nothing is known yet."""
    resources, parts = [], []
    for user, body in members.items():
        instance = f'<instance id="1" state="active" cid="{user}@list"/>' if body else ""
        resources.append(f'<resource uri="sip:{user}@127.0.0.1:5060"><name>User {user}</name>{instance}</resource>')
        if body:
            parts.append(_head(f"{user}@list", content_type) + body)
    for user in refused:
        instance = '<instance id="1" state="terminated" reason="noresource"/>'
        resources.append(f'<resource uri="sip:{user}@127.0.0.1:5060">{instance}</resource>')
    rlmi = (
        f'<?xml version="1.0"?><list xmlns="urn:ietf:params:xml:ns:rlmi" uri="sip:blf@127.0.0.1" '
        f'version="{version}" fullState="{"true" if is_full else "false"}">{"".join(resources)}</list>'
    )
    delimiter = f"--{_BOUNDARY}\r\n".encode()
    root = _head("list@list", "application/rlmi+xml") + rlmi.encode()
    return b"\r\n".join(delimiter + part for part in (root, *parts)) + f"\r\n--{_BOUNDARY}--\r\n".encode()


def _head(content_id: str, content_type: str) -> bytes:
    return f"Content-ID: <{content_id}>\r\nContent-Type: {content_type}\r\n\r\n".encode()
