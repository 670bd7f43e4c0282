"""A wish that the phone answers by itself: Answer-Mode (RFC 5373), Call-Info and Alert-Info as PBXs use them."""

import re

from softphone.engine import sip_text

_ANSWER_AFTER = re.compile(r";\s*answer-after\s*=\s*\"?(\d{1,4})", re.IGNORECASE)
_INFO = re.compile(r"info\s*=\s*\"?(alert-autoanswer|auto-?answer|intercom)\b", re.IGNORECASE)
_DELAY = re.compile(r";\s*delay\s*=\s*\"?(\d{1,4})", re.IGNORECASE)
_BARE = re.compile(r"^\"?(auto[ -]?answer|ring[ -]?answer|intercom)\"?\s*(?:;|$)", re.IGNORECASE)
_MODE = re.compile(r"^auto\b", re.IGNORECASE)


def answer_after_s(message: str) -> float | None:
    """After how many seconds the INVITE asks to be answered; None when it does not ask."""
    for value in sip_text.headers_named(message, "Call-Info"):
        match = _ANSWER_AFTER.search(value)
        if match:
            return float(match[1])
    for value in sip_text.headers_named(message, "Alert-Info"):
        if _INFO.search(value) or _BARE.search(value):
            delay = _DELAY.search(value)
            return float(delay[1]) if delay else 0.0
    modes = [*sip_text.headers_named(message, "Answer-Mode"), *sip_text.headers_named(message, "Priv-Answer-Mode")]
    return 0.0 if any(_MODE.match(mode) for mode in modes) else None
