"""Messages on virtual time and a fake engine; several lives of the program over one store."""

import heapq
from collections.abc import Callable, Sequence

from softphone.accounts.accounts import Accounts
from softphone.accounts.credentials import MemoryCredentialStore
from softphone.basics.ids import AccountId
from softphone.basics.secret import Secret
from softphone.engine_client.gateway import EngineGateway
from softphone.messaging.memory_store import MemoryMessageStore
from softphone.messaging.message import ConversationId, Message, MessageId
from softphone.messaging.messaging import Messaging
from softphone.messaging.peers import Numbers
from softphone.messaging.store import Change, MessagesError, MessageStore
from softphone.protocol.commands import SendMessage
from softphone.protocol.snapshots import AccountConfig, RegistrationProblem, Transport
from softphone.settings.message_settings import DELIVERY_NOTICES
from softphone.settings.settings import Settings
from softphone.settings.store import MemorySettingsStore
from tests.fakes.fake_engine import FakeEngine, FakeEngines
from tests.fakes.fake_pbx import FakePbx
from tests.fakes.virtual_runtime import VirtualRuntime

ALICE = AccountConfig(account_id=AccountId("account-alice"), address_of_record="sip:1001@pbx.example.com")
NUMBERS = Numbers(
    normalised=lambda text: "".join(c for c in text if c.isdigit() or c in "+*#"),
    is_extension=lambda text: len(text) <= 5,
    dialled=lambda text: text,
)


class FailingStore(MemoryMessageStore):
    """Refuses to write while it has a reason to."""

    def __init__(self) -> None:
        super().__init__()
        self.reason: MessagesError | None = None
        self.writes = 0

    def open(self) -> None:
        if self.reason is not None:
            raise self.reason

    def write(self, changes: Sequence[Change], now_s: float) -> tuple[bool, ...]:
        if self.reason is not None:
            raise self.reason
        self.writes += 1
        return super().write(changes, now_s)


class SteppedRuntime(VirtualRuntime):
    """Virtual time that can stop between any two functions."""

    def run_steps(self, count: int) -> None:
        """Calls the next so many functions, timers when nothing is posted."""
        for _ in range(count):
            if self._posted:
                self._posted.popleft()()
            elif self._timers:
                self._run_next_timer()

    def _run_next_timer(self) -> None:
        at_s, _, timer = heapq.heappop(self._timers)
        self._now_s = max(self._now_s, at_s)
        if timer.function is not None:
            timer.function()


class MessageDesk:
    """Attributes:
    pbx: the world around, over all lives. arrived: what was announced as new. problems: what was told.
    """

    def __init__(self, config: AccountConfig = ALICE, store: MessageStore | None = None) -> None:
        self.config = config
        self.runtime = SteppedRuntime()
        self.store = store or FailingStore()
        self.pbx = FakePbx()
        self.settings_store = MemorySettingsStore()
        self.arrived: list[Message] = []
        self.problems: list[str] = []
        self.changed: list[ConversationId] = []
        self.sends_sms = False
        self.begin()

    def begin(self) -> None:
        """The program starts and signs in."""
        self.engines = FakeEngines(self.runtime, self.pbx)
        self.gateway = EngineGateway(self.runtime, self.engines.new_link)
        self.settings = Settings(self.runtime, self.settings_store)
        self.settings.load()
        self.accounts = Accounts(self.runtime, self.gateway, self.settings, MemoryCredentialStore())
        self.messaging = Messaging(
            self.runtime, self.gateway, self.accounts, self.settings, lambda: self.store, NUMBERS,
            lambda uri, number, presented: {"1002": "Bob Miller"}.get(number, presented),
            lambda config: self.sends_sms,
        )  # fmt: skip
        self.messaging.arrived.add(self.arrived.append)
        self.messaging.problem.add(lambda problem: self.problems.append(problem.title))
        self.messaging.changed.add(self.changed.append)
        self.gateway.start()
        self.accounts.start()
        self.accounts.add_ephemeral(self.config, Secret("right"))
        self.messaging.start()
        self.wait(lambda: self.is_registered, "registered")

    def kill(self) -> None:
        """The program is gone at once, its engine too; what was not written is lost."""
        now_s = self.runtime.now_s()
        self.runtime = SteppedRuntime()
        self.runtime.stall(now_s)
        self.pbx.registered.clear()

    @property
    def engine(self) -> FakeEngine:
        return self.engines.engine

    @property
    def is_registered(self) -> bool:
        view = self.accounts.view(self.config.account_id)
        return view is not None and view.is_registered

    @property
    def sent(self) -> list[SendMessage]:
        """What the world has got, each request once."""
        return self.pbx.messages

    @property
    def texts(self) -> list[str]:
        """Texts that the world has got."""
        return [each.body.decode().rpartition("\r\n\r\n")[2] for each in self.sent]

    def go_offline(self) -> None:
        """The server refuses the account."""
        self.engine.fail_registration(self.config.account_id, RegistrationProblem.NO_ANSWER)
        self.wait(lambda: not self.is_registered, "offline")

    def go_online(self) -> None:
        """The server is there again."""
        self.pbx.problems.clear()
        self.accounts.register_now(self.config.account_id)
        self.wait(lambda: self.is_registered, "online")

    def send(self, peer: str, text: str) -> MessageId:
        return self.messaging.send(self.config.account_id, peer, text)

    def all(self) -> list[Message]:
        """Every message of every conversation, by conversation."""
        talks = self.messaging.conversations()
        return [each for talk in talks for each in self.messaging.messages(talk.conversation_id, 100_000)]

    def message(self, message_id: MessageId) -> Message:
        return next(each for each in self.all() if each.message_id == message_id)

    def wait(self, is_true: Callable[[], bool], what: str, within_s: float = 600.0) -> None:
        assert self.runtime.run_until(is_true, within_s), f"never happened: {what}"

    def with_notices(self) -> None:
        """Delivery notices are asked for from the first message on."""
        self.settings.set(DELIVERY_NOTICES, "always")


OVER_TCP = AccountConfig(
    account_id=AccountId("account-alice"), address_of_record="sip:1001@pbx.example.com", transport=Transport.TCP
)
