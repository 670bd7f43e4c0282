"""Sessions for digits as tones in the sound: G.711 only, since other codecs bend tones (RFC 4733 section 1.2)."""

import re

# Payload types of RFC 3551 section 6: PCMU, PCMA, comfort noise. No telephone-event (it is dynamic): where it is
# agreed on, a PBX waits for events and does not listen for tones.
_KEPT = ("0", "8", "13")
_G711 = ("0", "8")
_AUDIO = re.compile(r"^(m=audio \d+(?:/\d+)? \S+)((?: \d+)+)(\s*)$", re.MULTILINE)


def carrying_tones(description: str, offer: str = "") -> str:
    """The session description with nothing but G.711 in its sound, as text with its own line ends.

    offer: the far party's, when this is an answer. Without G.711 on both sides it stays as it is: a call without
    digits is better than no call.
    """
    if (offer and not _has_g711(offer)) or not _has_g711(description):
        return description
    dropped: set[str] = set()

    def keep(match: re.Match[str]) -> str:
        types = match[2].split()
        dropped.update(number for number in types if number not in _KEPT)
        return " ".join([match[1], *(number for number in types if number in _KEPT)]) + match[3]

    lines = [_AUDIO.sub(keep, line) for line in description.split("\n")]
    return "\n".join(line for line in lines if not _is_about(line, dropped))


def _has_g711(description: str) -> bool:
    return any(number in _G711 for match in _AUDIO.finditer(description) for number in match[2].split())


def _is_about(line: str, types: set[str]) -> bool:
    match = re.match(r"a=(?:rtpmap|fmtp|rtcp-fb):(\d+)\b", line)
    return match is not None and match[1] in types
