"""The mailbox as it is set up: its settings, its password, the key of what is kept, and a test in steps."""

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from softphone.accounts.credentials import CredentialStore
from softphone.accounts.passwords import Passwords
from softphone.basics.errors import CredentialError, UserFacingError
from softphone.basics.ids import MailServerId
from softphone.basics.listeners import Listeners
from softphone.basics.secret import Secret
from softphone.basics.words import translate
from softphone.runtime import Runtime
from softphone.settings.declared import MAILBOXES
from softphone.settings.mail_server import MailServer
from softphone.settings.settings import Settings
from softphone.voicemail.mailbox import Mailbox
from softphone.voicemail.mailbox_problem import MailboxError
from softphone.voicemail.sealing import new_key

NewMailbox = Callable[[MailServer, Secret | None], Mailbox]


@dataclass(frozen=True, slots=True)
class MailTrial:
    """How a test went. count: voice messages that were found; problem: what was wrong, None for nothing."""

    count: int = 0
    problem: MailboxError | None = None


class MailAccount:
    """One mailbox: an entry of the settings, the first unless another is named.

    Attributes:
        changed: announces that another mailbox, or another password, is to be used.
        problems: announces that the password store did not work.
    """

    def __init__(
        self,
        runtime: Runtime,
        settings: Settings,
        credentials: CredentialStore,
        new_mailbox: NewMailbox,
        server_id: MailServerId | None = None,
        is_taken: Callable[[MailServerId], bool] = lambda server_id: False,
    ) -> None:
        """server_id: of the entry; None for the first that is not taken, and for that one as long as it is there."""
        self.changed: Listeners[None] = Listeners()
        self.problems: Listeners[UserFacingError] = Listeners()
        self.new_mailbox = new_mailbox
        self._runtime, self._settings = runtime, settings
        self._server_id, self._is_taken = server_id, is_taken
        self._passwords = Passwords(runtime, credentials)
        self._entered: Secret | None = None
        self._server: MailServer | None = None
        self._server = self._entry()
        settings.changed.add(self._on_setting)

    @property
    def server(self) -> MailServer | None:
        """The mailbox that is used; None when none is set up, or it is switched off."""
        server = self._server
        return server if server is not None and server.is_enabled and server.host else None

    @property
    def configured(self) -> MailServer | None:
        """The mailbox as it is set up, switched on or not."""
        return self._server

    def save(self, server: MailServer, password: Secret | None, *, remembers: bool = True) -> None:
        """Uses this from now on. password: None to keep the one that is known. Raises UserFacingError."""
        server = normalised(server)
        if password is not None:
            self._entered = password
            if remembers:
                self._passwords.keep(server.server_id, password, lambda: None, self._on_not_kept)
            else:
                self._passwords.forget(server.server_id, lambda: None, self.problems.announce)
        if self._entry() != server:
            self._settings.put_entry(MAILBOXES, server)
        elif password is not None:
            self.changed.announce(None)

    def remove(self) -> None:
        """Forgets the mailbox, its password and the key of what is kept of it."""
        server = self._server
        if server is not None:
            self._entered = None
            self._settings.remove_entry(MAILBOXES, server.server_id)
            for key in (server.server_id, _cache_key(server)):
                self._passwords.forget(key, lambda: None, self.problems.announce)

    def with_password(self, on_done: Callable[[Secret | None], None]) -> None:
        """Calls back with the password; None when it is not known."""
        server = self._server
        if server is None or self._entered is not None:
            on_done(self._entered)
            return

        def failed(error: CredentialError) -> None:
            self.problems.announce(error)
            on_done(self._entered)

        self._passwords.fetch(server.server_id, lambda found: on_done(self._entered or found), failed)

    def with_key(self, server: MailServer, on_done: Callable[[Secret | None], None]) -> None:
        """Calls back with the key of what is kept of this mailbox, made when there is none; None when no keyring
        keeps it, so that nothing may be kept."""

        def found(key: Secret | None) -> None:
            if key is not None:
                on_done(key)
                return
            made = new_key()
            self._passwords.keep(_cache_key(server), made, lambda: on_done(made), lambda _: on_done(None))

        self._passwords.fetch(_cache_key(server), found, lambda _: on_done(None))

    def test(
        self, server: MailServer, password: Secret | None, on_done: Callable[[MailTrial], None]
    ) -> Callable[[], None]:
        """Tries these settings; password None for the one that is known. Returns what keeps it from calling back.
        Raises UserFacingError."""
        server = normalised(server)
        is_dropped = False

        def finished(trial: MailTrial) -> None:
            if not is_dropped:
                on_done(trial)

        def drop() -> None:
            nonlocal is_dropped
            is_dropped = True

        def run(known: Secret | None) -> None:
            self._runtime.run_in_background(
                lambda: _tried(self.new_mailbox, server, known), finished, lambda _: finished(MailTrial())
            )

        if password is not None:
            run(password)
        else:
            self.with_password(run)
        return drop

    # ------------------------------------------------------------------ inside

    def _entry(self) -> MailServer | None:
        entries = self._settings.entries(MAILBOXES)
        wanted = self._server_id or (self._server.server_id if self._server is not None else None)
        found = next((each for each in entries if each.server_id == wanted), None)
        if found is None and self._server_id is None:
            found = next((each for each in entries if not self._is_taken(each.server_id)), None)
        return found

    def _on_setting(self, key: str) -> None:
        if key == MAILBOXES.key:
            self.look()

    def look(self) -> None:
        """Takes in what the settings say; done by itself, but who hears of a change first may need it at once."""
        server = self._entry()
        if server != self._server:
            if server is None or (self._server is not None and server.server_id != self._server.server_id):
                self._entered = None
            self._server = server
            self.changed.announce(None)

    def _on_not_kept(self, error: CredentialError) -> None:
        title = translate("voicemail", "The password of the mailbox was not saved. {why}").format(why=error.title)
        self.problems.announce(CredentialError(title, translate("voicemail", "It is used until the program ends.")))


def normalised(server: MailServer) -> MailServer:
    """With spaces trimmed and a port behind the name understood. Raises UserFacingError."""
    host, colon, port = server.host.strip().removeprefix("imaps://").removeprefix("imap://").rpartition(":")
    if not colon or not port.isdigit() or "]" in port:
        host, port = server.host.strip().removeprefix("imaps://").removeprefix("imap://"), str(server.port)
    host = host.strip("[]/")
    if not host or any(c.isspace() or not c.isprintable() or c == "/" for c in host) or int(port) > 65535:
        raise UserFacingError(
            translate("voicemail", "The voicemail server is missing, or is no server name."),
            translate("voicemail", "Enter it like mail.example.com."),
        )
    if not server.user.strip():
        raise UserFacingError(
            translate("voicemail", "The user name of the mailbox is missing."),
            translate("voicemail", "Enter the name that your administrator gave you."),
        )
    folder = server.folder.strip() or "INBOX"
    return msgspec.structs.replace(server, host=host, port=int(port), user=server.user.strip(), folder=folder)


def _cache_key(server: MailServer) -> MailServerId:
    return MailServerId(f"{server.server_id}-cache")


def _tried(new_mailbox: NewMailbox, server: MailServer, password: Secret | None) -> MailTrial:
    from softphone.voicemail.message import SyncMark

    try:
        box = new_mailbox(server, password)
        try:
            return MailTrial(sum(message.is_voice for message in box.changes(SyncMark(), ()).messages))
        finally:
            box.close()
    except MailboxError as error:
        return MailTrial(problem=error)
