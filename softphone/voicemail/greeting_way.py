"""How an account's greeting is recorded: what is called, and what is known of the menu there."""

from dataclasses import dataclass

from softphone.basics.ids import AccountId
from softphone.basics.sip_uri import SipUri
from softphone.pbx_profiles.profile import Feature, Profile
from softphone.protocol.snapshots import AccountConfig
from softphone.voicemail.greeting_menu import GreetingMenu, menu_of


@dataclass(frozen=True, slots=True)
class GreetingWay:
    """Attributes:
    number, target: what is called, as dialled and as a SIP URI.
    menu: what to press there; None where only the voice there says it.
    """

    account_id: AccountId
    number: str
    target: str
    menu: GreetingMenu | None


def greeting_way(config: AccountConfig, profile: Profile) -> GreetingWay | None:
    """None where the phone system has no way, or none is known."""
    try:
        place = SipUri.parse(config.address_of_record)
    except ValueError:
        return None
    own_code = profile.code(Feature.VOICEMAIL_GREETING)
    number = own_code or profile.code(Feature.VOICEMAIL, place.user)
    menu = menu_of(profile.greeting_menu)
    if not number or (not own_code and menu is None):
        return None
    target = str(SipUri(number, place.host, place.port, place.scheme))
    return GreetingWay(config.account_id, number, target, menu)
