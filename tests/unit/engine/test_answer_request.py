"""Callers that ask for an answer without the user."""

import pytest

from softphone.engine.answer_request import answer_after_s


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("Call-Info: <sip:pbx.example.com>;answer-after=0", 0.0),
        ("Call-Info: <sip:pbx.example.com>; Answer-After=5", 5.0),
        ("Alert-Info: <http://www.example.com>;info=alert-autoanswer;delay=2", 2.0),
        ("Alert-Info: info=intercom", 0.0),
        ("Alert-Info: Auto Answer", 0.0),
        ("Alert-Info: Ring Answer", 0.0),
        ('Alert-Info: "Intercom"', 0.0),
        ("Answer-Mode: Auto", 0.0),
        ("Priv-Answer-Mode: Auto;require", 0.0),
        ("Answer-Mode: Manual", None),
        ("Alert-Info: <http://www.example.com/ring.wav>;info=external", None),
        ("Alert-Info: <http://www.example.com/intercom.wav>", None),
        ("Call-Info: <http://www.example.com/photo.jpg>;purpose=icon", None),
        ("Subject: answer-after=0", None),
    ],
)
def test_what_is_asked(header: str, seconds: float | None) -> None:
    message = f"INVITE sip:1001@192.0.2.1 SIP/2.0\r\nFrom: <sip:1002@pbx.example.com>\r\n{header}\r\n\r\nv=0\r\n"
    assert answer_after_s(message) == seconds
