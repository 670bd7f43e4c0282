"""The part of the demo that is about transfers: Bob calls Alice, who gives him to Carol, or nearly."""

from collections.abc import Callable
from dataclasses import dataclass

from softphone.basics.ids import AccountId, CallId
from softphone.calls.call import Call
from softphone.calls.transfer import TransferStage
from softphone.demo.parties import ALICE, BOB, CAROL, PATIENCE_S, Parties, talk
from softphone.demo.sound import LISTEN_S, Sound, weakest_of
from softphone.demo.steps import Detail, StepFailed
from softphone.headless import HeadlessPhone
from softphone.protocol.snapshots import EndKind, LegState


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
    """Carol has her telephone for the length of each step."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties
        self._alice, self._bob = parties.alice, parties.bob
        self._turn = 0

    def blind_transfer(self, detail: Detail) -> None:
        """Alice sends Bob to a number that is busy, and has him back; then to Carol, and they hear each other."""
        with self._parties.carol() as carol:
            bobs, alices = self._bob_calls_alice()
            transfers = self._alice.app.transfers
            transfers.blind(alices, "486")
            self._wait(lambda: self._stage(alices) == TransferStage.FAILED, "The busy number did not fail.")
            view = transfers.of(alices)
            detail["busy"] = str(view.problem) if view else ""
            transfers.cancel(alices)  # he waits on hold until she takes him back
            self._wait(lambda: self._talks(alices), "Alice is not back with Bob.")
            transfers.blind(alices, CAROL)
            carols = self._answer(carol)
            self._check_joined(detail, bobs, carol, carols, alices)

    def consult_transfer(self, detail: Detail) -> None:
        """Alice asks Carol first, goes back to Bob once, and then joins the two."""
        with self._parties.carol() as carol:
            bobs, alices = self._bob_calls_alice()
            transfers = self._alice.app.transfers
            consult = transfers.consult(alices, CAROL)
            carols = self._answer(carol)
            self._wait(lambda: self._stage(alices) == TransferStage.CONSULTING, "Alice does not talk with Carol.")
            transfers.swap(consult)
            self._wait(lambda: not self._is_held(alices), "Alice is not back with Bob.")
            transfers.complete(consult)
            self._check_joined(detail, bobs, carol, carols, alices)

    def consult_transfer_cancelled(self, detail: Detail) -> None:
        """Carol's telephone rings; Alice goes back to Bob, and they hear each other."""
        with self._parties.carol() as carol:
            bobs, alices = self._bob_calls_alice()
            consult = self._alice.app.transfers.consult(alices, CAROL)
            carols = self._rings(carol)
            self._alice.app.transfers.cancel(consult)
            self._wait(lambda: not self._is_held(alices), "Alice is not back with Bob.")
            self._wait(lambda: self._ended(carol, carols), "Carol's telephone goes on ringing.")
            ends = (_End("Bob", self._bob, bobs, 41), _End("Alice", self._alice, alices, 42))
            detail["correlation"] = self._hear_each_other(ends)

    # ------------------------------------------------------------------ inside

    def _bob_calls_alice(self) -> tuple[CallId, CallId]:
        """Returns the call as Bob and as Alice has it."""
        return talk(self._bob, self._alice, ALICE, AccountId(f"lab-{BOB}"))

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
        for end, number in zip(ends, (CAROL, BOB), strict=True):
            self._wait(lambda e=end, n=number: self._sees(e, n), f"{end.name} is shown somebody else.")  # type: ignore[misc]
        seen = ends[0].call
        detail.update(correlation=self._hear_each_other(ends), bob_sees=seen.name if seen else "")

    def _hear_each_other(self, ends: tuple[_End, _End]) -> float:
        """The weaker of both correlations. Ends the call."""
        self._turn += 1
        folder = self._parties.folder
        sounds = tuple(
            Sound.use(end.phone, folder, f"transfer-{end.name}-{self._turn}", end.seed, name=end.name) for end in ends
        )
        self._alice.pause(LISTEN_S)
        ends[0].phone.hang_up(ends[0].call_id)
        ends[1].phone.wait_for_silence()
        return weakest_of(sounds)

    def _stage(self, call_id: CallId) -> TransferStage | None:
        view = self._alice.app.transfers.of(call_id)
        return None if view is None else view.stage

    def _talks(self, call_id: CallId) -> bool:
        call = self._alice.app.calls.get(call_id)
        return call is not None and call.state == LegState.ESTABLISHED and call.is_active and not call.is_held

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
        self._alice.wait_for(is_done, PATIENCE_S, otherwise)
