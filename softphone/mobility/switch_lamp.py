"""By which lamp a phone system shows whether something is switched on."""

from softphone.basics.sip_uri import SipUri
from softphone.pbx_profiles.profile import Lamp, Profile
from softphone.protocol.snapshots import AccountConfig


def lamp_address(config: AccountConfig, profile: Profile, lamp: Lamp) -> str:
    """``*721001@pbx.example.com``; empty where it cannot be read back."""
    try:
        record = SipUri.parse(config.address_of_record)
    except ValueError:
        return ""
    number = profile.lamp(lamp, record.user)
    return f"{number}@{record.host}" if number else ""
