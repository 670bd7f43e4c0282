"""Who is typing (RFC 3994). Off unless the settings allow it: then nothing is sent, and nothing shown."""

import secrets
from collections.abc import Callable

from softphone.messaging import composing
from softphone.messaging.message import ConversationId, Thread
from softphone.messaging.wire import Wire
from softphone.runtime import Runtime, Timer

_IDLE_S = 15.0


class TypingSigns:
    """Signs of the user to others, and of others to the user. Only with those whose programs are known to take them."""

    def __init__(self, runtime: Runtime, wire: Wire, is_allowed: Callable[[], bool],
                 on_changed: Callable[[ConversationId], None]) -> None:  # fmt: skip
        self._runtime, self._wire, self._is_allowed, self._on_changed = runtime, wire, is_allowed, on_changed
        self._own: dict[ConversationId, tuple[Timer, float]] = {}
        self._theirs: dict[ConversationId, Timer] = {}

    def is_typing(self, conversation_id: ConversationId) -> bool:
        """The other side types, as far as it says so."""
        return conversation_id in self._theirs and self._is_allowed()

    def user_types(self, thread: Thread) -> None:
        """The user has changed what is to be sent there."""
        if not self._is_allowed() or not thread.takes_cpim:
            return
        conversation_id, now_s = thread.conversation_id, self._runtime.now_s()
        timer, told_at_s = self._own.pop(conversation_id, (None, None))
        if timer is not None:
            timer.cancel()
        if told_at_s is None or now_s - told_at_s > composing.REFRESH_S / 2:
            self._send(thread, is_active=True)
            told_at_s = now_s
        idle = self._runtime.call_later(_IDLE_S, lambda: self._idle(thread))
        self._own[conversation_id] = (idle, told_at_s)

    def sent(self, conversation_id: ConversationId) -> None:
        """What was typed is on its way: that itself ends the sign (RFC 3994 section 3.2)."""
        timer, _ = self._own.pop(conversation_id, (None, None))
        if timer is not None:
            timer.cancel()

    def came(self, thread: Thread, sign: composing.Composing) -> None:
        """The other side says something of it."""
        self.over(thread.conversation_id)
        if sign.is_active and self._is_allowed():
            conversation_id = thread.conversation_id
            self._theirs[conversation_id] = self._runtime.call_later(sign.refresh_s, lambda: self.over(conversation_id))
            self._on_changed(conversation_id)

    def over(self, conversation_id: ConversationId) -> None:
        """The other side types no more."""
        timer = self._theirs.pop(conversation_id, None)
        if timer is not None:
            timer.cancel()
            self._on_changed(conversation_id)

    # ------------------------------------------------------------------ inside

    def _idle(self, thread: Thread) -> None:
        self._own.pop(thread.conversation_id, None)
        self._send(thread, is_active=False)

    def _send(self, thread: Thread, *, is_active: bool) -> None:
        if self._wire.is_ready(thread):
            body = composing.written(is_active)
            sign_id = f"sign-{secrets.token_hex(8)}"
            self._wire.send(sign_id, "", thread, composing.CONTENT_TYPE, body, lambda answer: None)
