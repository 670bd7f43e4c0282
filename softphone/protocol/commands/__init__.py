"""Commands to the engine: imperative, each answered by exactly one Accepted or Rejected."""

from __future__ import annotations

from softphone.basics.ids import CommandId
from softphone.protocol.commands.accounts import (
    CheckReachability,
    LookAtNetwork,
    ProbeServer,
    PutAccount,
    Register,
    RemoveAccount,
    TestAccount,
    Unregister,
)
from softphone.protocol.commands.audio import (
    MovePlaying,
    PausePlaying,
    PlayAudioTest,
    PlayFile,
    RefreshAudioDevices,
    SelectAudio,
    SetAudioProcessing,
    SetCallWaitingTone,
    SetCodecs,
    SetMeasuring,
    SetPlayingSpeed,
    SetRingtone,
    StartAudioTest,
    StopAudioTest,
    StopPlaying,
)
from softphone.protocol.commands.calls import (
    Answer,
    Dial,
    FollowRedirect,
    HangUp,
    Hold,
    MixLegs,
    PauseRecording,
    PlayToLeg,
    Reject,
    Resume,
    SendDtmf,
    SetFarMuted,
    SetMuted,
    StartRecording,
    StopPlayingToLeg,
    StopRecording,
    Transfer,
    TransferToLeg,
)
from softphone.protocol.commands.command import Command
from softphone.protocol.commands.events import Publish, Subscribe, Unpublish, Unsubscribe
from softphone.protocol.commands.messages import AnswerMessage, SendMessage
from softphone.protocol.snapshots import Value

__all__ = [
    "Answer",
    "AnswerMessage",
    "AnyCommand",
    "CheckReachability",
    "Command",
    "CommandFrame",
    "Dial",
    "FollowRedirect",
    "HangUp",
    "Hold",
    "LookAtNetwork",
    "MixLegs",
    "MovePlaying",
    "PausePlaying",
    "PauseRecording",
    "PlayAudioTest",
    "PlayFile",
    "PlayToLeg",
    "ProbeServer",
    "Publish",
    "PutAccount",
    "RefreshAudioDevices",
    "Register",
    "Reject",
    "RemoveAccount",
    "Resume",
    "SelectAudio",
    "SendDtmf",
    "SendMessage",
    "SetAudioProcessing",
    "SetCallWaitingTone",
    "SetCodecs",
    "SetFarMuted",
    "SetMeasuring",
    "SetMuted",
    "SetPlayingSpeed",
    "SetRingtone",
    "ShutDown",
    "StartAudioTest",
    "StartRecording",
    "StopAudioTest",
    "StopPlaying",
    "StopPlayingToLeg",
    "StopRecording",
    "Subscribe",
    "TestAccount",
    "Transfer",
    "TransferToLeg",
    "Unpublish",
    "Unregister",
    "Unsubscribe",
]


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
