"""Accounts of the lab PBX, as an engine takes them."""

from typing import Any

from softphone_lab import LabFacts

from softphone.basics.ids import AccountId
from softphone.protocol.snapshots import AccountConfig, DtmfMethod, SrtpKeying, SrtpMode, Transport

_DTMF = {
    "rfc4733": DtmfMethod.TELEPHONE_EVENT,
    "info": DtmfMethod.SIP_INFO,
    "inband": DtmfMethod.INBAND,
}


def lab_config(facts: LabFacts, user: str, transport: Transport | None = None, **settings: Any) -> AccountConfig:
    """The account of that user; anything may be set differently."""
    person = facts.user(user)
    transport = transport or (Transport.TLS if person.secure else Transport.UDP)
    port = {Transport.UDP: facts.sip_udp, Transport.TCP: facts.sip_tcp, Transport.TLS: facts.sip_tls}[transport]
    defaults: dict[str, Any] = {
        "account_id": AccountId(f"account-{user}"),
        "address_of_record": f"sip:{user}@{facts.host}:{port}",
        "transport": transport,
        "srtp": SrtpMode.REQUIRED if person.srtp else SrtpMode.OFF,
        "srtp_keying": SrtpKeying.DTLS if person.srtp == "dtls" else SrtpKeying.SDES,
        "dtmf": _DTMF[person.dtmf],
        "trusted_ca_files": (str(facts.ca),) if transport == Transport.TLS else (),
    }
    return AccountConfig(**{**defaults, **settings})


def number(config: AccountConfig, digits: str) -> str:
    """The SIP URI of a number at the account's PBX."""
    return f"sip:{digits}@{config.address_of_record.split('@', 1)[1]}"
