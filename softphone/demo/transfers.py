"""The part of the demo that is about transfers: Bob calls Alice, who gives him to Carol, or nearly."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from softphone_lab import Lab

from softphone.basics.ids import AccountId, CallId
from softphone.calls.call import Call
from softphone.calls.transfer import TransferStage
from softphone.demo.signal import RATE_HZ, find_probe, make_probe, read_wav, write_wav
from softphone.demo.steps import Detail, StepFailed
from softphone.headless import HeadlessPhone
from softphone.lab_account import lab_account
from softphone.protocol.snapshots import EndKind, LegState

_PATIENCE_S = 10.0
_LEAST_CORRELATION = 0.5
_LEAD_S, _LISTEN_S = 0.3, 3.5
_ALICE, _BOB, _CAROL = "1001", "1002", "1007"


@dataclass(frozen=True)
class _End:
    """One end of a call: who, on which telephone, in which call."""

    name: str
    phone: HeadlessPhone
    call_id: CallId
    seed: int

    @property
    def call(self) -> Call | None:
        return self.phone.app.calls.get(self.call_id)


class TransferSteps:
    """Alice is 1001, Bob is 1002; Carol has a telephone of her own, at 1007, for the length of each step."""

    def __init__(
        self,
        lab: Lab,
        alice: HeadlessPhone,
        bob: HeadlessPhone,
        new_phone: Callable[[str], HeadlessPhone],
        folder: Path,
    ) -> None:
        self._lab = lab
        self._alice = alice
        self._bob = bob
        self._new_phone = new_phone
        self._folder = folder
        self._turn = 0

    def blind_transfer(self, detail: Detail) -> None:
        """Alice sends Bob to a number that is busy, and has him back; then to Carol, and they hear each other."""
        with self._carol() as carol:
            bobs, alices = self._bob_calls_alice()
            transfers = self._alice.app.transfers
            transfers.blind(alices, "486")
            self._wait(lambda: self._stage(alices) == TransferStage.FAILED, "The busy number did not fail.")
            view = transfers.of(alices)
            detail["busy"] = str(view.problem) if view else ""
            transfers.blind(alices, _CAROL)
            carols = self._answer(carol)
            self._check_joined(detail, bobs, carol, carols, alices)

    def consult_transfer(self, detail: Detail) -> None:
        """Alice asks Carol first, goes back to Bob once, and then joins the two."""
        with self._carol() as carol:
            bobs, alices = self._bob_calls_alice()
            transfers = self._alice.app.transfers
            consult = transfers.consult(alices, _CAROL)
            carols = self._answer(carol)
            self._wait(lambda: self._stage(alices) == TransferStage.CONSULTING, "Alice does not talk with Carol.")
            transfers.swap(consult)
            self._wait(lambda: not self._is_held(alices), "Alice is not back with Bob.")
            transfers.complete(consult)
            self._check_joined(detail, bobs, carol, carols, alices)

    def consult_transfer_cancelled(self, detail: Detail) -> None:
        """Carol's telephone rings; Alice goes back to Bob, and they hear each other."""
        with self._carol() as carol:
            bobs, alices = self._bob_calls_alice()
            consult = self._alice.app.transfers.consult(alices, _CAROL)
            carols = self._rings(carol)
            self._alice.app.transfers.cancel(consult)
            self._wait(lambda: not self._is_held(alices), "Alice is not back with Bob.")
            self._wait(lambda: self._ended(carol, carols), "Carol's telephone goes on ringing.")
            ends = (_End("Bob", self._bob, bobs, 41), _End("Alice", self._alice, alices, 42))
            detail["correlation"] = self._hear_each_other(ends)

    # ------------------------------------------------------------------ inside

    @contextmanager
    def _carol(self) -> Iterator[HeadlessPhone]:
        carol = self._new_phone("carol")
        try:
            carol.start()
            if not carol.sign_in(*lab_account(self._lab.facts, _CAROL)).is_registered:
                raise StepFailed("Carol's telephone could not sign in")
            yield carol
        finally:
            for phone in (self._alice, self._bob):
                for call in phone.app.calls.calls():
                    phone.app.calls.hang_up(call.call_id)
            carol.close()

    def _bob_calls_alice(self) -> tuple[CallId, CallId]:
        """Returns the call as Bob and as Alice has it."""
        rung: list[Call] = []
        forget = self._alice.app.calls.incoming.add(rung.append)
        bobs = self._bob.app.calls.dial(_ALICE, AccountId(f"lab-{_BOB}"))
        self._wait(lambda: bool(rung), "Bob's call did not arrive.")
        forget()
        self._alice.app.calls.answer(rung[0].call_id)
        self._bob.wait_for_call(bobs, LegState.ESTABLISHED)
        self._alice.wait_for_call(rung[0].call_id, LegState.ESTABLISHED)
        return bobs, rung[0].call_id

    def _rings(self, phone: HeadlessPhone) -> CallId:
        def alerting() -> Call | None:
            return phone.app.calls.next_alerting()

        self._wait(lambda: alerting() is not None, "Carol's telephone did not ring.")
        call = alerting()
        assert call is not None
        return call.call_id

    def _answer(self, phone: HeadlessPhone) -> CallId:
        call_id = self._rings(phone)
        phone.app.calls.answer(call_id)
        phone.wait_for_call(call_id, LegState.ESTABLISHED)
        return call_id

    def _check_joined(self, detail: Detail, bobs: CallId, carol: HeadlessPhone, carols: CallId, alices: CallId) -> None:
        """Alice's call has ended as transferred; the other two see and hear each other."""
        self._wait(lambda: self._ended(self._alice, alices), "Alice's call did not end.")
        ended = self._alice.app.calls.get(alices)
        if ended is not None and (ended.leg.end is None or ended.leg.end.kind != EndKind.TRANSFERRED):
            raise StepFailed(f"Alice's call ended otherwise: {ended.end_text}")
        ends = (_End("Bob", self._bob, bobs, 43), _End("Carol", carol, carols, 44))
        for end, number in zip(ends, (_CAROL, _BOB), strict=True):
            self._wait(lambda e=end, n=number: self._sees(e, n), f"{end.name} is shown somebody else.")  # type: ignore[misc]
        seen = ends[0].call
        detail.update(correlation=self._hear_each_other(ends), bob_sees=seen.name if seen else "")

    def _hear_each_other(self, ends: tuple[_End, _End]) -> float:
        """The weaker of both correlations. Ends the call."""
        self._turn += 1  # a file that is in use already would not be begun anew
        heard = {end.name: self._folder / f"transfer-{end.name}-{self._turn}-speaker.wav" for end in ends}
        for end in ends:
            said = self._folder / f"transfer-{end.name}-{self._turn}-microphone.wav"
            write_wav(said, np.concatenate((np.zeros(int(_LEAD_S * RATE_HZ)), make_probe(end.seed))))
            end.phone.use_files(str(said), str(heard[end.name]))
        self._alice.pause(_LISTEN_S)
        ends[0].phone.hang_up(ends[0].call_id)
        ends[1].phone.wait_for_silence()
        weakest = 1.0
        for listener, speaker in (ends, ends[::-1]):
            correlation = find_probe(read_wav(heard[listener.name]), make_probe(speaker.seed)).correlation
            if correlation < _LEAST_CORRELATION:
                raise StepFailed(f"{listener.name} did not hear {speaker.name} (correlation {correlation:.2f})")
            weakest = min(weakest, correlation)
        return round(weakest, 2)

    def _stage(self, call_id: CallId) -> TransferStage | None:
        view = self._alice.app.transfers.of(call_id)
        return None if view is None else view.stage

    def _is_held(self, call_id: CallId) -> bool:
        call = self._alice.app.calls.get(call_id)
        return call is not None and call.is_held

    @staticmethod
    def _ended(phone: HeadlessPhone, call_id: CallId) -> bool:
        call = phone.app.calls.get(call_id)
        return call is None or call.is_ended

    @staticmethod
    def _sees(end: _End, number: str) -> bool:
        return end.call is not None and end.call.leg.remote.number == number

    def _wait(self, is_done: Callable[[], bool], otherwise: str) -> None:
        self._alice.wait_for(is_done, _PATIENCE_S, otherwise)
