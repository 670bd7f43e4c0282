"""Immutable state that travels on the pipe: accounts, registrations, call legs, audio."""

from enum import StrEnum

import msgspec

from softphone.basics.ids import AccountId, DeviceId, LegId, SubscriptionId


class Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of every value on the pipe."""


# --------------------------------------------------------------------------- accounts


class Transport(StrEnum):
    """How SIP reaches the server."""

    UDP = "udp"
    TCP = "tcp"
    TLS = "tls"


class SrtpMode(StrEnum):
    """Whether media is encrypted (RFC 3711)."""

    OFF = "off"
    PREFERRED = "preferred"
    REQUIRED = "required"


class SrtpKeying(StrEnum):
    """How the media keys are agreed: in SDP (RFC 4568) or by DTLS (RFC 5763)."""

    SDES = "sdes"
    DTLS = "dtls"


class DtmfMethod(StrEnum):
    """How digits travel: RFC 4733 events, SIP INFO (application/dtmf-relay), or as tones in the sound."""

    TELEPHONE_EVENT = "telephone_event"
    SIP_INFO = "sip_info"
    INBAND = "inband"


class AccountConfig(Value, frozen=True, kw_only=True):
    """One account of the enterprise identity, without its password.

    Attributes:
        address_of_record: SIP URI that callers use, e.g. ``sip:1001@pbx.example.com`` (RFC 3261 section 6).
        server: registrar as ``host`` or ``host:port`` when it is not the domain of the address of record.
        outbound_proxy: ``host`` or ``host:port`` that every request goes through first; empty for none.
        auth_user: user name for digest authentication when it is not the user of the address of record.
        expires_s: registration interval that is asked for.
        trusted_ca_files: PEM files of CAs trusted for this account besides the system's.
        voicemail_number: number that reaches the user's mailbox; empty when there is none.
        presence_domain: domain of the presence server where that is not the PBX; the user part stays the same.
        presence_proxy: ``host`` or ``host:port`` that requests to the presence domain go through; empty for none.
        publishes_presence: the server takes PUBLISH (RFC 3903); otherwise do not disturb goes by feature code.
        presence_lists, lamp_lists: SIP URIs of resource lists (RFC 4662) of colleagues' presence and of lamps.
        dnd_on_code, dnd_off_code: numbers that switch do not disturb at the PBX; empty when there are none.
    """

    account_id: AccountId
    address_of_record: str
    display_name: str = ""
    label: str = ""
    server: str = ""
    outbound_proxy: str = ""
    auth_user: str = ""
    transport: Transport = Transport.UDP
    srtp: SrtpMode = SrtpMode.OFF
    srtp_keying: SrtpKeying = SrtpKeying.SDES
    dtmf: DtmfMethod = DtmfMethod.TELEPHONE_EVENT
    expires_s: int = 300
    trusted_ca_files: tuple[str, ...] = ()
    voicemail_number: str = ""
    is_enabled: bool = True
    presence_domain: str = ""
    presence_proxy: str = ""
    publishes_presence: bool = True
    presence_lists: tuple[str, ...] = ()
    lamp_lists: tuple[str, ...] = ()
    dnd_on_code: str = ""
    dnd_off_code: str = ""


class RegistrationState(StrEnum):
    """State of an account's binding at the registrar (RFC 3261 section 10)."""

    UNREGISTERED = "unregistered"
    REGISTERING = "registering"
    REGISTERED = "registered"
    REFRESHING = "refreshing"
    FAILED = "failed"
    UNREGISTERING = "unregistering"


class RegistrationProblem(StrEnum):
    """Why a registration failed; `softphone.accounts` has the words and the remedy for each."""

    WRONG_PASSWORD = "wrong_password"
    UNKNOWN_USER = "unknown_user"
    FORBIDDEN = "forbidden"
    SERVER_NOT_FOUND = "server_not_found"
    NO_ANSWER = "no_answer"
    TRANSPORT_REFUSED = "transport_refused"
    CERTIFICATE_UNTRUSTED = "certificate_untrusted"
    CERTIFICATE_EXPIRED = "certificate_expired"
    CERTIFICATE_WRONG_NAME = "certificate_wrong_name"
    TLS_FAILED = "tls_failed"
    SERVER_FAILED = "server_failed"
    BAD_CONFIGURATION = "bad_configuration"


class RegistrationSnapshot(Value, frozen=True, kw_only=True):
    """An account's registration as it is now.

    Attributes:
        status_code: SIP status of the last final response; None when none came.
        detail: technical text for helpdesk (reason phrase, library error); never a secret.
        expires_s: interval the server granted, seconds.
        retry_in_s: seconds from this snapshot to the next automatic try; None when there will be none
            until the user acts (a wrong password is tried once).
        registered_at_s: seconds since the epoch of the last successful registration.
    """

    account_id: AccountId
    state: RegistrationState
    problem: RegistrationProblem | None = None
    status_code: int | None = None
    detail: str = ""
    server: str = ""
    contact_uri: str = ""
    expires_s: int | None = None
    retry_in_s: float | None = None
    registered_at_s: float | None = None


