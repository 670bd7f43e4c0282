"""A transfer as the user sees it, what can be done with it, and why it failed, in words."""

from dataclasses import dataclass
from enum import StrEnum

from softphone.basics.explanation import Explanation
from softphone.basics.ids import CallId
from softphone.basics.words import translate
from softphone.calls.call import Call
from softphone.protocol.snapshots import EndKind, TransferSnapshot


class TransferStage(StrEnum):
    """How far a transfer has come.

    Consultation: consult_ringing -> consulting <-> back_with_caller -> (introducing ->) transferring -> done.
    Blind: transferring -> done. From everywhere to failed, where the caller is with the user again, on hold.
    """

    CONSULT_RINGING = "consult_ringing"
    CONSULTING = "consulting"
    BACK_WITH_CALLER = "back_with_caller"
    INTRODUCING = "introducing"
    TRANSFERRING = "transferring"
    FAILED = "failed"
    DONE = "done"


class TransferAction(StrEnum):
    """What the user can do with a transfer. CANCEL: back to the caller, also after a failure."""

    COMPLETE = "complete"
    SWAP = "swap"
    CANCEL = "cancel"
    INTRODUCE = "introduce"


@dataclass(frozen=True, slots=True)
class TransferView:
    """A transfer as it is now.

    Attributes:
        first: the caller who is to be transferred.
        consult: the call to the target; None for a blind transfer.
        target_text: whom it goes to, as it was typed.
        problem: why the caller is back, in words; None unless FAILED, and when the user wanted it so.
        actions: what is possible now; none when the transfer is over.
        keeps_both: the user spoke with both before: CANCEL leaves both calls as they are.
    """

    stage: TransferStage
    first: CallId
    consult: CallId | None = None
    target_text: str = ""
    problem: Explanation | None = None
    actions: frozenset[TransferAction] = frozenset()
    keeps_both: bool = False


@dataclass(frozen=True, slots=True)
class TransferNote:
    """What the history is to say of a call. kind: ``blind`` or ``consult``, empty when it came to nothing."""

    call_id: CallId
    kind: str
    target: str


def problem_of_transfer(transfer: TransferSnapshot, caller: Call) -> Explanation:
    """Why the phone server or the target did not take the caller."""
    titles = {
        404: translate("calls", "This number is not in use."),
        486: translate("calls", "Busy."),
        600: translate("calls", "Busy."),
        408: translate("calls", "No answer."),
        480: translate("calls", "No answer."),
        487: translate("calls", "No answer."),
        403: translate("calls", "The phone server does not allow this transfer."),
        405: translate("calls", "The phone server cannot transfer calls."),
        501: translate("calls", "The phone server cannot transfer calls."),
        603: translate("calls", "The call was declined."),
    }
    title = titles.get(transfer.status_code or 0) or translate("calls", "The call could not be transferred.")
    return Explanation(title, is_back(caller))


def is_back(caller: Call) -> str:
    """Where the caller is now."""
    if caller.is_held:
        return translate("calls", "{name} is on hold.").format(name=caller.name)
    return translate("calls", "{name} is with you again.").format(name=caller.name)


def caller_gone(caller: Call) -> Explanation | None:
    """Why there is nobody to transfer any more; None when the user knows: it was his wish."""
    kind = caller.leg.end.kind if caller.leg.end is not None else EndKind.REMOTE_HANG_UP
    if kind == EndKind.LOCAL_HANG_UP:
        return None
    if kind != EndKind.REMOTE_HANG_UP:
        return caller.end_text
    return Explanation(translate("calls", "{name} hung up before the transfer was done.").format(name=caller.name))
