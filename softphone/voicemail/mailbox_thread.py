"""A mailbox on a thread of its own: reads it into the cache, tells the server what the user did, waits, tries again."""

import logging
import queue
import threading
import time
from collections.abc import Callable

from softphone.voicemail.cache_sqlite import MailboxCache
from softphone.voicemail.mailbox import Mailbox
from softphone.voicemail.mailbox_problem import NEEDS_CHANGE, MailboxError
from softphone.voicemail.message import Sound

IDLE_S = 240.0  # a quarter of what routers and servers usually bear
FIRST_RETRY_S, LAST_RETRY_S = 2.0, 300.0
_STEADY_S = 5.0
_log = logging.getLogger("softphone.voicemail")


class MailboxThread:
    """Args:
    on_changed: the cache has changed. on_state: None when the mailbox is read and followed, else what is wrong.
    Both are called on this thread. keeps_sounds: sounds are fetched before anybody asks for them.
    """

    def __init__(
        self,
        open_mailbox: Callable[[], Mailbox],
        cache: MailboxCache,
        on_changed: Callable[[], None],
        on_state: Callable[[MailboxError | None], None],
        *,
        keeps_sounds: bool = True,
    ) -> None:
        self._open, self._cache = open_mailbox, cache
        self._on_changed, self._on_state = on_changed, on_state
        self._keeps_sounds = keeps_sounds
        self._lock = threading.Lock()
        self._box: Mailbox | None = None
        self._wake = threading.Event()
        self._is_closed = False
        self._wanted: queue.SimpleQueue[tuple[int, Callable[[Sound | None], None]]] = queue.SimpleQueue()
        self._soundless: set[int] = set()
        self._thread = threading.Thread(target=self._run, name="voicemail", daemon=True)

    def start(self) -> None:
        """Begins."""
        self._thread.start()

    def look(self) -> None:
        """Something is to be done, or the network is another one: looks now, whatever was waited for."""
        with self._lock:
            self._wake.set()
            if self._box is not None:
                self._box.interrupt()

    def fetch(self, uid: int, on_done: Callable[[Sound | None], None]) -> None:
        """Fetches a sound before all else; calls back on this thread, with None when it could not be had."""
        self._wanted.put((uid, on_done))
        self.look()

    def close(self) -> None:
        """Ends soon; does not wait for it."""
        self._is_closed = True
        self.look()

    def join(self, timeout_s: float) -> None:
        """Waits for the end."""
        self._thread.join(timeout_s)

    # ------------------------------------------------------------------ the thread

    def _run(self) -> None:
        retry_s = FIRST_RETRY_S
        while not self._is_closed:
            self._wake.clear()
            online_s: float | None = None
            try:
                box = self._open()
                with self._lock:
                    self._box = box
                self._read(box)
                online_s = time.monotonic()
                self._on_state(None)
                self._follow(box)
            except MailboxError as error:
                problem = error
            except Exception as error:
                if self._is_closed:
                    break
                _log.exception("the mailbox could not be followed: %s", type(error).__name__)
                problem = None
            else:
                continue
            finally:
                self._hang_up()
            self._give_up_waiting()
            if online_s is not None and time.monotonic() - online_s > _STEADY_S:
                # once more at once: the network has changed, or the server was restarted
                retry_s = FIRST_RETRY_S
                self._wake.wait(0.2)
                continue
            if problem is not None and not self._is_closed:
                self._on_state(problem)
            self._wake.wait(None if problem is not None and problem.problem in NEEDS_CHANGE else retry_s)
            retry_s = min(LAST_RETRY_S, retry_s * 2)

    def _follow(self, box: Mailbox) -> None:
        while not self._is_closed:
            if not self._wake.is_set() and not self._has_work(box):
                box.wait(IDLE_S)
            self._wake.clear()
            if not self._is_closed:
                self._read(box)

    def _read(self, box: Mailbox) -> None:
        self._tell(box)
        self._serve(box)
        changes = box.changes(self._cache.mark(), self._cache.known())
        if changes.is_any or changes.mark != self._cache.mark():
            self._cache.take(changes)
        if changes.is_any:
            self._on_changed()

    def _tell(self, box: Mailbox) -> None:
        wishes = self._cache.wishes()
        if not wishes:
            return
        if wishes.heard:
            box.set_heard(wishes.heard, True)
        if wishes.unheard:
            box.set_heard(wishes.unheard, False)
        if wishes.deleted:
            box.delete(wishes.deleted)
        self._cache.fulfil(wishes)
        self._on_changed()

    def _has_work(self, box: Mailbox) -> bool:
        """Fetches one sound, if there is one to fetch; then there may be another."""
        if not self._keeps_sounds:
            return False
        missing = next((uid for uid in self._cache.without_sound() if uid not in self._soundless), None)
        if missing is None:
            return False
        self._get(box, missing)
        while not self._wake.is_set():
            missing = next((uid for uid in self._cache.without_sound() if uid not in self._soundless), None)
            if missing is None:
                break
            self._get(box, missing)
        self._on_changed()
        return True

    def _serve(self, box: Mailbox) -> None:
        while not self._wanted.empty():
            uid, on_done = self._wanted.get()
            try:
                sound = self._get(box, uid)
            except BaseException:
                on_done(None)
                raise
            on_done(sound)
            self._on_changed()

    def _get(self, box: Mailbox, uid: int) -> Sound | None:
        sound = box.sound(uid)
        if sound is None:
            self._soundless.add(uid)
            return None
        try:
            self._cache.keep_sound(uid, sound)
        except OSError:
            _log.warning("a sound could not be kept")
            self._soundless.add(uid)
        return sound

    def _give_up_waiting(self) -> None:
        while not self._wanted.empty():
            self._wanted.get()[1](None)

    def _hang_up(self) -> None:
        with self._lock:
            box, self._box = self._box, None
        if box is not None:
            box.close()
