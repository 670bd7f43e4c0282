"""An offer that the oldest gateway understands: codecs with a number of their own in RFC 3551 table 4, no extras."""

import re

CODECS = ("PCMA", "PCMU", "G729", "GSM")
_STATIC = ("8", "0", "18", "3", "13")
_AUDIO = re.compile(r"^(m=audio \d+(?:/\d+)? \S+)((?: \d+)+)(\s*)$", re.MULTILINE)
_EVENTS = re.compile(r"^a=rtpmap:(\d+) telephone-event/8000\b", re.MULTILINE)
_KEPT = re.compile(r"a=(?:sendrecv|sendonly|recvonly|inactive|rtcp:|rtpmap:|fmtp:|ptime|candidate|ice-)")
_KEYS = re.compile(r"a=(?:crypto|fingerprint|setup|rtcp-mux)")


def plain_offer(description: str, *, is_encrypted: bool) -> str:
    """The session description with nothing else in it, as text with its own line ends.

    is_encrypted: keys have to stay, since nothing may be said in clear.
    """
    events = {match[1] for match in _EVENTS.finditer(description)}
    kept = {*_STATIC, *events}

    def keep(match: re.Match[str]) -> str:
        types = match[2].split()
        ordered = [n for n in _STATIC if n in types] + [n for n in types if n in events]
        return " ".join([match[1], *ordered]) + match[3]

    lines = [_AUDIO.sub(keep, line) for line in description.split("\n")]
    return "\n".join(line for line in lines if _belongs(line, kept, is_encrypted=is_encrypted))


def _belongs(line: str, types: set[str], *, is_encrypted: bool) -> bool:
    if not line.startswith("a="):
        return not line.startswith("b=")
    about = re.match(r"a=(?:rtpmap|fmtp):(\d+)\b", line)
    if about is not None:
        return about[1] in types
    return _KEPT.match(line) is not None or (is_encrypted and _KEYS.match(line) is not None)
