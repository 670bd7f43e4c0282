"""When the local copy of the company directory is brought up to date, and what is told about it."""

import logging
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from softphone.basics.explanation import Explanation
from softphone.basics.listeners import Listeners
from softphone.basics.secret import Secret
from softphone.directory.directory_account import DirectoryAccount
from softphone.directory.ldap_problem import NEEDS_CHANGE, DirectoryProblem, explain
from softphone.directory.mirror_mark import MirrorMark, fingerprint_of, read_mark
from softphone.directory.mirror_messages import MirrorEnded, MirrorOrder, MirrorProgressed, MirrorSaid
from softphone.directory.numbers import NumberPlan
from softphone.runtime import Runtime, Timer
from softphone.settings.directory_server import DirectoryServer

START_DELAY_S = 4.0
CHANGE_DELAY_S = 0.5
FIRST_RETRY_S, LONGEST_RETRY_S = 60.0, 3600.0
JITTER = 0.2
_log = logging.getLogger("softphone.directory")


@dataclass(frozen=True, slots=True)
class MirrorState:
    """How the copy stands.

    Attributes:
        done: people in the copy, while it runs those seen so far.
        total: how many there are; 0 when that is not known.
        last_success_s: when it was last complete, in seconds since the epoch; None for never.
        problem: why the last run failed, in words.
    """

    is_running: bool = False
    done: int = 0
    total: int = 0
    last_success_s: float | None = None
    problem: Explanation | None = None


class Run(Protocol):
    """A run that is under way."""

    def stop(self) -> None:
        """Breaks it off without a word."""


StartRun = Callable[[Runtime, MirrorOrder, Callable[[MirrorSaid], None]], Run]


