"""Tells senders who want to know that their messages have arrived, or were read (RFC 5438 sections 7 and 12)."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime

from softphone.messaging import cpim, imdn
from softphone.messaging.message import ConversationId, Kept, Notice, Thread
from softphone.messaging.outcome import Verdict, verdict
from softphone.messaging.saving import Saving
from softphone.messaging.store import NO_MESSAGES, NoteTold
from softphone.messaging.wire import Answered, Wire
from softphone.runtime import Runtime, Timer

_AT_ONCE = 20
_AGAIN_S = 60.0
_TOO_OLD_S = 24 * 3600.0


class Notices:
    """One at a time; what could not be told is told later, for a day."""

    def __init__(self, runtime: Runtime, saving: Saving, wire: Wire,
                 thread: Callable[[ConversationId], Thread | None]) -> None:  # fmt: skip
        self._runtime, self._saving, self._wire, self._thread = runtime, saving, wire, thread
        self._is_busy = self._is_closed = False
        self._is_due = False
        self._pause: Timer | None = None

    def wake(self) -> None:
        """There may be something to tell."""
        self._is_due = True
        if not self._is_busy and not self._is_closed:
            self._is_busy, self._is_due = True, False
            self._saving.ask(lambda store: store.untold(_AT_ONCE), self._loaded, NO_MESSAGES)

    def close(self) -> None:
        """Nothing more is told."""
        self._is_closed = True
        if self._pause is not None:
            self._pause.cancel()

    # ------------------------------------------------------------------ inside

    def _loaded(self, untold: tuple[Kept, ...]) -> None:
        self._tell(list(untold), did_something=False)

    def _tell(self, untold: list[Kept], *, did_something: bool) -> None:
        """Goes on until nothing is left; nothing is asked again for an account that cannot send now."""
        while untold and not self._is_closed:
            kept = untold.pop(0)
            thread = self._thread(kept.conversation_id)
            is_too_old = self._runtime.wall_time_s() - kept.at_s > _TOO_OLD_S
            if thread is None or is_too_old:
                self._saving.change(NoteTold(kept.message_id, kept.notice))
            elif self._wire.is_ready(thread):
                self._send(thread, kept, lambda: self._tell(untold, did_something=True))
                return
        self._is_busy = False
        if did_something or self._is_due:
            self.wake()

    def _send(self, thread: Thread, kept: Kept, then: Callable[[], None]) -> None:
        kind = imdn.NoticeKind.DISPLAYED if kept.notice == Notice.DISPLAYED else imdn.NoticeKind.DELIVERED
        when = datetime.fromtimestamp(kept.at_s, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        notice_id = f"notice-{secrets.token_hex(8)}"
        document = imdn.written(kept.their_id, kind, when)
        body = self._wire.wrapped(thread, notice_id, imdn.CONTENT_TYPE, document)

        def answered(answer: Answered) -> None:
            what = (
                Verdict.UNKNOWN if answered_not(answer) else verdict(answer.status_code, is_cpim=False, is_known=True)
            )
            if what in (Verdict.SENT, Verdict.REFUSED):
                self._saving.change(NoteTold(kept.message_id, kept.notice))
                then()
            else:
                self._is_busy = False
                self._later()

        self._wire.send(notice_id, "", thread, cpim.CONTENT_TYPE, body, answered)

    def _later(self) -> None:
        if self._pause is None and not self._is_closed:
            self._pause = self._runtime.call_later(_AGAIN_S, self._over)

    def _over(self) -> None:
        self._pause = None
        self.wake()


def answered_not(answer: Answered) -> bool:
    """Nothing is known of what became of it."""
    return answer.is_lost or answer.is_unsent
