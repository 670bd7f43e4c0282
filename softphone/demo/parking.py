"""The part of the demo that parks a call and takes it back."""

from collections.abc import Callable

from softphone.calls.call import Call
from softphone.calls.parking import Slot
from softphone.demo.parties import ALICE, Parties, talk
from softphone.demo.sound import LISTEN_S, Sound, weakest_of
from softphone.demo.steps import Detail, StepFailed
from softphone.headless import HeadlessPhone
from softphone.protocol.snapshots import LegState
from softphone.settings.call_settings import PARK_NUMBER, PARK_SLOT_CODE, PARK_SLOTS

_PATIENCE_S = 15.0
_SLOT = "703"


class ParkingSteps:
    """Bob calls Alice, who parks him; both see him in the slot, and she takes him back."""

    def __init__(self, parties: Parties) -> None:
        self._alice, self._bob = parties.alice, parties.bob
        self._folder = parties.folder

    def park_retrieve(self, detail: Detail) -> None:
        """A call is parked in a slot of choice, shown there with its name, and taken back: they hear each other."""
        for phone in (self._alice, self._bob):
            phone.app.settings.set(PARK_NUMBER, "700")
            phone.app.settings.set(PARK_SLOTS, "701-705")
            phone.app.settings.set(PARK_SLOT_CODE, "*5")
        waiting = self._talk()
        self._alice.app.parking.park(self._alice.app.calls.calls()[-1].call_id, _SLOT)
        self._wait(lambda: bool(self._slot(self._alice).occupied_by), "The parked call is not shown to Alice.")
        self._wait(lambda: self._slot(self._bob).is_occupied, "The slot's lamp does not reach Bob.")
        detail["parked"] = f"{self._slot(self._alice).occupied_by} in {_SLOT}"
        back = self._alice.app.parking.retrieve(_SLOT)
        self._alice.wait_for_call(back, LegState.ESTABLISHED)
        if not self._is_talking(waiting):
            raise StepFailed("Bob's call was lost in the slot")
        ends = (("Alice", self._alice), ("Bob", self._bob))
        sounds = tuple(
            Sound.use(phone, self._folder, f"parked-{name}", 45 + n, name=name) for n, (name, phone) in enumerate(ends)
        )
        self._alice.pause(LISTEN_S)
        self._alice.hang_up(back)
        self._wait(lambda: not self._is_talking(waiting), "Bob's call did not end.")
        self._bob.wait_for_silence()
        detail["correlation"] = weakest_of(sounds)
        self._wait(lambda: not self._slot(self._alice).is_occupied, "The slot is still shown as taken.")

    def _talk(self) -> Call:
        """Bob and Alice speak; Bob's side of it."""
        dialled, _ = talk(self._bob, self._alice, ALICE)
        return self._bob.wait_for_call(dialled, LegState.ESTABLISHED)

    def _is_talking(self, call: Call) -> bool:
        now = self._bob.app.calls.get(call.call_id)
        return now is not None and now.state == LegState.ESTABLISHED

    def _slot(self, phone: HeadlessPhone) -> Slot:
        return next(slot for slot in phone.app.parking.slots() if slot.number == _SLOT)

    def _wait(self, is_so: Callable[[], bool], title: str) -> None:
        self._alice.wait_for(is_so, _PATIENCE_S, title)
