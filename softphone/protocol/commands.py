"""Commands to the engine: imperative, each answered by exactly one Accepted or Rejected."""

from __future__ import annotations

from softphone.basics.ids import AccountId, CommandId, LegId, SubscriptionId
from softphone.basics.secret import Secret
from softphone.protocol.snapshots import (
    AccountConfig,
    AudioProcessing,
    AudioSelection,
    DialogToReplace,
    EventPackage,
    RecordingFormat,
    RejectReason,
    Value,
)


class Command(Value, frozen=True, kw_only=True, tag=True):
    """Base of every command."""


class PutAccount(Command, frozen=True, kw_only=True):
    """Adds the account or replaces it; registers when it is enabled. Outcome: RegistrationChanged.

    previous_contact_uri: what an engine that died has left at the registrar. The new engine uses the same port and
    line again where it can, so that its binding replaces the dead one.
    turn_password: for the account's TURN server; None for none.
    """

    account: AccountConfig
    password: Secret
    previous_contact_uri: str = ""
    turn_password: Secret | None = None


class CheckReachability(Command, frozen=True, kw_only=True):
    """Proves now that calls to the account come in. Outcome: ReachabilityChanged."""

    account_id: AccountId


class LookAtNetwork(Command, frozen=True, kw_only=True):
    """Something outside (a wake-up, a captive portal that was passed) hints that the network has changed.
    Outcome: NetworkChanged when it has."""


class RemoveAccount(Command, frozen=True, kw_only=True):
    """Unregisters and forgets the account. Outcome: AccountRemoved."""

    account_id: AccountId


class Register(Command, frozen=True, kw_only=True):
    """Tries to register now, whatever the back-off says. Outcome: RegistrationChanged."""

    account_id: AccountId


class Unregister(Command, frozen=True, kw_only=True):
    """Removes the binding and stays unregistered until Register. Outcome: RegistrationChanged."""

    account_id: AccountId


class TestAccount(Command, frozen=True, kw_only=True):
    """Tries an account that is not (yet) in use, step by step. Outcome: AccountTestProgressed, several."""

    test_id: str
    account: AccountConfig
    password: Secret


class ProbeServer(Command, frozen=True, kw_only=True):
    """Asks the server of an account that need not be in use what it offers; signs nobody in. Outcome: ServerProbed.

    password: an empty one where none is known; then the server tells less.
    """

    probe_id: str
    account: AccountConfig
    password: Secret


class Dial(Command, frozen=True, kw_only=True):
    """Calls the target, a full SIP URI. The caller chooses the leg id. Outcome: CallLegChanged.

    is_silent: for a code that switches something at the PBX: no device is opened and nothing is heard.
    replaces: the far dialog that this call takes over.
    """

    leg_id: LegId
    account_id: AccountId
    target: str
    is_silent: bool = False
    replaces: DialogToReplace | None = None


class Answer(Command, frozen=True, kw_only=True):
    """Answers an alerting leg. is_muted: the microphone stays off from the start. warns: the user hears a tone, since
    nobody asked for the answer."""

    leg_id: LegId
    is_muted: bool = False
    warns: bool = False


class Reject(Command, frozen=True, kw_only=True):
    """Rejects an alerting leg."""

    leg_id: LegId
    reason: RejectReason = RejectReason.BUSY


class HangUp(Command, frozen=True, kw_only=True):
    """Ends the leg whatever its state: CANCEL before the answer, BYE after it, 603 while it alerts."""

    leg_id: LegId


class Hold(Command, frozen=True, kw_only=True):
    """Holds the leg (re-INVITE with sendonly)."""

    leg_id: LegId


class Resume(Command, frozen=True, kw_only=True):
    """Takes the leg off hold."""

    leg_id: LegId


class SetMuted(Command, frozen=True, kw_only=True):
    """Mutes or unmutes the microphone for one leg."""

    leg_id: LegId
    is_muted: bool


class SendDtmf(Command, frozen=True, kw_only=True):
    """Sends digits ``0-9*#A-D`` by the account's DTMF method, and lets the user hear them."""

    leg_id: LegId
    digits: str
    duration_ms: int = 160


class Transfer(Command, frozen=True, kw_only=True):
    """Refers the far party to the target, a full SIP URI: blind transfer (RFC 5589 section 6). Outcome: `transfer` of
    the leg; when it succeeded, the leg ends as TRANSFERRED, else it stays as it was, held."""

    leg_id: LegId
    target: str


