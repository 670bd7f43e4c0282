"""Accounts, registrations, and the network under them."""

from enum import StrEnum

from softphone.basics.ids import AccountId
from softphone.protocol.snapshots.value import Value


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


class IpFamily(StrEnum):
    """Which addresses of the server are used. AUTO: both, in the system's order (RFC 6724)."""

    AUTO = "auto"
    IPV4 = "ipv4"
    IPV6 = "ipv6"


class ReachabilityCheck(StrEnum):
    """How it is proved that calls come in: a request to the own address through the server, or not at all."""

    OPTIONS = "options"
    CALL = "call"
    OFF = "off"


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
        mailboxes: SIP URIs of further mailboxes, of the team, whose messages are told (RFC 3842).
        presence_domain: domain of the presence server where that is not the PBX; the user part stays the same.
        presence_proxy: ``host`` or ``host:port`` that requests to the presence domain go through; empty for none.
        publishes_presence: the server takes PUBLISH (RFC 3903); otherwise do not disturb goes by feature code.
        presence_lists, lamp_lists: SIP URIs of resource lists (RFC 4662) of colleagues' presence and of lamps.
        dnd_on_code, dnd_off_code: numbers that switch do not disturb at the PBX; empty when there are none.
        trusted_certificates: SHA-256 fingerprints (64 hex digits) of server certificates that are trusted on purpose,
            whoever issued them.
        accepts_only_trusted: the server must show one of `trusted_certificates` (pinning).
        ip_family: which addresses are used to reach the server.
        uses_srv: a server without a port is found by NAPTR and SRV (RFC 3263) before A and AAAA.
        has_outbound: asks for client-initiated connections over TCP and TLS (RFC 5626).
        keep_alive_s: seconds between keep-alives on the way to the server; 0 for none.
        stun_server, turn_server: ``host`` or ``host:port``; empty for none. turn_user goes with PutAccount's password.
        has_ice: offers candidates for the sound's way (RFC 8445).
        reachability: how incoming calls are proved.
        follows_redirects: a 3xx is followed without asking.
        follows_transfers: a REFER of the far party in a call is followed (RFC 3515).
        outward_number: what others outside see when this account calls, where the phone system does not say it.
        pbx_profile: which phone system it is, by the name of its profile; empty for one that nothing is known of.
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
    trusted_certificates: tuple[str, ...] = ()
    accepts_only_trusted: bool = False
    ip_family: IpFamily = IpFamily.AUTO
    uses_srv: bool = True
    has_outbound: bool = True
    keep_alive_s: int = 15
    stun_server: str = ""
    turn_server: str = ""
    turn_user: str = ""
    has_ice: bool = False
    reachability: ReachabilityCheck = ReachabilityCheck.OPTIONS
    follows_redirects: bool = False
    follows_transfers: bool = True
    mailboxes: tuple[str, ...] = ()
    pbx_profile: str = ""
    outward_number: str = ""


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
    NO_NETWORK = "no_network"
    SERVER_NOT_FOUND = "server_not_found"
    NO_ANSWER = "no_answer"
    TRANSPORT_REFUSED = "transport_refused"
    CERTIFICATE_UNTRUSTED = "certificate_untrusted"
    CERTIFICATE_EXPIRED = "certificate_expired"
    CERTIFICATE_WRONG_NAME = "certificate_wrong_name"
    CERTIFICATE_CHANGED = "certificate_changed"
    TLS_FAILED = "tls_failed"
    SERVER_FAILED = "server_failed"
    BAD_CONFIGURATION = "bad_configuration"


class Certificate(Value, frozen=True, kw_only=True):
    """What a server showed of itself over TLS. Times are seconds since the epoch.

    Attributes:
        fingerprint: SHA-256 of the DER form, 64 lower-case hex digits.
        subject, issuer: common name, or the whole name (RFC 4514) where there is none.
        names: DNS names, URIs and addresses it is valid for.
    """

    fingerprint: str
    subject: str = ""
    issuer: str = ""
    names: tuple[str, ...] = ()
    valid_from_s: float = 0.0
    valid_until_s: float = 0.0


class RegistrationSnapshot(Value, frozen=True, kw_only=True):
    """An account's registration as it is now.

    Attributes:
        status_code: SIP status of the last final response; None when none came.
        detail: technical text for helpdesk (reason phrase, library error); never a secret.
        expires_s: interval the server granted, seconds.
        retry_in_s: seconds from this snapshot to the next automatic try; None when there will be none
            until the user acts (a wrong password is tried once).
        registered_at_s: seconds since the epoch of the last successful registration.
        certificate: what the server showed, where the problem is its certificate.
        associated_uris: the identities that the server has for the account, first what others see (RFC 7315 4.1).
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
    certificate: Certificate | None = None
    associated_uris: tuple[str, ...] = ()


class ReachabilityState(StrEnum):
    """Whether calls to the own address come in, as far as was proved."""

    NOT_CHECKED = "not_checked"
    CHECKING = "checking"
    REACHABLE = "reachable"
    UNREACHABLE = "unreachable"


class ReachabilityProof(StrEnum):
    """What was seen of it: a call or a request came in from the server, or the server only said that it has us."""

    CALL = "call"
    REQUEST = "request"
    BINDING = "binding"


class ReachabilitySnapshot(Value, frozen=True, kw_only=True):
    """The last proof for an account. checked_at_s: seconds since the epoch of the last proof that came to an end.

    proof: what it was, while the account is reachable. Told at most once a minute while nothing changes.
    """

    account_id: AccountId
    state: ReachabilityState
    checked_at_s: float | None = None
    detail: str = ""
    proof: ReachabilityProof | None = None


class NetworkSnapshot(Value, frozen=True, kw_only=True):
    """This machine's networks. addresses: usable ones (no loopback, no link-local), as text, ordered.

    has_way_out: there is a way to at least one registrar. is_vpn: that way leads through a tunnel device.
    """

    addresses: tuple[str, ...] = ()
    has_way_out: bool = True
    is_vpn: bool = False


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
