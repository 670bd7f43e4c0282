"""The accounts' domains: whose address is whose, and where each person's lamp and presence are."""

from collections.abc import Callable
from dataclasses import dataclass

from msgspec.structs import replace

from softphone.accounts.accounts import Accounts
from softphone.accounts.view import AccountView
from softphone.basics.ids import AccountId
from softphone.presence.addressing import Domain
from softphone.presence.state import canonical_address
from softphone.presence.subscription_plan import Topic
from softphone.protocol.snapshots import AccountConfig, EventPackage, RegistrationState

_SIGNED_OUT = (RegistrationState.FAILED, RegistrationState.UNREGISTERED)


@dataclass(slots=True)
class _Served:
    """An account. is_live: it has registered, so that the server may be asked; is_lost: its PBX is not heard now."""

    config: AccountConfig
    domain: Domain
    is_live: bool = False
    is_lost: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What a new view of an account means. is_other: people may have other addresses now; is_live: the server may be
    asked from now on; is_lost: the PBX is not heard any more."""

    is_other: bool = False
    is_live: bool = False
    is_lost: bool = False

    def __bool__(self) -> bool:
        return self.is_other or self.is_live or self.is_lost


class Domains:
    """The domains of all accounts that are switched on; the default account's first."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts
        self._served: dict[AccountId, _Served] = {}
        self._order: list[_Served] = []
        self._canonical: dict[str, str] = {}
        self._topics: dict[str, tuple[Topic, ...]] = {}

    def note(self, view: AccountView) -> Change:
        """The account is like this now."""
        served = self._served.get(view.account_id)
        if not view.config.is_enabled:
            return Change(is_other=self.forget(view.account_id))
        config = _as_people_see_it(view.config)
        is_other = served is None or served.config != config
        if served is None or is_other:
            try:
                domain = Domain.of(config)
            except ValueError:
                return Change(is_other=self.forget(view.account_id))
            before, served = served, _Served(config, domain)
            served.is_live, served.is_lost = (before.is_live, before.is_lost) if before else (False, False)
            self._served[view.account_id] = served
        change = _after(served, view, is_other)
        if change:
            self.forget_order()
        return change

    def forget(self, account_id: AccountId) -> bool:
        """The account is not used any more; False when it was not."""
        was_there = self._served.pop(account_id, None) is not None
        self.forget_order()
        return was_there

    def forget_order(self) -> None:
        """Another account may be the default one."""
        self._order = []
        self._canonical.clear()
        self._topics.clear()

    def canonical(self, text: str) -> str:
        """The one address of a person (URI or address in whichever of the domains); empty when the text is none."""
        known = self._canonical.get(text)
        if known is None:
            in_domain = (served.domain.canonical(text) for served in self._ordered())
            known = next((address for address in in_domain if address), "") or canonical_address(text)
            self._canonical[text] = known if "@" in known else ""
        return self._canonical[text]

    def address_of(self, number: str) -> str:
        """The address of a number at the default account's domain; empty when it is none."""
        if "@" in number:
            return self.canonical(number)
        ordered = self._ordered()
        return ordered[0].domain.address_of(number) if ordered else ""

    def member_of(self, account_id: AccountId) -> Callable[[str], str]:
        """Maps a URI in a list of this account to the person's one address."""

        def member(uri: str) -> str:
            served = self._served.get(account_id)
            return served.domain.member(uri) if served else canonical_address(uri)

        return member

    def topics(self, address: str) -> tuple[Topic, ...]:
        """What there is to subscribe to for a person; the lamp first."""
        known = self._topics.get(address)
        if known is None:
            known = self._topics[address] = tuple(self._topics_of(address))
        return known

    def lists(self) -> list[Topic]:
        """The resource lists that the accounts name."""
        topics: list[Topic] = []
        for served in self._ordered():
            if served.is_live:
                topics += (_list(served, EventPackage.DIALOG, uri) for uri in served.config.lamp_lists)
                topics += (_list(served, EventPackage.PRESENCE, uri) for uri in served.config.presence_lists)
        return topics

    def own_topics(self) -> list[Topic]:
        """The dialogs and registrations of the accounts' own addresses."""
        live = [(served.config.account_id, served.domain) for served in self._ordered() if served.is_live]
        return [
            Topic(account_id, package, domain.lamp_uri(domain.own_address), domain.own_address)
            for account_id, domain in live
            for package in (EventPackage.DIALOG, EventPackage.REGISTRATION)
        ]

    def _ordered(self) -> list[_Served]:
        if not self._order:
            default = self._accounts.default()
            first = default.account_id if default else None
            self._order = sorted(self._served.values(), key=lambda served: served.config.account_id != first)
        return self._order

    def _topics_of(self, address: str) -> list[Topic]:
        ordered = self._ordered()
        at_home = next((served for served in ordered if served.domain.covers(address)), None)
        served = at_home or next(iter(ordered), None)
        if served is None or not served.is_live:
            return []
        account_id, domain = served.config.account_id, served.domain
        presence_uri, has_server = domain.presence_uri(address), bool(domain.presence_host)
        if at_home is None:
            return [Topic(account_id, EventPackage.PRESENCE, presence_uri, address, has_server)]
        lamp_uri = domain.lamp_uri(address)
        topics = [Topic(account_id, EventPackage.DIALOG, lamp_uri, address)]
        if has_server:
            topics.append(Topic(account_id, EventPackage.PRESENCE, presence_uri, address, is_at_presence_server=True))
        # The PBX knows what no presence server does: whether a phone is registered at all.
        topics.append(Topic(account_id, EventPackage.PRESENCE, lamp_uri, address, is_pbx_only=_is_pbx_only(served)))
        return topics


def _list(served: _Served, package: EventPackage, uri: str) -> Topic:
    is_at_server = served.domain.is_at_presence_server(uri)
    return Topic(
        served.config.account_id,
        package,
        uri,
        is_at_presence_server=is_at_server,
        is_pbx_only=package == EventPackage.PRESENCE and not is_at_server and _is_pbx_only(served),
    )


def _is_pbx_only(served: _Served) -> bool:
    """True when nobody can publish at the PBX, so that it tells only what it infers."""
    return bool(served.domain.presence_host) or not served.config.publishes_presence


def _after(served: _Served, view: AccountView, is_other: bool) -> Change:
    is_first = view.is_registered and not served.is_live
    is_signed_out = served.is_live and view.registration.state in _SIGNED_OUT
    is_lost = is_signed_out and not served.is_lost
    served.is_live = served.is_live or is_first
    served.is_lost = is_signed_out or (served.is_lost and not view.is_registered)
    return Change(is_other, is_first, is_lost)


def _as_people_see_it(config: AccountConfig) -> AccountConfig:
    """Without what makes no difference to where people are."""
    plain = replace(config, label="", display_name="", voicemail_number="", mailboxes=())
    return replace(plain, dnd_on_code="", dnd_off_code="", pbx_profile="")
