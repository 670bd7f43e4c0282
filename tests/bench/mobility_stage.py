"""Alice at her desk, her mobile, and somebody outside who talks to her: three tones, so that it is heard who is there.

The desk is the program itself; mobile and far party are lines of the lab, which keep every packet.
"""

import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import msgspec
from softphone_lab import Lab
from softphone_lab.line import Line
from softphone_lab.line_call import Answers, LineCall

from softphone.accounts.credentials import MemoryCredentialStore
from softphone.basics.ids import AccountId, CallId
from softphone.headless import HeadlessPhone
from softphone.lab_account import lab_account
from softphone.mobility.handoff import HandoffStage, HandoffView
from softphone.pbx_profiles.profile import HandoffStep
from softphone.protocol.snapshots import EndKind, LegState
from softphone.runtime import PlainRuntime
from softphone.settings.handoff_settings import HANDOFF_CONFIRM_S, HANDOFF_RING_S
from softphone.settings.identity_settings import PRIVATE_NUMBER
from softphone.settings.store import MemorySettingsStore
from tests.harness.sound_probe import write_tone

DESK_HZ, MOBILE_HZ, FAR_HZ = 500.0, 800.0, 1300.0
ALICE, MOBILE, OUTSIDE = "1001", "mobile1001", "pstn"
WORK_NUMBER, PRIVATE = "+15550201001", "+15550101001"
PATIENCE_S = 20.0
_TONE_S, _TONE_RATE_HZ = 900.0, 8000  # the microphone stays open from one call to the next while a tone sounds
_SETTLE_S = 0.4


class NotSo(Exception):
    """What was seen instead."""