class LdapMirror:
    """Runs soon after the start when it is due, after every change of the settings, then at intervals.

    Args:
        index_file: the index that is written; the run opens it for itself.
        read_mark_text: the index's fact `mirror_run.MARK_FACT`; called on a worker thread.
        plan: how numbers are normalised now.
        start_run: what carries out an order, elsewhere.
        chance: 0 to 1, so that a thousand softphones do not ask at the same moment.

    Attributes:
        changed: `state` is another.
        updated: the index has other people now.
    """

    def __init__(
        self,
        runtime: Runtime,
        account: DirectoryAccount,
        index_file: Path,
        read_mark_text: Callable[[], str],
        plan: Callable[[], NumberPlan],
        start_run: StartRun,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.changed: Listeners[MirrorState] = Listeners()
        self.updated: Listeners[None] = Listeners()
        self._runtime = runtime
        self._account = account
        self._index_file = index_file
        self._read_mark_text = read_mark_text
        self._plan = plan
        self._start_run = start_run
        self._chance = chance
        self._state = MirrorState()
        self._server: DirectoryServer | None = None
        self._run: Run | None = None
        self._timer: Timer | None = None
        self._turn = 0
        self._failures = 0
        self._had_people = False

    @property
    def state(self) -> MirrorState:
        """How the copy stands now."""
        return self._state

    def start(self) -> None:
        """The account is started and the index is open: looks when the copy was last complete."""
        self._account.changed.add(lambda _: self._on_account())
        self._server = self._account.server
        self._look(START_DELAY_S)

    def refresh(self, delay_s: float = 0.0) -> None:
        """Brings the copy up to date now, also where it is not due; looks for deleted people too.

        Does nothing while a run is under way, and after a refused sign-in until the settings change.
        """
        if self._run is None:
            self._schedule(delay_s, compares=True)

    def index_emptied(self) -> None:
        """The index lost everything: fetch it again."""
        self._stop()
        self._schedule(CHANGE_DELAY_S, compares=False)

    def close(self) -> None:
        """The program ends."""
        self._stop()

    # ------------------------------------------------------------------ when

    def _look(self, delay_s: float) -> None:
        """Reads from the index how it stands, then waits until it is due."""
        turn = self._turn

        def done(text: str) -> None:
            if turn == self._turn:
                self._take_mark(read_mark(text), delay_s)

        def failed(error: Exception) -> None:
            _log.warning("the directory's mark could not be read: %s", type(error).__name__)
            done("")

        self._runtime.run_in_background(self._read_mark_text, done, failed)

    def _take_mark(self, mark: MirrorMark, delay_s: float) -> None:
        server = self._server
        if server is None:
            self._had_people = bool(mark.fingerprint)
            if self._had_people:  # the server was removed while the program did not run
                self._schedule(delay_s, compares=False)
            return
        is_valid = mark.completed_s > 0 and mark.fingerprint == fingerprint_of(server)
        if is_valid:
            self._change(done=mark.total, total=mark.total, last_success_s=mark.completed_s)
        age_s = self._runtime.wall_time_s() - mark.completed_s
        left_s = server.refresh_minutes * 60 - age_s if is_valid and age_s >= 0 else 0.0
        self._schedule(max(delay_s, left_s), compares=False)

    def _schedule(self, delay_s: float, *, compares: bool) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._runtime.call_later(delay_s, lambda: self._begin(compares))

    def _on_account(self) -> None:
        server = self._account.server
        if self._account.refusal is not None:
            self._on_refusal(self._account.refusal)
            return
        is_other = server is None or self._server is None or fingerprint_of(server) != fingerprint_of(self._server)
        self._stop()
        self._server = server
        self._failures = 0
        if is_other:
            self._change(done=0, total=0, last_success_s=None)
        self._change(problem=None)
        self._schedule(CHANGE_DELAY_S, compares=False)

    def _on_refusal(self, problem: DirectoryProblem) -> None:
        """A live search was refused: no need to find the same out."""
        if self._run is None:
            self._fail(problem)

    def _stop(self) -> None:
        self._turn += 1
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        run, self._run = self._run, None
        if run is not None:
            run.stop()
            self._change(is_running=False)

    # ------------------------------------------------------------------ a run

    def _begin(self, compares: bool) -> None:
        self._timer = None
        if self._run is not None:
            return
        turn = self._turn
        if self._server is None:
            self._order(None, None, compares)
            return

        def go(password: Secret | None) -> None:
            if turn == self._turn and self._run is None:
                self._order(self._server, password, compares)

        def failed(problem: DirectoryProblem) -> None:
            if turn == self._turn:
                self._fail(problem)

        self._account.with_password(go, failed)

    def _order(self, server: DirectoryServer | None, password: Secret | None, compares: bool) -> None:
        order = MirrorOrder(
            server, password.reveal() if password is not None else None, str(self._index_file), self._plan(), compares
        )
        turn = self._turn

        def said(message: MirrorSaid) -> None:
            if turn == self._turn:
                self._on_said(message)

        self._change(is_running=server is not None, problem=None)
        self._run = self._start_run(self._runtime, order, said)

    def _on_said(self, message: MirrorSaid) -> None:
        if isinstance(message, MirrorProgressed):
            self._change(done=message.done, total=message.total)
            self.updated.announce(None)
            return
        self._run = None
        if self._server is None:
            self._change(is_running=False, done=0, total=0)
            self.updated.announce(None)
        elif message.problem is None or message.problem is DirectoryProblem.SIZE_LIMIT:
            self._succeed(message)
        else:
            self._fail(message.problem)

    def _succeed(self, ended: MirrorEnded) -> None:
        assert self._server is not None
        self._failures = 0
        self._change(
            is_running=False,
            done=ended.total,
            total=ended.total,
            last_success_s=self._runtime.wall_time_s(),
            problem=None if ended.problem is None else explain(ended.problem, self._server),
        )
        if ended.changed:
            self.updated.announce(None)
        _log.info("the directory's copy has %d people, %d written", ended.total, ended.changed)
        self._schedule(self._spread(self._server.refresh_minutes * 60), compares=False)

    def _fail(self, problem: DirectoryProblem) -> None:
        server = self._server
        words = None if server is None else explain(problem, server)
        self._change(is_running=False, problem=words)
        if problem in NEEDS_CHANGE:
            self._account.refuse(problem)
            return
        self._failures += 1
        _log.info("the directory's copy was not brought up to date: %s", problem)
        self._schedule(self._spread(min(FIRST_RETRY_S * 2 ** (self._failures - 1), LONGEST_RETRY_S)), compares=False)

    def _spread(self, seconds: float) -> float:
        return seconds * (1 + JITTER * (2 * self._chance() - 1))

    def _change(self, **changes: object) -> None:
        state = replace(self._state, **changes)  # type: ignore[arg-type]
        if state != self._state:
            self._state = state
            self.changed.announce(state)
