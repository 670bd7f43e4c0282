"""Sends what was written: each message once, in order, whatever ends or fails in between.

A message is on the disk before it goes out, and marked there as on its way. Where its fate is not known afterwards (the
program was killed), it is repeated only where that cannot make two of it: the other side knows it by its id (CPIM), or
the server still remembers the request, which goes out with the same name again (RFC 3261 section 17.2.2). Otherwise it
is shown as in doubt.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from softphone.basics.ids import AccountId
from softphone.messaging.message import ConversationId, Kept, MessageState, Thread
from softphone.messaging.outcome import Verdict, verdict
from softphone.messaging.pause import Pause
from softphone.messaging.saving import Saving
from softphone.messaging.store import NO_MESSAGES, PutMessage
from softphone.messaging.wire import Answered, Wire
from softphone.runtime import Runtime

GIVE_UP_S = 3 * 24 * 3600.0
REMEMBERED_S = 25.0  # of the 32 s for which a server remembers a request
GAP_S = 0.025  # Asterisk answers before it queues: what follows at once may overtake
_WAITING = (MessageState.QUEUED, MessageState.SENDING)
_AT_ONCE = 8
_BATCH = 50


@dataclass(slots=True)
class _Line:
    """What waits for one person. current: what is on its way. is_repetition: it may be there already."""

    thread: Thread
    pause: Pause
    queue: deque[Kept] = field(default_factory=deque)
    current: Kept | None = None
    is_repetition: bool = False
    is_active: bool = False


class Outbox:
    """Args:
    thread: the conversation as it is known now; None when it was deleted.
    wants_cpim: whether the next text to there goes with CPIM. wants_read: whether a notice of reading is wished.
    has_account: False once the account of the conversation was removed.
    is_proved: whether the other side exists, as far as was seen.
    on_plain_only: the other side or the server refuses CPIM.
    """

    def __init__(
        self,
        runtime: Runtime,
        saving: Saving,
        wire: Wire,
        thread: Callable[[ConversationId], Thread | None],
        wants_cpim: Callable[[Thread], bool],
        wants_read: Callable[[], bool],
        has_account: Callable[[AccountId], bool],
        is_proved: Callable[[ConversationId], bool],
        on_plain_only: Callable[[Thread], None],
        on_changed: Callable[[Kept], None],
    ) -> None:
        self._runtime, self._saving, self._wire, self._thread = runtime, saving, wire, thread
        self._wants_cpim, self._wants_read, self._has_account = wants_cpim, wants_read, has_account
        self._is_proved, self._on_plain_only, self._on_changed = is_proved, on_plain_only, on_changed
        self._lines: dict[ConversationId, _Line] = {}
        self._ready: deque[ConversationId] = deque()
        self._servers: dict[AccountId, Pause] = {}
        self._is_closed = self._is_held = False

    @property
    def is_busy(self) -> bool:
        """Something is on its way."""
        return any(line.current is not None for line in self._lines.values())

    def wake(self, conversation_id: ConversationId) -> None:
        """Something was written there, and is kept."""
        thread = self._thread(conversation_id)
        if thread is None or self._is_closed:
            return
        line = self._lines.setdefault(conversation_id, _Line(thread, Pause(self._runtime)))
        line.thread = thread
        if not line.is_active and not line.pause.is_on and conversation_id not in self._ready:
            self._ready.append(conversation_id)
        self._pump()

    def wake_all(self, account_id: AccountId, *, is_fresh: bool = False) -> None:
        """Messages of the account can go out now, or never. is_fresh: its server is there anew."""
        if is_fresh:
            self._server(account_id).end()
        for conversation_id, line in tuple(self._lines.items()):
            if line.thread.account_id == account_id:
                if is_fresh:
                    line.pause.end()
                self.wake(conversation_id)

    def forget(self, conversation_id: ConversationId) -> None:
        """The conversation was deleted; what is on its way is not stopped."""
        line = self._lines.pop(conversation_id, None)
        if line is None:
            return
        line.is_active, line.current = False, None
        line.pause.end()

    def hold(self) -> None:
        """Nothing further is begun; what is on its way is still heard of."""
        self._is_held = True

    def close(self) -> None:
        """Nothing more goes out, and nothing is heard of."""
        self._is_closed = True
        for pause in (*(line.pause for line in self._lines.values()), *self._servers.values()):
            pause.end()

    # ------------------------------------------------------------------ one line

    def _pump(self) -> None:
        active = sum(line.is_active for line in self._lines.values()) if self._ready else 0
        for _ in range(len(self._ready)):
            if active >= _AT_ONCE:
                return
            line = self._lines.get(self._ready.popleft())
            if line is not None and not line.is_active and self._may_go(line):
                line.is_active = True
                active += 1
                self._next(line)

    def _may_go(self, line: _Line) -> bool:
        if self._is_held:
            return False
        account_id = line.thread.account_id
        if not self._has_account(account_id):
            return True  # each is told so
        return self._wire.is_ready(line.thread) and not self._server(account_id).is_on

    def _next(self, line: _Line) -> None:
        if not line.is_active or self._is_closed:
            return
        if not self._may_go(line):
            self._rest(line)
        elif line.queue:
            self._begin(line, line.queue.popleft())
        else:
            conversation_id = line.thread.conversation_id
            self._saving.ask(
                lambda store: store.unsent(conversation_id, _BATCH),
                lambda found: self._loaded(line, found),
                NO_MESSAGES,
            )

    def _loaded(self, line: _Line, found: tuple[Kept, ...]) -> None:
        """What could not be written yet is newer than what was found."""
        latest = [self._saving.unsaved_message(kept.message_id) or kept for kept in found]
        line.queue.extend(kept for kept in latest if kept.state in _WAITING)
        if line.queue and line.is_active:
            self._next(line)
        else:
            self._rest(line)

    def _rest(self, line: _Line) -> None:
        """Until it is woken: what waits is read anew then."""
        line.queue.clear()
        line.is_active = False
        self._pump()

    def _begin(self, line: _Line, kept: Kept, *, is_plain: bool = False) -> None:
        now_s = self._runtime.wall_time_s()
        if not self._has_account(line.thread.account_id):
            self._settle(line, kept.having(MessageState.FAILED, "no_account"))
            return
        is_repetition = kept.state == MessageState.SENDING
        if is_repetition and not self._may_repeat(line.thread, kept, now_s):
            self._settle(line, kept.having(MessageState.FAILED, "unknown"))
            return
        going = kept
        if not is_repetition:
            is_cpim = not is_plain and self._wants_cpim(line.thread)
            going = replace(kept.having(MessageState.SENDING), sent_at_s=now_s, is_cpim=is_cpim)
            going = replace(going, sent_from=self._wire.place(line.thread))
        line.current, line.is_repetition = going, is_repetition
        self._saving.change(PutMessage(going), lambda _: self._transmit(line, going))
        self._on_changed(going)

    def _may_repeat(self, thread: Thread, kept: Kept, now_s: float) -> bool:
        if kept.is_cpim and thread.takes_cpim:
            return True
        since_s = now_s - (kept.sent_at_s or 0.0)
        is_remembered = self._wire.has_datagrams(thread) and 0.0 <= since_s < REMEMBERED_S
        return is_remembered and bool(kept.sent_from) and kept.sent_from == self._wire.place(thread)

    def _transmit(self, line: _Line, kept: Kept) -> None:
        if self._is_closed or line.current is not kept:
            return
        content_type, body = self._wire.text(
            line.thread, kept.message_id, kept.text, is_cpim=kept.is_cpim, wants_read=self._wants_read()
        )
        request_id = f"{kept.message_id.replace('-', '')}n{kept.attempt}"
        self._wire.send(
            kept.message_id, request_id, line.thread, content_type, body, lambda a: self._answered(line, kept, a)
        )

    # ------------------------------------------------------------------ answers

    def _answered(self, line: _Line, kept: Kept, answered: Answered) -> None:
        if self._is_closed or line.current is not kept:
            return
        if answered.is_lost:  # it is marked as on its way, and looked at when the engine is there again
            line.current = None
            self._rest(line)
            return
        if answered.is_unsent:
            self._pause_line(line, None)
            self._wait(line, kept.having(MessageState.QUEUED))
            return
        code = answered.status_code
        is_known = self._is_proved(line.thread.conversation_id)
        match verdict(code, is_cpim=kept.is_cpim, is_known=is_known):
            case Verdict.SENT:
                line.pause.end()
                self._server(line.thread.account_id).end()
                self._settle(line, kept.having(MessageState.SENT))
            case Verdict.REFUSED:
                self._settle(line, kept.having(MessageState.FAILED, "refused", code))
            case Verdict.PLAINLY:
                self._on_plain_only(line.thread)
                line.thread = replace(line.thread, takes_cpim=False)
                self._begin(line, self._again(kept))
            case Verdict.SHORTER:
                self._begin(line, self._again(kept), is_plain=True)
            case Verdict.PEER_LATER:
                self._pause_line(line, answered.retry_after_s)
                self._wait(line, replace(self._again(kept), why="away"))
            case Verdict.UNKNOWN if line.is_repetition and not kept.is_cpim:
                self._settle(line, kept.having(MessageState.FAILED, "unknown"))
            case Verdict.UNKNOWN:  # the same request, by the same name
                self._pause_server(line, answered.retry_after_s)
                self._wait(line, replace(kept.having(MessageState.QUEUED), why="busy"))
            case Verdict.SERVER_LATER:
                self._pause_server(line, answered.retry_after_s)
                self._wait(line, replace(self._again(kept), why="busy"))

    @staticmethod
    def _again(kept: Kept) -> Kept:
        """As another request: the answer to this one is known."""
        return replace(kept.having(MessageState.QUEUED), attempt=kept.attempt + 1)

    def _settle(self, line: _Line, kept: Kept) -> None:
        """The message is done with; the next one."""
        line.current = None
        self._saving.change(PutMessage(kept))
        self._on_changed(kept)
        if kept.state is MessageState.SENT:
            self._runtime.call_later(GAP_S, lambda: self._next(line))
        else:
            self._next(line)

    def _wait(self, line: _Line, kept: Kept) -> None:
        """The message stays in front, and all behind it."""
        if kept.why and self._runtime.wall_time_s() - kept.at_s > GIVE_UP_S:
            self._settle(line, kept.having(MessageState.FAILED, "gave_up"))
            return
        line.current = None
        self._saving.change(PutMessage(kept))
        self._on_changed(kept)
        self._rest(line)

    def _pause_line(self, line: _Line, retry_after_s: int | None) -> None:
        line.pause.begin(retry_after_s, lambda: self.wake(line.thread.conversation_id))

    def _pause_server(self, line: _Line, retry_after_s: int | None) -> None:
        account_id = line.thread.account_id
        self._server(account_id).begin(retry_after_s, lambda: self.wake_all(account_id))

    def _server(self, account_id: AccountId) -> Pause:
        return self._servers.setdefault(account_id, Pause(self._runtime))
