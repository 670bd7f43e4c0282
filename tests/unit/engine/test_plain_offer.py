"""The offer for the oldest gateways."""

from softphone.engine.plain_offer import plain_offer

OFFER = (
    "v=0\r\no=- 1 1 IN IP4 10.0.0.1\r\ns=x\r\nb=AS:84\r\nt=0 0\r\na=X-nat:0\r\n"
    "m=audio 4000 RTP/AVP 96 9 8 0 3 18 120 121\r\nc=IN IP4 10.0.0.1\r\nb=TIAS:64000\r\na=rtcp:4001 IN IP4 10.0.0.1\r\n"
    "a=sendrecv\r\na=rtpmap:96 opus/48000/2\r\na=fmtp:96 useinbandfec=1\r\na=rtpmap:9 G722/8000\r\n"
    "a=rtpmap:8 PCMA/8000\r\na=rtpmap:18 G729/8000\r\na=fmtp:18 annexb=no\r\na=rtpmap:120 telephone-event/48000\r\n"
    "a=fmtp:120 0-16\r\na=rtpmap:121 telephone-event/8000\r\na=fmtp:121 0-16\r\na=ssrc:5 cname:x\r\n"
    "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:key\r\n"
)


def test_only_numbers_that_everybody_knows_stay() -> None:
    plain = plain_offer(OFFER, is_encrypted=False)
    assert "m=audio 4000 RTP/AVP 8 0 18 3 121\r\n" in plain
    assert [line for line in plain.splitlines() if line.startswith("a=rtpmap")] == [
        "a=rtpmap:8 PCMA/8000", "a=rtpmap:18 G729/8000", "a=rtpmap:121 telephone-event/8000",
    ]  # fmt: skip
    assert "annexb=no" in plain
    assert "a=fmtp:121 0-16\r\n" in plain
    for gone in ("opus", "G722", "\nb=", "ssrc", "X-nat", "crypto", "48000", ":120"):
        assert gone not in plain


def test_keys_stay_where_nothing_may_be_said_in_clear() -> None:
    assert "a=crypto:1" in plain_offer(OFFER, is_encrypted=True)


def test_address_and_direction_stay() -> None:
    plain = plain_offer(OFFER, is_encrypted=False)
    for kept in ("c=IN IP4 10.0.0.1\r\n", "a=rtcp:4001", "a=sendrecv\r\n", "v=0\r\n"):
        assert kept in plain
