"""Which notes a call card shows now, and their words."""

from typing import TYPE_CHECKING

from softphone.basics.explanation import Explanation
from softphone.basics.words import translate
from softphone.calls.call import Call
from softphone.protocol.snapshots import MediaProblem, Party
from ui.calls.call_notes import Note, NoteButton
from ui.calls.ports import CallControl
from ui.style.tokens import Tone

if TYPE_CHECKING:
    from softphone.calls.transfer import TransferView

FOLLOW, REFUSE = "follow", "refuse"
BACK, DISMISS = "back", "dismiss"
AUTO_ANSWER = "auto_answer"
WATCH, UNWATCH = "watch", "unwatch"
CLOSE_REFUSAL = "close_refusal"


def notes_of(
    call: Call,
    control: CallControl,
    failed: "TransferView | None" = None,
    refusal: Explanation | None = None,
    remedies: tuple[NoteButton, ...] = (),
) -> tuple[Note, ...]:
    """Every note, most of the time none.

    failed: the transfer of this call that did not succeed. refusal: why what the user just asked for cannot be done;
    remedies: what he can do about it.
    """
    found = [*_way_back(call, control)]
    pushed = control.handoffs.of(call.call_id) if control.handoffs is not None else None
    if pushed is not None and control.handoffs is not None:
        from ui.calls.handoff_notes import handoff_note

        note = handoff_note(pushed, control.handoffs.sees(call.call_id))
        found += [note] if note is not None else []
    if failed is not None and failed.problem is not None:
        found.append(failure_note(failed.target_text, failed.problem))
    found += _hint(call, control)
    if call.is_ended:
        return (*found, *_when_free(call, control))
    if call.leg.redirect_to is not None:
        found.append(_redirect(call.leg.redirect_to))
    if call.leg.media_problem is not None:
        from softphone.calls.media_text import media_problem_text

        tone = Tone.WARNING if call.leg.media_problem is MediaProblem.FAR_SILENT else Tone.DANGER
        found.append(Note(str(media_problem_text(call.leg.media_problem)), "warning", tone, is_alert=True))
    if call.leg.referred_by is not None and party_name(call.leg.referred_by):
        text = translate("calls", "Transferred by {name}").format(name=party_name(call.leg.referred_by))
        found.append(Note(text, "transfer"))
    if control.auto_answer is not None and control.auto_answer.answered(call.call_id):
        found.append(Note(translate("calls", "Answered by itself"), "phone-incoming", Tone.ACCENT, is_alert=True))
    if refusal is not None:
        close = NoteButton(CLOSE_REFUSAL, "", "close", hint=translate("calls", "Close this message"))
        found.append(Note(str(refusal), "warning", Tone.WARNING, (*remedies, close), is_alert=True))
    return tuple(found)


def party_name(party: Party) -> str:
    """Name or number of a party, the host when there is neither."""
    return party.name or party.number or party.uri.partition("@")[2]


def failure_note(target: str, problem: Explanation) -> Note:
    """Why the caller was not transferred."""
    close = NoteButton(DISMISS, "", "close", hint=translate("calls", "Close this message"))
    text = translate("calls", "Not transferred to {target}: {why}").format(target=target, why=str(problem))
    return Note(text, "error", Tone.DANGER, (close,), is_alert=True)


def _way_back(call: Call, control: CallControl) -> tuple[Note, ...]:
    """While a transfer without asking goes on."""
    view = control.transfers.of(call.call_id) if control.transfers is not None else None
    if view is None or view.consult is not None or view.stage != "transferring":
        return ()
    text = translate("calls", "Transferring to {target}…").format(target=view.target_text)
    can_go_back = "cancel" in view.actions
    back = NoteButton(BACK, translate("calls", "Back to the caller"), "back")
    return (Note(text, "transfer", Tone.ACCENT, (back,) if can_go_back else ()),)


def _redirect(party: Party) -> Note:
    name = party_name(party)
    number = f" ({party.number})" if party.name and party.number else ""
    text = translate("calls", "They ask you to call {name} instead.").format(name=name + number)
    return Note(
        text,
        "phone-outgoing",
        Tone.WARNING,
        (
            NoteButton(FOLLOW, translate("calls", "Call"), "phone", "positive"),
            NoteButton(REFUSE, translate("calls", "No")),
        ),
        is_alert=True,
    )


def _hint(call: Call, control: CallControl) -> list[Note]:
    """Said once, and quietly, to who has not answered: most people never get such a call."""
    auto_answer, is_over = control.auto_answer, call.answered_at_now_s is not None
    if auto_answer is None or control.open_auto_answer is None or is_over or not auto_answer.is_hinted(call.call_id):
        return []
    text = translate("calls", "This call asks to be answered by itself. That can be switched on in the settings.")
    return [Note(text, "info", Tone.NEUTRAL, (NoteButton(AUTO_ANSWER, translate("calls", "Show the setting")),))]


def _when_free(call: Call, control: CallControl) -> tuple[Note, ...]:
    number = control.when_free.offer(call.call_id) if control.when_free is not None else ""
    if control.when_free is None or not number:
        return ()
    if number in control.when_free.watched():
        stop = NoteButton(UNWATCH, "", "close", hint=translate("calls", "Do not tell me"))
        return (Note(translate("calls", "You are told when {name} is free.").format(name=call.name), "bell",
                     Tone.ACCENT, (stop,)),)  # fmt: skip
    watch = NoteButton(WATCH, translate("calls", "Tell me when free"), "bell")
    return (Note("", "bell", Tone.NEUTRAL, (watch,)),)
