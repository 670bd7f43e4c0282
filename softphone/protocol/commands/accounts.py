"""Accounts, and what is asked of their servers."""

from __future__ import annotations

from softphone.basics.ids import AccountId
from softphone.basics.secret import Secret
from softphone.protocol.commands.command import Command
from softphone.protocol.snapshots import AccountConfig


class PutAccount(Command, frozen=True, kw_only=True):
    """Adds the account or replaces it; registers when it is enabled. Outcome: RegistrationChanged.

    previous_contact_uri: what an engine that died has left at the registrar. The new engine uses the same port and
    line again where it can, so that its binding replaces the dead one.
    turn_password: for the account's TURN server; None for none.
    """

    account: AccountConfig
    password: Secret
    previous_contact_uri: str = ""
    turn_password: Secret | None = None


class CheckReachability(Command, frozen=True, kw_only=True):
    """Proves now that calls to the account come in. Outcome: ReachabilityChanged."""

    account_id: AccountId


class LookAtNetwork(Command, frozen=True, kw_only=True):
    """Something outside (a wake-up, a captive portal that was passed) hints that the network has changed.
    Outcome: NetworkChanged when it has."""


class RemoveAccount(Command, frozen=True, kw_only=True):
    """Unregisters and forgets the account. Outcome: AccountRemoved."""

    account_id: AccountId


class Register(Command, frozen=True, kw_only=True):
    """Tries to register now, whatever the back-off says. Outcome: RegistrationChanged."""

    account_id: AccountId


class Unregister(Command, frozen=True, kw_only=True):
    """Removes the binding and stays unregistered until Register. Outcome: RegistrationChanged."""

    account_id: AccountId


class TestAccount(Command, frozen=True, kw_only=True):
    """Tries an account that is not (yet) in use, step by step. Outcome: AccountTestProgressed, several."""

    test_id: str
    account: AccountConfig
    password: Secret


class ProbeServer(Command, frozen=True, kw_only=True):
    """Asks the server of an account that need not be in use what it offers; signs nobody in. Outcome: ServerProbed.

    password: an empty one where none is known; then the server tells less.
    """

    probe_id: str
    account: AccountConfig
    password: Secret
