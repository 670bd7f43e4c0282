"""The settings of who others see when you call; part of the list in `declared`."""

from typing import Annotated, Literal

from msgspec import Meta

from softphone.basics.words import mark
from softphone.settings.setting import Setting

PrivateNumberRule = Literal["allow", "warn", "block"]

PRIVATE_NUMBER: Setting[PrivateNumberRule] = Setting(
    "identity.private_number",
    PrivateNumberRule,
    "warn",
    mark(
        "settings",
        "What happens before others would see your private mobile number: allow, warn says so first, block does not "
        "let it happen.",
    ),
)
WORK_DOMAINS: Setting[tuple[str, ...]] = Setting(
    "identity.work_domains",
    Annotated[tuple[Annotated[str, Meta(min_length=1, max_length=255)], ...], Meta(max_length=32)],
    (),
    mark("settings", "The domains of work accounts; calls with others count as private. Empty when all are for work."),
)
# Which accounts have a number, so that nobody else's keyring is asked; never the numbers themselves.
MOBILE_ACCOUNTS: Setting[tuple[str, ...]] = Setting(
    "identity.mobile_accounts",
    Annotated[tuple[Annotated[str, Meta(max_length=1000)], ...], Meta(max_length=64)],
    (),
    mark("settings", "The accounts whose mobile number the password store keeps."),
    False,
)

IDENTITY_SETTINGS = (PRIVATE_NUMBER, WORK_DOMAINS, MOBILE_ACCOUNTS)
