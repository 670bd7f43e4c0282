"""Calls in progress on the own mobile or on another own device, and the ways to take each over (RFC 4235, RFC 3891)."""

from collections.abc import Iterable
from dataclasses import dataclass

from softphone.basics.ids import AccountId
from softphone.basics.sip_uri import SipUri
from softphone.basics.words import translate
from softphone.calls.party_text import MAX_NAME, MAX_NUMBER, clean_text
from softphone.calls.taken_over import TakenFrom
from softphone.pbx_profiles.profile import Feature, Profile
from softphone.presence.state import RemoteCall, RemoteCallState
from softphone.protocol.snapshots import AccountConfig, DialogToReplace, Direction, Party

PullPlace = TakenFrom
MOBILE_KEY = "mobile"


@dataclass(frozen=True, slots=True)
class PullOffer:
    """A call that can be taken here.

    Attributes:
        offer_id: stays the same while the call is there.
        party_name, party_number: whom the user talks to; empty as far as it is not known.
        since_s: seconds since the epoch since when the call is known.
        is_being_taken: the user wants it here, and it has not come yet.
    """

    offer_id: str
    account_id: AccountId
    where: PullPlace
    party_name: str = ""
    party_number: str = ""
    since_s: float = 0.0
    is_being_taken: bool = False


@dataclass(frozen=True, slots=True)
class PullWay:
    """What is called to get a call: the far party with the dialog that is replaced, or a code of the phone system."""

    target: str
    replaces: DialogToReplace | None = None

    @property
    def number(self) -> str:
        """What the engine says of the far party until the phone system says who it is."""
        return SipUri.parse(self.target).user


@dataclass(frozen=True, slots=True)
class Source:
    """A call elsewhere with what is needed to take it. party: as far as known; direction: None when not known."""

    offer_id: str
    account_id: AccountId
    where: PullPlace
    party: Party
    ways: tuple[PullWay, ...]
    direction: Direction | None = None


def shown_party(source: Source) -> Party:
    """What to call the far party until the phone system says who it is."""
    if source.party.name or source.party.number:
        return source.party
    if source.where == PullPlace.MOBILE:
        return Party(uri="", name=translate("mobility", "Call from your mobile"))
    return Party(uri="", name=translate("mobility", "Call from your other device"))


def device_sources(config: AccountConfig, profile: Profile, calls: Iterable[RemoteCall]) -> list[Source]:
    """The calls of an account's other devices that can be taken. A call that rings is answered, not taken."""
    found = []
    for call in calls:
        party = party_of(call)
        ways = (*_by_replacing(config, call), *by_code(config, profile, party.number))
        if call.state == RemoteCallState.CONFIRMED and ways:
            offer_id = f"{config.account_id}/{call.call_id or call.dialog_id}"
            found.append(Source(offer_id, config.account_id, PullPlace.DEVICE, party, ways, call.direction))
    return found


def mobile_source(config: AccountConfig, profile: Profile, party: Party, direction: Direction | None) -> Source | None:
    """The call on the mobile; None when the phone system has no way to take it."""
    ways = by_code(config, profile, party.number)
    offer_id = f"{config.account_id}/{MOBILE_KEY}"
    return Source(offer_id, config.account_id, PullPlace.MOBILE, party, ways, direction) if ways else None


def by_code(config: AccountConfig, profile: Profile, party_number: str) -> tuple[PullWay, ...]:
    """The phone system's own way, if it has one."""
    code = profile.code(Feature.PULL, "".join(c for c in party_number if c.isdigit() or c == "+"))
    try:
        place = SipUri.parse(config.address_of_record)
    except ValueError:
        return ()
    return (PullWay(str(SipUri(code, place.host, place.port, place.scheme))),) if code else ()


def party_of(call: RemoteCall) -> Party:
    """Whom that device talks to."""
    try:
        uri = SipUri.parse(call.remote_uri)
    except ValueError:
        return Party(uri="", name=clean_text(call.remote_name, MAX_NAME))
    number = clean_text(uri.user, MAX_NUMBER)
    return Party(uri=str(uri), number=number, name=clean_text(call.remote_name, MAX_NAME))


def _by_replacing(config: AccountConfig, call: RemoteCall) -> tuple[PullWay, ...]:
    """RFC 3891 section 3: the INVITE goes to the far party, whose own tag is the to-tag. What names no dialog of his is
    refused at once, so that of several each can be tried."""
    try:
        uri = SipUri.parse(call.remote_uri)
        home = SipUri.parse(config.address_of_record)
    except ValueError:
        return ()
    if not uri.user or not call.call_id:
        return ()
    if uri.host == home.host and uri.port is None:  # lamps name people without the port of their server
        uri = SipUri(uri.user, home.host, home.port, home.scheme)
    pairs = dict.fromkeys(((call.local_tag, call.remote_tag), *call.tags_before))
    return tuple(
        PullWay(str(uri), DialogToReplace(call_id=call.call_id, to_tag=remote, from_tag=local))
        for local, remote in pairs
        if local and remote
    )
