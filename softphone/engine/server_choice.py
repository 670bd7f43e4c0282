"""Which of an account's servers is in use: the next when it fails, back when a better one is well (RFC 3263 4.3)."""

from collections.abc import Sequence

from softphone.engine.locating import Server

_CALM_S = 120.0
_FORGOTTEN_S = 3600.0
_FEWEST_GOOD = 3
_MOST_GOOD = 96


class ServerChoice:
    """The servers of one account and the one in use. Times are seconds of any clock that only goes on.

    Attributes:
        servers: in the order in which they are to be tried.
        current: the one in use; None while none is known.
    """

    def __init__(self) -> None:
        self.servers: tuple[Server, ...] = ()
        self.current: Server | None = None
        self._failed: set[Server] = set()
        self._went_back_s = self._fell_back_s = float("-inf")
        self._needed = _FEWEST_GOOD
        self._good = 0

    @property
    def has_others(self) -> bool:
        """True when there is another place to go to."""
        return len({server.place for server in self.servers}) > 1

    @property
    def better(self) -> Server | None:
        """The one to go back to when it is well; None when the one in use is as good as any (RFC 2782: priority)."""
        first = self.servers[0] if self.servers else None
        if first is None or self.current is None or first.priority >= self.current.priority:
            return None
        return first

    def take(self, servers: Sequence[Server]) -> None:
        """The servers as they are known now. The one in use stays so if it is still among them."""
        self.servers = tuple(servers)
        self._failed &= set(servers)
        if self.current not in self.servers:
            self._good = 0
            self.current = next((server for server in servers if server not in self._failed), None)
            if self.current is None and servers:
                self._failed.clear()
                self.current = self.servers[0]

    def give_up(self, now_s: float, *, is_name_wrong: bool = False) -> bool:
        """The one in use failed: goes on to the next that has not failed since the last one worked.

        is_name_wrong: it is there, but shows a certificate for another name. False: there is none left; the first is
        the next again.
        """
        gone = self.current
        if gone is None:
            return False
        if now_s - self._went_back_s < _CALM_S:
            self._needed = min(_MOST_GOOD, self._needed * 2)  # it did not last: next time be surer
            self._went_back_s, self._fell_back_s = float("-inf"), now_s
        self._good = 0
        same = [server for server in self.servers if server.place == gone.place and not is_name_wrong]
        self._failed |= {gone, *same}
        left = [server for server in self.servers if server not in self._failed]
        if not left:
            self._failed.clear()
        self.current = (left or self.servers)[0]
        return bool(left)

    def use(self, server: Server) -> bool:
        """Takes that one. False: it is not one of these."""
        if server not in self.servers:
            return False
        self._good = 0
        self.current = server
        return True

    def worked(self) -> None:
        """The one in use has taken a registration: the others may be tried again when it fails."""
        self._failed.clear()

    def better_was(self, is_well: bool, now_s: float) -> bool:
        """A look at the better one. True: it was well often enough, and is the one in use from now on."""
        self._good = self._good + 1 if is_well else 0
        better = self.better
        if better is None or self._good < self._needed:
            return False
        if now_s - self._fell_back_s > _FORGOTTEN_S:
            self._needed = _FEWEST_GOOD
        self._good = 0
        self._went_back_s = now_s
        self.current = better
        return True
