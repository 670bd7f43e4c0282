"""What is known of a person's presence: the states, the calls that a lamp shows, and the whole at one moment."""

from dataclasses import dataclass
from enum import StrEnum

from softphone.basics.sip_uri import SipUri
from softphone.protocol.snapshots import Direction


class PresenceState(StrEnum):
    """What a lamp says. INVISIBLE is only ever the user's own; others see OFFLINE.

    NOT_REGISTERED: the PBX says that no device of the person can be reached. UNKNOWN: nobody told us anything.
    """

    AVAILABLE = "available"
    BUSY = "busy"
    AWAY = "away"
    ON_THE_PHONE = "on_the_phone"
    RINGING = "ringing"
    DO_NOT_DISTURB = "do_not_disturb"
    OUT_OF_OFFICE = "out_of_office"
    INVISIBLE = "invisible"
    OFFLINE = "offline"
    NOT_REGISTERED = "not_registered"
    UNKNOWN = "unknown"


class RemoteCallState(StrEnum):
    """State of somebody's SIP dialog (RFC 4235 section 3.7.1)."""

    TRYING = "trying"
    PROCEEDING = "proceeding"
    EARLY = "early"
    CONFIRMED = "confirmed"
    TERMINATED = "terminated"


@dataclass(frozen=True, slots=True)
class RemoteCall:
    """A call that somebody else's phone is in, as its lamp tells (one dialog of RFC 4235).

    Attributes:
        dialog_id: names the dialog within this person's dialogs.
        direction: as that phone sees it; None when it is not told.
        remote_name, remote_uri: whom that phone talks to; empty when it is not told.
        call_id, local_tag, remote_tag: the SIP dialog as that phone sees it, empty when not told; with them a
            ringing call can be picked up by INVITE with Replaces.
        tags_before: pairs of local and remote tag that were told of this dialog earlier, the last first. A call that
            rings at several phones has had several, and some servers tell none once it is answered.
        is_held: the phone told that it holds the call (RFC 4235 section 4.1.6, ``+sip.rendering=no``).
    """

    dialog_id: str
    direction: Direction | None
    state: RemoteCallState
    remote_name: str = ""
    remote_uri: str = ""
    call_id: str = ""
    local_tag: str = ""
    remote_tag: str = ""
    tags_before: tuple[tuple[str, str], ...] = ()
    is_held: bool = False

    @property
    def is_ringing(self) -> bool:
        """True for a call that comes in to that phone and waits to be answered."""
        return self.direction == Direction.INCOMING and self.state == RemoteCallState.EARLY


class LampAction(StrEnum):
    """What can be done with a colleague now."""

    CALL = "call"
    PICK_UP = "pick_up"
    TRANSFER = "transfer"
    MESSAGE = "message"
    TELL_WHEN_FREE = "tell_when_free"


@dataclass(frozen=True, slots=True)
class Presentity:
    """A person as presence and lamps show them now. Times are seconds since the epoch.

    Attributes:
        address: canonical ``user@host``, see `canonical_address`.
        note: what the person wrote about it; empty when nothing.
        until_s: when the person said that the state ends.
        since_s: when the state began as far as we saw it or were told.
        stale_since_s: set when nothing is heard any more, so that the state is what it was at that time.
        name: as a resource list or a dialog calls the person; empty when nobody told.
        calls: the person's calls that are not terminated, oldest first.
        actions: what is possible now.
    """

    address: str
    state: PresenceState = PresenceState.UNKNOWN
    note: str = ""
    until_s: float | None = None
    since_s: float | None = None
    stale_since_s: float | None = None
    name: str = ""
    calls: tuple[RemoteCall, ...] = ()
    actions: frozenset[LampAction] = frozenset()


def canonical_address(text: str) -> str:
    """``user@host`` with the host in lower case, of a SIP, SIPS or pres URI or an address without scheme; without
    port and parameters, so that one person is one address. Empty when the text is none."""
    text = text.strip().strip("<>").strip()
    scheme, _, rest = text.partition(":")
    match scheme.lower():
        case "sip" | "sips":
            uri = text
        case "pres":
            uri = f"sip:{rest}"
        case _:
            uri = f"sip:{text}"
    try:
        parsed = SipUri.parse(uri)
    except ValueError:
        return ""
    return parsed.address if parsed.user else ""
