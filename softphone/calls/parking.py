"""Parked calls: where one can be parked, who waits in which slot, and how it is taken back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from softphone.basics.errors import DialError
from softphone.basics.explanation import Explanation
from softphone.basics.ids import CallId
from softphone.basics.listeners import Listeners
from softphone.basics.words import translate
from softphone.calls.calls import Calls
from softphone.calls.codes_in_use import CodesInUse
from softphone.calls.number_lamps import NumberLamps
from softphone.calls.transfer import TransferNote, Transfers, TransferStage, TransferView
from softphone.runtime import Runtime

MAX_SLOTS = 100
PARKED = "parked"
_PATIENCE_S = 15.0  # Asterisk reads the slot out to who parks before it says that it is done


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot for parked calls.

    Attributes:
        number: what is dialled to take the call back.
        is_occupied: somebody waits there.
        occupied_by: who, as far as is known here; empty when it is not.
        since_s: seconds since the epoch; None when it is free or not known.
    """

    number: str
    is_occupied: bool = False
    occupied_by: str = ""
    since_s: float | None = None


@dataclass(slots=True)
class _Parking:
    """A call on its way into a slot."""

    name: str
    slot: str
    free_before: frozenset[str]
    asked_s: float
    is_there: bool = False


class Parking:
    """Parks calls and takes them back.

    Attributes:
        changed: announced when a slot was taken or became free, or the slots are others.
        parked: announces the slot that a call of the user came to lie in, once it is known.
    """

    def __init__(
        self, runtime: Runtime, codes: CodesInUse, calls: Calls, transfers: Transfers, lamps: NumberLamps
    ) -> None:
        self.changed: Listeners[None] = Listeners()
        self.parked: Listeners[Slot] = Listeners()
        self._runtime = runtime
        self._codes = codes
        self._calls = calls
        self._transfers = transfers
        self._lamps = lamps
        self._unwatch: list[Callable[[], None]] = []
        self._watched: tuple[str, ...] = ()
        self._under_way: dict[CallId, _Parking] = {}
        self._names: dict[str, str] = {}
        self._where: dict[CallId, str] = {}
        self._shown: tuple[Slot, ...] = ()

    def start(self) -> None:
        """Watches the slots from now on."""
        self._lamps.changed.add(lambda _: self._look())
        self._transfers.changed.add(self._on_transfer)
        self._codes.changed.add(lambda _: self._on_codes())
        self._calls.removed.add(self._forget)
        self._watch()

    @property
    def can_park(self) -> bool:
        """The server's number for parking, or a way into a chosen slot, is known."""
        return bool(self._codes.park) or self.can_choose

    @property
    def can_choose(self) -> bool:
        """A call can be parked in a slot of the user's choice."""
        return bool(self._codes.park_in("0")) and bool(self._numbers())

    def slots(self) -> tuple[Slot, ...]:
        """Every slot as it is now, in order."""
        return self._shown

    def slot_of(self, call_id: CallId) -> str:
        """The slot in which a call that is still shown as ended waits; empty when that is not known, or not so now."""
        slot = self._where.get(call_id, "")
        return slot if any(one.number == slot and one.is_occupied for one in self._shown) else ""

    def park(self, call_id: CallId, slot: str | None = None) -> None:
        """Parks the far party in the slot, or where the server likes. Raises DialError, EngineUnavailable."""
        call = self._calls.get(call_id)
        if call is None:
            return
        if slot is not None and any(s.number == slot and s.is_occupied for s in self._shown):
            raise DialError(
                translate("calls", "Somebody waits in slot {slot} already.").format(slot=slot),
                translate("calls", "Choose a slot that is free."),
            )
        free = frozenset(s.number for s in self._shown if not s.is_occupied)
        self._under_way[call_id] = _Parking(call.name, slot or "", free, self._runtime.now_s())
        try:
            # Not by a call of our own that is joined later: the server would park that one.
            self._transfers.blind(call_id, self._way_in(slot), waits_for_answer=False)
        except Exception:
            del self._under_way[call_id]
            raise

    def retrieve(self, slot: str) -> CallId:
        """Takes the call in the slot back. Raises DialError, EngineUnavailable."""
        return self._calls.dial(slot)

    def _way_in(self, slot: str | None) -> str:
        way = self._codes.park if slot is None else self._codes.park_in(slot)
        if way:
            return way
        raise DialError(
            translate("calls", "Calls cannot be parked like this here."),
            translate("calls", "Enter how your phone server parks calls in the settings, under Numbers."),
        )

    # ------------------------------------------------------------------ what happens

    def _on_transfer(self, view: TransferView) -> None:
        parking = self._under_way.get(view.first)
        if parking is None or view.stage not in (TransferStage.DONE, TransferStage.FAILED):
            return
        if view.stage == TransferStage.FAILED:
            del self._under_way[view.first]
            return
        parking.is_there = True
        # Later: the end of the call is just being told to others.
        self._runtime.post(partial(self._say_where, view.first, parking.slot))
        self._runtime.call_later(_PATIENCE_S, self._look)
        self._look()

    def _look(self) -> None:
        now = {number: self._lamps.get(number) for number in self._numbers()}
        for number in [number for number in self._names if number in now and not now[number].is_busy]:
            del self._names[number]
        busy = {number for number, lamp in now.items() if lamp.is_busy}
        self._find_slots(busy)
        before, self._shown = self._shown, tuple(
            Slot(number, lamp.is_busy, self._names.get(number, "") or lamp.name, lamp.since_s if lamp.is_busy else None)
            for number, lamp in now.items()
        )  # fmt: skip
        if self._shown != before:
            self.changed.announce(None)

    def _find_slots(self, busy: set[str]) -> None:
        """Which slot a call came to lie in is told by the lamp that went on meanwhile."""
        for call_id, parking in tuple(self._under_way.items()):
            taken = {parking.slot} if parking.slot else (busy & parking.free_before) - self._names.keys()
            if parking.is_there and taken & busy:
                slot = min(taken & busy)
                self._names[slot] = parking.name
                del self._under_way[call_id]
                self._where[call_id] = slot
                self._runtime.post(partial(self._say_where, call_id, slot))
                self.parked.announce(Slot(slot, True, parking.name))
            elif self._runtime.now_s() - parking.asked_s > 4 * _PATIENCE_S:
                del self._under_way[call_id]

    def _say_where(self, call_id: CallId, slot: str) -> None:
        """In the call and in the history. slot: empty while it is not known."""
        title = translate("calls", "Parked in slot {slot}").format(slot=slot) if slot else translate("calls", "Parked")
        self._calls.taking_over.explain_end(call_id, Explanation(title), stays=True)
        if slot:
            self._transfers.noted.announce(TransferNote(call_id, PARKED, slot))

    def _forget(self, call_id: CallId) -> None:
        self._where.pop(call_id, None)

    def _on_codes(self) -> None:
        if self._numbers() != self._watched:
            self._watch()

    def _watch(self) -> None:
        self._watched = self._numbers()
        for unwatch in self._unwatch:
            unwatch()
        self._unwatch = [self._lamps.watch(number) for number in self._watched]
        self._look()

    def _numbers(self) -> tuple[str, ...]:
        return slot_numbers(self._codes.park_slots)


def slot_numbers(text: str) -> tuple[str, ...]:
    """The numbers in ``701-703, 710``; at most 100. What is no number or range is passed over."""
    numbers = [number for part in text.split(",") for number in _range(part.replace(" ", ""))]
    return tuple(dict.fromkeys(numbers))[:MAX_SLOTS]


def _range(part: str) -> Iterator[str]:
    first, dash, last = part.partition("-")
    if first.isdecimal() and not dash:
        yield first
    elif first.isdecimal() and last.isdecimal() and int(first) <= int(last):
        for number in range(int(first), min(int(last), int(first) + MAX_SLOTS - 1) + 1):
            yield str(number).zfill(len(first))
