"""Which offers of encryption an account cannot take: plain, SDES, DTLS against off, preferred, required."""

import pytest

from softphone.engine.key_refusal import cannot_be_agreed
from softphone.protocol.snapshots import SrtpKeying, SrtpMode
from tests.harness.engine_process import local_account

HEAD = "INVITE sip:a@b SIP/2.0\r\nCall-ID: x\r\n\r\n"
PLAIN = HEAD + "v=0\r\nm=audio 4000 RTP/AVP 0\r\n"
SDES = HEAD + "v=0\r\nm=audio 4000 RTP/SAVP 0\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x\r\n"
DTLS = HEAD + "v=0\r\na=fingerprint:SHA-256 00\r\nm=audio 4000 UDP/TLS/RTP/SAVP 0\r\na=setup:actpass\r\n"
NO_SOUND = HEAD + "v=0\r\nm=audio 0 RTP/AVP 0\r\n"


@pytest.mark.parametrize(
    ("offer", "refused_by"),
    [
        (PLAIN, {(SrtpMode.REQUIRED, SrtpKeying.SDES), (SrtpMode.REQUIRED, SrtpKeying.DTLS)}),
        (
            SDES,
            {(SrtpMode.OFF, SrtpKeying.SDES), (SrtpMode.OFF, SrtpKeying.DTLS), (SrtpMode.REQUIRED, SrtpKeying.DTLS)},
        ),
        (
            DTLS,
            {(SrtpMode.OFF, SrtpKeying.SDES), (SrtpMode.OFF, SrtpKeying.DTLS), (SrtpMode.REQUIRED, SrtpKeying.SDES)},
        ),
        (NO_SOUND, set()),
        (HEAD, set()),
    ],
)
def test_what_cannot_be_agreed(offer: str, refused_by: set[tuple[SrtpMode, SrtpKeying]]) -> None:
    refused = {
        (mode, keying)
        for mode in SrtpMode
        for keying in SrtpKeying
        if cannot_be_agreed(offer, local_account("a", srtp=mode, srtp_keying=keying))
    }
    assert refused == refused_by