class MobilityStage:
    """Everybody signed in; between two cycles nobody is in a call.

    Attributes:
        desk, far, mobile: whom it is about.
        account_id: the desk's account.
    """

    def __init__(self, lab: Lab, stack: ExitStack, folder: Path) -> None:
        runtime = PlainRuntime()
        stack.callback(runtime.close)
        self.lab = lab
        self.desk = HeadlessPhone(runtime, settings_store=MemorySettingsStore(), credentials=MemoryCredentialStore())
        stack.callback(self.desk.close)
        self.far = Line(lab.facts, OUTSIDE, FAR_HZ)
        self.mobile = Line(lab.facts, MOBILE, MOBILE_HZ)
        for line in (self.far, self.mobile):
            stack.callback(line.close)
            line.register()
        self.desk.start()
        config, password = lab_account(lab.facts, ALICE)
        if not self.desk.sign_in(config, password).is_registered:
            raise NotSo("the desk could not sign in")
        self.account_id: AccountId = config.account_id
        settings, app = self.desk.app.settings, self.desk.app
        settings.set(PRIVATE_NUMBER, "allow")
        settings.set(HANDOFF_CONFIRM_S, 3)
        app.mobile_numbers.set(config.account_id, PRIVATE)
        said = folder / "desk.wav"
        write_tone(said, _TONE_S, DESK_HZ, rate_hz=_TONE_RATE_HZ)
        self.desk.use_files(str(said), str(folder / "desk-heard.wav"))
        self.views: list[HandoffView] = []
        self._profile = app.profiles.of(config)
        app.profiles.of = lambda config: self._profile  # type: ignore[method-assign]
        app.handoffs.changed.add(self.views.append)

    # ------------------------------------------------------------------ deeds

    def talk(self) -> tuple[CallId, LineCall]:
        """Somebody calls from outside, the desk answers, and they hear each other: the call at the desk, and there."""
        calls = self.desk.app.calls
        theirs = self.far.dial_soon(WORK_NUMBER)
        self.wait(lambda: calls.next_alerting() is not None, "the desk was not called")
        call = calls.next_alerting()
        assert call is not None
        calls.answer(call.call_id)
        self.desk.wait_for_call(call.call_id, LegState.ESTABLISHED)
        self.wait(lambda: theirs.voice.hears(DESK_HZ), "the far party does not hear the desk")
        return call.call_id, theirs

    def push(
        self, call_id: CallId, answers: Answers, *, by: HandoffStep = HandoffStep.CODE, ring_s: int = 0
    ) -> HandoffView:
        """Sends the call this way to the mobile, which answers so; returns how that ended."""
        self.begin_push(call_id, answers, by=by, ring_s=ring_s)
        self.wait(lambda: bool(self.views) and not self.views[-1].is_under_way, "the handoff did not end")
        return self.views[-1]

    def begin_push(
        self, call_id: CallId, answers: Answers, *, by: HandoffStep = HandoffStep.CODE, ring_s: int = 0
    ) -> None:
        """The same, without waiting for anything."""
        self.mobile.answers = answers
        self._profile = msgspec.structs.replace(self._profile, handoff=(by,))
        self.desk.app.settings.set(HANDOFF_RING_S, ring_s)
        self.views.clear()
        self.desk.app.handoffs.push(call_id)

    def check_landed(self, call_id: CallId, theirs: LineCall, view: HandoffView, since_s: float) -> float:
        """Far party and mobile hear each other, the desk is free; the longest silence at the far party, in seconds."""
        if view.stage != HandoffStage.DONE:
            raise NotSo(f"{view.stage}: {view.problem}")
        self.wait(lambda: theirs.voice.hears(MOBILE_HZ), "the far party does not hear the mobile")
        mobile = self.mobile.call
        assert mobile is not None
        self.wait(lambda: mobile.voice.hears(FAR_HZ), "the mobile does not hear the far party")
        call = self.desk.app.calls.get(call_id)
        if call is not None and not call.is_ended:
            raise NotSo("the desk still has the call")
        self.desk.pause(_SETTLE_S)
        return theirs.voice.worst_gap_s((DESK_HZ, MOBILE_HZ), since_s, time.time() - 0.05)

    def check_stayed(self, call_id: CallId, theirs: LineCall, view: HandoffView, since_s: float) -> float:
        """The far party talks with the desk as before; the longest silence there, in seconds."""
        if view.stage != HandoffStage.BACK or view.problem is None:
            raise NotSo(f"{view.stage}: {view.problem}")
        call = self.desk.app.calls.get(call_id)
        if call is None or call.state != LegState.ESTABLISHED or call.is_held:
            raise NotSo("the desk has lost the call")
        self.desk.pause(_SETTLE_S)
        if theirs.is_ended or not theirs.voice.hears(DESK_HZ):
            raise NotSo("the far party does not hear the desk any more")
        if self.mobile.call is not None:
            mobile = self.mobile.call
            self.wait(lambda: mobile.is_ended, "the mobile's call did not end")
        return theirs.voice.worst_gap_s((DESK_HZ,), since_s, time.time() - 0.05)

    def clear(self) -> None:
        """Everybody hangs up."""
        for call in (*self.far.calls, *self.mobile.calls):
            call.hang_up()
        calls = self.desk.app.calls
        for each in calls.calls():
            calls.hang_up(each.call_id)
        self.desk.runtime.run_until(lambda: all(each.is_ended for each in calls.calls()), PATIENCE_S)
        self.far.forget_ended()
        self.mobile.forget_ended()

    def sign_in_again(self) -> None:
        """After the PBX has lost every registration."""
        for line in (self.far, self.mobile):
            line.register()
        self.desk.app.accounts.register_now(self.account_id)
        self.wait(lambda: bool(self.lab.contacts(ALICE)), "the desk did not sign in again")

    def wait(self, is_so: Callable[[], bool], otherwise: str) -> None:
        """Turns the desk's loop until it is so."""
        if not self.desk.runtime.run_until(is_so, PATIENCE_S):
            raise NotSo(otherwise)

    def end_kind(self, call_id: CallId) -> EndKind | None:
        """Why the desk's call ended."""
        call = self.desk.app.calls.get(call_id)
        return call.leg.end.kind if call is not None and call.leg.end is not None else None
