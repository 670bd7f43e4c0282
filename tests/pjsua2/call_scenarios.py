"""Scenarios with calls: many at once between two processes, and one that must carry a tone both ways."""

import json
import sys
import threading
from typing import IO, cast

import pjsua2 as pj

from tests.pjsua2 import child
from tests.pjsua2.call_parts import Answering, Ear, PlainCall, dial, tone
from tests.pjsua2.sip_side import HOST, Side, account_config

_ENOUGH_PACKETS = 25
_ENOUGH_MS = 300
_SDES, _DTLS = pj.PJMEDIA_SRTP_KEYING_SDES, pj.PJMEDIA_SRTP_KEYING_DTLS_SRTP


def burst(rounds: int, calls: int) -> dict[str, object]:
    """So many calls at once, several times: packets received in each call by the caller and by the callee."""
    side = Side()
    side.only_codec("PCMU/8000/1")
    account = pj.Account()
    account.create(account_config("caller", side.udp_port))
    callee = child.start("call_scenarios:answer_all")
    try:
        told = cast("IO[str]", callee.stdout)
        target = f"sip:callee@{HOST}:{json.loads(told.readline())['port']}"
        heard = [_round(side, account, target, calls) for _ in range(rounds)]
        cast("IO[str]", callee.stdin).close()
        heard_by_callee = json.loads(told.readline())
        assert callee.wait(20) == 0
    finally:
        callee.kill()
    side.close()
    return {"caller": heard, "callee": heard_by_callee}


def _round(side: Side, account: pj.Account, target: str, count: int) -> list[int]:
    calls = [dial(account, target) for _ in range(count)]
    assert side.until(lambda: all(call.is_up for call in calls)), "not all calls came up"
    side.until(lambda: all(call.received_packets() >= _ENOUGH_PACKETS for call in calls), 8)
    heard = [call.received_packets() for call in calls]
    for call in calls:
        call.hangup(pj.CallOpParam())
    assert side.until(lambda: all(call.has_ended for call in calls)), "not all calls ended"
    # A call counts as ended when we hang up; its place is free once the BYE is answered.
    assert side.until(lambda: pj.sipResources()["calls"] == 0), "calls left over"
    return heard


def answer_all() -> list[int]:
    """The other process: answers every call until its input ends; packets received in each."""
    side = Side()
    side.only_codec("PCMU/8000/1")
    account = Answering()
    account.create(account_config("callee", side.udp_port))
    child.say({"port": side.udp_port})
    end = threading.Thread(target=sys.stdin.read)
    end.start()
    heard: dict[int, int] = {}
    while end.is_alive():
        side.run(0.2)
        for number, call in enumerate(account.calls):
            if call.is_up and not call.has_ended:
                heard[number] = call.received_packets()
    side.until(lambda: all(call.has_ended for call in account.calls))
    heard_by_all = [heard.get(number, 0) for number in range(len(account.calls))]
    side.close()
    return heard_by_all


def codecs() -> list[str]:
    """Names of all codecs that are built in."""
    side = Side(null_audio=False)
    names = [info.codecId for info in side.endpoint.codecEnum2()]
    side.close()
    return names


def codec_call(codec: str) -> dict[str, object]:
    """A call with one codec."""
    side = Side()
    side.only_codec(codec)
    result = _talk(side, account_config("me", side.udp_port))
    side.close()
    return result


def plain_call() -> dict[str, object]:
    """A call as it is by default, apart from its codec."""
    return codec_call("PCMU/8000/1")


def secure_call(keying: str, suite: str = "") -> dict[str, object]:
    """A call with SRTP: keying "sdes" or "dtls", with one crypto suite if it is given."""
    side = Side()
    side.only_codec("PCMU/8000/1")
    config = account_config("me", side.udp_port)
    media = config.mediaConfig
    media.srtpUse, media.srtpSecureSignaling = pj.PJMEDIA_SRTP_MANDATORY, 0
    media.srtpOpt.keyings.append(_SDES if keying == "sdes" else _DTLS)
    if suite:
        crypto = pj.SrtpCrypto()
        crypto.name = suite
        media.srtpOpt.cryptos.append(crypto)
    result = _talk(side, config)
    side.close()
    return result


def _talk(side: Side, config: pj.AccountConfig) -> dict[str, object]:
    """A call to ourselves in which both ends play the tone and listen for it."""
    account = Answering()
    account.create(config)
    calls = [dial(account, f"sip:me@{HOST}:{side.udp_port}")]
    assert side.until(lambda: calls[0].is_up and account.calls and account.calls[0].is_up), "the call is not up"
    calls.append(account.calls[0])
    ears, player = [Ear(), Ear()], tone()
    for call, ear in zip(calls, ears, strict=True):
        player.startTransmit(call.audio())
        call.audio().startTransmit(ear)
    side.until(lambda: all(ear.heard_ms >= _ENOUGH_MS for ear in ears), 10)
    stream = calls[0].getStreamInfo(0)
    dump = calls[0].dump(True, "")
    result: dict[str, object] = {
        "codec": f"{stream.codecName}/{stream.codecClockRate}",
        "heard": [ear.heard_ms >= _ENOUGH_MS for ear in ears],
        "packets": [call.received_packets() for call in calls],
        "offer": account.invites[0],
        "srtp": next((line.strip() for line in dump.splitlines() if "SRTP" in line), ""),
    }
    _hang_up(side, calls)
    account.calls.clear()
    return result


def _hang_up(side: Side, calls: list[PlainCall]) -> None:
    calls[0].hangup(pj.CallOpParam())
    assert side.until(lambda: all(call.has_ended for call in calls)), "the call does not end"
