"""Which ways to the mobile are tried, in which order, and what a failure means for the next."""

from collections.abc import Iterable

from softphone.pbx_profiles.profile import Feature, HandoffStep, Profile
from softphone.protocol.snapshots import EndKind, EndReason

S = HandoffStep
SHORTEST_RING_S, USUAL_RING_S = 5.0, 18.0
_BEFORE_VOICEMAIL_S = 3.0
# The number or code does not exist there, or is not allowed: nobody was called.
_NOT_OFFERED = frozenset({EndKind.NOT_FOUND, EndKind.FORBIDDEN, EndKind.NOT_ACCEPTABLE})
# Method, header or feature is not known to the server (RFC 3261 section 21, RFC 3891 section 3).
_NOT_KNOWN = frozenset({405, 415, 420, 421, 489, 501})


def ladder(
    profile: Profile, *, has_number: bool, needs_key: bool, is_only_call: bool = True
) -> tuple[HandoffStep, ...]:
    """The ways that can be tried, best first.

    A code that lets the mobile's own voicemail take the call comes after the ways that do not, where a key is to be
    pressed. Where the user has several calls, the phone system could not know which one a code means.

    Args:
        has_number: the mobile's number is known.
        needs_key: the person at the mobile is to press a key.
    """
    found = [step for step in profile.handoff if _is_offered(step, profile, has_number)]
    if not is_only_call and S.CODE in found:
        found.remove(S.CODE)
    if needs_key and not profile.push_confirms and S.CODE in found:
        found.remove(S.CODE)
        found.insert(found.index(S.BLIND) if S.BLIND in found else len(found), S.CODE)
    return tuple(dict.fromkeys(found))


def needs_number(steps: Iterable[HandoffStep], profile: Profile) -> bool:
    """The ways to the mobile itself do not work without its number; other own devices alone are not what was meant."""
    known = tuple(steps)
    is_moved_by_code = S.CODE in known and _is_offered(S.CODE, profile, has_number=False)
    return not is_moved_by_code and bool({S.CODE, S.CONSULT, S.BLIND} & set(known))


def ring_s(profile: Profile, wished_s: float) -> float:
    """How long the mobile may ring. wished_s: what the user set, 0 for nothing."""
    before_s = profile.rings_before_voicemail_s
    longest_s = None if before_s is None else max(SHORTEST_RING_S, before_s - _BEFORE_VOICEMAIL_S)
    if not wished_s:
        return longest_s or USUAL_RING_S
    return wished_s if longest_s is None else min(wished_s, longest_s)


def is_unsupported(end: EndReason | None) -> bool:
    """The way does not exist at this phone system, and nobody was called."""
    return end is not None and (end.kind in _NOT_OFFERED or is_unknown(end.status_code))


def is_unknown(status_code: int | None) -> bool:
    """The phone system does not know what it was asked for."""
    return status_code in _NOT_KNOWN


def _is_offered(step: HandoffStep, profile: Profile, has_number: bool) -> bool:
    match step:
        case S.CODE:
            code = profile.codes.get(Feature.PUSH, "")
            return bool(code) and (has_number or "{" not in code)
        case S.OWN_DEVICES:
            return True
        case _:
            return has_number
