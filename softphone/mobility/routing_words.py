"""Where calls go, in words: for the window and the command line."""

from collections.abc import Callable

from softphone.basics.words import translate
from softphone.mobility.forward_target import ForwardPlace
from softphone.mobility.forwarding import ForwardKind, ForwardRule, ForwardState
from softphone.mobility.twin_view import TwinMode, TwinView

NameOf = Callable[[str], str]  # the name of whom a number belongs to; empty when nobody knows


def kind_words(kind: ForwardKind) -> str:
    """Which calls."""
    return {
        ForwardKind.ALWAYS: translate("mobility", "All calls"),
        ForwardKind.BUSY: translate("mobility", "While you are busy"),
        ForwardKind.NO_ANSWER: translate("mobility", "When nobody answers"),
        ForwardKind.NOT_REGISTERED: translate("mobility", "While no phone is signed in"),
    }[kind]


def target_words(target: str, name_of: NameOf) -> str:
    """Where to; the name first where it is known."""
    if target == ForwardPlace.VOICEMAIL:
        return translate("mobility", "voicemail")
    if target == ForwardPlace.MOBILE:
        return translate("mobility", "your mobile")
    name = name_of(target)
    return f"{name} ({target})" if name and name != target else target


def rule_sentence(rule: ForwardRule, name_of: NameOf) -> str:
    """What a rule does, as one sentence."""
    if not rule.target:
        return {
            ForwardKind.ALWAYS: translate("mobility", "All calls go elsewhere"),
            ForwardKind.BUSY: translate("mobility", "Calls go elsewhere while you are busy"),
            ForwardKind.NO_ANSWER: translate("mobility", "Calls that nobody answers go elsewhere"),
            ForwardKind.NOT_REGISTERED: translate("mobility", "Calls go elsewhere while no phone is signed in"),
        }[rule.kind]
    words = {
        ForwardKind.ALWAYS: translate("mobility", "All calls go to {target}"),
        ForwardKind.BUSY: translate("mobility", "Calls go to {target} while you are busy"),
        ForwardKind.NO_ANSWER: translate("mobility", "Calls that nobody answers go to {target}"),
        ForwardKind.NOT_REGISTERED: translate("mobility", "Calls go to {target} while no phone is signed in"),
    }[rule.kind]
    return words.format(target=target_words(rule.target, name_of))


def rule_state(rule: ForwardRule, is_signed_in: bool) -> str:
    """How sure that is, in one line below what is chosen."""
    if rule.is_pending:
        return _pending(is_signed_in)
    if rule.state is ForwardState.UNKNOWN:
        if is_signed_in:
            return translate("mobility", "Not known; the phone system does not tell.")
        return translate("mobility", "Not known before you are signed in.")
    if rule.is_read_back:
        if rule.state is ForwardState.OFF:
            return translate("mobility", "Off, as the phone system says.")
        if rule.target:
            return translate("mobility", "On, as the phone system says.")
        return translate("mobility", "On. It was set elsewhere, and the phone system does not tell where to.")
    return _not_checked(is_signed_in)


def mode_words(mode: TwinMode) -> str:
    """When the mobile rings too."""
    return {
        TwinMode.OFF: translate("mobility", "Never"),
        TwinMode.ALWAYS: translate("mobility", "Always"),
        TwinMode.WHEN_AWAY: translate("mobility", "While I am away"),
        TwinMode.SCHEDULE: translate("mobility", "At set times"),
    }[mode]


def twin_state(view: TwinView, is_signed_in: bool) -> str:
    """How it is now, in one line."""
    if view.is_pending:
        return _pending(is_signed_in)
    if view.is_on is None:
        return translate("mobility", "Not known; the phone system does not tell.")
    if not view.is_read_back:
        return _not_checked(is_signed_in)
    if view.is_on:
        return translate("mobility", "It rings now, as the phone system says.")
    if view.is_suspended:
        return translate("mobility", "It does not ring now: these are your quiet hours.")
    return translate("mobility", "It does not ring now, as the phone system says.")


def _pending(is_signed_in: bool) -> str:
    if is_signed_in:
        return translate("mobility", "The phone system is being told…")
    return translate("mobility", "The phone system is told as soon as you are signed in.")


def _not_checked(is_signed_in: bool) -> str:
    if is_signed_in:
        return translate("mobility", "As it was set here; this phone system cannot be asked.")
    return translate("mobility", "As it was last; you are not signed in.")
