"""Calls: sixty-four at once, every codec, SRTP by SDES and by DTLS; audio is heard, not assumed."""

import pytest

from tests.pjsua2 import child

CODECS = {
    "opus/48000/2": "opus/48000",
    "G722/16000/1": "G722/16000",
    "PCMU/8000/1": "PCMU/8000",
    "PCMA/8000/1": "PCMA/8000",
    "G729/8000/1": "G729/8000",
    "GSM/8000/1": "GSM/8000",
    "speex/8000/1": "speex/8000",
    "speex/16000/1": "speex/16000",
    "speex/32000/1": "speex/32000",
}
SUITES = ("AEAD_AES_256_GCM", "AEAD_AES_128_GCM", "AES_256_CM_HMAC_SHA1_80", "AES_CM_128_HMAC_SHA1_80")


def test_64_calls_at_once_all_hear() -> None:
    heard = child.run("call_scenarios:burst", rounds=3, calls=64, timeout_s=100)
    assert [len(calls) for calls in heard["caller"]] == [64, 64, 64]
    assert all(packets > 0 for calls in heard["caller"] for packets in calls), heard["caller"]
    assert len(heard["callee"]) == 3 * 64
    assert all(packets > 0 for packets in heard["callee"]), heard["callee"]


def test_codecs_are_those_we_ship() -> None:
    assert set(child.run("call_scenarios:codecs")) == set(CODECS)


@pytest.mark.parametrize("codec", CODECS)
def test_codec_is_negotiated_and_carries_a_tone_both_ways(codec: str) -> None:
    call = child.run("call_scenarios:codec_call", codec=codec)
    assert call["codec"] == CODECS[codec]
    assert call["heard"] == [True, True]
    assert all(packets > 0 for packets in call["packets"])


@pytest.mark.parametrize("suite", SUITES)
def test_srtp_by_sdes_carries_a_tone_both_ways(suite: str) -> None:
    call = child.run("call_scenarios:secure_call", keying="sdes", suite=suite)
    assert f"a=crypto:1 {suite} inline:" in call["offer"]
    assert "RTP/SAVP" in call["offer"]
    assert "Active" in call["srtp"]
    assert suite in call["srtp"]
    assert call["heard"] == [True, True]


def test_srtp_by_dtls_carries_a_tone_both_ways() -> None:
    call = child.run("call_scenarios:secure_call", keying="dtls")
    assert "UDP/TLS/RTP/SAVP" in call["offer"]
    assert "a=fingerprint:SHA-256 " in call["offer"]
    assert "a=crypto:" not in call["offer"]
    assert "Active" in call["srtp"]
    assert call["heard"] == [True, True]


def test_offer_has_one_medium_audio() -> None:
    offer = child.run("call_scenarios:plain_call")["offer"]
    assert [line.split(" ")[0] for line in offer.splitlines() if line.startswith("m=")] == ["m=audio"]
