"""The part of the demo about where calls go: the mobile rings too, and calls are forwarded, both true to the PBX."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from softphone_lab.line import Line
from softphone_lab.line_call import Answers

from softphone.basics.ids import AccountId, CallId
from softphone.calls.call import Call
from softphone.demo.parties import ALICE, BOB, CAROL, Parties
from softphone.demo.steps import Detail, StepFailed
from softphone.mobility.forward_target import VOICEMAIL, ForwardTarget
from softphone.mobility.forwarding import ForwardKind, ForwardRule, ForwardState
from softphone.mobility.twin_view import TwinMode, TwinView
from softphone.protocol.snapshots import LegState

_ALICE_ID, _BOB_ID = AccountId(f"lab-{ALICE}"), AccountId(f"lab-{BOB}")
_PATIENCE_S = 30.0
_TONE_HZ = 640.0


class RoutingSteps:
    """Bob calls Alice; Carol or Alice's mobile gets the call."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties
        self._lab, self._alice, self._bob = parties.lab, parties.alice, parties.bob

    def twinning_toggled(self, detail: Detail) -> None:
        """The mobile rings too once that is on, its own voicemail gets nothing, and it is silent once that is off."""
        twinning = self._alice.app.twinning
        with Line(self._lab.facts, f"mobile{ALICE}", _TONE_HZ, Answers.VOICEMAIL) as mobile:
            try:
                self._lab.cli(f"database put RINGSECS {ALICE} 40")  # time for the mobile's voicemail to be sent away
                twinning.set_guarded(_ALICE_ID, True)
                twinning.set_mode(_ALICE_ID, TwinMode.ALWAYS)
                self._wait(lambda: bool(self._twin.is_on and self._twin.is_guarded), "It is not read back as on.")
                detail["read_back"] = self._twin.is_read_back
                with self._call() as call_id:
                    self._wait(lambda: any(call.is_talking for call in mobile.calls), "The mobile does not ring.")
                    self._wait(lambda: mobile.calls[0].is_ended, "The mobile's voicemail keeps the call.")
                    call = self._bob.app.calls.get(call_id)
                    if call is None or call.state is LegState.ESTABLISHED:
                        raise StepFailed("the mobile's voicemail got the call")
                mobile.answers = Answers.PERSON
                with self._call() as call_id:
                    self._bob.wait_for_call(call_id, LegState.ESTABLISHED, _PATIENCE_S)
                detail["taken_after_pressing"] = mobile.calls[-1].pressed
                twinning.set_mode(_ALICE_ID, TwinMode.OFF)
                self._wait(lambda: self._twin.is_on is False, "It is not read back as off.")
                self._rings_only_here(mobile)
            finally:
                twinning.set_guarded(_ALICE_ID, False)
                twinning.set_mode(_ALICE_ID, TwinMode.OFF)
                self._lab.cli(f"database del RINGSECS {ALICE}")
                self._wait(self._is_as_before, "It is on still.")

    def forwarding_set_and_read_back(self, detail: Detail) -> None:
        """A call goes to Carol once all calls are sent there; the PBX's own lamp says so, also when it is set there."""
        forwarding = self._alice.app.forwarding
        with self._parties.carol() as carol:
            try:
                forwarding.set(_ALICE_ID, ForwardKind.ALWAYS, ForwardTarget(CAROL))
                self._wait(lambda: self._is(ForwardState.ON), "It is not read back as on.")
                detail["target"] = self._rule.target
                rung: list[Call] = []
                forget = carol.app.calls.incoming.add(rung.append)
                with self._call():
                    self._wait(lambda: bool(rung), "The call does not reach Carol.")
                forget()
                detail["rang_at"] = CAROL
                self._lab.cli(f"database del CFU {ALICE}")  # somebody switches it off at the desk phone
                self._lab.cli(f"devstate change Custom:CFU{ALICE} NOT_INUSE")
                self._wait(lambda: self._is(ForwardState.OFF), "What was switched off elsewhere is not seen.")
                forwarding.set(_ALICE_ID, ForwardKind.ALWAYS, VOICEMAIL)
                self._wait(lambda: self._is(ForwardState.ON), "Voicemail is not read back as on.")
            finally:
                forwarding.set(_ALICE_ID, ForwardKind.ALWAYS, None)
                self._wait(lambda: self._is(ForwardState.OFF), "It is not read back as off.")

    # ------------------------------------------------------------------ inside

    @property
    def _twin(self) -> TwinView:
        return self._alice.app.twinning.view(_ALICE_ID)

    def _is_as_before(self) -> bool:
        view = self._twin
        return not (view.is_on or view.is_guarded or view.is_pending)

    @property
    def _rule(self) -> ForwardRule:
        return self._alice.app.forwarding.rule(_ALICE_ID, ForwardKind.ALWAYS)

    def _is(self, state: ForwardState) -> bool:
        rule = self._rule
        return rule.state is state and rule.is_read_back and not rule.is_pending

    def _rings_only_here(self, mobile: Line) -> None:
        before, rung = len(mobile.calls), list[Call]()
        forget = self._alice.app.calls.incoming.add(rung.append)
        with self._call():
            self._wait(lambda: bool(rung), "The desk does not ring.")
        forget()
        if len(mobile.calls) > before:
            raise StepFailed("the mobile rang though that was off")

    @contextmanager
    def _call(self) -> Iterator[CallId]:
        """Bob calls Alice; it is over at the end."""
        call_id = self._bob.app.calls.dial(ALICE, _BOB_ID)
        try:
            yield call_id
        finally:
            self._bob.hang_up(call_id)
            self._bob.wait_for_silence()
            self._alice.wait_for_silence()

    def _wait(self, is_so: Callable[[], bool], title: str) -> None:
        self._alice.wait_for(is_so, _PATIENCE_S, title)
