"""Call completion on busy: who was busy is called again when they are free, as their lamp tells, or after a while."""

from collections.abc import Callable
from dataclasses import dataclass

from softphone.basics.ids import CallId
from softphone.basics.listeners import Listeners
from softphone.calls.call import Call
from softphone.calls.call_guard import OWN_MOBILE
from softphone.calls.calls import Calls
from softphone.calls.number_lamps import NumberLamps
from softphone.protocol.snapshots import EndKind
from softphone.runtime import Runtime, Timer

AGAIN_AFTER_S = 120.0
GIVEN_UP_AFTER_S = 3600.0


@dataclass(frozen=True, slots=True)
class FreeNotice:
    """Somebody can be called again. is_certain: their lamp says so; else it is only worth another try."""

    number: str
    name: str
    is_certain: bool


@dataclass(slots=True)
class _Wish:
    name: str
    since_s: float
    unwatch: Callable[[], None]
    again: Timer


class CallWhenFree:
    """Who is waited for.

    Attributes:
        ready: announces whom it is time to call, once.
        changed: announced when somebody is waited for, or not any more.
    """

    def __init__(self, runtime: Runtime, calls: Calls, lamps: NumberLamps) -> None:
        self.ready: Listeners[FreeNotice] = Listeners()
        self.changed: Listeners[None] = Listeners()
        self._runtime = runtime
        self._calls = calls
        self._lamps = lamps
        self._wishes: dict[str, _Wish] = {}
        lamps.became_free.add(lambda number: self._tell(number, is_certain=True))

    def offer(self, call_id: CallId) -> str:
        """The number to watch when this call ended because its far party was busy; else empty."""
        call = self._calls.get(call_id)
        return call.leg.remote.number if call is not None and _was_busy(call) else ""

    def watched(self) -> tuple[str, ...]:
        """The numbers that are waited for."""
        return tuple(self._wishes)

    def watch(self, number: str, name: str = "") -> None:
        """Announces `ready` when the number is free, or when it is worth another try; gives up after an hour."""
        if number in self._wishes:
            return
        self._wishes[number] = _Wish(
            name or number,
            self._runtime.now_s(),
            self._lamps.tell_when_free(number),
            self._runtime.call_later(AGAIN_AFTER_S, lambda: self._again(number)),
        )
        self.changed.announce(None)

    def stop(self, number: str) -> None:
        """Waits no more."""
        wish = self._wishes.pop(number, None)
        if wish is not None:
            wish.again.cancel()
            wish.unwatch()
            self.changed.announce(None)

    def _again(self, number: str) -> None:
        wish = self._wishes.get(number)
        if wish is None:
            return
        if not self._lamps.get(number).is_known:
            self._tell(number, is_certain=False)
        elif self._runtime.now_s() - wish.since_s >= GIVEN_UP_AFTER_S:
            self.stop(number)
        else:
            wish.again = self._runtime.call_later(AGAIN_AFTER_S, lambda: self._again(number))

    def _tell(self, number: str, *, is_certain: bool) -> None:
        wish = self._wishes.get(number)
        if wish is not None:
            self.stop(number)
            self.ready.announce(FreeNotice(number, wish.name, is_certain))


def _was_busy(call: Call) -> bool:
    has_number = call.leg.remote.number not in ("", OWN_MOBILE) and not call.leg.remote.is_anonymous
    return has_number and not call.is_incoming and call.leg.end is not None and call.leg.end.kind == EndKind.BUSY
