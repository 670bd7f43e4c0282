"""What a server offers, in words: who it is, what works there, and which phone system it seems to be."""

from collections.abc import Sequence
from dataclasses import dataclass

from softphone.basics.explanation import Explanation
from softphone.basics.words import translate
from softphone.pbx_profiles.profile import Profile
from softphone.pbx_profiles.recognising import recognised
from softphone.protocol.snapshots import EventPackage, RegistrationProblem, ServerOffer

_NOT_FOUND = 404


@dataclass(frozen=True, slots=True)
class OfferLine:
    """One thing that a server may do. is_offered: None when it did not say. detail: technical; hint: in words."""

    text: str
    is_offered: bool | None
    detail: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of asking a server.

    Attributes:
        summary: who answered, or why nobody did.
        profile: the phone system that it seems to be; None when it was not recognised.
        is_answered: the server said something.
    """

    summary: Explanation
    lines: tuple[OfferLine, ...] = ()
    profile: Profile | None = None
    is_answered: bool = True


def finding(offer: ServerOffer, profiles: Sequence[Profile]) -> Finding:
    """The answer of a server in the user's words."""
    if not offer.status_code:
        return Finding(_silence(offer), is_answered=False)
    return Finding(_summary(offer), _lines(offer), recognised(offer, profiles))


def _silence(offer: ServerOffer) -> Explanation:
    if offer.problem == RegistrationProblem.SERVER_NOT_FOUND:
        return Explanation(
            translate("pbx_profiles", "The phone server could not be found."),
            translate("pbx_profiles", "Check the address and the server, then ask again."),
        )
    return Explanation(
        translate("pbx_profiles", "The phone server {server} gave no answer.").format(server=offer.server),
        translate("pbx_profiles", "Press Test: it shows at which step the way to the server ends."),
    )


def _summary(offer: ServerOffer) -> Explanation:
    names = " / ".join(offer.names)
    words = (
        translate("pbx_profiles", "The phone server {server} calls itself “{name}”.").format(
            server=offer.server, name=names
        )
        if names
        else translate("pbx_profiles", "The phone server {server} does not say what it is.").format(server=offer.server)
    )
    if not offer.wants_password:
        return Explanation(words)
    return Explanation(words, translate("pbx_profiles", "Enter the password that is right to learn what it offers."))


def _lines(offer: ServerOffer) -> tuple[OfferLine, ...]:
    way = () if not (offer.service or offer.transports) else (_way(offer),)
    if offer.wants_password:
        return way
    methods = (
        (translate("pbx_profiles", "Transfer calls"), "REFER"),
        (translate("pbx_profiles", "Messages"), "MESSAGE"),
        (translate("pbx_profiles", "Tell others your status (as it says itself)"), "PUBLISH"),
    )
    packages = (
        (translate("pbx_profiles", "Lamps of colleagues"), EventPackage.DIALOG),
        (translate("pbx_profiles", "Presence of colleagues"), EventPackage.PRESENCE),
        (translate("pbx_profiles", "Messages waiting in the mailbox"), EventPackage.MESSAGE_SUMMARY),
        (translate("pbx_profiles", "Own devices that are signed in"), EventPackage.REGISTRATION),
    )
    return (
        *way,
        *(OfferLine(text, _is_in(method, offer.allow), method) for text, method in methods),
        OfferLine(
            translate("pbx_profiles", "Hand a call over without a gap"), _is_in("replaces", offer.supported), "replaces"
        ),
        *(_tried(offer, text, package) for text, package in packages),
    )


def _way(offer: ServerOffer) -> OfferLine:
    transports = ", ".join(transport.upper() for transport in offer.transports)
    return OfferLine(
        translate("pbx_profiles", "Servers named by the domain (SRV): {transports}").format(transports=transports)
        if transports
        else translate("pbx_profiles", "Servers named by the domain (SRV)"),
        True,
        offer.service,
    )


def _is_in(word: str, listed: tuple[str, ...]) -> bool | None:
    return word.upper() in (each.upper() for each in listed) if listed else None


def _tried(offer: ServerOffer, text: str, package: EventPackage) -> OfferLine:
    code = next((tried.status_code for tried in offer.packages if tried.package == package), 0)
    if 200 <= code < 300:
        return OfferLine(text, True, package.value)
    if code == _NOT_FOUND:
        hint = translate("pbx_profiles", "Nothing of this kind is set up for you there.")
        return OfferLine(text, False, f"{package.value} {code}", hint)
    announced = _is_in(package.value, offer.allow_events)
    return OfferLine(text, False if code else announced or None, f"{package.value} {code or ''}".strip())
