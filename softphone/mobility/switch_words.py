"""What may come of a wish that the phone system is told, in words."""

from softphone.basics.explanation import Explanation
from softphone.basics.words import translate


def overtaken() -> Explanation:
    """Somebody else switched it while this was waiting."""
    return Explanation(
        translate("mobility", "This was changed elsewhere in the meantime, and stays so."),
        translate("mobility", "Set it again if it is to be otherwise."),
    )


def refused() -> Explanation:
    """The code was not taken."""
    return Explanation(
        translate("mobility", "The phone system did not take this."),
        translate("mobility", "Check the number; else your administrator knows whether it is allowed for you."),
    )


def unheard() -> Explanation:
    """Nothing was heard of the code."""
    return Explanation(
        translate("mobility", "The phone system did not answer."),
        translate("mobility", "It is tried again by itself; until then all stays as it is."),
    )


def not_shown() -> Explanation:
    """The code was taken, and the lamp does not follow."""
    return Explanation(
        translate("mobility", "The phone system took this, but shows it otherwise."),
        translate("mobility", "Ask your administrator whether it is allowed for you."),
    )


def impossible() -> Explanation:
    """There is nothing that could be dialled."""
    return Explanation(
        translate("mobility", "This cannot be set now."),
        translate("mobility", "Set it again; for your mobile, enter its number first."),
    )
