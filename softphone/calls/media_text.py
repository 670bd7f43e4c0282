"""Words and a remedy for sound that does not come through."""

from softphone.basics.explanation import Explanation
from softphone.basics.words import mark, translate
from softphone.protocol.snapshots import MediaProblem

_WORDS = {
    MediaProblem.NOTHING_RECEIVED: (
        mark("calls", "Nothing is heard from the other side"),
        mark("calls", "A VPN or firewall may keep the sound out, or the other side has its microphone off."),
    ),
    MediaProblem.SERVER_SILENT: (
        mark("calls", "Nothing is heard, and the phone server does not answer"),
        mark("calls", "The line to it seems to be interrupted: check your network and VPN connection."),
    ),
    MediaProblem.FAR_SILENT: (
        mark("calls", "Nothing has been heard from the other side for a while"),
        mark("calls", "Your line stands. The microphone there may be off, or the other side may have lost its line."),
    ),
    MediaProblem.WRONG_KEYS: (
        mark("calls", "The sound of the other side cannot be decrypted"),
        mark("calls", "Call again; if it lasts, tell your administrator that the encryption does not match."),
    ),
    MediaProblem.NETWORK_GONE: (
        mark("calls", "The network is gone"),
        mark("calls", "The call goes on by itself when the network is back soon."),
    ),
}


def media_problem_text(problem: MediaProblem) -> Explanation:
    """What to tell the user who hears nothing."""
    title, remedy = _WORDS[problem]
    return Explanation(translate("calls", title), translate("calls", remedy))