class AccountTestStep(StrEnum):
    """The steps of an account test, in order."""

    RESOLVE = "resolve"
    CONNECT = "connect"
    SECURE = "secure"
    REGISTER = "register"


class StepOutcome(StrEnum):
    """How far a step has come."""

    RUNNING = "running"
    PASSED = "passed"
    FAILED = "failed"
    NOT_NEEDED = "not_needed"


# --------------------------------------------------------------------------- calls


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


class EndReason(Value, frozen=True, kw_only=True):
    """How a leg ended. status_code: SIP status or the cause of a Reason header (RFC 3326), if any."""

    kind: EndKind
    status_code: int | None = None
    detail: str = ""


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


class CallLegSnapshot(Value, frozen=True, kw_only=True):
    """A call leg as it is now. Times are seconds since the epoch."""

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


# --------------------------------------------------------------------------- audio


class EventPackage(StrEnum):
    """Event packages, by their names on the wire (RFC 6665 section 7.2)."""

    PRESENCE = "presence"  # RFC 3856
    DIALOG = "dialog"  # RFC 4235
    MESSAGE_SUMMARY = "message-summary"  # RFC 3842
    WATCHER_INFO = "presence.winfo"  # RFC 3857
    REGISTRATION = "reg"  # RFC 3680


class SubscriptionState(StrEnum):
    """RFC 6665 section 4.1.2, and what the engine does about an end that it did not want."""

    SUBSCRIBING = "subscribing"
    PENDING = "pending"
    ACTIVE = "active"
    RETRYING = "retrying"
    ENDED = "ended"


class SubscriptionSnapshot(Value, frozen=True, kw_only=True):
    """One subscription.

    Attributes:
        status_code: of the refusal that it retries after, or ended by; None when there was none.
        detail: technical: reason phrase or reason of the Subscription-State.
        expires_s: what the server granted.
        retry_in_s: seconds until the next try while RETRYING.
    """

    subscription_id: SubscriptionId
    state: SubscriptionState
    status_code: int | None = None
    detail: str = ""
    expires_s: int | None = None
    retry_in_s: float | None = None


class PublicationState(StrEnum):
    """Of an event state that is published (RFC 3903)."""

    PUBLISHING = "publishing"
    PUBLISHED = "published"
    RETRYING = "retrying"
    ENDED = "ended"


class PublicationSnapshot(Value, frozen=True, kw_only=True):
    """What is published for an account and package. The attributes are those of a subscription.

    etag: the server's name for what it has (RFC 3903 section 4.1); empty when it has nothing.
    """

    account_id: AccountId
    package: EventPackage
    state: PublicationState
    status_code: int | None = None
    detail: str = ""
    expires_s: int | None = None
    retry_in_s: float | None = None
    etag: str = ""


class AudioDevice(Value, frozen=True, kw_only=True):
    """A sound device. device_id is stable over restarts (its name, not its index)."""

    device_id: DeviceId
    name: str
    is_input: bool
    is_output: bool
    is_default: bool = False


class AudioProblem(StrEnum):
    """What is wrong with the sound; `softphone.devices` has the words and the remedy."""

    NO_DEVICE = "no_device"
    MICROPHONE_GONE = "microphone_gone"
    SPEAKER_GONE = "speaker_gone"
    DEVICE_REFUSED = "device_refused"


class AudioSelection(Value, frozen=True, kw_only=True):
    """Which devices to use. None: the system's default. ``file:/path.wav`` plays from or records to a WAV file."""

    microphone: DeviceId | None = None
    speaker: DeviceId | None = None
    ringer: DeviceId | None = None


class AudioProcessing(Value, frozen=True, kw_only=True):
    """What is done to the microphone's sound before it is sent."""

    has_echo_cancellation: bool = True
    has_noise_suppression: bool = True
    has_gain_control: bool = True


class AudioSnapshot(Value, frozen=True, kw_only=True):
    """The sound devices as they are now.

    Attributes:
        wanted: what was selected.
        used: what is really in use or would be used by the next call (after falling back).
        is_open: True while microphone and speaker are open (a call or a test).
    """

    devices: tuple[AudioDevice, ...] = ()
    wanted: AudioSelection = AudioSelection()
    used: AudioSelection = AudioSelection()
    is_open: bool = False
    problem: AudioProblem | None = None
    detail: str = ""
