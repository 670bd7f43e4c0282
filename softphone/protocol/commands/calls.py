"""Call legs."""

from __future__ import annotations

from softphone.basics.ids import AccountId, LegId
from softphone.protocol.commands.command import Command
from softphone.protocol.snapshots import DialogToReplace, RecordingFormat, RejectReason


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
