"""The main job, step by step, with two engines against a lab PBX of its own."""

import os
import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from softphone_lab import Lab, Part

from softphone.accounts.credentials import MemoryCredentialStore
from softphone.basics.ids import AccountId, CallId
from softphone.basics.secret import Secret
from softphone.calls.call import Call
from softphone.demo.company import CompanySteps
from softphone.demo.conference import ConferenceSteps
from softphone.demo.failover import FailoverSteps
from softphone.demo.handoff import HandoffSteps
from softphone.demo.identity import IdentitySteps
from softphone.demo.line import LineSteps
from softphone.demo.messages import MessageSteps
from softphone.demo.parking import ParkingSteps
from softphone.demo.parties import Parties, talk
from softphone.demo.pull import PullSteps
from softphone.demo.quiet import QuietSteps
from softphone.demo.routing import RoutingSteps
from softphone.demo.sound import LISTEN_S, Sound
from softphone.demo.steps import Detail, Report, Step, StepFailed
from softphone.demo.transfers import TransferSteps
from softphone.demo.voicemail import VoicemailSteps
from softphone.headless import HeadlessPhone
from softphone.lab_account import lab_account
from softphone.protocol.snapshots import (
    AudioProcessing,
    EndKind,
    HoldState,
    RegistrationProblem,
)
from softphone.runtime import PlainRuntime
from softphone.settings.store import MemorySettingsStore

STEPS = (
    "engine_started",
    "registered",
    "wrong_password_explained",
    "echo_call_audio",
    "hold_resume",
    "dtmf_received",
    "incoming_call",
    "tls_srtp_call",
    "blind_transfer",
    "consult_transfer",
    "consult_transfer_cancelled",
    "conference_three",
    "presence_published",
    "presence_seen",
    "blf_ringing_and_busy_seen",
    "resource_list_seen",
    "directory_person_found",
    "caller_named",
    "park_retrieve",
    "voicemail_left_and_seen",
    "voicemail_played",
    "voicemail_heard_clears_lamp",
    "handoff_to_mobile",
    "handoff_returns_from_mobile_voicemail",
    "pull_from_mobile",
    "twinning_toggled",
    "forwarding_set_and_read_back",
    "quiet_hours_applied",
    "message_delivered",
    "private_number_never_seen",
    "network_change_in_call",
    "reachable_proved",
    "server_failover",
    "engine_killed_and_back",
    "history_written",
    "clean_shutdown",
)


