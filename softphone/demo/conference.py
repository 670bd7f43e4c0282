"""The part of the demo that is about a conference: Alice talks with two at once, who hear each other."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from softphone_lab import Lab

from softphone.basics.ids import CallId
from softphone.calls.call import Call
from softphone.demo.signal import RATE_HZ, find_probe, make_probe, read_wav, write_wav
from softphone.demo.steps import Detail, StepFailed
from softphone.headless import HeadlessPhone
from softphone.lab_account import lab_account
from softphone.protocol.snapshots import LegState

_PATIENCE_S = 10.0
_LEAST_CORRELATION = 0.5
_FIRST_S, _EACH_S = 0.3, 1.8  # one speaks after the other, so that each can be told apart
_LISTEN_S = _FIRST_S + 3 * _EACH_S + 1.2


@dataclass(frozen=True)
class _Party:
    """Who speaks, with what, and where it is kept what he hears."""

    name: str
    phone: HeadlessPhone
    seed: int
    heard: Path

    def hears(self, other: "_Party") -> float:
        """Correlation of the other's signal in what was heard."""
        return find_probe(read_wav(self.heard), make_probe(other.seed)).correlation


class ConferenceSteps:
    """Alice is 1001, Bob is 1002; Carol has a telephone of her own, at 1007, for the length of the step."""

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

    def conference_three(self, detail: Detail) -> None:
        """Everybody hears both others; one leaves, and the other two go on."""
        carol = self._new_phone("carol")
        try:
            carol.start()
            if not carol.sign_in(*lab_account(self._lab.facts, "1007")).is_registered:
                raise StepFailed("Carol's telephone could not sign in")
            self._run(detail, carol)
        finally:
            carol.close()

    def _run(self, detail: Detail, carol: HeadlessPhone) -> None:
        parties = tuple(
            _Party(name, phone, 30 + n, self._folder / f"conference-{name}-speaker.wav")
            for n, (name, phone) in enumerate((("Alice", self._alice), ("Bob", self._bob), ("Carol", carol)))
        )
        to_bob, to_carol = self._call(self._bob, "1002"), self._call(carol, "1007")
        conference = self._alice.app.conference
        conference.join((to_bob, to_carol))
        self._alice.wait_for(
            lambda: all(self._is_mixed(each) for each in (to_bob, to_carol)), _PATIENCE_S, "The calls were not mixed."
        )
        for n, party in enumerate(parties):
            self._speak(party, _FIRST_S + n * _EACH_S)
        self._alice.pause(_LISTEN_S)
        conference.drop(to_bob)
        self._alice.wait_for(lambda: conference.view is None, _PATIENCE_S, "The conference did not end.")
        left = self._alice.app.calls.get(to_carol)
        if left is None or left.state != LegState.ESTABLISHED or not left.is_active:
            raise StepFailed("the call with Carol did not go on by itself")
        self._alice.hang_up(to_carol)
        for party in parties:
            party.phone.wait_for_silence()
        self._check(detail, parties)

    def _check(self, detail: Detail, parties: tuple[_Party, ...]) -> None:
        weakest = 1.0
        for listener in parties:
            for speaker in parties:
                correlation = listener.hears(speaker) if speaker is not listener else 1.0
                if correlation < _LEAST_CORRELATION:
                    raise StepFailed(f"{listener.name} did not hear {speaker.name} (correlation {correlation:.2f})")
                weakest = min(weakest, correlation)
        detail.update(parties=len(parties), weakest_correlation=round(weakest, 2))

    def _call(self, callee: HeadlessPhone, number: str) -> CallId:
        """Alice calls, it is answered; returns her call."""
        rung: list[Call] = []
        forget = callee.app.calls.incoming.add(rung.append)
        call_id = self._alice.app.calls.dial(number)
        callee.wait_for(lambda: bool(rung), _PATIENCE_S, "The call did not arrive.")
        forget()
        callee.app.calls.answer(rung[0].call_id)
        self._alice.wait_for_call(call_id, LegState.ESTABLISHED)
        return call_id

    def _is_mixed(self, call_id: CallId) -> bool:
        call = self._alice.app.calls.get(call_id)
        return call is not None and call.leg.is_mixed and not call.is_held

    def _speak(self, party: _Party, after_s: float) -> None:
        said = self._folder / f"conference-{party.name}-microphone.wav"
        write_wav(said, np.concatenate((np.zeros(int(after_s * RATE_HZ)), make_probe(party.seed))))
        party.phone.use_files(str(said), str(party.heard))
