"""Tells senders who want to know that their messages have arrived, or were read (RFC 5438 sections 7 and 12)."""

import secrets
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime

from softphone.basics.ids import AccountId
from softphone.messaging import cpim, imdn
from softphone.messaging.message import ConversationId, Kept, MessageId, Notice, Thread
from softphone.messaging.outcome import Verdict, verdict
from softphone.messaging.saving import Saving
from softphone.messaging.store import NO_MESSAGES, NoteTold
from softphone.messaging.wire import Answered, Wire
from softphone.runtime import Runtime, Timer

_AT_ONCE = 20
_AGAIN_S = 60.0
_TOO_OLD_S = 24 * 3600.0


class Notices:
    """One at a time; what could not be told is told later, for a day. Nobody waits for somebody else who is away."""

    def __init__(self, runtime: Runtime, saving: Saving, wire: Wire,
                 thread: Callable[[ConversationId], Thread | None]) -> None:  # fmt: skip
        self._runtime, self._saving, self._wire, self._thread = runtime, saving, wire, thread
        self._is_busy = self._is_closed = False
        self._is_due = False
        self._later: set[ConversationId | AccountId] = set()
        self._unwritten: set[NoteTold] = set()
        self._pause: Timer | None = None

    def wake(self) -> None:
        """There may be something to tell."""
        self._is_due = True
        if not self._is_busy and not self._is_closed:
            self._is_busy, self._is_due = True, False
            self._later.clear()
            self._ask(None)

    def close(self) -> None:
        """Nothing more is told."""
        self._is_closed = True
        if self._pause is not None:
            self._pause.cancel()

    # ------------------------------------------------------------------ inside

    def _ask(self, behind: MessageId | None) -> None:
        self._saving.ask(lambda store: store.untold(_AT_ONCE, behind), self._loaded, NO_MESSAGES)

    def _loaded(self, untold: tuple[Kept, ...]) -> None:
        self._tell(deque(untold), untold[-1].message_id if len(untold) == _AT_ONCE else None)

    def _tell(self, untold: deque[Kept], last: MessageId | None) -> None:
        """last: behind which there may be more."""
        while untold and not self._is_closed:
            kept = untold.popleft()
            thread = self._thread(kept.conversation_id)
            if NoteTold(kept.message_id, kept.notice) in self._unwritten:
                continue  # the disk is full, say
            if self._runtime.wall_time_s() - kept.at_s > _TOO_OLD_S:
                self._done_with(kept)
            elif thread is not None and self._may_tell(thread):
                self._send(thread, kept, lambda: self._tell(untold, last))
                return
        if last is not None and not self._is_closed:
            self._ask(last)
            return
        self._is_busy = False
        if self._later and self._pause is None and not self._is_closed:
            self._pause = self._runtime.call_later(_AGAIN_S, self._over)
        if self._is_due:
            self.wake()

    def _may_tell(self, thread: Thread) -> bool:
        """Not where it failed a moment ago."""
        is_for_later = not self._later.isdisjoint((thread.conversation_id, thread.account_id))
        return not is_for_later and self._wire.is_ready(thread)

    def _send(self, thread: Thread, kept: Kept, then: Callable[[], None]) -> None:
        kind = imdn.NoticeKind.DISPLAYED if kept.notice == Notice.DISPLAYED else imdn.NoticeKind.DELIVERED
        when = datetime.fromtimestamp(kept.at_s, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        notice_id = f"notice-{secrets.token_hex(8)}"
        document = imdn.written(kept.their_id, kind, when)
        body = self._wire.wrapped(thread, notice_id, imdn.CONTENT_TYPE, document)

        def answered(answer: Answered) -> None:
            match _verdict(answer):
                case Verdict.SENT | Verdict.REFUSED:
                    self._done_with(kept)
                case Verdict.PEER_LATER:
                    self._later.add(thread.conversation_id)
                case _:
                    self._later.add(thread.account_id)
            then()

        self._wire.send(notice_id, "", thread, cpim.CONTENT_TYPE, body, answered)

    def _done_with(self, kept: Kept) -> None:
        told = NoteTold(kept.message_id, kept.notice)
        self._unwritten.add(told)
        self._saving.change(told, lambda _: self._unwritten.discard(told))

    def _over(self) -> None:
        self._pause = None
        self.wake()


def _verdict(answer: Answered) -> Verdict:
    if answer.is_lost or answer.is_unsent:
        return Verdict.UNKNOWN
    return verdict(answer.status_code, is_cpim=False, is_known=True)
