"""Session descriptions for digits as tones."""

from hypothesis import given
from hypothesis import strategies as st

from softphone.engine.narrowband import carrying_tones

OFFER = (
    "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 4000 RTP/AVP 96 9 8 0 120\r\na=rtcp:4001\r\n"
    "a=rtpmap:96 opus/48000/2\r\na=fmtp:96 useinbandfec=1\r\na=rtpmap:9 G722/8000\r\na=rtpmap:8 PCMA/8000\r\n"
    "a=rtpmap:0 PCMU/8000\r\na=rtpmap:120 telephone-event/8000\r\na=fmtp:120 0-16\r\na=sendrecv\r\n"
)
G711 = (
    "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 4000 RTP/AVP 8 0\r\na=rtcp:4001\r\n"
    "a=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\na=sendrecv\r\n"
)


def test_only_g711_stays() -> None:
    assert carrying_tones(OFFER) == G711
    assert carrying_tones(OFFER.replace("\r\n", "\n")) == G711.replace("\r\n", "\n")
    assert carrying_tones(G711) == G711


def test_an_answer_to_an_offer_with_g711_too() -> None:
    assert carrying_tones(OFFER, OFFER.replace("96 9 8 0 120", "96 0")) == G711


def test_without_g711_on_both_sides_it_stays_as_it_is() -> None:
    wide = OFFER.replace("96 9 8 0 120", "96 9 120")
    assert carrying_tones(wide) == wide
    assert carrying_tones(OFFER, wide) == OFFER
    assert carrying_tones("") == ""


def test_a_payload_type_that_begins_alike_is_another() -> None:
    offer = "m=audio 1 RTP/SAVP 8 80\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:80 X/8000\r\na=crypto:8 Y inline:Z\r\n"
    assert carrying_tones(offer) == "m=audio 1 RTP/SAVP 8\r\na=rtpmap:8 PCMA/8000\r\na=crypto:8 Y inline:Z\r\n"


@given(st.text(max_size=300), st.text(max_size=100))
def test_any_text_comes_back(description: str, offer: str) -> None:
    assert len(carrying_tones(description, offer)) <= len(description)
