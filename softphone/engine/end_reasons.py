"""Why a leg ended: from SIP status and Reason header (RFC 3261 section 21, RFC 3326) to an EndReason."""

import re

from softphone.protocol.snapshots import EndKind, EndReason

_BY_STATUS = {
    403: EndKind.FORBIDDEN,
    401: EndKind.FORBIDDEN,
    407: EndKind.FORBIDDEN,
    404: EndKind.NOT_FOUND,
    410: EndKind.NOT_FOUND,
    484: EndKind.NOT_FOUND,
    485: EndKind.NOT_FOUND,
    604: EndKind.NOT_FOUND,
    408: EndKind.NO_ANSWER,
    480: EndKind.UNAVAILABLE,
    486: EndKind.BUSY,
    600: EndKind.BUSY,
    487: EndKind.CANCELLED,
    415: EndKind.NOT_ACCEPTABLE,
    488: EndKind.NOT_ACCEPTABLE,
    606: EndKind.NOT_ACCEPTABLE,
    603: EndKind.DECLINED,
    607: EndKind.DECLINED,
    608: EndKind.DECLINED,
}
_NO_USER_ANSWER = {18, 19}  # Q.850: no user responding, no answer from user


def reason_causes(values: list[str]) -> dict[str, tuple[int, str]]:
    """Protocol (``sip``, ``q.850``) -> (cause, text) of Reason header values."""
    causes: dict[str, tuple[int, str]] = {}
    for value in values:
        for part in re.findall(r'(?:[^,"]|"(?:[^"\\]|\\.)*")+', value):
            cause = re.search(r";\s*cause\s*=\s*(\d{1,6})", part, re.IGNORECASE)
            text = re.search(r';\s*text\s*=\s*"((?:[^"\\]|\\.)*)"', part, re.IGNORECASE)
            if cause:
                protocol = part.split(";", 1)[0].strip().lower()
                causes.setdefault(protocol, (int(cause[1]), text[1] if text else ""))
    return causes


def end_of_failed_dial(status_code: int, reason: str, causes: dict[str, tuple[int, str]], *, got_answer: bool,
                       was_ringing: bool, retry_after_s: float | None = None) -> EndReason:  # fmt: skip
    """How an outgoing call ended before it was answered. got_answer: any response came from the network."""
    detail = f"{status_code} {reason}".strip()
    if not got_answer:
        return EndReason(kind=EndKind.NETWORK_LOST, detail=detail)
    if status_code == 480 and (was_ringing or causes.get("q.850", (0, ""))[0] in _NO_USER_ANSWER):
        return EndReason(kind=EndKind.NO_ANSWER, status_code=status_code, detail=detail)
    kind = _BY_STATUS.get(status_code)
    if kind is None:
        kind = EndKind.SERVER_FAILED if status_code >= 500 else EndKind.UNAVAILABLE
    if status_code >= 600 and status_code not in _BY_STATUS:
        kind = EndKind.DECLINED
    if 300 <= status_code < 400:
        kind = EndKind.REDIRECTED
    return EndReason(kind=kind, status_code=status_code, detail=detail, retry_after_s=retry_after_s)


def end_of_unanswered(status_code: int, causes: dict[str, tuple[int, str]]) -> EndReason:
    """How an incoming call ended that was not answered here: the caller gave up, or another device took it."""
    cause, text = causes.get("sip", (0, ""))
    detail = f"{cause} {text}".strip() if cause else ""
    if cause == 200:
        return EndReason(kind=EndKind.ANSWERED_ELSEWHERE, status_code=cause, detail=detail)
    if cause in (486, 600, 603):
        # Another device of ours said no for all of them (RFC 3326 section 3.1).
        return EndReason(kind=EndKind.REJECTED, status_code=cause, detail=detail)
    if status_code in (408, 500, 503, 504):
        return EndReason(kind=EndKind.NETWORK_LOST, status_code=status_code, detail=detail)
    return EndReason(kind=EndKind.MISSED, status_code=cause or None, detail=detail)


def end_of_talk(status_code: int, reason: str, causes: dict[str, tuple[int, str]], *, was_bye: bool) -> EndReason:
    """How an established call ended without us. was_bye: the far party said goodbye."""
    cause, text = causes.get("sip") or causes.get("q.850") or (None, "")
    if was_bye:
        return EndReason(kind=EndKind.REMOTE_HANG_UP, status_code=cause, detail=text)
    if _BY_STATUS.get(status_code) == EndKind.NOT_ACCEPTABLE:  # the answer left nothing to talk with
        return EndReason(kind=EndKind.NOT_ACCEPTABLE, status_code=status_code, detail=f"{status_code} {reason}".strip())
    return EndReason(kind=EndKind.NETWORK_LOST, status_code=status_code, detail=f"{status_code} {reason}".strip())
