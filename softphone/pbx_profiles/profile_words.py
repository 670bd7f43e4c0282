"""What is dialled at a phone system, in words: for the window and for whoever edits the file."""

from collections.abc import Mapping
from dataclasses import dataclass

from softphone.basics.words import mark, translate
from softphone.pbx_profiles.profile import NUMBER, Feature, HandoffStep, Profile

_TOPICS: tuple[tuple[str, tuple[Feature, ...]], ...] = (
    (mark("pbx_profiles", "Voicemail"), (Feature.VOICEMAIL, Feature.VOICEMAIL_GREETING)),
    (mark("pbx_profiles", "Forward all calls"), (Feature.FORWARD_ALWAYS_ON, Feature.FORWARD_ALWAYS_OFF)),
    (mark("pbx_profiles", "Forward when busy"), (Feature.FORWARD_BUSY_ON, Feature.FORWARD_BUSY_OFF)),
    (mark("pbx_profiles", "Forward unanswered calls"), (Feature.FORWARD_NO_ANSWER_ON, Feature.FORWARD_NO_ANSWER_OFF)),
    (
        mark("pbx_profiles", "Forward when no phone is signed in"),
        (Feature.FORWARD_NOT_REGISTERED_ON, Feature.FORWARD_NOT_REGISTERED_OFF),
    ),
    (mark("pbx_profiles", "Forward to voicemail"), (Feature.FORWARD_TO_VOICEMAIL,)),
    (mark("pbx_profiles", "Do not disturb"), (Feature.DND_ON, Feature.DND_OFF)),
    (mark("pbx_profiles", "Pick up a colleague's call"), (Feature.PICK_UP,)),
    (mark("pbx_profiles", "Pick up a call of the group"), (Feature.GROUP_PICK_UP,)),
    (mark("pbx_profiles", "Park a call"), (Feature.PARK, Feature.PARK_IN_SLOT)),
    (mark("pbx_profiles", "Ring the mobile, too"), (Feature.TWINNING_ON, Feature.TWINNING_OFF)),
    (mark("pbx_profiles", "Ring the mobile later"), (Feature.TWINNING_DELAY,)),
    (
        mark("pbx_profiles", "Have a key pressed at the mobile"),
        (Feature.TWINNING_GUARD_ON, Feature.TWINNING_GUARD_OFF),
    ),
    (mark("pbx_profiles", "Hand a call to the mobile"), (Feature.PUSH,)),
    (mark("pbx_profiles", "Take a call from the mobile"), (Feature.PULL,)),
)  # fmt: skip
_NO_PROPER_NAMES = (mark("pbx_profiles", "Other phone system"), mark("pbx_profiles", "Practice phone system (lab)"))
_HANDOFF = {
    HandoffStep.CODE: mark("pbx_profiles", "by code"),
    HandoffStep.OWN_DEVICES: mark("pbx_profiles", "to the own other devices"),
    HandoffStep.CONSULT: mark("pbx_profiles", "by a call to the mobile that is confirmed there"),
    HandoffStep.BLIND: mark("pbx_profiles", "by sending the caller on"),
}


@dataclass(frozen=True, slots=True)
class CodeLine:
    """What something is called, and what is dialled for it: on and off where there are two."""

    text: str
    codes: str


def shown_name(profile: Profile) -> str:
    """As people know the system; what is no proper name in the user's language."""
    return translate("pbx_profiles", profile.name)


def sure_lines(profile: Profile) -> tuple[CodeLine, ...]:
    """What the program dials by itself."""
    return _lines(profile.codes)


def unsure_lines(profile: Profile) -> tuple[CodeLine, ...]:
    """What IT has to check first."""
    return _lines(profile.unsure)


def handoff_words(profile: Profile) -> str:
    """The ways to move a call to the mobile, best first."""
    return ", ".join(translate("pbx_profiles", _HANDOFF[step]) for step in profile.handoff)


def _lines(codes: Mapping[Feature, str]) -> tuple[CodeLine, ...]:
    """Features that have no topic of their own stand at the end, by the name that they have in the file."""
    known = {feature for _, features in _TOPICS for feature in features}
    rest = tuple((feature.value, (feature,)) for feature in codes if feature not in known)
    return tuple(
        CodeLine(translate("pbx_profiles", text) if features[0] in known else text, shown)
        for text, features in (*_TOPICS, *rest)
        if (shown := _pair(codes, features))
    )


def _pair(codes: Mapping[Feature, str], features: tuple[Feature, ...]) -> str:
    """On and off; a dash where there is only the second."""
    shown = [_shown(codes[feature]) if feature in codes else "–" for feature in features]
    while shown and shown[-1] == "–":
        shown.pop()
    return " · ".join(shown)


def _shown(code: str) -> str:
    return code.replace(NUMBER, translate("pbx_profiles", "[number]"))
