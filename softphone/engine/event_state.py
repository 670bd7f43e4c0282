"""Event state as the engine sees it: what is subscribed to, what is published, and as whom."""

from collections.abc import Callable

from softphone.basics.ids import AccountId, CommandId
from softphone.engine.account import Account
from softphone.engine.accounts import Accounts, Emit
from softphone.engine.event_identities import EventIdentities
from softphone.engine.event_identity import EventIdentity
from softphone.engine.library import TransportEvent
from softphone.engine.publications import Publications
from softphone.engine.services import Services
from softphone.engine.subscriptions import Subscriptions


class EventState:
    """Joins subscriptions and publications to the accounts.

    Attributes:
        subscriptions, publications: they carry out the commands.
    """

    def __init__(self, services: Services, accounts: Accounts, emit: Emit, on_call: Callable[[int], None]) -> None:
        """on_call: gets the number of a call to the user at a presence server, where nobody takes calls."""
        self._accounts = accounts
        self._identities = EventIdentities(services, accounts, self._identity_changed, on_call)
        self.subscriptions = Subscriptions(services, accounts, self._identities, emit, self._server_forgot)
        self.publications = Publications(services, accounts, self._identities, emit, self._close_unused)
        accounts.on_put = self._account_put
        accounts.on_gone = self._account_gone
        accounts.on_registration = self._registration_changed

    def uses(self, account: Account) -> bool:
        """True while the account is needed to withdraw something."""
        return self.publications.uses(account)

    def connection_changed(self, event: TransportEvent) -> None:
        """A TCP or TLS connection came up or went down."""
        self._identities.connection_changed(event)

    def moved(self, account: Account) -> None:
        """The way to the account's server is another: what servers know of where we are is void."""
        self._identities.moved(account)

    def doubt(self, account: Account) -> None:
        """The account's server has forgotten its registration, or did not answer: it was perhaps restarted."""
        self.subscriptions.doubt(account)

    def leave(self) -> None:
        """Withdraws and ends everything; `is_quiet` says when that is done."""
        self.publications.leave()
        self.subscriptions.leave()

    @property
    def is_quiet(self) -> bool:
        return self.publications.is_quiet and self.subscriptions.is_quiet

    def close(self) -> None:
        """Ends the library's accounts that were made for presence servers."""
        self._identities.close()

    # ------------------------------------------------------------------ inside

    def _account_put(self, account: Account) -> None:
        self.subscriptions.account_put(account)
        self.publications.account_put(account)
        self._identities.close_outdated()

    def _account_gone(self, account_id: AccountId, cause: CommandId) -> None:
        self.publications.account_gone(account_id, cause)
        self.subscriptions.account_gone(account_id, cause)
        self._identities.forget(account_id)
        self._close_unused()

    def _close_unused(self) -> None:
        if not self.publications.is_leaving:
            self._identities.close_outdated()
        self._accounts.close_unused()

    def _registration_changed(self, account: Account) -> None:
        for identity in self._identities:
            if identity.account is account:
                self._identity_changed(identity)

    def _server_forgot(self, identity: EventIdentity) -> None:
        self.publications.server_forgot(identity)

    def _identity_changed(self, identity: EventIdentity) -> None:
        self.publications.identity_changed(identity)
        self.subscriptions.identity_changed(identity)
