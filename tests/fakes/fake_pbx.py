"""The world around a FakeEngine: who answers how, which accounts are accepted, what arrived there."""

from dataclasses import dataclass, field

from softphone.basics.ids import AccountId, LegId
from softphone.basics.sip_uri import SipUri
from softphone.protocol.commands import ProbeServer, Publish, PutAccount, SendMessage, TestAccount
from softphone.protocol.snapshots import (
    AccountConfig,
    Certificate,
    EndKind,
    EndReason,
    EventPackage,
    RegistrationProblem,
    Transport,
)


@dataclass(frozen=True)
class Rings:
    """180 Ringing."""


@dataclass(frozen=True)
class EarlyMedia:
    """183 Session Progress with SDP."""


@dataclass(frozen=True)
class Answers:
    """200 OK."""


@dataclass(frozen=True)
class Ends:
    """A failure response, or BYE once answered."""

    reason: EndReason


Step = Rings | EarlyMedia | Answers | Ends
Script = tuple[tuple[float, Step], ...]  # (seconds after the step before, what the far party does)


def _ends(kind: EndKind, status_code: int) -> Ends:
    return Ends(EndReason(kind=kind, status_code=status_code))


ANSWERED: Script = ((0.05, Rings()), (0.2, Answers()))
RINGS_FOR_EVER: Script = ((0.05, Rings()),)
BUSY: Script = ((0.05, _ends(EndKind.BUSY, 486)),)
DECLINED: Script = ((0.05, Rings()), (0.5, _ends(EndKind.DECLINED, 603)))
NO_ANSWER: Script = ((0.05, Rings()), (20.0, _ends(EndKind.NO_ANSWER, 480)))
NOT_FOUND: Script = ((0.05, _ends(EndKind.NOT_FOUND, 404)),)
ANNOUNCED: Script = ((0.05, EarlyMedia()), (0.5, Answers()))
SHORT_TALK: Script = (*ANSWERED, (2.0, Ends(EndReason(kind=EndKind.REMOTE_HANG_UP))))

SCRIPTS: dict[str, Script] = {
    "busy": BUSY,
    "decline": DECLINED,
    "noanswer": NO_ANSWER,
    "ringing": RINGS_FOR_EVER,
    "nobody": NOT_FOUND,
    "early": ANNOUNCED,
    "short": SHORT_TALK,
}

MESSAGE_ANSWERS: dict[str, tuple[int | None, int | None]] = {
    "accepted": (202, None),
    "nobody": (404, None),
    "forbidden": (403, None),
    "later": (503, 7),
    "away": (480, None),
    "large": (413, None),
}
_STATUS: dict[RegistrationProblem, int | None] = {
    RegistrationProblem.WRONG_PASSWORD: 401,
    RegistrationProblem.UNKNOWN_USER: 404,
    RegistrationProblem.FORBIDDEN: 403,
    RegistrationProblem.NO_ANSWER: 408,
    RegistrationProblem.SERVER_FAILED: 503,
}


def status_of(problem: RegistrationProblem) -> int | None:
    """The SIP status a registrar would have given; None when none answers."""
    return _STATUS.get(problem)


@dataclass
class FakePbx:
    """What FakeEngine consults and records; outlives the engine.

    Attributes:
        scripts: user part of the target -> what the far party does; `ANSWERED` for every other.
        problems: account -> why its registration fails; otherwise passwords that begin with ``wrong``, the user
            ``unknown`` and hosts under ``.invalid`` fail, and all else succeeds.
        certificate: what a TLS server shows that no authority vouches for; None for one that is trusted.
        start_delay_s, answer_delay_s: how long the engine takes to start, the server to answer.
        fingerprint: None for the true one.
        registered: accounts with a binding now.
        digits: what each leg sent.
        states: (target, package) -> content type and body of the first NOTIFY; target as a SIP URI or its user part.
        refused_events: target, as a SIP URI or its user part -> status that its SUBSCRIBE is refused with.
        refuses_publish: the status that every PUBLISH is refused with.
        published: what the presence server has now.
        refuses_replaces: the status with which a call that is to take another's place is refused.
        messages: those that it has taken or refused, each once, by the name of their request.
        message_answers: user part -> status and Retry-After of messages there; None for no answer; 200 for all others.
        message_delay_s: how long an answer to a message takes.
    """

    scripts: dict[str, Script] = field(default_factory=lambda: dict(SCRIPTS))
    problems: dict[AccountId, RegistrationProblem] = field(default_factory=dict)
    certificate: Certificate | None = None
    start_delay_s: float = 0.05
    answer_delay_s: float = 0.05
    fingerprint: str | None = None
    registered: set[AccountId] = field(default_factory=set)
    digits: dict[LegId, str] = field(default_factory=dict)
    states: dict[tuple[str, EventPackage], tuple[str, bytes]] = field(default_factory=dict)
    refused_events: dict[str, int] = field(default_factory=dict)
    refuses_publish: int | None = None
    refuses_replaces: int | None = None
    published: dict[tuple[AccountId, EventPackage], Publish] = field(default_factory=dict)
    messages: list[SendMessage] = field(default_factory=list)
    message_answers: dict[str, tuple[int | None, int | None]] = field(default_factory=lambda: dict(MESSAGE_ANSWERS))
    message_delay_s: float = 0.02

    def script(self, target: SipUri) -> Script:
        """What the far party does."""
        return self.scripts.get(target.user, ANSWERED)

    def state_of(self, target: str, package: EventPackage) -> tuple[str, bytes]:
        """Content type and body of a first NOTIFY; empty when nothing was said about the target."""
        for name in (target, SipUri.parse(target).user):
            if (name, package) in self.states:
                return self.states[name, package]
        return ("", b"")

    def take_message(self, command: SendMessage) -> tuple[int | None, int | None]:
        """Status and Retry-After; a repetition of a request is answered as the request was, and not taken again."""
        known = any(each.request_id == command.request_id for each in self.messages if each.request_id)
        if not known:
            self.messages.append(command)
        user = SipUri.parse(command.target).user
        is_wrapped = command.content_type.startswith("message/cpim")
        return (415, None) if user == "plain" and is_wrapped else self.message_answers.get(user, (200, None))

    def shown(self, account: AccountConfig) -> Certificate | None:
        """The certificate for which the account refuses the server; None when it does not."""
        certificate = self.certificate
        is_tls = account.transport == Transport.TLS
        is_known = certificate is not None and certificate.fingerprint in account.trusted_certificates
        return certificate if is_tls and not is_known else None

    def problem(self, command: PutAccount | TestAccount | ProbeServer) -> RegistrationProblem | None:
        """Why the account cannot register; None when it can."""
        account = command.account
        address = SipUri.parse(account.address_of_record)
        if account.account_id in self.problems:
            return self.problems[account.account_id]
        if (account.server or address.host).partition(":")[0].endswith(".invalid"):
            return RegistrationProblem.SERVER_NOT_FOUND
        if self.shown(account) is not None:
            is_other = bool(account.trusted_certificates)
            return RegistrationProblem.CERTIFICATE_CHANGED if is_other else RegistrationProblem.CERTIFICATE_UNTRUSTED
        if address.user == "unknown":
            return RegistrationProblem.UNKNOWN_USER
        if command.password.reveal().startswith("wrong"):
            return RegistrationProblem.WRONG_PASSWORD
        return None