class Scenario:
    """Runs every step of `STEPS` against the lab and reports."""

    def __init__(self, lab: Lab, folder: Path, on_progress: Callable[[Step], None]) -> None:
        self._lab = lab
        self._folder = folder
        self._runtime = PlainRuntime()
        self._alice = self._new_phone("alice")
        self._bob = self._new_phone("bob")
        parties = Parties(lab, self._alice, self._bob, self._new_phone, folder)
        # Each has a method for every step of its own.
        self._chapters: tuple[object, ...] = (
            CompanySteps(lab, self._alice, self._bob),
            ParkingSteps(parties),
            VoicemailSteps(lab, self._alice, self._bob, folder),
            HandoffSteps(lab, self._alice, folder),
            PullSteps(lab, self._alice, self._bob, folder),
            IdentitySteps(parties),
            LineSteps(lab, self._alice, folder),
            FailoverSteps(lab, self._new_phone, folder),
            ConferenceSteps(parties),
            TransferSteps(parties),
            RoutingSteps(parties),
            QuietSteps(parties),
            MessageSteps(parties),
        )
        self._pids: set[int] = set()
        self.report = Report(STEPS, on_progress)

    def run(self) -> Report:
        """Every step in order; a step that fails does not keep the later ones from being tried."""
        try:
            for name in STEPS:
                with self.report.step(name) as detail:
                    self._step(name)(detail)
        finally:
            self._alice.close()
            self._bob.close()
            self._runtime.close()
        return self.report

    def _step(self, name: str) -> Callable[[Detail], None]:
        for chapter in self._chapters:
            step: Callable[[Detail], None] | None = getattr(chapter, name, None)
            if step is not None:
                return step
        return getattr(self, f"_{name}")  # type: ignore[no-any-return]

    def _new_phone(self, name: str) -> HeadlessPhone:
        return HeadlessPhone(
            self._runtime,
            settings_store=MemorySettingsStore(),
            credentials=MemoryCredentialStore(),
            data_folder=self._folder / name,
        )

    def _sign_in(self, phone: HeadlessPhone, user: str) -> AccountId:
        config, password = lab_account(self._lab.facts, user)
        view = phone.sign_in(config, password)
        if not view.is_registered:
            raise StepFailed(str(view.explanation or view.registration.state))
        return config.account_id

    # --------------------------------------------------------------------- steps

    def _engine_started(self, detail: Detail) -> None:
        self._alice.start()
        no_processing = AudioProcessing(
            has_echo_cancellation=False, has_noise_suppression=False, has_gain_control=False
        )
        self._alice.app.devices.set_processing(no_processing)
        self._pids.add(self._alice.engine_pid or 0)
        detail["codecs"] = ", ".join(self._alice.app.engine.codecs)

    def _registered(self, detail: Detail) -> None:
        self._sign_in(self._alice, "1001")
        contacts = self._lab.contacts("1001")
        if not contacts:
            raise StepFailed("the PBX knows no device of 1001")
        detail["contact"] = contacts[0].uri

    def _wrong_password_explained(self, detail: Detail) -> None:
        config, _ = lab_account(self._lab.facts, "1004")
        view = self._alice.sign_in(config, Secret("not-the-password"))
        self._alice.app.accounts.remove(config.account_id)
        if view.registration.problem != RegistrationProblem.WRONG_PASSWORD or view.explanation is None:
            raise StepFailed(f"it says {view.registration.problem} instead")
        if view.registration.retry_in_s is not None:
            raise StepFailed("it would try the wrong password again")
        detail["words"] = str(view.explanation)

    def _echo_call_audio(self, detail: Detail) -> None:
        sound = self._use_sound(self._alice, "echo", seed=1)
        call = self._alice.dial("*43")
        self._alice.pause(LISTEN_S)
        self._alice.hang_up(call.call_id)
        offset_s, correlation = sound.expect(1)
        detail.update(delay_ms=round(offset_s * 1000), correlation=round(correlation, 2), codec=_codec(call))

    def _hold_resume(self, detail: Detail) -> None:
        self._use_sound(self._alice, "before-hold", seed=2)
        call = self._alice.dial("*43")
        self._alice.app.calls.hold(call.call_id)
        self._wait_for_hold(call.call_id, HoldState.LOCAL)
        self._alice.app.calls.resume(call.call_id)
        self._wait_for_hold(call.call_id, HoldState.NONE)
        sound = self._use_sound(self._alice, "after-hold", seed=3)
        self._alice.pause(LISTEN_S)
        self._alice.hang_up(call.call_id)
        detail["correlation_after_resume"] = round(sound.expect(3)[1], 2)

    def _wait_for_hold(self, call_id: CallId, hold: HoldState) -> None:
        def is_so() -> bool:
            call = self._alice.app.calls.get(call_id)
            return call is not None and call.leg.hold == hold

        self._alice.wait_for(is_so, 5.0, f"The call's hold state did not become {hold}.")

    def _dtmf_received(self, detail: Detail) -> None:
        digits = "1590*#"
        call = self._alice.dial("*46")
        self._alice.pause(0.5)
        self._alice.app.calls.send_dtmf(call.call_id, digits)
        try:
            self._alice.wait_for(lambda: self._lab.received_dtmf("1001") == digits, 8.0, "")
        except Exception:
            raise StepFailed(f"the PBX got {self._lab.received_dtmf('1001')!r} instead of {digits!r}") from None
        finally:
            self._alice.hang_up(call.call_id)
        detail["digits"] = self._lab.received_dtmf("1001")

    def _incoming_call(self, detail: Detail) -> None:
        self._bob.start()
        self._pids.add(self._bob.engine_pid or 0)
        self._sign_in(self._bob, "1002")
        self._sign_in(self._bob, "1003")
        seen = self._call_between("1001", AccountId("lab-1002"), AccountId("lab-1001"), seeds=(4, 5))
        detail.update(caller=f"{seen.name} {seen.number}".strip(), codec=_codec(seen))

    def _tls_srtp_call(self, detail: Detail) -> None:
        alice, bob = self._sign_in(self._alice, "1005"), self._sign_in(self._bob, "1006")
        seen = self._call_between("1005", bob, alice, seeds=(6, 7))
        media = seen.leg.media
        if media is None or not media.is_encrypted:
            raise StepFailed("the sound is not encrypted")
        detail.update(crypto_suite=media.crypto_suite, codec=media.codec)

    def _call_between(self, number: str, caller: AccountId, callee: AccountId, seeds: tuple[int, int]) -> Call:
        """Bob calls, Alice answers, both hear the other's probe; returns the call as Alice saw it."""
        bobs = self._use_sound(self._bob, f"bob-{number}", seeds[0])
        alices = self._use_sound(self._alice, f"alice-{number}", seeds[1])
        dialled, arrived = talk(self._bob, self._alice, number, caller)
        self._alice.pause(LISTEN_S)
        seen = self._alice.app.calls.get(arrived)
        assert seen is not None
        self._bob.hang_up(dialled)
        self._alice.wait_for(lambda: self._has_ended(arrived), 5.0, "Alice's side of the call did not end.")
        self._alice.wait_for_silence()
        if seen.account_id != callee:
            raise StepFailed(f"the call came in on {seen.account_id}")
        alices.expect(seeds[0], "Bob")
        bobs.expect(seeds[1], "Alice")
        return seen

    def _has_ended(self, call_id: CallId) -> bool:
        call = self._alice.app.calls.get(call_id)
        return call is None or call.is_ended

    def _engine_killed_and_back(self, detail: Detail) -> None:
        call = self._alice.dial("*43")
        ended: list[Call] = []
        forget = self._alice.app.calls.changed.add(lambda c: ended.append(c) if c.is_ended else None)
        pid = self._alice.engine_pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        killed_at = time.monotonic()
        self._alice.wait_for(lambda: bool(ended), 5.0, "The call was not reported lost.")
        forget()
        if ended[0].call_id != call.call_id or ended[0].leg.end is None or ended[0].leg.end.kind != EndKind.ENGINE_LOST:
            raise StepFailed("the call ended with another reason than the lost engine")
        self._alice.wait_for(self._is_alice_back, 10.0, "The account did not register again.")
        self._pids.add(self._alice.engine_pid or 0)
        detail.update(seconds=round(time.monotonic() - killed_at, 2), words=str(ended[0].end_text))

    def _is_alice_back(self) -> bool:
        view = self._alice.app.accounts.view(AccountId("lab-1001"))
        return view is not None and view.is_registered

    def _clean_shutdown(self, detail: Detail) -> None:
        if len(self._pids) < 2:
            raise StepFailed("the engines were not both running")
        if not (self._alice.close() and self._bob.close()):
            raise StepFailed("an engine did not end in time")
        left = [user for user in ("1001", "1002", "1003", "1005", "1006") if self._lab.contacts(user)]
        if left:
            raise StepFailed(f"still registered at the PBX: {', '.join(left)}")
        alive = [pid for pid in self._pids if pid and Path(f"/proc/{pid}").exists()]
        if alive:
            raise StepFailed(f"processes left: {alive}")
        detail["processes_left"] = 0

    def _use_sound(self, phone: HeadlessPhone, file: str, seed: int) -> Sound:
        return Sound.use(phone, self._folder, file, seed, name="Alice" if phone is self._alice else "Bob")


def _codec(call: Call) -> str:
    return call.leg.media.codec if call.leg.media else ""


def run_demo(on_progress: Callable[[Step], None]) -> Report:
    """Starts a lab, runs every step, takes the lab down. Raises LabError when the lab cannot be started."""
    lab = Lab(parts=(Part.PBX, Part.PRESENCE, Part.DIRECTORY, Part.MAIL))
    lab.up()
    try:
        with tempfile.TemporaryDirectory(prefix="softphone-demo-") as folder:
            return Scenario(lab, Path(folder), on_progress).run()
    finally:
        lab.down()
