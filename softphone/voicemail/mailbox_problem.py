"""Why a mailbox cannot be used, in words with the remedy."""

from enum import StrEnum

from softphone.basics.errors import UserFacingError
from softphone.basics.explanation import Explanation
from softphone.basics.words import mark
from softphone.settings.mail_server import MailServer


class MailboxProblem(StrEnum):
    """What went wrong."""

    NOT_SET_UP = "not_set_up"
    PASSWORD_MISSING = "password_missing"
    WRONG_PASSWORD = "wrong_password"
    FOLDER_UNKNOWN = "folder_unknown"
    SERVER_NOT_FOUND = "server_not_found"
    REFUSED = "refused"
    NO_ANSWER = "no_answer"
    CERTIFICATE_UNTRUSTED = "certificate_untrusted"
    CERTIFICATE_EXPIRED = "certificate_expired"
    CERTIFICATE_WRONG_NAME = "certificate_wrong_name"
    CA_FILE = "ca_file"
    TLS_FAILED = "tls_failed"
    SERVER_FAILED = "server_failed"
    CONNECTION_LOST = "connection_lost"
    NO_SOUND = "no_sound"
    NOT_KEPT = "not_kept"


P = MailboxProblem

# Trying again by itself would not help, or would lock the user's account: wait until the settings change.
NEEDS_CHANGE = frozenset({P.NOT_SET_UP, P.PASSWORD_MISSING, P.WRONG_PASSWORD, P.FOLDER_UNKNOWN, P.CA_FILE})

_WORDS: dict[MailboxProblem, Explanation] = {
    P.NOT_SET_UP: Explanation(
        mark("voicemail", "No mailbox is set up."),
        mark("voicemail", "Enter its server and your user name in the settings."),
    ),
    P.PASSWORD_MISSING: Explanation(
        mark("voicemail", "The password of the mailbox is not known."),
        mark("voicemail", "Enter it in the settings of voicemail."),
    ),
    P.WRONG_PASSWORD: Explanation(
        mark("voicemail", "The mailbox did not accept the user name or the password."),
        mark("voicemail", "Enter them again in the settings. They were tried once only."),
    ),
    P.FOLDER_UNKNOWN: Explanation(
        mark("voicemail", "The mailbox has no folder {folder}."),
        mark("voicemail", "Check the folder in the settings; it is INBOX as a rule."),
    ),
    P.SERVER_NOT_FOUND: Explanation(
        mark("voicemail", "The voicemail server {host} could not be found."),
        mark("voicemail", "Check its name in the settings, and whether you need to be in the company network or VPN."),
    ),
    P.REFUSED: Explanation(
        mark("voicemail", "{host} refused the connection on port {port}."),
        mark("voicemail", "Check the port in the settings; the server may also be restarting."),
    ),
    P.NO_ANSWER: Explanation(
        mark("voicemail", "The voicemail server {host} does not answer."),
        mark("voicemail", "Check your network or VPN connection."),
    ),
    P.CERTIFICATE_UNTRUSTED: Explanation(
        mark(
            "voicemail",
            "The identity of {host} could not be confirmed: nobody whom this computer trusts has signed its "
            "certificate.",
        ),
        mark(
            "voicemail",
            "No password was sent. If your company has its own authority, add its certificate in the settings.",
        ),
    ),
    P.CERTIFICATE_EXPIRED: Explanation(
        mark("voicemail", "The certificate of {host} has expired, so its identity could not be confirmed."),
        mark("voicemail", "No password was sent. Check this computer's date, or tell your administrator."),
    ),
    P.CERTIFICATE_WRONG_NAME: Explanation(
        mark("voicemail", "The certificate that was shown belongs to another server, not to {host}."),
        mark("voicemail", "No password was sent. Check that the name is written as your administrator gave it."),
    ),
    P.CA_FILE: Explanation(
        mark("voicemail", "A file of trusted certificates cannot be read."),
        mark("voicemail", "Remove it in the settings, or choose it again."),
    ),
    P.TLS_FAILED: Explanation(
        mark("voicemail", "No secure connection to {host} could be made."),
        mark("voicemail", "Check port and connection in the settings: IMAPS usually has port 993, StartTLS 143."),
    ),
    P.SERVER_FAILED: Explanation(
        mark("voicemail", "The voicemail server {host} has a problem and could not answer."),
        mark("voicemail", "If it lasts, tell your administrator."),
    ),
    P.CONNECTION_LOST: Explanation(
        mark("voicemail", "The connection to the voicemail server was lost."),
        mark("voicemail", "It is tried again by itself. What is kept on this computer can be heard meanwhile."),
    ),
    P.NO_SOUND: Explanation(
        mark("voicemail", "This message has no sound."),
        mark("voicemail", "Call your mailbox to hear it, or delete it."),
    ),
    P.NOT_KEPT: Explanation(
        mark("voicemail", "This message is not on this computer yet, and the voicemail server cannot be reached."),
        mark("voicemail", "It is fetched as soon as the connection is back."),
    ),
}


class MailboxError(UserFacingError):
    """The mailbox cannot be used now; `problem` says why."""

    def __init__(self, problem: MailboxProblem, server: MailServer) -> None:
        words = explain(problem, server)
        super().__init__(words.title, words.remedy)
        self.problem = problem


def explain(problem: MailboxProblem, server: MailServer) -> Explanation:
    """The problem with this server in words."""
    names = {"host": server.host or "?", "port": str(server.used_port), "folder": server.folder}
    return _WORDS[problem].translated("voicemail", names)
