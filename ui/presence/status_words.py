"""What the window says about the user's own status."""

from collections.abc import Callable

from softphone.basics.words import translate
from softphone.presence.own_status import OwnStatusView
from softphone.presence.state import PresenceState
from ui.calls.call_words import clock_text
from ui.widgets.presence_dot import state_words

CHOICES = (
    PresenceState.AVAILABLE,
    PresenceState.BUSY,
    PresenceState.AWAY,
    PresenceState.DO_NOT_DISTURB,
    PresenceState.OUT_OF_OFFICE,
    PresenceState.INVISIBLE,
)


def first_line(view: OwnStatusView) -> str:
    """The state in a word or two; not what nobody can see, because no account is signed in."""
    return state_words(view.state) if view.is_connected else translate("presence", "Not connected")


def second_line(view: OwnStatusView, clock: Callable[[float], str] = clock_text) -> str:
    """End, note or reason, the first of them that there is, or what will hold when connected; empty when the word says
    all."""
    if not view.is_connected:
        return state_words(view.chosen) if view.chosen is not None else ""
    if view.until_s is not None:
        until = translate("presence", "until {time}").format(time=clock(view.until_s))
        return f"{until} · {view.note}" if view.note else until
    if view.note:
        return view.note
    return "" if view.chosen is not None else reason(view, clock).rstrip(".")


def reason(view: OwnStatusView, clock: Callable[[float], str] = clock_text) -> str:
    """Where the state comes from, with the time since when or until when."""
    if view.idle_since_s is not None:
        return translate("presence", "No activity since {time}.").format(time=clock(view.idle_since_s))
    if view.off_until_s is not None:
        return translate("presence", "Off work until {time}.").format(time=clock(view.off_until_s))
    return view.why


def explained(view: OwnStatusView, clock: Callable[[float], str] = clock_text) -> str:
    """State, reason, note and end in a few lines, for tooltip and menu."""
    why = reason(view, clock)
    if not view.is_connected:
        unseen = translate("presence", "Not connected: nobody sees your status before an account is signed in.")
        return "\n".join(filter(None, (unseen, second_line(view, clock))))
    lines = [f"{state_words(view.state)}: {why}" if why else state_words(view.state)]
    if view.note:
        lines.append(view.note)
    if view.until_s is not None:
        lines.append(translate("presence", "Until {time}").format(time=clock(view.until_s)))
    if view.notice is not None:
        lines.append(str(view.notice))
    return "\n".join(lines)
