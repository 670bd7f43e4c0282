"""Run as a script: one call to the echo number with encrypted media, by the project's own pjsua2.

secure_caller.py HOST PORT USER PASSWORD TRANSPORT SRTP CA: prints what was agreed as JSON. In a
process of its own, because a process can have only one pjsua2 endpoint.
"""

import json
import sys
import time

import pjsua2 as pj

SRTP_MANDATORY = 2


class Account(pj.Account):
    """Notes whether the registration held."""

    is_registered = False

    def onRegState(self, prm: pj.OnRegStateParam) -> None:
        self.is_registered = prm.code == 200 and prm.expiration > 0


def wait(endpoint: pj.Endpoint, is_done: object, within_s: float = 8.0) -> None:
    """Let the engine work until the question is answered with yes."""
    assert callable(is_done)
    deadline = time.monotonic() + within_s
    while not is_done() and time.monotonic() < deadline:
        endpoint.libHandleEvents(10)


def account_config(host: str, port: str, user: str, password: str, transport: str, srtp: str) -> pj.AccountConfig:
    """An account that lets only encrypted media through."""
    config = pj.AccountConfig()
    suffix = "" if transport == "udp" else f";transport={transport}"
    config.idUri = f"sip:{user}@{host}"
    config.regConfig.registrarUri = f"sip:{host}:{port}{suffix}"
    config.sipConfig.proxies.append(f"sip:{host}:{port}{suffix};lr")
    config.sipConfig.authCreds.append(pj.AuthCredInfo("digest", "*", user, 0, password))
    config.mediaConfig.srtpUse = SRTP_MANDATORY
    # Asterisk takes a second offer during the DTLS handshake for a new association and stays silent.
    config.mediaConfig.lockCodecEnabled = False
    config.mediaConfig.srtpSecureSignaling = 0
    keying = pj.PJMEDIA_SRTP_KEYING_DTLS_SRTP if srtp == "dtls" else pj.PJMEDIA_SRTP_KEYING_SDES
    config.mediaConfig.srtpOpt.keyings.append(keying)
    return config


def sounding_tone() -> pj.ToneGenerator:
    """A source of 440 Hz."""
    tone = pj.ToneGenerator()
    tone.createToneGenerator(8000, 1)
    steady = pj.ToneDesc()
    steady.freq1, steady.on_msec = 440, 1000
    tones = pj.ToneDescVector()
    tones.append(steady)
    tone.play(tones, True)
    return tone


def main() -> None:
    """Start an endpoint, make the call, destroy everything in order."""
    endpoint = pj.Endpoint()
    _start(endpoint, sys.argv[5], sys.argv[1], sys.argv[7])
    _call(endpoint, account_config(*sys.argv[1:7]))
    endpoint.libDestroy(1)


def _start(endpoint: pj.Endpoint, transport: str, host: str, authority: str) -> None:
    endpoint.libCreate()
    config = pj.EpConfig()
    config.uaConfig.threadCnt, config.uaConfig.mainThreadOnly, config.logConfig.level = 0, True, 0
    config.logConfig.consoleLevel = 0
    endpoint.libInit(config)
    listener = pj.TransportConfig()
    listener.boundAddress = host
    listener.tlsConfig.CaListFile, listener.tlsConfig.verifyServer = authority, True
    endpoint.transportCreate(pj.PJSIP_TRANSPORT_TLS if transport == "tls" else pj.PJSIP_TRANSPORT_UDP, listener)
    endpoint.libStart()
    endpoint.audDevManager().setNullDev()


def _call(endpoint: pj.Endpoint, config: pj.AccountConfig) -> None:
    account = Account()
    account.create(config)
    wait(endpoint, lambda: account.is_registered)
    call = pj.Call(account)
    call.makeCall(config.regConfig.registrarUri.replace("sip:", "sip:*43@"), pj.CallOpParam(True))
    wait(endpoint, lambda: call.getInfo().state == pj.PJSIP_INV_STATE_CONFIRMED)
    tone = sounding_tone()
    tone.startTransmit(call.getAudioMedia(-1))  # a stream without a source sends nothing
    wait(endpoint, lambda: call.getStreamStat(0).rtcp.rxStat.pkt > 20)
    text = call.dump(True, "")
    found = {
        "registered": account.is_registered, "confirmed": call.getInfo().state == pj.PJSIP_INV_STATE_CONFIRMED,
        "received": call.getStreamStat(0).rtcp.rxStat.pkt, "srtp": "SRTP status: Active" in text,
    }  # fmt: skip
    print(json.dumps(found))
    call.hangup(pj.CallOpParam())
    account.setRegistration(False)
    wait(endpoint, lambda: not account.is_registered)


if __name__ == "__main__":
    main()