class TransferToLeg(Command, frozen=True, kw_only=True):
    """Joins the far parties of two established legs: REFER with Replaces (RFC 5589 section 7). Outcome: `transfer` of
    `leg_id`; when it succeeded, both legs end as TRANSFERRED."""

    leg_id: LegId
    target_leg_id: LegId


class FollowRedirect(Command, frozen=True, kw_only=True):
    """Answers what `redirect_to` of a leg asks. Not followed: the leg ends as REDIRECTED."""

    leg_id: LegId
    is_followed: bool


class MixLegs(Command, frozen=True, kw_only=True):
    """Makes exactly these established legs the conference: all hear each other and the user. Fewer than two end it."""

    leg_ids: tuple[LegId, ...]


class SetFarMuted(Command, frozen=True, kw_only=True):
    """Keeps the far party of one leg in the conference from being heard by anybody, or lets it be heard again."""

    leg_id: LegId
    is_muted: bool


class StartRecording(Command, frozen=True, kw_only=True):
    """Records both sides of an established leg to a new file. Outcome: `recording` of the leg.

    beeps: both sides hear a short tone every 15 s.
    """

    leg_id: LegId
    path: str
    format: RecordingFormat = RecordingFormat.WAV
    beeps: bool = False


class PauseRecording(Command, frozen=True, kw_only=True):
    """Pauses the recording or goes on with it."""

    leg_id: LegId
    is_paused: bool


class StopRecording(Command, frozen=True, kw_only=True):
    """Ends the recording and closes its file."""

    leg_id: LegId


class Subscribe(Command, frozen=True, kw_only=True):
    """Subscribes to a resource's events and keeps subscribing until Unsubscribe (RFC 6665). The caller chooses the id;
    a command with a known id replaces that subscription. Outcome: SubscriptionChanged and Notified, several.

    target: full SIP URI. is_list: a resource list (RFC 4662), answered with application/rlmi+xml in multipart/related.
    at_presence_server: sent as the account's identity at its presence domain, through its presence proxy.
    """

    subscription_id: SubscriptionId
    account_id: AccountId
    package: EventPackage
    target: str
    is_list: bool = False
    at_presence_server: bool = False
    expires_s: int = 3600


class Unsubscribe(Command, frozen=True, kw_only=True):
    """Ends the subscription. Outcome: SubscriptionChanged with ENDED."""

    subscription_id: SubscriptionId


class Publish(Command, frozen=True, kw_only=True):
    """Publishes an event state, or replaces what is published, and refreshes it until Unpublish (RFC 3903).
    Outcome: PublicationChanged.

    previous_etag: of what an engine that died has left at the server; it is replaced rather than joined.
    """

    account_id: AccountId
    body: bytes
    content_type: str = "application/pidf+xml"
    package: EventPackage = EventPackage.PRESENCE
    expires_s: int = 3600
    previous_etag: str = ""


class Unpublish(Command, frozen=True, kw_only=True):
    """Removes what is published. Outcome: PublicationChanged with ENDED."""

    account_id: AccountId
    package: EventPackage = EventPackage.PRESENCE


class RefreshAudioDevices(Command, frozen=True, kw_only=True):
    """Looks for sound devices anew. Outcome: AudioChanged."""


class SelectAudio(Command, frozen=True, kw_only=True):
    """Chooses devices; takes effect at once, also in a call. Outcome: AudioChanged."""

    selection: AudioSelection


class SetAudioProcessing(Command, frozen=True, kw_only=True):
    """Switches echo cancellation, noise suppression and gain control; takes effect at once."""

    processing: AudioProcessing


class SetRingtone(Command, frozen=True, kw_only=True):
    """What is played on the ringer while a leg alerts. path: WAV file, empty for silence. volume: 0.0 to 1.0."""

    path: str = ""
    volume: float = 0.8


class SetCodecs(Command, frozen=True, kw_only=True):
    """Codecs in order of preference (``opus``, ``G722``, ``PCMA`` …); the others are switched off."""

    codecs: tuple[str, ...]


class SetCallWaitingTone(Command, frozen=True, kw_only=True):
    """How loud a second caller is heard in the ear during a call: 0.0 (not at all) to 1.0."""

    volume: float = 0.3


class StartAudioTest(Command, frozen=True, kw_only=True):
    """Opens the devices and sends LevelsMeasured; plays a tone on the speaker when asked, on the ringer device
    when `ringer` is True. records: keeps the last ten seconds of the microphone for PlayAudioTest. Ends with
    StopAudioTest."""

    plays_tone: bool = False
    ringer: bool = False
    records: bool = False


