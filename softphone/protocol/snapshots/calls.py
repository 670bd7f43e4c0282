"""Call legs and what goes on in them."""

from enum import StrEnum

from softphone.basics.ids import AccountId, LegId
from softphone.protocol.snapshots.accounts import SrtpKeying
from softphone.protocol.snapshots.value import Value


class Direction(StrEnum):
    """Who called whom."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"


class LegState(StrEnum):
    """State of a call leg.

    Outgoing: calling -> ringback (180) or early_media (183 with SDP) -> established -> ended.
    Incoming: alerting -> answering -> established -> ended.
    """

    CALLING = "calling"
    RINGBACK = "ringback"
    EARLY_MEDIA = "early_media"
    ALERTING = "alerting"
    ANSWERING = "answering"
    ESTABLISHED = "established"
    ENDED = "ended"


class HoldState(StrEnum):
    """Who holds the leg."""

    NONE = "none"
    LOCAL = "local"
    REMOTE = "remote"
    BOTH = "both"


class RejectReason(StrEnum):
    """What the caller is told: 486 Busy Here or 603 Decline."""

    BUSY = "busy"
    DECLINE = "decline"


class EndKind(StrEnum):
    """Why a leg ended; `softphone.calls` has the words."""

    LOCAL_HANG_UP = "local_hang_up"
    REMOTE_HANG_UP = "remote_hang_up"
    CANCELLED = "cancelled"
    REJECTED = "rejected"
    MISSED = "missed"
    ANSWERED_ELSEWHERE = "answered_elsewhere"
    BUSY = "busy"
    DECLINED = "declined"
    NO_ANSWER = "no_answer"
    NOT_FOUND = "not_found"
    UNAVAILABLE = "unavailable"
    NOT_ACCEPTABLE = "not_acceptable"
    FORBIDDEN = "forbidden"
    SERVER_FAILED = "server_failed"
    NETWORK_LOST = "network_lost"
    MEDIA_FAILED = "media_failed"
    ENGINE_LOST = "engine_lost"
    TRANSFERRED = "transferred"
    REPLACED = "replaced"
    REDIRECTED = "redirected"


class EndReason(Value, frozen=True, kw_only=True):
    """How a leg ended.

    Attributes:
        status_code: SIP status or the cause of a Reason header (RFC 3326), if any.
        retry_after_s: seconds after which the far side wants to be called again (RFC 3261 section 20.33).
    """

    kind: EndKind
    status_code: int | None = None
    detail: str = ""
    retry_after_s: float | None = None


class Party(Value, frozen=True, kw_only=True):
    """The far party as it was presented (P-Asserted-Identity, RFC 3325, else From).

    Attributes:
        number: user part of the URI; what is shown when there is no name and what is dialled back.
        is_asserted: True when the PBX vouched for it.
        is_anonymous: True when the caller withheld identity (RFC 3323).
    """

    uri: str
    number: str = ""
    name: str = ""
    is_asserted: bool = False
    is_anonymous: bool = False


class MediaSnapshot(Value, frozen=True, kw_only=True):
    """The sound of a leg. codec is the SDP name (``opus``, ``G722``, ``PCMA``); crypto_suite empty without SRTP."""

    codec: str = ""
    clock_rate_hz: int = 0
    is_encrypted: bool = False
    keying: SrtpKeying | None = None
    crypto_suite: str = ""


class TransferState(StrEnum):
    """How far a REFER of ours has come (RFC 3515 section 2.4): asked, 202, NOTIFY with 1xx, its final status."""

    REQUESTED = "requested"
    ACCEPTED = "accepted"
    RINGING = "ringing"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


class TransferSnapshot(Value, frozen=True, kw_only=True):
    """A transfer of the leg's far party that we asked for. target: SIP URI. status_code: of the last news."""

    state: TransferState
    target: str
    status_code: int | None = None
    detail: str = ""


class RecordingFormat(StrEnum):
    """How a recording is written: two channels, ours left, theirs right."""

    WAV = "wav"
    OPUS = "opus"


class RecordingState(StrEnum):
    """Of a leg's recording."""

    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"
    FAILED = "failed"


class RecordingProblem(StrEnum):
    """Why a recording ended or never began; `softphone.calls` has the words."""

    DISK_FULL = "disk_full"
    NOT_WRITABLE = "not_writable"


class RecordingSnapshot(Value, frozen=True, kw_only=True):
    """A leg's recording. recorded_s: seconds that are in the file."""

    state: RecordingState
    path: str
    recorded_s: float = 0.0
    problem: RecordingProblem | None = None


class MediaProblem(StrEnum):
    """Why nothing is heard, as far as the engine can tell; `softphone.calls` has the words.

    SERVER_SILENT: requests are not answered either. FAR_SILENT: the line stands, but no sound is sent along it.
    """

    NOTHING_RECEIVED = "nothing_received"
    WRONG_KEYS = "wrong_keys"
    NETWORK_GONE = "network_gone"
    SERVER_SILENT = "server_silent"
    FAR_SILENT = "far_silent"


class DialogToReplace(Value, frozen=True, kw_only=True):
    """The dialog that an INVITE takes the place of (RFC 3891), with the tags as its far end knows them."""

    call_id: str
    to_tag: str
    from_tag: str
    is_early_only: bool = False


class CallLegSnapshot(Value, frozen=True, kw_only=True):
    """A call leg as it is now. Times are seconds since the epoch.

    Attributes:
        transfer: the last transfer of its far party that we asked for.
        replaces: the leg whose place it takes: by the far party's INVITE with Replaces, or because that leg's far
            party referred us (RFC 3891, 3515).
        referred_by: who had the call made (RFC 3892).
        answer_after_s: the caller asks for an answer without the user, after so many seconds (Call-Info answer-after,
            or Alert-Info with ``info=alert-autoanswer`` and the like).
        redirect_to: the far party sent us there (3xx); the leg waits for FollowRedirect.
        is_far_muted: nobody in the conference hears the far party, the user included.
        is_mixed: part of the conference.
    """

    leg_id: LegId
    account_id: AccountId
    direction: Direction
    state: LegState
    remote: Party
    started_at_s: float
    answered_at_s: float | None = None
    ended_at_s: float | None = None
    hold: HoldState = HoldState.NONE
    is_muted: bool = False
    sip_call_id: str = ""
    media: MediaSnapshot | None = None
    end: EndReason | None = None
    transfer: TransferSnapshot | None = None
    replaces: LegId | None = None
    referred_by: Party | None = None
    answer_after_s: float | None = None
    redirect_to: Party | None = None
    recording: RecordingSnapshot | None = None
    media_problem: MediaProblem | None = None
    is_far_muted: bool = False
    is_mixed: bool = False


class MediaStatistics(Value, frozen=True, kw_only=True):
    """Figures of a leg's sound at one moment. Packets are totals, loss in percent, times in milliseconds."""

    leg_id: LegId
    rx_packets: int = 0
    rx_lost: int = 0
    rx_loss_percent: float = 0.0
    rx_jitter_ms: float = 0.0
    tx_packets: int = 0
    tx_loss_percent: float = 0.0
    round_trip_ms: float | None = None
    jitter_buffer_ms: float = 0.0
