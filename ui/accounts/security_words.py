"""What an account's settings mean for who can listen and who can pretend."""

from softphone.basics.words import translate
from softphone.protocol.snapshots import AccountConfig, SrtpMode, Transport


def security_words(config: AccountConfig) -> tuple[str, ...]:
    """A sentence for each."""
    told = [
        translate("settings", "The connection to the server is encrypted (TLS).")
        if config.transport == Transport.TLS
        else translate("settings", "The connection to the server is not encrypted ({transport}).").format(
            transport=config.transport.value.upper()
        ),
        {
            SrtpMode.REQUIRED: translate("settings", "Calls are always encrypted; otherwise there is no call."),
            SrtpMode.PREFERRED: translate("settings", "Calls are encrypted when the other side can."),
            SrtpMode.OFF: translate("settings", "Calls are not encrypted."),
        }[config.srtp],
    ]
    if config.accepts_only_trusted:
        told.append(translate("settings", "Only certificates that you trusted on purpose are taken."))
    if config.trusted_certificates:
        count = len(config.trusted_certificates)
        told.append(translate("settings", "%n certificate(s) trusted on purpose.", "", count))
    return tuple(told)
