"""From an AccountConfig to the library's account settings."""

from softphone.basics.secret import Secret
from softphone.engine.addresses import AccountAddresses
from softphone.engine.instance_id import instance_id
from softphone.engine.media_paths import MediaPaths
from softphone.engine.pj import pj
from softphone.protocol.snapshots import AccountConfig, SrtpKeying, SrtpMode, Transport

_SRTP_USE = {
    SrtpMode.OFF: pj.PJMEDIA_SRTP_DISABLED,
    SrtpMode.PREFERRED: pj.PJMEDIA_SRTP_OPTIONAL,
    SrtpMode.REQUIRED: pj.PJMEDIA_SRTP_MANDATORY,
}
_KEYING = {
    SrtpKeying.SDES: pj.PJMEDIA_SRTP_KEYING_SDES,
    SrtpKeying.DTLS: pj.PJMEDIA_SRTP_KEYING_DTLS_SRTP,
}
_MEANT_FOR_REGISTRATION = (
    "address_of_record", "server", "outbound_proxy", "auth_user", "transport", "expires_s", "trusted_ca_files",
    "trusted_certificates", "accepts_only_trusted", "is_enabled", "display_name", "ip_family", "uses_srv",
    "has_outbound",
)  # fmt: skip
_REFRESH_BEFORE_S = 5
_USE_ACCOUNT_PROXY = 2  # PJSUA_REG_USE_ACC_PROXY


def registers_alike(old: AccountConfig, new: AccountConfig) -> bool:
    """True when nothing changed that the registrar would see."""
    return all(getattr(old, name) == getattr(new, name) for name in _MEANT_FOR_REGISTRATION)


def native_config(
    config: AccountConfig,
    addresses: AccountAddresses,
    password: Secret,
    line: str,
    transport_id: int,
    local_address: str,
    paths: MediaPaths | None = None,
) -> pj.AccountConfig:
    """Everything the library needs; it never retries a registration by itself."""
    native = pj.AccountConfig()
    native.idUri = addresses.identity
    register = native.regConfig
    register.registrarUri = addresses.registrar
    register.registerOnAdd = False
    register.timeoutSec = config.expires_s
    register.retryIntervalSec = 0
    register.delayBeforeRefreshSec = _REFRESH_BEFORE_S
    register.proxyUse = _USE_ACCOUNT_PROXY
    sip = native.sipConfig
    for route in addresses.routes or _way_to_server(config, addresses):
        sip.proxies.append(route)
    user = config.auth_user or addresses.address_of_record.user
    sip.authCreds.append(pj.AuthCredInfo("digest", "*", user, 0, password.reveal()))
    sip.contactUriParams = f";line={line}"
    sip.transportId = transport_id
    native.callConfig.timerUse = pj.PJSUA_SIP_TIMER_OPTIONAL
    _set_media(native.mediaConfig, config, local_address)
    _set_network(native.natConfig, config, paths or MediaPaths())
    return native


def _set_network(nat: pj.AccountNatConfig, config: AccountConfig, paths: MediaPaths) -> None:
    paths.apply(nat, has_ice=config.has_ice)
    nat.udpKaIntervalSec = config.keep_alive_s  # TCP and TLS are pinged by the account
    nat.sipOutboundUse = config.has_outbound and config.transport != Transport.UDP
    if nat.sipOutboundUse:
        nat.sipOutboundInstanceId = f"<{instance_id()}>"
        nat.sipOutboundRegId = "1"


def _way_to_server(config: AccountConfig, addresses: AccountAddresses) -> tuple[str, ...]:
    """The hidden first hop of an account without one that is on a connection: what a transfer (RFC 3515) names as the
    target mostly does not say which transport, and the library would call it over UDP."""
    if config.transport == Transport.UDP or not config.is_enabled:
        return ()
    host, port = addresses.first_hop
    return (f"sip:{f'[{host}]' if ':' in host else host}:{port};lr;hide;transport={config.transport}",)


def _keyings(config: AccountConfig) -> tuple[SrtpKeying, ...]:
    """Where encryption is only preferred, whatever the other side can is better than none (RFC 8643)."""
    if config.srtp == SrtpMode.REQUIRED:
        return (config.srtp_keying,)
    if config.srtp == SrtpMode.OFF:
        return (SrtpKeying.SDES,)  # the library refuses plain sound where DTLS alone is named
    return tuple(sorted(SrtpKeying, key=lambda keying: keying != config.srtp_keying))


def _set_media(media: pj.AccountMediaConfig, config: AccountConfig, local_address: str) -> None:
    media.srtpUse = _SRTP_USE[config.srtp]
    media.srtpSecureSignaling = 0  # the account says whether media is encrypted, not the transport
    for keying in _keyings(config):
        media.srtpOpt.keyings.append(_KEYING[keying])
    media.transportConfig.port = 0
    media.transportConfig.publicAddress = local_address  # what SDP names: the interface that leads to the server
    media.rtcpXrEnabled = True
    # PJSIP would send a re-INVITE after an answer with several codecs; when that meets a DTLS handshake, no sound
    # comes back. A PBX that answers so sends what it receives.
    media.lockCodecEnabled = False
    is_ipv6 = ":" in local_address
    media.ipv6Use = pj.PJSUA_IPV6_ENABLED_PREFER_IPV6 if is_ipv6 else pj.PJSUA_IPV6_ENABLED_PREFER_IPV4
