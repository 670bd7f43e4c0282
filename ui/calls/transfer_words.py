"""How a transfer with consultation stands, in words."""

from dataclasses import dataclass

from softphone.basics.words import translate
from softphone.calls.call import Call
from softphone.calls.transfer import TransferStage, TransferView
from ui.calls.call_words import look
from ui.style.tokens import Tone

PAIR_STAGES = frozenset(
    {
        TransferStage.CONSULT_RINGING,
        TransferStage.CONSULTING,
        TransferStage.BACK_WITH_CALLER,
        TransferStage.INTRODUCING,
        TransferStage.TRANSFERRING,
        TransferStage.FAILED,
    }
)


@dataclass(frozen=True, slots=True)
class PartyLook:
    """How one of the pair is shown. waits: the time is that of waiting rather than talking."""

    icon: str
    tone: Tone
    words: str
    waits: bool = False


def title(stage: TransferStage, caller: str, asked: str, waits: bool = False) -> str:
    """What is going on, in one line. waits: both are on hold, as while the user speaks with somebody else."""
    if waits and stage in (TransferStage.CONSULTING, TransferStage.BACK_WITH_CALLER):
        return translate("calls", "{caller} and {asked} wait on hold").format(caller=caller, asked=asked)
    match stage:
        case TransferStage.CONSULT_RINGING:
            return translate("calls", "Asking {name} before the transfer").format(name=asked)
        case TransferStage.CONSULTING:
            return translate("calls", "You are asking {name}").format(name=asked)
        case TransferStage.BACK_WITH_CALLER:
            return translate("calls", "You are back with {name}").format(name=caller)
        case TransferStage.INTRODUCING:
            return translate("calls", "All three of you speak together")
        case TransferStage.FAILED:
            return translate("calls", "Not transferred to {name}").format(name=asked)
        case _:
            return translate("calls", "Connecting {caller} with {asked}…").format(caller=caller, asked=asked)


def party_look(call: Call, stage: TransferStage) -> PartyLook:
    """How this one of the pair is shown at this stage."""
    if stage is TransferStage.TRANSFERRING:
        return PartyLook("transfer", Tone.ACCENT, translate("calls", "Being transferred…"), waits=True)
    if call.answered_at_now_s is None:
        shown = look(call)
        return PartyLook(shown.icon, shown.tone, shown.words)
    if call.is_held:
        return PartyLook("pause", Tone.WARNING, translate("calls", "Waits on hold"), waits=True)
    if call.leg.is_muted:
        return PartyLook("microphone-off", Tone.WARNING, translate("calls", "Your microphone is off"))
    return PartyLook("phone", Tone.POSITIVE, translate("calls", "Speaks with you"))


def complete_words(view: TransferView) -> tuple[str, str]:
    """Text and hint of the button that completes."""
    if view.stage is TransferStage.INTRODUCING:
        return translate("calls", "Leave them"), translate("calls", "The two go on talking without you")
    if view.stage is TransferStage.CONSULT_RINGING:
        return translate("calls", "Transfer"), translate("calls", "Connect the two as soon as there is an answer")
    return translate("calls", "Transfer"), translate("calls", "Connect the two and leave")


def swap_words(waits: bool, asked: str) -> tuple[str, str]:
    """Text and hint of the button that changes whom the user talks with. waits: both are on hold."""
    if waits:
        return translate("calls", "Resume"), translate("calls", "Talk with {name} again").format(name=asked)
    return translate("calls", "Swap"), translate("calls", "Talk with the other one; who you talk with now waits")


def cancel_words(view: TransferView) -> tuple[str, str]:
    """Text and hint of the button that takes the caller back."""
    if view.keeps_both:
        return translate("calls", "Keep both calls"), translate("calls", "Leave the two apart, as they were before")
    if view.stage is TransferStage.BACK_WITH_CALLER:
        return translate("calls", "Keep the caller"), translate("calls", "End the call with the person asked")
    return (
        translate("calls", "Back to caller"),
        translate("calls", "End the call with the person asked and talk with the caller again"),
    )
