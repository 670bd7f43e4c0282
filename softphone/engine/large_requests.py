"""Which servers take TCP, so that requests too large for a datagram go there by it (RFC 3261 section 18.1.1).

It is tried before it is needed: where a firewall swallows the attempt to connect, a call would stand still meanwhile.
"""

import errno
import logging
import os
import socket
import time
from collections.abc import Callable

from softphone.engine.loop import Loop, LoopTimer
from softphone.engine.pj import pj

_log = logging.getLogger("softphone.engine.account")
_PATIENCE_S = 2.0
_STILL_TRUE_S = 3600.0
Place = tuple[str, int]  # address and port


class LargeRequests:
    """The servers of UDP accounts by address and port. Until one has taken a connection, all goes there by UDP."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._known: dict[Place, tuple[str, float]] = {}
        self._trials: dict[Place, _Trial] = {}
        self._takers: set[Place] = set()

    def takes(self, place: Place) -> bool:
        """True when large requests go there by TCP."""
        return place in self._takers

    def prove(self, place: Place, local_address: str) -> None:
        """Tries to connect, unless that was tried from this address of ours a while ago."""
        now_s = time.monotonic()
        address, known_s = self._known.get(place, ("", 0.0))
        if address == local_address and now_s - known_s < _STILL_TRUE_S:
            return
        self._known[place] = (local_address, now_s)
        self._drop_trial(place)
        self._trials[place] = _Trial(self._loop, place, lambda takes: self._ended(place, takes))

    def forget(self, place: Place) -> None:
        """The way there is another: UDP again until it is proved anew."""
        if self._known.pop(place, None) is not None:
            self._drop_trial(place)
            self._takers.discard(place)
            pj.setTakesTcp(*place, False)
            pj.dropConnections(*place)  # our address on them is gone

    def _ended(self, place: Place, takes: bool) -> None:
        del self._trials[place]
        self._takers = self._takers | {place} if takes else self._takers - {place}
        pj.setTakesTcp(*place, takes)

    def _drop_trial(self, place: Place) -> None:
        trial = self._trials.pop(place, None)
        if trial is not None:
            trial.close()


class _Trial:
    """One attempt to connect; nothing is sent."""

    def __init__(self, loop: Loop, place: Place, on_end: Callable[[bool], None]) -> None:
        self._loop, self._place, self._on_end = loop, place, on_end
        family = socket.AF_INET6 if ":" in place[0] else socket.AF_INET
        self._socket = socket.socket(family, socket.SOCK_STREAM | socket.SOCK_CLOEXEC)
        self._socket.setblocking(False)
        self._timer: LoopTimer = loop.call_later(_PATIENCE_S, lambda: self._end(errno.ETIMEDOUT))
        problem = self._socket.connect_ex(place)
        if problem == errno.EINPROGRESS:
            loop.watch_writable(self._socket.fileno(), self._ready)
        else:
            loop.post(lambda: self._end(problem))

    def close(self) -> None:
        """Gives up; tells nothing more."""
        if self._socket.fileno() >= 0:
            self._timer.cancel()
            self._loop.unwatch(self._socket.fileno())
            self._socket.close()

    def _ready(self) -> None:
        self._end(self._socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR))

    def _end(self, problem: int) -> None:
        if self._socket.fileno() < 0:
            return
        self.close()
        _log.info("large requests to port %d go by %s", self._place[1],
                  "TCP" if problem == 0 else f"UDP: {os.strerror(problem)}")  # fmt: skip
        self._on_end(problem == 0)
