"""Events from the engine: past tense, whole snapshots, never deltas."""

from __future__ import annotations

from enum import StrEnum

from softphone.basics.ids import AccountId, CommandId, LegId, SubscriptionId
from softphone.protocol.snapshots import (
    AccountTestStep,
    AudioSnapshot,
    CallLegSnapshot,
    Certificate,
    DtmfMethod,
    MediaStatistics,
    NetworkSnapshot,
    Party,
    PublicationSnapshot,
    ReachabilitySnapshot,
    RegistrationProblem,
    RegistrationSnapshot,
    ServerOffer,
    StepOutcome,
    SubscriptionSnapshot,
    Value,
)


class Event(Value, frozen=True, kw_only=True, tag=True):
    """Base of every event."""


class EngineStarted(Event, frozen=True, kw_only=True):
    """First frame of every engine run: the handshake.

    Attributes:
        fingerprint: of the protocol the engine was built with; a client with another one refuses the engine.
        codecs: SDP names that this engine can use.
    """

    fingerprint: str
    version: str
    pid: int
    codecs: tuple[str, ...] = ()


class RejectCode(StrEnum):
    """Why a command was rejected at once."""

    UNKNOWN_ACCOUNT = "unknown_account"
    UNKNOWN_LEG = "unknown_leg"
    WRONG_STATE = "wrong_state"
    BAD_ARGUMENT = "bad_argument"
    TOO_MANY_CALLS = "too_many_calls"
    FAILED = "failed"


class Accepted(Event, frozen=True, kw_only=True):
    """The command is being carried out; its outcome comes later."""

    command_id: CommandId


class Rejected(Event, frozen=True, kw_only=True):
    """The command was not carried out. detail is technical."""

    command_id: CommandId
    code: RejectCode
    detail: str = ""


class Heartbeat(Event, frozen=True, kw_only=True):
    """Sent each second. loop_lag_ms: how late the engine's loop was at the worst since the last one."""

    loop_lag_ms: float = 0.0


class RegistrationChanged(Event, frozen=True, kw_only=True):
    """An account's registration changed."""

    registration: RegistrationSnapshot


class AccountRemoved(Event, frozen=True, kw_only=True):
    """The account is gone from the engine."""

    account_id: AccountId


class AccountTestProgressed(Event, frozen=True, kw_only=True):
    """A step of an account test changed. is_last: nothing more will come for this test.

    certificate: what the server showed, where the problem is its certificate.
    """

    test_id: str
    step: AccountTestStep
    outcome: StepOutcome
    problem: RegistrationProblem | None = None
    detail: str = ""
    is_last: bool = False
    certificate: Certificate | None = None


class ServerProbed(Event, frozen=True, kw_only=True):
    """A server was asked what it offers. Comes once for each ProbeServer."""

    probe_id: str
    offer: ServerOffer


class ReachabilityChanged(Event, frozen=True, kw_only=True):
    """What is proved of incoming calls changed."""

    reachability: ReachabilitySnapshot


class NetworkChanged(Event, frozen=True, kw_only=True):
    """Addresses came or went. Sent once after the start, too."""

    network: NetworkSnapshot


class CallLegChanged(Event, frozen=True, kw_only=True):
    """A leg appeared, changed or (state ended) is gone."""

    leg: CallLegSnapshot


class DtmfReceived(Event, frozen=True, kw_only=True):
    """The far party sent a digit."""

    leg_id: LegId
    digit: str
    method: DtmfMethod


class SubscriptionChanged(Event, frozen=True, kw_only=True):
    """A subscription changed; ENDED: nothing more will come for it."""

    subscription: SubscriptionSnapshot


class Notified(Event, frozen=True, kw_only=True):
    """A NOTIFY came; its body as it was on the wire, empty when there was none. content_type: with its parameters."""

    subscription_id: SubscriptionId
    content_type: str = ""
    body: bytes = b""


class PublicationChanged(Event, frozen=True, kw_only=True):
    """What is published for an account changed."""

    publication: PublicationSnapshot


