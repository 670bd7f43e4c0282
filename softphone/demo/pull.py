"""The part of the demo in which a call that was answered at the mobile goes on at the desk."""

import time
from collections.abc import Callable
from pathlib import Path

from softphone_lab import Lab
from softphone_lab.line import Line
from softphone_lab.line_call import Answers

from softphone.basics.ids import AccountId
from softphone.calls.call import Call
from softphone.demo.parties import ALICE, PATIENCE_S
from softphone.demo.sound import LISTEN_S, Sound
from softphone.demo.steps import Detail, StepFailed
from softphone.headless import HeadlessPhone
from softphone.mobility.pull import PullOffer, PullPlace
from softphone.protocol.snapshots import LegState

_MOBILE_HZ = 620.0
_BOBS, _ALICES = 81, 82  # seeds of their probes


class PullSteps:
    """Bob calls Alice, who answers at her mobile, a line of the lab, and takes the call at her desk."""

    def __init__(self, lab: Lab, alice: HeadlessPhone, bob: HeadlessPhone, folder: Path) -> None:
        self._lab = lab
        self._alice = alice
        self._bob = bob
        self._folder = folder

    def pull_from_mobile(self, detail: Detail) -> None:
        """The call is offered and taken with one wish: Bob hears Alice's laptop, the mobile is free, nobody is lost."""
        self._lab.cli(f"database put TWIN {ALICE} 1")
        try:
            with Line(self._lab.facts, f"mobile{ALICE}", _MOBILE_HZ, Answers.SILENT_PERSON) as mobile:
                self._pull(mobile, detail)
        finally:
            self._lab.cli(f"database del TWIN {ALICE}")

    def _pull(self, mobile: Line, detail: Detail) -> None:
        bobs = Sound.use(self._bob, self._folder, "pull-bob", _BOBS, name="Bob")
        Sound.use(self._alice, self._folder, "pull-alice", _ALICES, name="Alice")
        ended: list[Call] = []
        forget = self._alice.app.calls.changed.add(lambda call: ended.append(call) if call.is_ended else None)
        dialled = self._bob.app.calls.dial(ALICE, AccountId("lab-1002"))
        self._bob.wait_for_call(dialled, LegState.ESTABLISHED)
        answered_s = time.monotonic()
        offer = self._offer()
        detail["offered_after_s"] = round(time.monotonic() - answered_s, 2)
        forget()
        words = ended[-1].end_text if ended else None
        if words is None or any(call.is_missed for call in ended):
            raise StepFailed("the call that was answered at the mobile counts as missed")
        detail.update(words=words.title, offered=f"{offer.party_name} {offer.party_number}".strip())
        self._alice.app.pulls.take(offer.offer_id)
        self._wait(lambda: self._taken() is not None, "The call did not come.")
        self._alice.pause(LISTEN_S)
        taken = self._taken()
        if taken is None or "*" in taken.name + taken.number:
            raise StepFailed(f"the call is shown as {taken.name if taken is not None else 'nothing'}")
        at_mobile = mobile.call
        if at_mobile is None or not at_mobile.is_ended:
            raise StepFailed("the mobile still has the call")
        self._alice.hang_up(taken.call_id)
        self._wait(self._is_bob_free, "Bob's side of the call did not end.")
        self._bob.wait_for_silence()
        correlation = bobs.expect(_ALICES, "Alice at her desk")[1]
        detail.update(party=taken.name, taken_from=str(taken.taken_from), correlation=round(correlation, 2))

    def _offer(self) -> PullOffer:
        def found() -> PullOffer | None:
            return next((each for each in self._alice.app.pulls.offers if each.where == PullPlace.MOBILE), None)

        self._wait(lambda: found() is not None, "The call on the mobile is not offered.")
        offer = found()
        assert offer is not None
        return offer

    def _taken(self) -> Call | None:
        calls = self._alice.app.calls.calls()
        return next((call for call in calls if call.taken_from and not call.is_ended), None)

    def _is_bob_free(self) -> bool:
        return all(call.is_ended for call in self._bob.app.calls.calls())

    def _wait(self, is_so: Callable[[], bool], title: str) -> None:
        self._alice.wait_for(is_so, PATIENCE_S, title)
