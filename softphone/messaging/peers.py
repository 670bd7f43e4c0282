"""Who is who in conversations: one conversation for each person, however they are written."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from softphone.basics.errors import UserFacingError
from softphone.basics.ids import AccountId
from softphone.basics.redaction import PRIVATE_NUMBERS
from softphone.basics.sip_uri import SipUri
from softphone.basics.words import translate
from softphone.calls.call_guard import OWN_MOBILE
from softphone.calls.dial_plan import dialled_text, is_number, target
from softphone.messaging.message import ConversationId
from softphone.presence.addressing import Domain
from softphone.protocol.snapshots import AccountConfig, Party


class CannotWrite(UserFacingError):
    """A message to there is not possible, so none was queued."""


class Numbers:
    """How numbers are written and dialled at this site.

    normalised: a number in the form in which numbers are compared; empty for a text that is none.
    is_extension: True for somebody's number within the company. dialled: what is dialled for a number.
    own_mobile: the number of the user's own mobile, which stands nowhere here; empty while it is not known.
    """

    def __init__(
        self,
        normalised: Callable[[str], str] = lambda text: "",
        is_extension: Callable[[str], bool] = lambda text: True,
        dialled: Callable[[str], str] = lambda text: text,
        own_mobile: Callable[[AccountId], str] = lambda account_id: "",
    ) -> None:
        self.normalised = normalised
        self.is_extension = is_extension
        self.dialled = dialled
        self.own_mobile = own_mobile


@dataclass(frozen=True, slots=True)
class Peer:
    """The other side of a conversation. number: empty for somebody of another domain."""

    conversation_id: ConversationId
    uri: str
    number: str
    is_outside_number: bool


def written_peer(config: AccountConfig, text: str, numbers: Numbers) -> Peer:
    """Who is meant by a number, name or address that was typed or chosen. Raises DialError in words."""
    dialled = numbers.dialled(text) if is_number(dialled_text(text)) else text
    return _peer(config, target(dialled, config), numbers)


def sending_peer(config: AccountConfig, party: Party, numbers: Numbers) -> Peer | None:
    """Who has sent a message; None for a sender without a name."""
    if party.is_anonymous:
        return None
    if party.uri.lower().startswith("tel:"):
        return _peer(config, target(party.uri, config), numbers)
    try:
        uri = SipUri.parse(party.uri)
    except ValueError:
        return None
    return _peer(config, uri, numbers) if uri.user else None


def _peer(config: AccountConfig, uri: SipUri, numbers: Numbers) -> Peer:
    domain = Domain.of(config)
    address = domain.member(f"sip:{uri.address}")
    user, _, host = address.rpartition("@")
    if user == OWN_MOBILE or PRIVATE_NUMBERS.finds(user):
        at_home = SipUri(OWN_MOBILE, domain.record.host, domain.record.port, domain.record.scheme)
        return Peer(_id(config.account_id, OWN_MOBILE), str(at_home), OWN_MOBILE, True)
    plain = SipUri(uri.user, uri.host, uri.port, uri.scheme)
    if host != domain.record.host:
        return Peer(_id(config.account_id, address.lower()), str(plain), "", False)
    at_home = domain.record
    reachable = SipUri(user, at_home.host, at_home.port, at_home.scheme)
    if not is_number(user):
        return Peer(_id(config.account_id, address.lower()), str(reachable), user, False)
    number = numbers.normalised(user) or user
    is_outside = not numbers.is_extension(user) and not any(c in user for c in "*#")
    return Peer(_id(config.account_id, number), str(reachable), user, is_outside)


def no_sms() -> CannotWrite:
    """The phone system sends no SMS, as far as its profile says."""
    return CannotWrite(
        translate("messaging", "Your phone system sends no messages to numbers outside."),
        translate("messaging", "Call instead, or ask your administrator whether it can send SMS."),
    )


def _id(account_id: AccountId, person: str) -> ConversationId:
    """Tells nothing of whose it is: ids may stand in a log."""
    digest = hashlib.blake2b(f"{account_id}\n{person}".encode(), digest_size=12)
    return ConversationId(f"talk-{digest.hexdigest()}")
