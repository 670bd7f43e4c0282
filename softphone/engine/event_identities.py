"""The identities for event state of all accounts, made when they are first needed."""

from collections.abc import Callable, Iterator

from softphone.basics.ids import AccountId
from softphone.engine.account import Account
from softphone.engine.accounts import Accounts
from softphone.engine.event_identity import EventIdentity, HomeIdentity, PresenceIdentity
from softphone.engine.library import TransportEvent
from softphone.engine.services import Services


class EventIdentities:
    """Two for an account at the most: at home and, where the account has one, at its presence domain."""

    def __init__(
        self,
        services: Services,
        accounts: Accounts,
        on_changed: Callable[[EventIdentity], None],
        on_call: Callable[[int], None],
    ) -> None:
        self._services = services
        self._accounts = accounts
        self._on_changed = on_changed
        self._on_call = on_call
        self._made: dict[tuple[AccountId, bool], EventIdentity] = {}
        self._settings: dict[EventIdentity, tuple[str, str]] = {}
        self._outdated: list[EventIdentity] = []

    def __iter__(self) -> Iterator[EventIdentity]:
        return iter(tuple(self._made.values()))

    def get(self, account: Account, at_presence_server: bool) -> EventIdentity:
        """The identity. It stays the same until the account is replaced or its presence domain or proxy changes."""
        settings = (account.config.presence_domain, account.config.presence_proxy)
        is_elsewhere = at_presence_server and bool(account.config.presence_domain)
        key = (account.config.account_id, is_elsewhere)
        made = self._made.get(key)
        if made is not None and made.account is account and (not is_elsewhere or self._settings[made] == settings):
            return made
        if made is not None:
            self._outdated.append(made)
        identity = self._made[key] = self._make(account, is_elsewhere)
        self._settings[identity] = settings
        return identity

    def forget(self, account_id: AccountId) -> None:
        """The account is gone; its identities are closed by `close_outdated`."""
        for key in ((account_id, False), (account_id, True)):
            made = self._made.pop(key, None)
            if made is not None:
                self._outdated.append(made)

    def close_outdated(self) -> None:
        """Ends those that nobody uses any more: call it when everything has moved away from them."""
        outdated, self._outdated = self._outdated, []
        for identity in outdated:
            self._settings.pop(identity, None)
            self._close(identity)

    def close(self) -> None:
        """Ends all of the library's accounts that were made here."""
        self._outdated += self._made.values()
        self._made.clear()
        self.close_outdated()

    def connection_changed(self, event: TransportEvent) -> None:
        """Tells them that a connection came or went."""
        for identity in self:
            if isinstance(identity, PresenceIdentity):
                identity.connection_changed(event)

    def moved(self, account: Account) -> None:
        """The account's address is another. At home its new registration says so."""
        for identity in self:
            if isinstance(identity, PresenceIdentity) and identity.account is account:
                identity.moved()

    def _make(self, account: Account, is_elsewhere: bool) -> EventIdentity:
        if not is_elsewhere:
            return HomeIdentity(account)
        identity = PresenceIdentity(account, self._services, self._on_changed, self._on_call)
        self._accounts.second_lines[identity.line] = lambda: identity.native_id
        return identity

    def _close(self, identity: EventIdentity) -> None:
        if isinstance(identity, PresenceIdentity):
            self._accounts.second_lines.pop(identity.line, None)
            identity.close()
