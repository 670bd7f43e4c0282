"""Every mailbox that is set up: the own one, and those of teams; one of them is looked at."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from softphone.basics.errors import UserFacingError
from softphone.basics.ids import MailServerId
from softphone.basics.listeners import Listeners
from softphone.settings.declared import MAILBOXES
from softphone.settings.mail_server import MailServer
from softphone.settings.settings import Settings
from softphone.voicemail.arrivals import ListedMailbox
from softphone.voicemail.entry import Entry, MailState
from softphone.voicemail.mail_account import MailAccount
from softphone.voicemail.mailbox_problem import MailboxError
from softphone.voicemail.message import Sound
from softphone.voicemail.voicemail import Voicemail

NewAccount = Callable[[MailServerId], MailAccount]
NewVoicemail = Callable[[MailAccount], Voicemail]


@dataclass(frozen=True, slots=True)
class MailboxChoice:
    """A mailbox to choose. name: as the user calls it; unheard: how many messages there are new."""

    server_id: MailServerId
    name: str
    unheard: int = 0


@dataclass(frozen=True, slots=True)
class _Box:
    account: MailAccount
    mail: Voicemail
    forget: Callable[[], None]


class Mailboxes:
    """What the window shows of the mailbox that was chosen; the own one at first, and whenever the chosen one goes.

    Attributes:
        changed: announces that anything of the chosen mailbox, the choices or the chosen one is another.
        problems: announces that something that was asked for did not work, in whichever mailbox.
    """

    def __init__(self, settings: Settings, own: Voicemail, new_account: NewAccount, new_mail: NewVoicemail) -> None:
        self.changed: Listeners[None] = Listeners()
        self.problems: Listeners[UserFacingError] = Listeners()
        self._settings, self._own = settings, own
        self._new_account, self._new_mail = new_account, new_mail
        self._others: dict[MailServerId, _Box] = {}
        self._prepared: dict[MailServerId, MailAccount] = {}
        self._chosen: MailServerId | None = None
        own.changed.add(lambda _: self.changed.announce(None))
        own.problems.add(self.problems.announce)
        settings.changed.add(lambda key: self._follow() if key == MAILBOXES.key else None)
        self._follow()

    # ------------------------------------------------------------------ which

    @property
    def choices(self) -> tuple[MailboxChoice, ...]:
        """The own mailbox first; switched-off ones are left out."""
        found = []
        for server in self._settings.entries(MAILBOXES):
            mail = self._mail_of(server)
            if server.is_enabled and mail is not None:
                found.append(MailboxChoice(server.server_id, name_of(server), mail.unheard))
        return tuple(found)

    @property
    def chosen_id(self) -> MailServerId | None:
        """Of the mailbox that is looked at; None while none is set up."""
        if self._chosen in self._others:
            return self._chosen
        own = self._own.account.configured
        return own.server_id if own is not None else next(iter(self._others), None)

    @property
    def chosen(self) -> Voicemail:
        """The mailbox that is looked at."""
        chosen = self.chosen_id
        return self._others[chosen].mail if chosen in self._others else self._own

    def choose(self, server_id: MailServerId) -> None:
        """Looks at this mailbox from now on."""
        if server_id != self.chosen_id:
            self._chosen = server_id if server_id in self._others else None
            self.changed.announce(None)

    @property
    def listed(self) -> tuple[ListedMailbox, ...]:
        """Every mailbox that is read, the own one first."""
        own = self._own.account.configured
        first = (ListedMailbox(own.server_id, True, self._own),) if own is not None else ()
        return (*first, *(ListedMailbox(each, False, box.mail) for each, box in self._others.items()))

    @property
    def team_unheard(self) -> int:
        """New messages in the mailboxes beside the own one."""
        return sum(box.mail.unheard for box in self._others.values())

    # ------------------------------------------------------------------ the chosen one

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self.chosen.entries

    @property
    def state(self) -> MailState:
        return self.chosen.state

    @property
    def problem(self) -> MailboxError | None:
        return self.chosen.problem

    @property
    def deletable_back(self) -> int:
        return self.chosen.deletable_back

    def refresh(self) -> None:
        self.chosen.refresh()

    def set_heard(self, uids: Collection[int], is_heard: bool) -> None:
        self.chosen.set_heard(uids, is_heard)

    def delete(self, uids: Iterable[int]) -> None:
        self.chosen.delete(uids)

    def undo(self) -> None:
        self.chosen.undo()

    def sound(self, uid: int, on_done: Callable[[Sound], None], on_error: Callable[[UserFacingError], None]) -> None:
        self.chosen.sound(uid, on_done, on_error)

    def save_sound(
        self, uid: int, path: Path, on_done: Callable[[], None], on_error: Callable[[UserFacingError], None]
    ) -> None:
        self.chosen.save_sound(uid, path, on_done, on_error)

    # ------------------------------------------------------------------ life

    def account(self, server_id: MailServerId) -> MailAccount:
        """The mailbox as it is set up, or is to be: also one that is not in the settings yet."""
        own, box = self._own.account.configured, self._others.get(server_id)
        if box is not None:
            return box.account
        if own is None or own.server_id == server_id:
            return self._own.account
        if server_id not in self._prepared:
            self._prepared[server_id] = self._new_account(server_id)
        return self._prepared[server_id]

    def has_other(self, server_id: MailServerId) -> bool:
        """This mailbox is followed here, beside the own one."""
        return server_id in self._others

    def close(self, on_done: Callable[[], None]) -> None:
        """Closes every mailbox, then calls back."""
        left = [self._own, *(box.mail for box in self._others.values())]
        self._others.clear()
        waiting = len(left)

        def closed() -> None:
            nonlocal waiting
            waiting -= 1
            if not waiting:
                on_done()

        for mail in left:
            mail.close(closed)

    def _follow(self) -> None:
        self._own.account.look()  # before what is left is taken for the others
        own = self._own.account.configured
        servers = (server.server_id for server in self._settings.entries(MAILBOXES))
        wanted = {server_id for server_id in servers if own is None or server_id != own.server_id}
        for server_id in self._others.keys() - wanted:
            box = self._others.pop(server_id)
            box.forget()
            box.mail.close(lambda: None)
        for server_id in wanted - self._others.keys():
            account = self._prepared.pop(server_id, None) or self._new_account(server_id)
            mail = self._new_mail(account)
            self._others[server_id] = _Box(account, mail, self._listen(mail))
            mail.start()
        self.changed.announce(None)

    def _listen(self, mail: Voicemail) -> Callable[[], None]:
        forgets = mail.changed.add(lambda _: self.changed.announce(None)), mail.problems.add(self.problems.announce)

        def forget() -> None:
            for each in forgets:
                each()

        return forget

    def _mail_of(self, server: MailServer) -> Voicemail | None:
        if server.server_id in self._others:
            return self._others[server.server_id].mail
        return self._own if server == self._own.account.configured else None


def name_of(server: MailServer) -> str:
    """What a mailbox is called; empty for one of which nothing is known yet."""
    return server.label or server.user or server.host
