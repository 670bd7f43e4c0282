"""What the window says of a call that can be taken here."""

from softphone.basics.words import translate
from softphone.mobility.pull_offers import PullOffer, PullPlace


def who_words(offer: PullOffer, name: str = "") -> str:
    """Whom the user talks to. name: what they are called here, if they are known."""
    known = name or offer.party_name or offer.party_number
    if known:
        return translate("mobility", "Call with {name}").format(name=known)
    return translate("mobility", "A call of yours")


def place_words(offer: PullOffer) -> str:
    """Where the call is."""
    if offer.where == PullPlace.MOBILE:
        return translate("mobility", "On your mobile")
    return translate("mobility", "On your other device")


def menu_words(offer: PullOffer, name: str = "") -> str:
    """Both, as an entry of a menu."""
    known = (name or offer.party_name or offer.party_number).replace("&", "&&")
    if offer.where == PullPlace.MOBILE:
        text = (
            translate("mobility", "Take the call with {name} from your mobile")
            if known
            else translate("mobility", "Take the call from your mobile")
        )
    else:
        text = (
            translate("mobility", "Take the call with {name} from your other device")
            if known
            else translate("mobility", "Take the call from your other device")
        )
    return text.format(name=known)
