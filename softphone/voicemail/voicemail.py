"""The voice messages as the window uses them: from the cache at once, from the server as soon as it answers."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from pathlib import Path

from softphone.basics.errors import UserFacingError
from softphone.basics.ids import MailServerId
from softphone.basics.listeners import Listeners
from softphone.basics.secret import Secret
from softphone.engine_client.gateway import EngineGateway
from softphone.protocol.events import EventFrame, NetworkChanged
from softphone.runtime import Runtime, Timer
from softphone.settings.mail_server import MailServer
from softphone.voicemail.cache_sqlite import MailboxCache, mailbox_cache
from softphone.voicemail.entry import Entry, MailState
from softphone.voicemail.jobs import Jobs
from softphone.voicemail.mail_account import MailAccount
from softphone.voicemail.mailbox import Mailbox
from softphone.voicemail.mailbox_problem import MailboxError, MailboxProblem
from softphone.voicemail.mailbox_thread import MailboxThread
from softphone.voicemail.message import Sound
from softphone.voicemail.transcriber import Transcriber, Transcription

UNDO_S = 8.0
_END_S = 2.0


class Voicemail:
    """Nothing here blocks; everything is told on the runtime's thread.

    Attributes:
        entries: the messages, newest first, without those that the user deletes.
        state, problem: whether the server is there.
        changed: announces that any of this is another.
        problems: announces that something that was asked for did not work.
    """

    def __init__(
        self,
        runtime: Runtime,
        gateway: EngineGateway,
        account: MailAccount,
        folder: Path | None,
        transcriber: Transcriber | None = None,
    ) -> None:
        """folder: where mailboxes are kept; None for memory. transcriber: for messages whose mails carry no text."""
        self.account = account
        self.entries: tuple[Entry, ...] = ()
        self.state = MailState.NOT_SET_UP
        self.problem: MailboxError | None = None
        self.changed: Listeners[None] = Listeners()
        self.problems: Listeners[UserFacingError] = Listeners()
        self._runtime, self._gateway, self._folder = runtime, gateway, folder
        self._transcription = Transcription(runtime, transcriber, self._reload)
        self._cache: MailboxCache | None = None
        self._thread: MailboxThread | None = None
        self._turn = 0
        self._is_reloading = self._reloads_again = False
        self._jobs = Jobs(runtime)  # the end of the program comes after what the user did
        self._going: tuple[int, ...] = ()
        self._undo_timer: Timer | None = None
        self._known: tuple[Entry, ...] = ()
        account.problems.add(self.problems.announce)

    def start(self) -> None:
        """Opens the mailbox, and follows the settings from now on."""
        self.account.changed.add(lambda _: self._begin())
        self._gateway.events.add(self._on_event)
        self._begin()

    @property
    def unheard(self) -> int:
        """How many messages are new."""
        return sum(not entry.is_heard for entry in self.entries)

    @property
    def deletable_back(self) -> int:
        """How many messages `undo` would bring back."""
        return len(self._going)

    # ------------------------------------------------------------------ what the user does

    def refresh(self) -> None:
        """Looks at the server now."""
        if self._thread is not None:
            self._thread.look()
        elif self.account.server is not None:
            self._begin()

    def set_heard(self, uids: Collection[int], is_heard: bool) -> None:
        """Marks messages; the lamps of all phones follow, as soon as the server knows."""
        wanted = frozenset(uids)
        if not any(entry.uid in wanted and entry.is_heard != is_heard for entry in self._known):
            return
        self._known = tuple(replace(e, is_heard=is_heard) if e.uid in wanted else e for e in self._known)
        self._show()
        self._write(lambda cache: cache.want_heard(wanted, is_heard))

    def delete(self, uids: Iterable[int]) -> None:
        """Deletes messages. For eight seconds it can be undone."""
        self._delete_going()
        there = {entry.uid for entry in self._known}
        self._going = tuple(uid for uid in uids if uid in there)
        if self._going:
            self._undo_timer = self._runtime.call_later(UNDO_S, self._delete_going)
            self._show()

    def undo(self) -> None:
        """Brings back what was deleted last."""
        self._cancel_undo()
        if self._going:
            self._going = ()
            self._show()

    def sound(self, uid: int, on_done: Callable[[Sound], None], on_error: Callable[[UserFacingError], None]) -> None:
        """Gives the message's sound: what is kept, else from the server."""
        cache, thread, server = self._cache, self._thread, self.account.server
        if cache is None or server is None:
            on_error(MailboxError(MailboxProblem.NOT_SET_UP, server or MailServer(server_id=MailServerId(""))))
            return

        def found(sound: Sound | None) -> None:
            if sound is not None:
                on_done(sound)
            elif thread is None or self.state is not MailState.ONLINE:
                on_error(MailboxError(MailboxProblem.NOT_KEPT, server))
            else:
                thread.fetch(uid, lambda got: self._runtime.post(lambda: fetched(got)))

        def fetched(sound: Sound | None) -> None:
            if sound is not None:
                on_done(sound)
            else:
                is_online = self.state is MailState.ONLINE
                on_error(MailboxError(MailboxProblem.NO_SOUND if is_online else MailboxProblem.NOT_KEPT, server))

        self._runtime.run_in_background(lambda: cache.sound(uid), found, lambda _: found(None))

    def save_sound(
        self, uid: int, path: Path, on_done: Callable[[], None], on_error: Callable[[UserFacingError], None]
    ) -> None:
        """Writes the message's sound to this file, as the PBX sent it."""
        from softphone.voicemail.sound_files import write_sound

        def write(sound: Sound) -> None:
            def failed(error: Exception) -> None:
                on_error(error if isinstance(error, UserFacingError) else UserFacingError(type(error).__name__))

            self._runtime.run_in_background(lambda: write_sound(path, sound), lambda _: on_done(), failed)

        self.sound(uid, write, on_error)

    def close(self, on_done: Callable[[], None]) -> None:
        """Writes what the user wants and the server does not know yet, signs out, then calls back."""
        self._delete_going()
        self._transcription.follow(None)
        cache, thread = self._cache, self._thread
        self._cache = self._thread = None
        self._turn += 1
        if thread is not None:
            thread.close()

        def end() -> None:
            if thread is not None:
                thread.join(_END_S)
            if cache is not None:
                cache.close()

        self._jobs.add(end, on_done)

    # ------------------------------------------------------------------ opening

    def _begin(self) -> None:
        """Another mailbox, or the same with another password."""
        if self._thread is not None:
            self._thread.close()
            self._thread = None
        self._turn += 1
        turn, server = self._turn, self.account.server
        self._cancel_undo()
        self._transcription.follow(None)
        self._going, self._known, self._cache = (), (), None
        self.problem = None
        self.state = MailState.NOT_SET_UP if server is None else MailState.LOADING
        self._show()
        if server is not None:
            self.account.with_key(server, lambda key: self._open_cache(turn, server, key))

    def _open_cache(self, turn: int, server: MailServer, key: Secret | None) -> None:
        folder = None if key is None or self._folder is None else self._folder / server.server_id

        def open_it() -> tuple[MailboxCache, tuple[Entry, ...]]:
            cache = mailbox_cache(folder, key)
            return cache, cache.entries()

        def opened(found: tuple[MailboxCache, tuple[Entry, ...]]) -> None:
            if turn != self._turn:
                found[0].close()
                return
            self._cache, self._known = found
            self._transcription.follow(self._cache)
            self._show()
            self.account.with_password(lambda password: self._follow(turn, server, password))

        self._runtime.run_in_background(open_it, opened, lambda _: None)

    def _follow(self, turn: int, server: MailServer, password: Secret | None) -> None:
        cache = self._cache
        if turn != self._turn or cache is None:
            return

        def open_mailbox() -> Mailbox:
            return self.account.new_mailbox(server, password)

        self._thread = MailboxThread(
            open_mailbox,
            cache,
            lambda: self._runtime.post(lambda: self._reload() if turn == self._turn else None),
            lambda problem: self._runtime.post(lambda: self._on_state(turn, problem)),
        )
        self._thread.start()

    # ------------------------------------------------------------------ following

    def _on_state(self, turn: int, problem: MailboxError | None) -> None:
        if turn != self._turn:
            return
        self.problem = problem
        self.state = MailState.ONLINE if problem is None else MailState.OFFLINE
        self._reload()

    def _on_event(self, frame: EventFrame) -> None:
        if isinstance(frame.event, NetworkChanged) and self._thread is not None:
            self._thread.look()

    def _reload(self) -> None:
        cache, turn = self._cache, self._turn
        if cache is None:
            return
        if self._is_reloading:
            self._reloads_again = True
            return

        def done(entries: tuple[Entry, ...]) -> None:
            self._is_reloading = False
            if turn == self._turn and not self._reloads_again:
                self._known = entries
                self._show()
                self._transcription.look(entries)
            if self._reloads_again:
                self._reloads_again = False
                self._reload()

        def failed(_error: Exception) -> None:
            self._is_reloading = self._reloads_again = False

        self._is_reloading = True
        self._runtime.run_in_background(cache.entries, done, failed)

    def _show(self) -> None:
        going = frozenset(self._going)
        self.entries = tuple(entry for entry in self._known if entry.uid not in going) if going else self._known
        self.changed.announce(None)

    def _write(self, work: Callable[[MailboxCache], None]) -> None:
        cache, thread = self._cache, self._thread

        def done() -> None:
            if thread is not None:
                thread.look()
            self._reload()

        if cache is not None:
            self._reloads_again |= self._is_reloading  # what is being read is older
            self._jobs.add(lambda: work(cache), done)

    def _delete_going(self) -> None:
        self._cancel_undo()
        going, self._going = frozenset(self._going), ()
        if going:
            self._known = tuple(entry for entry in self._known if entry.uid not in going)
            self._write(lambda cache: cache.want_deleted(going, True))
            self._show()

    def _cancel_undo(self) -> None:
        timer, self._undo_timer = self._undo_timer, None
        if timer is not None:
            timer.cancel()
