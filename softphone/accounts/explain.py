"""Words and a remedy for each state of an account."""

from softphone.basics.explanation import Explanation
from softphone.basics.sip_uri import SipUri
from softphone.protocol.snapshots import AccountConfig, AccountTestStep, RegistrationProblem, RegistrationSnapshot

P = RegistrationProblem

_WORDS: dict[RegistrationProblem, Explanation] = {
    P.WRONG_PASSWORD: Explanation(
        "The phone server did not accept the password for {user}.",
        "Enter the password again. It was tried once only, so that your account is not locked.",
    ),
    P.UNKNOWN_USER: Explanation(
        "The phone server does not know {user}.",
        "Check the user name in the account settings, or ask your administrator.",
    ),
    P.FORBIDDEN: Explanation(
        "The phone server does not let {user} sign in.",
        "Ask your administrator whether this account may be used from this computer.",
    ),
    P.SERVER_NOT_FOUND: Explanation(
        "The phone server {server} could not be found.",
        "Check the server name in the account settings, and whether you need to be in the company network or VPN.",
    ),
    P.NO_ANSWER: Explanation(
        "The phone server {server} does not answer.",
        "Check your network or VPN connection.",
    ),
    P.TRANSPORT_REFUSED: Explanation(
        "{server} refused the connection.",
        "Check the port and the connection type ({transport}) in the account settings; the phone server may also be "
        "restarting.",
    ),
    P.CERTIFICATE_UNTRUSTED: Explanation(
        "The identity of {server} could not be confirmed: its certificate is not from an authority that this computer "
        "trusts.",
        "Do not sign in from an unknown network. If your company has its own authority, add its certificate to the "
        "account.",
    ),
    P.CERTIFICATE_EXPIRED: Explanation(
        "The certificate of {server} has expired, so its identity could not be confirmed.",
        "Check that the date and time of this computer are right; otherwise tell your administrator that the "
        "certificate must be renewed.",
    ),
    P.CERTIFICATE_WRONG_NAME: Explanation(
        "The certificate that was shown belongs to another server, not to {server}.",
        "Check that the server name in the account settings is written exactly as your administrator gave it.",
    ),
    P.TLS_FAILED: Explanation(
        "No secure connection to {server} could be made.",
        "Check that the port in the account settings is the one for TLS, or ask your administrator which security "
        "settings the server supports.",
    ),
    P.SERVER_FAILED: Explanation(
        "The phone server {server} has a problem and could not sign you in.",
        "If it lasts, tell your administrator.",
    ),
    P.BAD_CONFIGURATION: Explanation(
        "The account settings cannot be used as they are.",
        "Check the address, the server and the connection type in the account settings.",
    ),
}

RECONNECTING = Explanation("The phone part of the program is starting again.", "You will be back in a few seconds.")
ENGINE_STOPPED = Explanation(
    "The phone part of the program does not run.",
    "Start it again; if it stops at once, send the diagnosis to your helpdesk.",
)
WAITING_FOR_KEYRING = Explanation(
    "The password store of this computer has not answered yet.",
    "It may be asking you to unlock it. You can also enter the password here.",
)
PASSWORD_MISSING = Explanation("The password of this account is not known.", "Enter the password to sign in.")
DISABLED = Explanation("This account is switched off.", "Switch it on in the account settings to use it.")

STEP_WORDS: dict[AccountTestStep, str] = {
    AccountTestStep.RESOLVE: "Find the phone server",
    AccountTestStep.CONNECT: "Connect to it",
    AccountTestStep.SECURE: "Check its identity and make the connection secure",
    AccountTestStep.REGISTER: "Sign in",
}


def explain(
    problem: RegistrationProblem, config: AccountConfig, snapshot: RegistrationSnapshot | None = None
) -> Explanation:
    """What went wrong with this account's registration and what helps; names the account's own user and server."""
    words = _WORDS[problem]
    names = {
        "user": user_text(config),
        "server": (snapshot.server if snapshot and snapshot.server else "") or server_text(config),
        "transport": config.transport.value.upper(),
    }
    retry = _retry_text(snapshot)
    return Explanation(words.title.format_map(names), " ".join(filter(None, (words.remedy.format_map(names), retry))))


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
    return "The program keeps trying by itself."