class AudioChanged(Event, frozen=True, kw_only=True):
    """Devices came or went, were selected, opened or closed."""

    audio: AudioSnapshot


class LevelsMeasured(Event, frozen=True, kw_only=True):
    """Sound levels in dBFS (-100 for silence). Latest wins: may be dropped."""

    microphone_dbfs: float
    speaker_dbfs: float


class AudioTestPlayed(Event, frozen=True, kw_only=True):
    """What the audio test has recorded was played to its end."""


class PlayingState(StrEnum):
    """PLAYED: its end was reached, it can be played again. ENDED: it was stopped. FAILED: it cannot be played."""

    PLAYING = "playing"
    PAUSED = "paused"
    PLAYED = "played"
    ENDED = "ended"
    FAILED = "failed"


class PlayingChanged(Event, frozen=True, kw_only=True):
    """Where a sound file that PlayFile plays is; five times a second while it plays. detail is technical.

    position_s, length_s: seconds of its sound, whatever the speed.
    """

    playing_id: str
    state: PlayingState
    position_s: float = 0.0
    length_s: float = 0.0
    speed: float = 1.0
    detail: str = ""


class MessageSummaryReceived(Event, frozen=True, kw_only=True):
    """The account's server told of messages waiting without a subscription (RFC 3842, unsolicited NOTIFY)."""

    account_id: AccountId
    content_type: str = ""
    body: bytes = b""


class MessageSent(Event, frozen=True, kw_only=True):
    """What became of SendMessage.

    status_code: of the final answer (200 delivered or taken on, 202 taken on); None when none came. detail: technical
    text; never what was written. retry_after_s: when the server asked to wait.
    """

    message_id: str
    status_code: int | None = None
    detail: str = ""
    retry_after_s: int | None = None


class MessageReceived(Event, frozen=True, kw_only=True):
    """A pager-mode message came (RFC 3428). It is answered with AnswerMessage; after five seconds without, with 480.

    incoming_id: the same when its sender sends the same request again. sender: whom it names (From). to_uri: whom it
    was sent to. content_type: with its parameters. body: as it was on the wire.
    """

    incoming_id: str
    account_id: AccountId
    sender: Party
    to_uri: str = ""
    content_type: str = ""
    body: bytes = b""


class TalkedWhileMuted(Event, frozen=True, kw_only=True):
    """The user speaks into the microphone, and every leg that could hear it is muted. At most every 10 s."""


class LegLevel(Value, frozen=True, kw_only=True):
    """How loud a far party is, in dBFS (-100 for silence)."""

    leg_id: LegId
    dbfs: float


class LegLevelsMeasured(Event, frozen=True, kw_only=True):
    """Who speaks in the conference. Sent while measuring is on. Latest wins: may be dropped."""

    levels: tuple[LegLevel, ...]


class StatisticsMeasured(Event, frozen=True, kw_only=True):
    """Figures of one leg. Latest wins: may be dropped."""

    statistics: MediaStatistics


AnyEvent = (
    EngineStarted
    | Accepted
    | Rejected
    | Heartbeat
    | RegistrationChanged
    | AccountRemoved
    | AccountTestProgressed
    | ServerProbed
    | CallLegChanged
    | DtmfReceived
    | SubscriptionChanged
    | Notified
    | PublicationChanged
    | AudioChanged
    | LevelsMeasured
    | StatisticsMeasured
    | ReachabilityChanged
    | NetworkChanged
    | AudioTestPlayed
    | TalkedWhileMuted
    | PlayingChanged
    | MessageSummaryReceived
    | MessageSent
    | MessageReceived
    | LegLevelsMeasured
)
LATEST_WINS: tuple[type[Event], ...] = (LevelsMeasured, StatisticsMeasured, LegLevelsMeasured)


class EventFrame(Value, frozen=True, kw_only=True):
    """An event on the pipe.

    Attributes:
        engine_run: names this life of the engine process.
        seq: 1, 2, 3 … within one run, without gaps.
        cause: the command whose outcome this is, where there is one.
    """

    engine_run: str
    seq: int
    event: AnyEvent
    cause: CommandId | None = None
