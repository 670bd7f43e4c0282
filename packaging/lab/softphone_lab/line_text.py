"""SIP messages as text, as much of them as a scripted line needs (RFC 3261 section 7)."""

import re


def status_of(text: str) -> int:
    """The status of an answer; 0 for a request."""
    return int(text[8:11]) if text.startswith("SIP/2.0 ") else 0


def header(text: str, name: str) -> str:
    """The first value of a header field, or ""."""
    head = text.partition("\r\n\r\n")[0]
    match = re.search(rf"^{name}\s*:\s*(.*?)\r?$", head, re.IGNORECASE | re.MULTILINE)
    return match[1] if match else ""


def response(request: str, status: str, tag: str = "", extra: str = "", body: str = "") -> str:
    """The answer to a request."""
    vias = "".join(f"Via: {value}\r\n" for value in re.findall(r"^Via\s*:\s*(.*?)\r?$", request, re.I | re.M))
    to = header(request, "To")
    if tag and "tag=" not in to:
        to += f";tag={tag}"
    kind = "Content-Type: application/sdp\r\n" if body else ""
    return (
        f"SIP/2.0 {status}\r\n{vias}From: {header(request, 'From')}\r\nTo: {to}\r\n"
        f"Call-ID: {header(request, 'Call-ID')}\r\nCSeq: {header(request, 'CSeq')}\r\n{extra}{kind}"
        f"Content-Length: {len(body)}\r\n\r\n{body}"
    )
