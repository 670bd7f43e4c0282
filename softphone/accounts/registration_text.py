"""How an account stands, in the words of the window and of the command line."""

from softphone.accounts.view import AccountView
from softphone.basics.words import translate
from softphone.protocol.snapshots import RegistrationState


def registration_text(view: AccountView) -> str:
    """The registration in two or three words."""
    if not view.config.is_enabled:
        return translate("accounts", "Switched off")
    if view.needs_password:
        return translate("accounts", "Password needed")
    return {
        RegistrationState.UNREGISTERED: translate("accounts", "Signed out"),
        RegistrationState.REGISTERING: translate("accounts", "Signing in…"),
        RegistrationState.REGISTERED: translate("accounts", "Ready for calls"),
        RegistrationState.REFRESHING: translate("accounts", "Ready for calls"),
        RegistrationState.FAILED: translate("accounts", "Not connected"),
        RegistrationState.UNREGISTERING: translate("accounts", "Signing out…"),
    }[view.registration.state]
