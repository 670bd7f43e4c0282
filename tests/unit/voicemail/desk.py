"""Voicemail over a mailbox in memory, with threads and files as they are."""

from collections.abc import Callable
from pathlib import Path

from softphone.accounts.accounts import Accounts
from softphone.accounts.credentials import MemoryCredentialStore
from softphone.basics.secret import Secret
from softphone.calls.calls import Calls
from softphone.engine_client.gateway import EngineGateway
from softphone.engine_client.state import EngineState
from softphone.runtime import PlainRuntime
from softphone.settings.mail_server import MailServer
from softphone.settings.settings import Settings
from softphone.settings.store import MemorySettingsStore
from softphone.voicemail.mail_account import MailAccount
from softphone.voicemail.mailbox import Mailbox
from softphone.voicemail.mailbox_problem import MailboxError, MailboxProblem
from softphone.voicemail.message_player import MessagePlayer
from softphone.voicemail.transcriber import Transcriber
from softphone.voicemail.voicemail import Voicemail
from tests.fakes.fake_engine import FakeEngines
from tests.fakes.fake_mailbox import SERVER, FakeMailServer

PATIENCE_S = 10.0


class Desk:
    """One user; several lives of the program, one after the other."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.post = FakeMailServer()
        self.credentials = MemoryCredentialStore()
        self.store = MemorySettingsStore()
        self.passwords: list[str] = []
        self.transcriber: Transcriber | None = None
        self.begin()

    def begin(self) -> None:
        """The program starts."""
        self.runtime = PlainRuntime()
        self.engines = FakeEngines(self.runtime)
        self.gateway = EngineGateway(self.runtime, self.engines.new_link)
        self.settings = Settings(self.runtime, self.store)
        self.settings.load()
        self.accounts = Accounts(self.runtime, self.gateway, self.settings, self.credentials)
        self.calls = Calls(self.runtime, self.gateway, self.accounts, self.settings)
        self.account = self._own_account()
        self.voicemail = Voicemail(self.runtime, self.gateway, self.account, self.folder, self.transcriber)
        self.player = MessagePlayer(self.runtime, self.gateway, self.calls, self.voicemail)
        self.problems: list[str] = []
        self.voicemail.problems.add(lambda problem: self.problems.append(problem.title))
        self.player.problems.add(lambda problem: self.problems.append(problem.title))
        self.gateway.start()
        self.wait(lambda: self.gateway.state == EngineState.READY, "an engine")
        self.voicemail.start()

    def _own_account(self) -> MailAccount:
        return MailAccount(self.runtime, self.settings, self.credentials, self._new_mailbox)

    def _new_mailbox(self, server: MailServer, password: Secret | None) -> Mailbox:
        self.passwords.append("" if password is None else password.reveal())
        if password is None or password.reveal() != "right":
            raise MailboxError(MailboxProblem.WRONG_PASSWORD, server)
        return self.post.open()

    def set_up(self, password: str = "right") -> None:
        """The user enters the mailbox."""
        self.account.save(SERVER, Secret(password))

    def wait(self, is_so: Callable[[], object], what: str) -> None:
        assert self.runtime.run_until(lambda: bool(is_so()), PATIENCE_S), what

    def end(self) -> None:
        """The program ends."""
        done: list[bool] = []
        self.settings.flush(lambda: None)
        self.voicemail.close(lambda: done.append(True))
        self.wait(lambda: done, "closed")
        self.runtime.close()
