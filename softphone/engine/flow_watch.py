"""The way to an account's server kept open and watched: pings, probes, the way back (RFC 5626 sections 3.5, 4.4).

Where there is another server to go to, the one in use is asked every two seconds, since over UDP nothing else tells of
its death: by a ping where it has answered one with a pong before, else by OPTIONS. Where there is none, TCP and TLS are
pinged now and then; UDP is kept open by the library. While a better server than the one in use is known, that is asked,
too.
"""

import time
from collections.abc import Callable
from typing import Protocol

from softphone.engine.asking import Answer, Asker
from softphone.engine.health_probe import HealthProbe
from softphone.engine.locating import Server
from softphone.engine.loop import Loop, LoopTimer
from softphone.engine.pj import PjError, pj
from softphone.engine.server_choice import ServerChoice
from softphone.protocol.snapshots import Transport

_PING = b"\r\n\r\n"
_PROBE_S, _ANSWER_S = 2.0, 1.8
_PONG_S = 10.0  # RFC 5626 section 4.4.1
_LOOK_BACK_S = 5.0
_OVERLOADED = 503


class Watched(Protocol):
    """What the watch asks of its account."""

    @property
    def choice(self) -> ServerChoice:
        """The servers and the one in use."""

    @property
    def native_id(self) -> int:
        """The library's number of the account, -1 while it has none."""

    @property
    def transport(self) -> Transport:
        """What it is connected by."""

    @property
    def keep_alive_s(self) -> int:
        """Seconds between pings; 0 for none."""

    @property
    def server_uri(self) -> str:
        """Whom OPTIONS asks."""

    @property
    def has_calls(self) -> bool:
        """True while it is not to be moved."""

    def server_died(self) -> None:
        """The server in use does not answer any more."""

    def go_back(self) -> None:
        """The server in use is another one from now on; it was chosen already."""

    def probe(self, server: Server, on_done: Callable[[bool], None]) -> HealthProbe:
        """Asks another server whether it is well."""


class FlowWatch:
    """Watches while an account is registered."""

    def __init__(self, loop: Loop, asker: Asker, watched: Watched) -> None:
        self._loop = loop
        self._asker = asker
        self._watched = watched
        self._timer: LoopTimer | None = None
        self._back_timer: LoopTimer | None = None
        self._probe: HealthProbe | None = None
        self._life = 0
        self._has_ponged = False

    def start(self) -> None:
        """The account is registered (again)."""
        self.stop()
        self._has_ponged = False
        self._next()
        self._look_back_later()

    def stop(self) -> None:
        """The account is not registered any more, or tries to be."""
        self._life += 1
        for timer in (self._timer, self._back_timer):
            if timer is not None:
                timer.cancel()
        self._timer = self._back_timer = None
        if self._probe is not None:
            self._probe.drop()
            self._probe = None

    # ------------------------------------------------------------------ the server in use

    def _next(self) -> None:
        if self._watched.choice.has_others:
            self._timer = self._loop.call_later(_PROBE_S, self._look)
        elif self._watched.keep_alive_s and self._watched.transport != Transport.UDP:
            self._timer = self._loop.call_later(self._watched.keep_alive_s, self._look)

    def _look(self) -> None:
        life, wait_s = self._life, _ANSWER_S if self._watched.choice.has_others else _PONG_S
        before = self._ping()
        if before is not None and (self._has_ponged or not self._watched.choice.has_others):
            self._timer = self._loop.call_later(wait_s, lambda: self._expect_pong(before))
            return

        def answered(answer: Answer) -> None:
            if life == self._life:
                self._has_ponged = before is not None and (self._newlines() or 0) > before
                self._judge(answer.code not in (0, _OVERLOADED))

        self._asker.ask(self._watched.native_id, "OPTIONS", self._watched.server_uri, (), wait_s, answered)

    def _expect_pong(self, before: int) -> None:
        came = (self._newlines() or 0) > before
        is_dead = self._has_ponged and not came
        self._has_ponged |= came
        self._judge(not is_dead)

    def _judge(self, is_alive: bool) -> None:
        if is_alive:
            self._next()
        else:
            self.stop()
            self._watched.server_died()

    def _ping(self) -> int | None:
        """How many newlines had come before the ping; None where there is no connection to ping on."""
        if self._watched.transport == Transport.UDP:
            return None
        before = self._newlines()
        try:
            return before if before is not None and pj.sendOnFlow(self._watched.native_id, _PING) else None
        except PjError:
            return None

    def _newlines(self) -> int | None:
        count = int(pj.newlinesOnFlow(self._watched.native_id))
        return None if count < 0 else count

    # ------------------------------------------------------------------ a better one

    def _look_back_later(self) -> None:
        if self._watched.choice.better is not None:
            self._back_timer = self._loop.call_later(_LOOK_BACK_S, self._look_back)

    def _look_back(self) -> None:
        better = self._watched.choice.better
        if better is None:
            return
        if self._watched.has_calls:
            self._look_back_later()  # a call may need the way it came by
        else:
            self._probe = self._watched.probe(better, self._looked_back)

    def _looked_back(self, is_well: bool) -> None:
        self._probe = None
        if self._watched.choice.better_was(is_well, time.monotonic()) and not self._watched.has_calls:
            self.stop()
            self._watched.go_back()
        else:
            self._look_back_later()
