"""What the window says about an account."""

from softphone.accounts.view import AccountView
from softphone.basics.sip_uri import SipUri
from softphone.protocol.snapshots import AccountConfig, RegistrationState
from ui.style.tokens import Tone


def account_name(config: AccountConfig) -> str:
    """The label, else the display name, else the address."""
    return config.label or config.display_name or account_address(config)


def account_address(config: AccountConfig) -> str:
    """``user@host`` without scheme."""
    try:
        return SipUri.parse(config.address_of_record).address
    except ValueError:
        return config.address_of_record


def typed_address(config: AccountConfig) -> str:
    """As it is typed, so that the same account comes of it: with its port, and ``sips:`` where it is one."""
    return config.address_of_record.removeprefix("sip:")


def account_number(config: AccountConfig) -> str:
    """The user part of the address, which callers dial."""
    return account_address(config).partition("@")[0]


def state_look(view: AccountView) -> tuple[str, Tone]:
    """Icon and tone; the shapes differ as much as the colours."""
    if view.config.is_enabled and not view.needs_password:
        match view.registration.state:
            case RegistrationState.REGISTERED | RegistrationState.REFRESHING:
                return "state-ready", Tone.POSITIVE
            case RegistrationState.REGISTERING | RegistrationState.UNREGISTERING:
                return "state-busy", Tone.ACCENT
            case RegistrationState.FAILED:
                return "warning", Tone.DANGER
    if view.needs_password:
        return "lock", Tone.WARNING
    return "state-off", Tone.NEUTRAL
