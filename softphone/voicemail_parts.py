"""The part of the composition root that is about voicemail. Nothing of it is loaded before somebody has a mailbox."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from softphone.accounts.accounts import Accounts
from softphone.accounts.credentials import CredentialStore
from softphone.basics.ids import MailServerId
from softphone.basics.listeners import Listeners
from softphone.calls.calls import Calls
from softphone.engine_client.gateway import EngineGateway
from softphone.protocol.snapshots import AccountConfig
from softphone.runtime import Runtime
from softphone.settings.declared import MAILBOXES
from softphone.settings.settings import Settings

if TYPE_CHECKING:
    from softphone.pbx_profiles.profile import Profile
    from softphone.voicemail.arrivals import Arrivals, ListedMailbox
    from softphone.voicemail.greeting import GreetingRecorder
    from softphone.voicemail.greeting_way import GreetingWay
    from softphone.voicemail.mail_account import MailAccount
    from softphone.voicemail.mailbox_lamps import MailboxLamps
    from softphone.voicemail.mailboxes import Mailboxes
    from softphone.voicemail.message_player import MessagePlayer
    from softphone.voicemail.transcriber import Transcriber
    from softphone.voicemail.voicemail import Voicemail

FOLDER = "voicemail"


class VoicemailParts:
    """Attributes:
    changed: announces that there is voicemail now, or not any more, or that more or less is new.
    transcriber: puts messages into words whose mails carry none; none by default. Set before anything is asked for.
    """

    transcriber: "Transcriber | None" = None

    def __init__(
        self,
        runtime: Runtime,
        gateway: EngineGateway,
        settings: Settings,
        credentials: CredentialStore,
        accounts: Accounts,
        calls: Calls,
        kept_in: Path | None,
        completed: Callable[[AccountConfig], AccountConfig] = lambda config: config,
        profile_of: "Callable[[AccountConfig], Profile] | None" = None,
    ) -> None:
        """kept_in: the user's data folder; None keeps nothing. completed: the account with what its phone system has
        for all that the account says nothing of. profile_of: that phone system."""
        self.changed: Listeners[None] = Listeners()
        self._runtime, self._gateway, self._settings, self._credentials = runtime, gateway, settings, credentials
        self._accounts, self._calls, self._kept_in = accounts, calls, kept_in
        self._completed, self._profile_of = completed, profile_of

    @cached_property
    def lamps(self) -> "MailboxLamps":
        """How many messages wait, as the PBX says."""
        from softphone.voicemail.mailbox_lamps import MailboxLamps

        lamps = MailboxLamps(self._runtime, self._gateway, self._accounts, self._completed)
        lamps.changed.add(lambda _: self.changed.announce(None))
        return lamps

    @cached_property
    def mail_account(self) -> "MailAccount":
        """The own mailbox as it is set up."""
        return self._new_account(None)

    def _new_account(self, server_id: MailServerId | None) -> "MailAccount":
        from softphone.voicemail.imap_mailbox import ImapMailbox
        from softphone.voicemail.mail_account import MailAccount

        def is_taken(taken: MailServerId) -> bool:
            return "mailboxes" in self.__dict__ and self.mailboxes.has_other(taken)

        parts = (self._runtime, self._settings, self._credentials, ImapMailbox)
        return MailAccount(*parts, server_id, is_taken)

    @cached_property
    def mail(self) -> "Voicemail":
        """The messages in the own mailbox."""
        mail = self._new_mail(self.mail_account)
        mail.start()
        return mail

    def _new_mail(self, account: "MailAccount") -> "Voicemail":
        from softphone.voicemail.voicemail import Voicemail

        folder = None if self._kept_in is None else self._kept_in / FOLDER
        return Voicemail(self._runtime, self._gateway, account, folder, self.transcriber)

    @cached_property
    def mailboxes(self) -> "Mailboxes":
        """All mailboxes, and the one of them that is looked at."""
        from softphone.voicemail.mailboxes import Mailboxes

        made = Mailboxes(self._settings, self.mail, self._new_account, self._new_mail)
        made.changed.add(lambda _: self.changed.announce(None))
        return made

    @cached_property
    def arrivals(self) -> "Arrivals":
        """Tells of messages that come from now on."""
        from softphone.voicemail.arrivals import Arrivals

        def listed() -> "tuple[ListedMailbox, ...]":
            return self.mailboxes.listed if "mailboxes" in self.__dict__ else ()

        arrivals = Arrivals(self._runtime, lambda: self.lamps.lamps, listed)
        self.changed.add(lambda _: arrivals.look())
        return arrivals

    @cached_property
    def player(self) -> "MessagePlayer":
        """What plays their messages."""
        from softphone.voicemail.message_player import MessagePlayer

        return MessagePlayer(self._runtime, self._gateway, self._calls, self.mailboxes)

    @cached_property
    def greetings(self) -> "GreetingRecorder":
        """Records what callers hear."""
        from softphone.voicemail.greeting import GreetingRecorder

        return GreetingRecorder(self._runtime, self._gateway, self._calls)

    @property
    def greeting_way(self) -> "GreetingWay | None":
        """How the greeting is recorded: at the default account's phone system, else at another's; None for no way."""
        from softphone.voicemail.greeting_way import greeting_way

        default, profile_of = self._accounts.default(), self._profile_of
        if profile_of is None:
            return None
        configs = [view.config for view in (*((default,) if default else ()), *self._accounts.views())]
        ways = (greeting_way(config, profile_of(config)) for config in configs)
        return next((way for way in ways if way is not None), None)

    @property
    def has_mail(self) -> bool:
        """A mailbox is set up."""
        return bool(self._settings.entries(MAILBOXES))

    @property
    def is_wanted(self) -> bool:
        """Somebody has voicemail here."""
        accounts = (self._completed(view.config) for view in self._accounts.views())
        return self.has_mail or any(config.voicemail_number or config.mailboxes for config in accounts)

    @property
    def number(self) -> str:
        """What is dialled to hear messages: the default account's number, else another's; empty for none."""
        default = self._accounts.default()
        configs = [self._completed(view.config) for view in (*((default,) if default else ()), *self._accounts.views())]
        return next((config.voicemail_number for config in configs if config.voicemail_number), "")

    @property
    def new(self) -> int:
        """New messages: in the own mailbox as it is known here, where it is; in the team's as the PBX says."""
        lamps = self.lamps.lamps if "lamps" in self.__dict__ else ()
        has_own = self.has_mail and "mail" in self.__dict__ and bool(self.mail.entries)
        told = sum(each.summary.new for each in lamps if each.summary is not None and not (has_own and each.is_own))
        team = self.mailboxes.team_unheard if has_own and all(each.is_own for each in lamps) else 0
        return told + team + (self.mail.unheard if has_own else 0)

    def start(self) -> None:
        """Follows mailboxes as soon as there are some. Call it after the accounts were started."""
        self._settings.changed.add(lambda key: self._look() if key == MAILBOXES.key else None)
        self._accounts.changed.add(lambda _: self._look())
        self._accounts.removed.add(lambda _: self._look())
        self._look()

    def close(self, on_done: Callable[[], None]) -> None:
        """The program ends: writes what the user did, then calls back; two seconds at most."""
        if "mailboxes" in self.__dict__:
            self.mailboxes.close(on_done)
        elif "mail" in self.__dict__:
            self.mail.close(on_done)
        else:
            on_done()

    def _look(self) -> None:
        if not self.is_wanted:
            if "lamps" in self.__dict__:
                self.changed.announce(None)
            return
        is_new = "lamps" not in self.__dict__
        self.lamps.start()
        if self.has_mail and "mailboxes" not in self.__dict__:
            _ = self.mailboxes
            is_new = True
        if is_new:
            self.changed.announce(None)
