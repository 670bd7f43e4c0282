"""Own presence as a document: PIDF (RFC 3863) with the data model's person (RFC 4479) and RPID (RFC 4480)."""

from dataclasses import dataclass

from softphone.presence.network_xml import plain_text
from softphone.presence.pidf import DATA_MODEL, DO_NOT_DISTURB, OUT_OF_OFFICE, OWN, PIDF, RPID
from softphone.presence.state import PresenceState
from softphone.presence.times import written_time

_ESCAPES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;"}
# Others understand the first word; ours tell the finer state by the second.
_WORDS = {
    PresenceState.AVAILABLE: "",
    PresenceState.BUSY: "<rpid:busy/>",
    PresenceState.AWAY: "<rpid:away/>",
    PresenceState.ON_THE_PHONE: "<rpid:on-the-phone/>",
    PresenceState.DO_NOT_DISTURB: f"<rpid:busy/><own:{DO_NOT_DISTURB}/>",
    PresenceState.OUT_OF_OFFICE: f"<rpid:away/><own:{OUT_OF_OFFICE}/>",
}


@dataclass(frozen=True, slots=True)
class OwnPresence:
    """What is published.

    Attributes:
        entity: SIP URI of the user at the presence server.
        device_id: names this program on this computer, so that several devices of the user stay apart; letters,
            digits and hyphens.
        state: one of those that others may see; INVISIBLE and OFFLINE are published as nothing at all.
        idle_since_s: last use of keyboard and mouse when the user is idle.
    """

    entity: str
    device_id: str
    state: PresenceState
    note: str = ""
    since_s: float | None = None
    until_s: float | None = None
    idle_since_s: float | None = None


def written_pidf(own: OwnPresence) -> bytes:
    """The document in UTF-8. Raises KeyError for a state that cannot be published."""
    entity = _escaped(own.entity)
    time = "" if own.since_s is None else written_time(own.since_s)
    note = _escaped(plain_text(own.note))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<presence xmlns="{PIDF}" xmlns:dm="{DATA_MODEL}" xmlns:rpid="{RPID}" xmlns:own="{OWN}" entity="{entity}">\n'
        f'<tuple id="t-{own.device_id}"><status><basic>open</basic></status>'
        f'<contact priority="0.8">{entity}</contact>{_element("timestamp", time)}</tuple>\n'
        f'<dm:person id="p-{own.device_id}">{_activities(own)}{_user_input(own)}'
        f"{_element('dm:note', note)}{_element('dm:timestamp', time)}</dm:person>\n"
        "</presence>\n"
    ).encode()


def _activities(own: OwnPresence) -> str:
    words = _WORDS[own.state]
    if not words:
        return ""
    until = "" if own.until_s is None else f' until="{written_time(own.until_s)}"'
    return f"<rpid:activities{until}>{words}</rpid:activities>"


def _user_input(own: OwnPresence) -> str:
    if own.idle_since_s is None:
        return ""
    return f'<rpid:user-input last-input="{written_time(own.idle_since_s)}">idle</rpid:user-input>'


def _element(name: str, text: str) -> str:
    return f"<{name}>{text}</{name}>" if text else ""


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)
