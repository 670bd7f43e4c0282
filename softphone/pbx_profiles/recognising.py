"""Which phone system a server is, by what it calls itself."""

import re
from collections.abc import Sequence

from softphone.pbx_profiles.profile import Profile
from softphone.protocol.snapshots import ServerOffer

_LONGEST = 200


def recognised(offer: ServerOffer, profiles: Sequence[Profile]) -> Profile | None:
    """The phone system whose pattern fits the longest part of a name; None when none fits."""
    best: tuple[int, Profile] | None = None
    for profile in profiles:
        fit = max((_fit(pattern, name) for pattern in profile.servers for name in offer.names), default=0)
        if fit and (best is None or fit > best[0]):
            best = fit, profile
    return best[1] if best else None


def _fit(pattern: str, name: str) -> int:
    found = re.search(pattern, name[:_LONGEST], re.IGNORECASE)
    return len(found[0]) if found else 0
