"""What is kept of a call, and how the history is asked for."""

from dataclasses import dataclass
from enum import StrEnum

from softphone.basics.ids import AccountId, CallId, LegId
from softphone.basics.sip_uri import SipUri
from softphone.basics.words import translate
from softphone.protocol.snapshots import Direction

PROGRAM_ENDED = "program_ended"  # end_kind of a call during which the program ended: crash, power cut, kill
FROM = "from_"  # begins the transfer_kind of a call that was taken from another device


@dataclass(frozen=True, slots=True)
class CallQuality:
    """How the sound was, over the whole call. Loss in percent, times in milliseconds."""

    rx_packets: int = 0
    rx_lost: int = 0
    rx_loss_percent: float = 0.0
    rx_jitter_ms: float = 0.0
    tx_loss_percent: float = 0.0
    round_trip_ms: float | None = None

    @property
    def rating(self) -> str:
        """good, fair or poor, by the worse direction."""
        loss = max(self.rx_loss_percent, self.tx_loss_percent)
        delay_ms = self.rx_jitter_ms + (self.round_trip_ms or 0.0) / 2
        if loss < 1 and delay_ms < 150:
            return "good"
        return "fair" if loss < 4 and delay_ms < 300 else "poor"

    def __str__(self) -> str:
        return f"{self.rating} (loss {self.rx_loss_percent:.1f} %, jitter {self.rx_jitter_ms:.0f} ms)"


@dataclass(frozen=True, slots=True)
class HistoryLeg:
    """One connection with one far party. Times are seconds since the epoch.

    Attributes:
        end_kind: value of an EndKind, PROGRAM_ENDED, or empty while the leg lives.
        end_code: SIP status or cause (RFC 3326), if any.
        transfer_kind: ``blind`` or ``consult`` when the far party was transferred, ``mobile`` when it went on there,
            ``parked`` when it waits in the slot that is the target;
            ``from_mobile`` or ``from_device`` of a leg on that device of the user, from where the call was taken
            here; else empty.
        transfer_target: whom it was transferred to; ``mobile`` for the user's own.
    """

    leg_id: LegId
    sip_call_id: str = ""
    remote_uri: str = ""
    started_s: float = 0.0
    answered_s: float | None = None
    ended_s: float | None = None
    end_kind: str = ""
    end_code: int | None = None
    transfer_kind: str = ""
    transfer_target: str = ""
    transferred_s: float | None = None


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One call. Times are seconds since the epoch.

    Attributes:
        entry_id: 0 until it is stored; grows with each call, so it is the order of the history.
        dialled_text: what the user typed; empty for an incoming call.
        presented_number, presented_name, presented_uri: the far party as the network said.
        person_name: whom the directory found; empty when nobody.
        number_key: the number in the one form in which numbers are compared; the store fills it in.
        work_identity: own address that the call was made or taken with.
        last_seen_s: when the call was last known to be going on, at most 30 s old.
        talked_s: seconds from answer to end, also where the clock was changed in between; None before the end.
        end_kind: value of an EndKind, PROGRAM_ENDED, or empty while the call goes on. end_text: the same in words.
        device: microphone and speaker in use.
        recording: path of the recording; empty when there is none.
        is_missed: it came in, was not answered and not turned down by the user.
        is_seen: False for a missed call until the user has seen it.
    """

    call_id: CallId
    account_id: AccountId
    direction: Direction
    started_s: float
    entry_id: int = 0
    dialled_text: str = ""
    presented_number: str = ""
    presented_name: str = ""
    presented_uri: str = ""
    is_anonymous: bool = False
    person_name: str = ""
    number_key: str = ""
    work_identity: str = ""
    answered_s: float | None = None
    ended_s: float | None = None
    last_seen_s: float = 0.0
    talked_s: float | None = None
    end_kind: str = ""
    end_text: str = ""
    codec: str = ""
    is_encrypted: bool = False
    device: str = ""
    quality: CallQuality | None = None
    recording: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    is_missed: bool = False
    is_seen: bool = True
    legs: tuple[HistoryLeg, ...] = ()

    @property
    def is_incoming(self) -> bool:
        return self.direction == Direction.INCOMING

    @property
    def is_under_way(self) -> bool:
        return self.ended_s is None

    @property
    def name(self) -> str:
        """What to call the far party; never empty."""
        if self.is_anonymous and not self.person_name and not self.presented_name:
            return translate("history", "Number withheld")
        return (
            self.person_name or self.presented_name or self.presented_number or translate("history", "Unknown caller")
        )

    @property
    def taken_from(self) -> str:
        """``mobile`` or ``device`` when the call was in progress there before it was taken here; else empty."""
        kind = self.legs[0].transfer_kind if self.legs else ""
        return kind.removeprefix(FROM) if kind.startswith(FROM) else ""

    @property
    def address(self) -> str:
        """``user@host`` of the far party, host in lower case; empty when the network said none."""
        return address_of(self.presented_uri)

    @property
    def duration_s(self) -> float:
        """Seconds of talk; 0.0 when it was never answered or is not over."""
        return self.talked_s or 0.0


def address_of(uri: str) -> str:
    """``user@host`` of a SIP URI, with or without its scheme; empty when it is none."""
    try:
        parsed = SipUri.parse(uri if uri.lower().startswith(("sip:", "sips:")) else f"sip:{uri}")
    except ValueError:
        return ""
    return parsed.address if parsed.user else ""


class HistoryKind(StrEnum):
    """Which calls to show. INCOMING has the missed ones, too."""

    ALL = "all"
    MISSED = "missed"
    INCOMING = "incoming"
    OUTGOING = "outgoing"


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """Which calls to show; all conditions hold at once.

    Attributes:
        text: words, or parts of them, in names, numbers, notes and tags, in any order.
        address: calls with this person only: an address ``user@host`` or a number.
        addresses: several of the kind, any of which fits: a person has several numbers.
    """

    kind: HistoryKind = HistoryKind.ALL
    text: str = ""
    address: str = ""
    addresses: tuple[str, ...] = ()

    @property
    def persons(self) -> tuple[str, ...]:
        """All addresses and numbers that fit; empty for no condition."""
        return tuple(dict.fromkeys(text for text in (self.address, *self.addresses) if text))


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Some entries, newest first, and the cursor for those that follow; next is None when there are none."""

    entries: tuple[HistoryEntry, ...] = ()
    next: int | None = None
