"""Why a directory server cannot be used, in words with the remedy."""

from enum import StrEnum

from softphone.basics.errors import UserFacingError
from softphone.basics.explanation import Explanation
from softphone.basics.words import mark
from softphone.settings.directory_server import DirectoryServer


class DirectoryProblem(StrEnum):
    """What went wrong."""

    NOT_SET_UP = "not_set_up"
    PASSWORD_MISSING = "password_missing"
    WRONG_PASSWORD = "wrong_password"
    ACCOUNT_LOCKED = "account_locked"
    PASSWORD_EXPIRED = "password_expired"
    SIGN_IN_NEEDED = "sign_in_needed"
    SECURITY_NEEDED = "security_needed"
    NOT_ALLOWED = "not_allowed"
    BASE_UNKNOWN = "base_unknown"
    BAD_FILTER = "bad_filter"
    SERVER_NOT_FOUND = "server_not_found"
    REFUSED = "refused"
    NO_ANSWER = "no_answer"
    CERTIFICATE_UNTRUSTED = "certificate_untrusted"
    CERTIFICATE_EXPIRED = "certificate_expired"
    CERTIFICATE_WRONG_NAME = "certificate_wrong_name"
    CA_FILE = "ca_file"
    NO_START_TLS = "no_start_tls"
    TLS_FAILED = "tls_failed"
    SERVER_FAILED = "server_failed"
    NOBODY_FOUND = "nobody_found"
    SIZE_LIMIT = "size_limit"
    DISK = "disk"
    STOPPED = "stopped"


P = DirectoryProblem

# Trying again by itself would not help, or would lock the user's account: wait until the settings change.
NEEDS_CHANGE = frozenset(
    {
        *(P.NOT_SET_UP, P.PASSWORD_MISSING, P.WRONG_PASSWORD, P.ACCOUNT_LOCKED, P.PASSWORD_EXPIRED, P.SIGN_IN_NEEDED),
        *(P.SECURITY_NEEDED, P.NOT_ALLOWED, P.BASE_UNKNOWN, P.BAD_FILTER, P.CA_FILE),
    }
)

