"""Words and a remedy for each state of an account."""

from softphone.basics.explanation import Explanation
from softphone.basics.sip_uri import SipUri
from softphone.basics.words import mark, translate
from softphone.protocol.snapshots import AccountConfig, AccountTestStep, RegistrationProblem, RegistrationSnapshot

P = RegistrationProblem

_WORDS: dict[RegistrationProblem, Explanation] = {
    P.WRONG_PASSWORD: Explanation(
        mark("accounts", "The phone server did not accept the password for {user}."),
        mark(
            "accounts",
            "Enter the password again. It was tried once only, so that your account is not locked.",
        ),
    ),
    P.UNKNOWN_USER: Explanation(
        mark("accounts", "The phone server does not know {user}."),
        mark(
            "accounts",
            "Check the user name in the account settings, or ask your administrator.",
        ),
    ),
    P.FORBIDDEN: Explanation(
        mark("accounts", "The phone server does not let {user} sign in."),
        mark(
            "accounts",
            "Ask your administrator whether this account may be used from this computer.",
        ),
    ),
    P.NO_NETWORK: Explanation(
        mark("accounts", "There is no network."),
        mark(
            "accounts",
            "Connect the cable or Wi-Fi; the program signs in again at once by itself.",
        ),
    ),
    P.SERVER_NOT_FOUND: Explanation(
        mark("accounts", "The phone server {server} could not be found."),
        mark(
            "accounts",
            "Check the server name in the account settings, and whether you need to be in the company network or VPN.",
        ),
    ),
    P.NO_ANSWER: Explanation(
        mark("accounts", "The phone server {server} does not answer."),
        mark("accounts", "Check your network or VPN connection."),
    ),
    P.TRANSPORT_REFUSED: Explanation(
        mark("accounts", "{server} refused the connection."),
        mark(
            "accounts",
            "Check the port and the connection type ({transport}) in the account settings; the phone server may also "
            "be restarting.",
        ),
    ),
    P.CERTIFICATE_UNTRUSTED: Explanation(
        mark(
            "accounts",
            "The identity of {server} could not be confirmed: its certificate is not from an authority that this "
            "computer trusts.",
        ),
        mark(
            "accounts",
            "Do not sign in from an unknown network. If your company has its own authority, add its certificate to the "
            "account.",
        ),
    ),
    P.CERTIFICATE_EXPIRED: Explanation(
        mark(
            "accounts",
            "The certificate of {server} has expired, so its identity could not be confirmed.",
        ),
        mark(
            "accounts",
            "Check that the date and time of this computer are right; otherwise tell your administrator that the "
            "certificate must be renewed.",
        ),
    ),
    P.CERTIFICATE_WRONG_NAME: Explanation(
        mark(
            "accounts",
            "The certificate that was shown belongs to another server, not to {server}.",
        ),
        mark(
            "accounts",
            "Check that the server name in the account settings is written exactly as your administrator gave it.",
        ),
    ),
    P.CERTIFICATE_CHANGED: Explanation(
        mark("accounts", "{server} shows another certificate than the one that you trusted."),
        mark(
            "accounts",
            "Nothing was sent to it. Look at the new certificate, and ask your administrator whether it was renewed.",
        ),
    ),
    P.TLS_FAILED: Explanation(
        mark("accounts", "No secure connection to {server} could be made."),
        mark(
            "accounts",
            "Check that the port in the account settings is the one for TLS, or ask your administrator which security "
            "settings the server supports.",
        ),
    ),
    P.SERVER_FAILED: Explanation(
        mark(
            "accounts",
            "The phone server {server} has a problem and could not sign you in.",
        ),
        mark("accounts", "If it lasts, tell your administrator."),
    ),
    P.BAD_CONFIGURATION: Explanation(
        mark("accounts", "The account settings cannot be used as they are."),
        mark(
            "accounts",
            "Check the address, the server and the connection type in the account settings.",
        ),
    ),
}

RECONNECTING = Explanation(
    mark("accounts", "The phone part of the program is starting again."),
    mark("accounts", "You will be back in a few seconds."),
)
ENGINE_STOPPED = Explanation(
    mark("accounts", "The phone part of the program does not run."),
    mark(
        "accounts",
        "Start it again; if it stops at once, send the diagnosis to your helpdesk.",
    ),
)
WAITING_FOR_KEYRING = Explanation(
    mark("accounts", "The password store of this computer has not answered yet."),
    mark(
        "accounts",
        "It may be asking you to unlock it. You can also enter the password here.",
    ),
)
PASSWORD_MISSING = Explanation(
    mark("accounts", "The password of this account is not known."),
    mark("accounts", "Enter the password to sign in."),
)
DISABLED = Explanation(
    mark("accounts", "This account is switched off."),
    mark("accounts", "Switch it on in the account settings to use it."),
)

STEP_WORDS: dict[AccountTestStep, str] = {
    AccountTestStep.RESOLVE: mark("accounts", "Find the phone server"),
    AccountTestStep.CONNECT: mark("accounts", "Connect to it"),
    AccountTestStep.SECURE: mark("accounts", "Check its identity and make the connection secure"),
    AccountTestStep.REGISTER: mark("accounts", "Sign in"),
}


def explain(
    problem: RegistrationProblem, config: AccountConfig, snapshot: RegistrationSnapshot | None = None
) -> Explanation:
    """What went wrong with this account's registration and what helps; names the account's own user and server."""
    names = {
        "user": user_text(config),
        "server": (snapshot.server if snapshot and snapshot.server else "") or server_text(config),
        "transport": config.transport.value.upper(),
    }
    words = _WORDS[problem].translated("accounts", names)
    return Explanation(words.title, " ".join(filter(None, (words.remedy, _retry_text(snapshot)))))


def user_text(config: AccountConfig) -> str:
    """The user as the user knows it: the name for signing in, else the number of the address."""
    return config.auth_user or _uri(config).user or config.address_of_record


def server_text(config: AccountConfig) -> str:
    """The server that is really contacted: proxy, else registrar, else the domain."""
    return config.outbound_proxy or config.server or _uri(config).host_and_port


def _uri(config: AccountConfig) -> SipUri:
    try:
        return SipUri.parse(config.address_of_record)
    except ValueError:
        return SipUri("", config.address_of_record)


def _retry_text(snapshot: RegistrationSnapshot | None) -> str:
    if snapshot is None or snapshot.retry_in_s is None:
        return ""
    return translate("accounts", "The program keeps trying by itself.")