class PlayAudioTest(Command, frozen=True, kw_only=True):
    """Plays on the speaker what the test has recorded, once, and goes on with the test. Outcome: AudioTestPlayed."""


class StopAudioTest(Command, frozen=True, kw_only=True):
    """Ends the audio test and closes the devices unless a call needs them."""


class PlayFile(Command, frozen=True, kw_only=True):
    """Plays a sound file on the speaker, in place of what plays. The file is read once, soon; the caller may remove it
    when PlayingChanged has come. Rejected with WRONG_STATE while a call has the speaker. Outcome: PlayingChanged,
    several.

    playing_id: the caller's. position_s: where it begins. speed: 0.5 to 2.0, at the same pitch.
    """

    playing_id: str
    path: str
    position_s: float = 0.0
    speed: float = 1.0


class PausePlaying(Command, frozen=True, kw_only=True):
    """Holds what plays, or goes on with it. Outcome: PlayingChanged."""

    is_paused: bool


class MovePlaying(Command, frozen=True, kw_only=True):
    """Goes to another place of what plays, in seconds of its sound. Outcome: PlayingChanged."""

    position_s: float


class SetPlayingSpeed(Command, frozen=True, kw_only=True):
    """Plays faster or slower from now on: 0.5 to 2.0. Outcome: PlayingChanged."""

    speed: float


class StopPlaying(Command, frozen=True, kw_only=True):
    """Ends what plays, and forgets it. Outcome: PlayingChanged with ENDED, if something played."""


class PlayToLeg(Command, frozen=True, kw_only=True):
    """The far party of an established leg hears a sound file, mixed with nothing else, in place of what was played to
    it before. The file is read once, soon.

    is_repeated: over and over until StopPlayingToLeg, else once. A file that cannot be played is Rejected.
    """

    leg_id: LegId
    path: str
    is_repeated: bool = False


class StopPlayingToLeg(Command, frozen=True, kw_only=True):
    """Ends what is played to the leg's far party, if something is."""

    leg_id: LegId


class SendMessage(Command, frozen=True, kw_only=True):
    """Sends a pager-mode message (RFC 3428). The caller chooses the id. Outcome: MessageSent.

    target: full SIP URI. content_type: with its parameters.
    request_id: letters and digits that name the request on the wire: servers take the same one again, also from
    another life of the engine, for a repetition; empty for a name of its own.
    """

    message_id: str
    account_id: AccountId
    target: str
    body: bytes
    content_type: str = "text/plain;charset=UTF-8"
    request_id: str = ""


class AnswerMessage(Command, frozen=True, kw_only=True):
    """Answers a message that came: 200 when it is kept for good, else 480, so that its sender knows and tries again."""

    incoming_id: str
    is_kept: bool


class SetMeasuring(Command, frozen=True, kw_only=True):
    """Switches LevelsMeasured and StatisticsMeasured during calls on or off, and their interval."""

    is_on: bool
    interval_ms: int = 100


class ShutDown(Command, frozen=True, kw_only=True):
    """Hangs up, unregisters and ends the engine process."""


AnyCommand = (
    PutAccount
    | RemoveAccount
    | Register
    | Unregister
    | TestAccount
    | ProbeServer
    | Dial
    | Answer
    | Reject
    | HangUp
    | Hold
    | Resume
    | SetMuted
    | SendDtmf
    | Transfer
    | TransferToLeg
    | FollowRedirect
    | MixLegs
    | SetFarMuted
    | StartRecording
    | PauseRecording
    | StopRecording
    | CheckReachability
    | LookAtNetwork
    | Subscribe
    | Unsubscribe
    | Publish
    | Unpublish
    | RefreshAudioDevices
    | SelectAudio
    | SetAudioProcessing
    | SetRingtone
    | SetCodecs
    | SetCallWaitingTone
    | StartAudioTest
    | PlayAudioTest
    | StopAudioTest
    | PlayFile
    | PausePlaying
    | MovePlaying
    | SetPlayingSpeed
    | StopPlaying
    | PlayToLeg
    | StopPlayingToLeg
    | SendMessage
    | AnswerMessage
    | SetMeasuring
    | ShutDown
)


class CommandFrame(Value, frozen=True, kw_only=True):
    """A command on the pipe. command_id: unique within one engine run, ascending."""

    command_id: CommandId
    command: AnyCommand
