"""Attended transfers through the real PBX, over UDP and over TLS with encrypted sound, one after the other.

A transfer counts when both whom it has joined are shown each other and each hears the other's tone.
"""

import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import msgspec
from softphone_lab import Lab, Part

from softphone.accounts.credentials import MemoryCredentialStore
from softphone.basics.errors import UserFacingError
from softphone.basics.ids import CallId
from softphone.calls.transfer import TransferStage
from softphone.headless import HeadlessPhone
from softphone.lab_account import lab_account
from softphone.protocol.snapshots import LegState, SrtpKeying, SrtpMode
from softphone.runtime import PlainRuntime
from softphone.settings.store import MemorySettingsStore
from tests.bench.figures import Figure
from tests.harness.sound_probe import read_wav, share_of, write_tone

BOB_HZ, CAROL_HZ = 440.0, 700.0
_LEAST_SHARE = 0.7
_TONE_S, _LISTEN_S, _JUDGED_S = 30.0, 1.0, 0.4
_PATIENCE_S = 10.0
_ENDS = {"udp": ("1001", "1002", "1003"), "tls_srtp": ("1005", "1006", "1008")}


class NotJoined(Exception):
    """What was seen instead."""


class _Person:
    """A telephone with a tone for a voice, whose speaker is recorded."""

    def __init__(self, lab: Lab, runtime: PlainRuntime, user: str, folder: Path, frequency_hz: float) -> None:
        self.phone = HeadlessPhone(runtime, settings_store=MemorySettingsStore(), credentials=MemoryCredentialStore())
        self.user = user
        self._said, self.heard = folder / f"{user}-said.wav", folder / f"{user}-heard.wav"
        write_tone(self._said, _TONE_S, frequency_hz)
        self.phone.start()
        config, password = lab_account(lab.facts, user)
        if lab.facts.user(user).srtp == "dtls":
            config = msgspec.structs.replace(config, srtp=SrtpMode.REQUIRED, srtp_keying=SrtpKeying.DTLS)
        if not self.phone.sign_in(config, password).is_registered:
            raise NotJoined(f"{user} could not sign in")

    def listen(self) -> None:
        """Speaks and records anew."""
        self.phone.use_files(str(self._said), str(self.heard))

    def answer(self) -> CallId:
        """Waits until it rings, answers."""
        calls = self.phone.app.calls
        self.phone.wait_for(lambda: calls.next_alerting() is not None, _PATIENCE_S, f"{self.user} was not called")
        call = calls.next_alerting()
        assert call is not None
        calls.answer(call.call_id)
        self.phone.wait_for_call(call.call_id, LegState.ESTABLISHED)
        return call.call_id

    def sees(self, call_id: CallId, user: str) -> bool:
        call = self.phone.app.calls.get(call_id)
        return call is not None and call.state == LegState.ESTABLISHED and call.leg.remote.number == user

    def is_idle(self) -> bool:
        return all(call.is_ended for call in self.phone.app.calls.calls())

    def share_heard(self, frequency_hz: float) -> float:
        """How much of the last sound that came was this tone."""
        (sound, *_), rate_hz = read_wav(self.heard)
        end = round(len(sound) - 0.15 * rate_hz)
        return share_of(sound[end - round(_JUDGED_S * rate_hz) : end], frequency_hz, rate_hz)


class Office:
    """Alice, who transfers; Bob, who calls her; Carol, who gets him."""

    def __init__(self, lab: Lab, stack: ExitStack, folder: Path, users: tuple[str, str, str]) -> None:
        runtime = PlainRuntime()
        stack.callback(runtime.close)
        tones = (300.0, BOB_HZ, CAROL_HZ)
        people = [_Person(lab, runtime, user, folder, tone) for user, tone in zip(users, tones, strict=True)]
        for person in people:
            stack.callback(person.phone.close)
        self._alice, self._bob, self._carol = people

    def transfer(self) -> float:
        """One transfer; seconds from the wish until both see each other. Raises NotJoined or UserFacingError."""
        alice, bob, carol = self._alice, self._bob, self._carol
        for person in (bob, carol):
            person.listen()
        at_bob = bob.phone.app.calls.dial(alice.user)
        first = alice.answer()
        bob.phone.wait_for_call(at_bob, LegState.ESTABLISHED)
        transfers = alice.phone.app.transfers
        consult = transfers.consult(first, carol.user)
        at_carol = carol.answer()
        alice.phone.wait_for_call(consult, LegState.ESTABLISHED)
        view = transfers.of(first)
        if view is None or view.stage != TransferStage.CONSULTING:
            raise NotJoined(f"the consultation is {view.stage if view else 'gone'}")
        began_s = time.monotonic()
        transfers.complete(first)
        alice.phone.wait_for(
            lambda: bob.sees(at_bob, carol.user) and carol.sees(at_carol, bob.user) and alice.is_idle(),
            _PATIENCE_S,
            "they were not joined",
        )
        took_s = time.monotonic() - began_s
        alice.phone.pause(_LISTEN_S)
        bob.phone.hang_up(at_bob)
        carol.phone.wait_for_silence()
        shares = bob.share_heard(CAROL_HZ), carol.share_heard(BOB_HZ)
        if min(shares) < _LEAST_SHARE:
            raise NotJoined(f"heard of each other: {shares[0]:.2f} and {shares[1]:.2f}")
        return took_s

    def clear(self) -> None:
        """Ends whatever a failure has left."""
        for person in (self._alice, self._bob, self._carol):
            for call in person.phone.app.calls.calls():
                person.phone.app.calls.hang_up(call.call_id)
        self._alice.phone.pause(1.0)


def transfer_times(lab: Lab, folder: Path, kind: str, count: int) -> tuple[list[float], list[str]]:
    """Seconds of each transfer that came about, and what was seen of each that did not. kind: udp or tls_srtp."""
    times: list[float] = []
    failures: list[str] = []
    with ExitStack() as stack:
        office = Office(lab, stack, folder, _ENDS[kind])
        for _ in range(count):
            try:
                times.append(office.transfer())
            except (NotJoined, UserFacingError) as error:
                failures.append(str(error))
                office.clear()
    return times, failures


def measure_transfers(folder: Path, add: Callable[[Figure], None], count: int) -> None:
    """So many each way."""
    lab = Lab(parts=(Part.PBX,))
    lab.up()
    try:
        for kind in _ENDS:
            times, failures = transfer_times(lab, folder, kind, count)
            note = f"of {count}" + (f"; first: {failures[0]}" if failures else "")
            add(Figure(f"transfers_failed_{kind}", "", [float(len(failures))], limit=0, note=note))
            if times:
                add(Figure(f"transfer_{kind}_ms", "ms", [each * 1000 for each in times]))
    finally:
        lab.down()