_WORDS: dict[DirectoryProblem, Explanation] = {
    P.NOT_SET_UP: Explanation(
        mark("directory", "No directory server is set up."),
        mark("directory", "Enter its name and the base in the settings."),
    ),
    P.PASSWORD_MISSING: Explanation(
        mark("directory", "The password for the directory is not known."),
        mark("directory", "Enter it in the settings of the directory."),
    ),
    P.WRONG_PASSWORD: Explanation(
        mark("directory", "The directory did not accept the name or the password."),
        mark(
            "directory",
            "Enter them again in the settings. They were tried once only, so that your account is not locked.",
        ),
    ),
    P.ACCOUNT_LOCKED: Explanation(
        mark("directory", "The directory says that this account is locked or switched off."),
        mark("directory", "Ask your administrator to unlock it."),
    ),
    P.PASSWORD_EXPIRED: Explanation(
        mark("directory", "The directory says that the password has expired."),
        mark("directory", "Change it where you change your company password, then enter the new one in the settings."),
    ),
    P.SIGN_IN_NEEDED: Explanation(
        mark("directory", "The directory wants you to sign in before it shows anybody."),
        mark("directory", "Enter a sign-in name and a password in the settings of the directory."),
    ),
    P.SECURITY_NEEDED: Explanation(
        mark("directory", "The directory takes passwords on a secure connection only."),
        mark("directory", "Choose StartTLS or LDAPS in the settings."),
    ),
    P.NOT_ALLOWED: Explanation(
        mark("directory", "The directory does not let this sign-in name look for people."),
        mark("directory", "Ask your administrator for the right to read the part below the base."),
    ),
    P.BASE_UNKNOWN: Explanation(
        mark("directory", "The directory does not know the base {base}."),
        mark("directory", "Check the base in the settings, for example dc=example,dc=com."),
    ),
    P.BAD_FILTER: Explanation(
        mark("directory", "The filter for people cannot be used."),
        mark("directory", "Check its brackets in the settings, or leave it empty for the usual one."),
    ),
    P.SERVER_NOT_FOUND: Explanation(
        mark("directory", "The directory server {host} could not be found."),
        mark("directory", "Check its name in the settings, and whether you need to be in the company network or VPN."),
    ),
    P.REFUSED: Explanation(
        mark("directory", "{host} refused the connection on port {port}."),
        mark(
            "directory", "Check the port and the kind of connection in the settings; the server may also be restarting."
        ),
    ),
    P.NO_ANSWER: Explanation(
        mark("directory", "The directory server {host} does not answer."),
        mark("directory", "Check your network or VPN connection."),
    ),
    P.CERTIFICATE_UNTRUSTED: Explanation(
        mark(
            "directory",
            "The identity of {host} could not be confirmed: its certificate is not from an authority that this "
            "computer "
            "trusts.",
        ),
        mark(
            "directory",
            "No password was sent. If your company has its own authority, add its certificate in the settings.",
        ),
    ),
    P.CERTIFICATE_EXPIRED: Explanation(
        mark("directory", "The certificate of {host} has expired, so its identity could not be confirmed."),
        mark(
            "directory",
            "Check that the date and time of this computer are right; otherwise tell your administrator that the "
            "certificate must be renewed. No password was sent.",
        ),
    ),
    P.CERTIFICATE_WRONG_NAME: Explanation(
        mark("directory", "The certificate that was shown belongs to another server, not to {host}."),
        mark(
            "directory",
            "Check that the server name is written exactly as your administrator gave it. No password was sent.",
        ),
    ),
    P.CA_FILE: Explanation(
        mark("directory", "A file of trusted certificates cannot be read."),
        mark("directory", "Remove it in the settings, or choose it again."),
    ),
    P.NO_START_TLS: Explanation(
        mark("directory", "{host} cannot make the connection secure by StartTLS."),
        mark("directory", "Choose LDAPS in the settings, or ask your administrator. No password was sent."),
    ),
    P.TLS_FAILED: Explanation(
        mark("directory", "No secure connection to {host} could be made."),
        mark(
            "directory",
            "Check the port and the kind of connection in the settings: LDAPS usually has port 636, StartTLS 389.",
        ),
    ),
    P.SERVER_FAILED: Explanation(
        mark("directory", "The directory server {host} has a problem and could not answer."),
        mark("directory", "If it lasts, tell your administrator."),
    ),
    P.NOBODY_FOUND: Explanation(
        mark("directory", "The directory shows nobody below the base {base}."),
        mark(
            "directory", "Check the base and the filter in the settings, and whether this sign-in name may see people."
        ),
    ),
    P.SIZE_LIMIT: Explanation(
        mark("directory", "The directory hands out only a part of its people."),
        mark(
            "directory",
            "The others are found while you are connected. Ask your administrator to raise the limit for your sign-in "
            "name.",
        ),
    ),
    P.DISK: Explanation(
        mark("directory", "The local copy of the directory could not be written."),
        mark("directory", "Check that there is space left on the disk."),
    ),
    P.STOPPED: Explanation(
        mark("directory", "Reading the directory ended before it was complete."),
        mark("directory", "It goes on by itself."),
    ),
}


class DirectoryError(UserFacingError):
    """The directory cannot be used now; `problem` says why."""

    def __init__(self, problem: DirectoryProblem, server: DirectoryServer) -> None:
        words = explain(problem, server)
        super().__init__(words.title, words.remedy)
        self.problem = problem


def explain(problem: DirectoryProblem, server: DirectoryServer) -> Explanation:
    """The problem with this server in words."""
    names = {"host": server.host or "?", "port": str(server.used_port), "base": server.base}
    return _WORDS[problem].translated("directory", names)
