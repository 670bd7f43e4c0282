"""How the handing over of a call to the mobile stands, as a line of its card."""

from typing import TYPE_CHECKING

from softphone.basics.words import translate
from ui.calls.call_notes import Note, NoteButton
from ui.style.tokens import Tone

if TYPE_CHECKING:
    from softphone.mobility.handoff_view import HandoffView

STAY, CLOSE, ROUTING = "push_stay", "push_close", "push_routing"


def handoff_note(view: "HandoffView", sees: str = "") -> Note | None:
    """The line; None when there is nothing to say. sees: what the other side sees once the call is there."""
    if view.is_under_way:
        stay = NoteButton(STAY, translate("calls", "Keep it here"), "back")
        return Note(
            f"{_words(view)} {sees}".strip(), "mobile", Tone.ACCENT, (stay,) if view.can_cancel else (), is_alert=True
        )
    if view.problem is None:
        return None
    close = NoteButton(CLOSE, "", "close", hint=translate("calls", "Close this message"))
    return Note(str(view.problem), "mobile", Tone.WARNING, (close,), is_alert=True)


def number_button() -> NoteButton:
    """Leads to where the mobile's number is entered."""
    return NoteButton(ROUTING, translate("calls", "Enter the number"), "mobile")


def _words(view: "HandoffView") -> str:
    match view.stage:
        case "calling_mobile":
            return translate("calls", "Calling your mobile… You go on talking here until it is taken there.")
        case "waiting_for_confirmation":
            return translate("calls", "Your mobile has answered. Listen there, and follow what is said.")
        case _:
            return translate("calls", "The call goes to your mobile…")
