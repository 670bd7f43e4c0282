"""What mails of PBXs say of the message in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.voicemail.mail_reading import Headers, is_voice, read_message, transcript

ASTERISK = {
    "x-asterisk-callerid": ("+49 30 123456",),
    "x-asterisk-calleridname": ("Anna Acker",),
    "x-asterisk-vm-duration": ("0:42",),
    "x-asterisk-vm-flag": ("Urgent",),
}


def read(headers: Headers, sender: tuple[str, str] = ("", "")) -> tuple[object, ...]:
    message = read_message(1, headers, sender, 0.0, False, takes_all=False)
    return message.number, message.name, message.duration_s, message.is_urgent


def test_headers_of_asterisk() -> None:
    assert read(ASTERISK) == ("+49 30 123456", "Anna Acker", 42.0, True)


@pytest.mark.parametrize(
    ("sender", "number", "name"),
    [
        (("Bob Baker", "1002@pbx.example.com"), "1002", "Bob Baker"),
        (("+4930123456", "voicemail@pbx.example.com"), "+4930123456", ""),
        (("Unknown", "asterisk@pbx"), "", ""),
    ],
)
def test_the_sender_says_who_calls_where_no_header_does(sender: tuple[str, str], number: str, name: str) -> None:
    assert read({}, sender)[:2] == (number, name)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("12", 12.0), ("1:02", 62.0), ("1:00:05", 3605.0), ("soon", None), ("", None), ("9" * 9, None)],
)
def test_durations(text: str, seconds: float | None) -> None:
    assert read({"x-voicemail-duration": (text,)})[2] == seconds


def test_only_what_says_so_is_voicemail() -> None:
    assert is_voice({"message-context": ("voice-message",)})
    assert is_voice({"content-type": ("multipart/voice-message; boundary=x",)})
    assert is_voice(ASTERISK)
    assert not is_voice({"content-type": ("multipart/mixed",), "subject": ("Voicemail",)})


def test_a_transcript_is_what_is_called_one() -> None:
    assert transcript("You have a new message from Bob.", {}) == ""
    assert transcript("New message.\n\nTranscription:\nPlease call\nme back.\n", {}) == "Please call\nme back."
    assert transcript(" Call me. ", {"x-voicemail-transcription": ("yes",)}) == "Call me."


@given(st.dictionaries(st.sampled_from(sorted(ASTERISK)), st.tuples(st.text(max_size=40))), st.text(max_size=40))
def test_nothing_that_a_mail_says_does_harm(headers: dict[str, tuple[str, ...]], sender: str) -> None:
    number, name, _, _ = read(headers, (sender, sender))
    assert str(number).isprintable()
    assert str(name).isprintable()
