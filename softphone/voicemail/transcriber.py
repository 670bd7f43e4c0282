"""The port to what puts voice messages into words, and the order in which it is asked. There is none by default: a
message has words where the PBX wrote them into the mail."""

import logging
import threading
from collections.abc import Callable, Sequence
from typing import Protocol

from softphone.runtime import Runtime
from softphone.voicemail.cache_sqlite import MailboxCache
from softphone.voicemail.entry import Entry
from softphone.voicemail.message import Sound

_log = logging.getLogger("softphone.voicemail")


class Transcriber(Protocol):
    """An engine on this computer or elsewhere; whoever puts one in answers for where the sound goes."""

    def text_of(self, sound: Sound) -> str:
        """What is spoken; empty when it cannot be told. Blocks for as long as it takes, on a thread of its own."""


class Transcription:
    """Has the messages of a mailbox put into words, one at a time, the newest first. What has words keeps them.

    on_text: a message has words now. It and all else here is on the runtime's thread.
    """

    def __init__(self, runtime: Runtime, transcriber: Transcriber | None, on_text: Callable[[], None]) -> None:
        self._runtime, self._transcriber, self._on_text = runtime, transcriber, on_text
        self._cache: MailboxCache | None = None
        self._tried: set[int] = set()
        self._is_busy = False

    def follow(self, cache: MailboxCache | None) -> None:
        """Another mailbox, or none any more; what is being put into words is not waited for."""
        self._cache, self._tried = cache, set()

    def look(self, entries: Sequence[Entry]) -> None:
        """These are the messages now."""
        cache, transcriber = self._cache, self._transcriber
        if cache is None or transcriber is None or self._is_busy:
            return
        wanted = (each.uid for each in entries if each.has_sound and not each.message.text)
        uid = next((uid for uid in wanted if uid not in self._tried), None)
        if uid is not None:
            self._is_busy = True
            self._tried.add(uid)
            threading.Thread(
                target=self._transcribe, args=(transcriber, cache, uid), name="transcription", daemon=True
            ).start()

    def _transcribe(self, transcriber: Transcriber, cache: MailboxCache, uid: int) -> None:
        try:
            sound = cache.sound(uid)
            text = "" if sound is None else transcriber.text_of(sound).strip()
            if text and cache is self._cache:
                cache.keep_text(uid, text)
        except Exception as error:
            # Its text might hold the words. A mailbox that was closed meanwhile is no failure.
            if cache is self._cache:
                _log.warning("a message could not be put into words: %s", type(error).__name__)
        self._runtime.post(self._done)

    def _done(self) -> None:
        self._is_busy = False
        if self._cache is not None:
            self._on_text()
