"""The part of the demo that is about handing calls over to the mobile: to a person there, and back from its mailbox.

Three tones tell who is heard: the desk's, the mobile's, and that of whoever is on the line outside.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from softphone_lab import Lab
from softphone_lab.line import Line
from softphone_lab.line_call import Answers, LineCall

from softphone.basics.ids import AccountId, CallId
from softphone.demo.signal import RATE_HZ, write_wav
from softphone.demo.steps import Detail, StepFailed
from softphone.headless import HeadlessPhone
from softphone.mobility.handoff import HandoffStage, HandoffView
from softphone.protocol.snapshots import LegState
from softphone.settings.handoff_settings import HANDOFF_CONFIRM_S

ALICE, MOBILE, OUTSIDE = "1001", "mobile1001", "pstn"
WORK_NUMBER, PRIVATE_NUMBER = "+15550201001", "+15550101001"
DESK_HZ, MOBILE_HZ, OUTSIDE_HZ = 500.0, 800.0, 1300.0
PATIENCE_S = 20.0
LONGEST_GAP_S = 0.3
_TONE_S, _SETTLE_S = 60, 0.5


@dataclass
class _Talk:
    """A call from outside: at the desk, and at the caller's."""

    far: Line
    mobile: Line
    call_id: CallId
    theirs: LineCall
    since_s: float


class HandoffSteps:
    """Alice's mobile and her caller have their lines for the length of each step."""

    def __init__(self, lab: Lab, alice: HeadlessPhone, folder: Path) -> None:
        self._lab, self._alice, self._folder = lab, alice, folder

    def handoff_to_mobile(self, detail: Detail) -> None:
        """Alice takes the call along: a person at her mobile presses 1, and the caller hears no break."""
        with self._talk(Answers.PERSON) as talk:
            view = self._push(talk)
            if view.stage != HandoffStage.DONE:
                raise StepFailed(f"the call did not go to the mobile: {view.problem}")
            self._wait(lambda: talk.theirs.voice.hears(MOBILE_HZ), "The caller does not hear the mobile.")
            mobile = talk.mobile.call
            assert mobile is not None
            self._wait(lambda: mobile.voice.hears(OUTSIDE_HZ), "The mobile does not hear the caller.")
            self._wait(lambda: self._is_over(talk.call_id), "The call is still at the desk, too.")
            detail.update(way=view.step, gap_ms=self._gap_ms(talk, DESK_HZ, MOBILE_HZ))
            self._check_numbers(talk, detail)

    def handoff_returns_from_mobile_voicemail(self, detail: Detail) -> None:
        """The mobile's own mailbox answers: the caller talks with Alice all the time, and she is told."""
        with self._talk(Answers.VOICEMAIL) as talk:
            view = self._push(talk)
            if view.stage != HandoffStage.BACK or view.problem is None:
                raise StepFailed("the call was left to the mobile's mailbox")
            self._wait(lambda: talk.theirs.voice.hears(DESK_HZ), "The caller does not hear the desk.")
            if self._is_over(talk.call_id):
                raise StepFailed("the call is gone")
            mobile = talk.mobile.call
            assert mobile is not None
            self._wait(lambda: mobile.is_ended, "The mobile's mailbox still records.")
            detail.update(words=str(view.problem), gap_ms=self._gap_ms(talk, DESK_HZ))

    # ------------------------------------------------------------------ inside

    @contextmanager
    def _talk(self, answers: Answers) -> Iterator[_Talk]:
        """A caller from outside talks with Alice; everybody has hung up at the end."""
        app, facts = self._alice.app, self._lab.facts
        tone = self._folder / "desk-tone.wav"
        times = np.arange(_TONE_S * RATE_HZ) / RATE_HZ
        write_wav(tone, 0.3 * np.sin(2 * np.pi * DESK_HZ * times))
        self._alice.use_files(str(tone), str(self._folder / "desk-hears.wav"))
        app.mobile_numbers.set(AccountId(f"lab-{ALICE}"), PRIVATE_NUMBER)
        app.settings.set(HANDOFF_CONFIRM_S, 4)
        with ExitStack() as stack:
            far = stack.enter_context(Line(facts, OUTSIDE, OUTSIDE_HZ))
            mobile = stack.enter_context(Line(facts, MOBILE, MOBILE_HZ, answers))
            theirs = far.dial_soon(WORK_NUMBER)
            self._wait(lambda: app.calls.next_alerting() is not None, "The call did not arrive.")
            call = app.calls.next_alerting()
            assert call is not None
            stack.callback(self._hang_up, call.call_id)
            app.calls.answer(call.call_id)
            self._alice.wait_for_call(call.call_id, LegState.ESTABLISHED)
            self._wait(lambda: theirs.voice.hears(DESK_HZ), "The caller does not hear the desk.")
            yield _Talk(far, mobile, call.call_id, theirs, time.time())

    def _push(self, talk: _Talk) -> HandoffView:
        handoffs = self._alice.app.handoffs

        def is_settled() -> bool:
            view = handoffs.of(talk.call_id)
            return view is not None and not view.is_under_way

        handoffs.push(talk.call_id)
        self._wait(is_settled, "The mobile gave no sign.")
        view = handoffs.of(talk.call_id)
        assert view is not None
        return view

    def _gap_ms(self, talk: _Talk, *tones_hz: float) -> int:
        """The longest time in which the caller heard nobody."""
        self._alice.pause(_SETTLE_S)
        gap_s = talk.theirs.voice.worst_gap_s(tones_hz, talk.since_s, time.time() - 0.05)
        if gap_s > LONGEST_GAP_S:
            raise StepFailed(f"the caller heard nobody for {gap_s * 1000:.0f} ms")
        return round(gap_s * 1000)

    def _check_numbers(self, talk: _Talk, detail: Detail) -> None:
        """The mobile shows the work number, and the caller never sees the private one."""
        invite = next((text for text in talk.mobile.texts if text.startswith("INVITE")), "")
        if WORK_NUMBER not in invite:
            raise StepFailed("the mobile does not show the work number")
        if any(PRIVATE_NUMBER[1:] in text or MOBILE in text for text in talk.far.texts):
            raise StepFailed("the caller was told the private number")
        detail["mobile_shows"] = WORK_NUMBER

    def _hang_up(self, call_id: CallId) -> None:
        self._alice.app.calls.hang_up(call_id)
        self._wait(lambda: self._is_over(call_id), "The call did not end.")
        self._alice.wait_for_silence()

    def _is_over(self, call_id: CallId) -> bool:
        call = self._alice.app.calls.get(call_id)
        return call is None or call.is_ended

    def _wait(self, is_so: Callable[[], bool], otherwise: str) -> None:
        self._alice.wait_for(is_so, PATIENCE_S, otherwise)
