"""Identifiers, each its own type so that one is never passed for another."""

import secrets
from typing import NewType

AccountId = NewType("AccountId", str)
LegId = NewType("LegId", str)
CallId = NewType("CallId", str)
CommandId = NewType("CommandId", int)
DeviceId = NewType("DeviceId", str)
SubscriptionId = NewType("SubscriptionId", str)
DirectoryServerId = NewType("DirectoryServerId", str)
MailServerId = NewType("MailServerId", str)


def new_leg_id() -> LegId:
    """A leg id that no other process or engine run has used."""
    return LegId(f"leg-{secrets.token_hex(6)}")


def new_account_id() -> AccountId:
    """An account id that stays with the account for its whole life."""
    return AccountId(f"account-{secrets.token_hex(4)}")


def new_subscription_id() -> SubscriptionId:
    """A subscription id that no other process or engine run has used."""
    return SubscriptionId(f"subscription-{secrets.token_hex(6)}")


def new_directory_server_id() -> DirectoryServerId:
    """An id that stays with the directory server for its whole life."""
    return DirectoryServerId(f"directory-{secrets.token_hex(4)}")


def new_mail_server_id() -> MailServerId:
    """An id that stays with the mailbox for its whole life."""
    return MailServerId(f"mailbox-{secrets.token_hex(4)}")
