"""The part of the demo about quiet hours: a clock that goes from work through the night to work again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

from softphone_lab.line import Line
from softphone_lab.line_call import Answers

from softphone.basics.ids import AccountId
from softphone.calls.call import Call
from softphone.demo.parties import ALICE, BOB, Parties
from softphone.demo.steps import Detail, StepFailed
from softphone.mobility.forwarding import ForwardKind, ForwardRule, ForwardState
from softphone.mobility.twin_view import TwinMode
from softphone.protocol.snapshots import LegState
from softphone.settings.quiet_settings import EMERGENCY_CONTACTS, QUIET_HOURS, QUIET_ZONE

ZONE = "Europe/Berlin"
_ALICE_ID, _OTHER_ID = AccountId("lab-1001"), AccountId("lab-1003")
_PATIENCE_S = 30.0
_TONE_HZ = 620.0
_LISTEN_S = 1.0


class QuietSteps:
    """Bob is an emergency contact for a while; the help desk, which is Bob's other account, never is."""

    def __init__(self, parties: Parties) -> None:
        self._lab, self._alice, self._bob = parties.lab, parties.alice, parties.bob
        self._clock_s = 0.0

    def quiet_hours_applied(self, detail: Detail) -> None:
        """After work voicemail takes calls and the mobile is silent; emergency contacts ring; then all is as before."""
        app = self._alice.app
        with Line(self._lab.facts, f"mobile{ALICE}", _TONE_HZ, Answers.NO_ANSWER) as mobile:
            try:
                app.twinning.set_mode(_ALICE_ID, TwinMode.ALWAYS)
                self._wait(lambda: bool(app.twinning.view(_ALICE_ID).is_on), "The mobile does not ring too.")
                self._at("2026-11-23 16:59")
                app.quiet_hours.clock = lambda: self._clock_s
                app.settings.set(QUIET_ZONE, ZONE)
                app.settings.set(QUIET_HOURS, True)
                self._rings_at_both(mobile, "before the end of work")
                self._evening(mobile, detail)
                self._emergency(mobile, detail)
                self._at("2026-11-24 08:00")
                app.quiet_hours.look()
                self._wait(self._is_as_before, "What was set before is not back when work begins.")
                self._rings_at_both(mobile, "after the begin of work")
                detail["back_at"] = "08:00"
            finally:
                self._tidy()

    # ------------------------------------------------------------------ parts

    def _evening(self, mobile: Line, detail: Detail) -> None:
        self._at("2026-11-23 17:00")
        app, quiet = self._alice.app, self._alice.app.quiet_hours
        quiet.look()
        self._wait(lambda: self._rule(ForwardKind.ALWAYS).state is ForwardState.ON, "The PBX forwards nothing.")
        self._wait(lambda: app.twinning.view(_ALICE_ID).is_on is False, "The mobile would still ring.")
        until_s = app.own_status.view.off_until_s
        if until_s is None or until_s != quiet.until_s:
            raise StepFailed("the own status does not say until when")
        detail["off_until"] = datetime.fromtimestamp(until_s, ZoneInfo(ZONE)).isoformat(" ", "minutes")
        with self._call(BOB, "lab-1002") as rung:
            self._expect_voicemail()
            self._expect_silence(mobile, rung)

    def _emergency(self, mobile: Line, detail: Detail) -> None:
        app = self._alice.app
        app.settings.set(EMERGENCY_CONTACTS, (BOB,))
        self._wait(lambda: self._rule(ForwardKind.ALWAYS).state is ForwardState.OFF, "Calls do not reach the program.")
        self._wait(lambda: self._rule(ForwardKind.BUSY).state is ForwardState.ON, "Busy is not forwarded.")
        with self._call(BOB, "lab-1002") as rung:
            self._wait(lambda: bool(rung), "The emergency contact does not ring.")
            if app.own_status.wants_silence:
                raise StepFailed("the emergency contact rings without a sound")
            detail["rang"] = rung[0].number or rung[0].name
            app.calls.reject(rung[0].call_id)
        with self._call("1003", _OTHER_ID) as rung:
            self._expect_voicemail()
            self._expect_silence(mobile, rung)

    def _rings_at_both(self, mobile: Line, when: str) -> None:
        before = len(mobile.calls)
        with self._call(BOB, "lab-1002") as rung:
            self._wait(lambda: bool(rung), f"The call does not ring {when}.")
            self._wait(lambda: len(mobile.calls) > before, f"The mobile does not ring {when}.")
            rung_id = rung[0].call_id
        self._wait(lambda: self._is_over(rung_id), "The call does not end.")

    # ------------------------------------------------------------------ inside

    def _at(self, local: str) -> None:
        self._clock_s = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(ZONE)).timestamp()

    def _rule(self, kind: ForwardKind) -> ForwardRule:
        return self._alice.app.forwarding.rule(_ALICE_ID, kind)

    def _is_as_before(self) -> bool:
        rules = [self._rule(kind) for kind in ForwardKind]
        is_off = all(rule.state is ForwardState.OFF and not rule.is_pending for rule in rules)
        return is_off and bool(self._alice.app.twinning.view(_ALICE_ID).is_on)

    @contextmanager
    def _call(self, number: str, account: AccountId | str) -> Iterator[list[Call]]:
        """Somebody calls Alice; what rings at hers meanwhile. The call is over at the end."""
        rung: list[Call] = []
        forget = self._alice.app.calls.incoming.add(rung.append)
        dialled = self._bob.app.calls.dial(ALICE, AccountId(account))
        try:
            yield rung
        finally:
            forget()
            self._bob.hang_up(dialled)

    def _expect_voicemail(self) -> None:
        """The caller hears voicemail: the PBX runs it for him."""
        self._wait(lambda: self._bob_talks() and "VoiceMail" in self._channels(), "The call is not in voicemail.")

    def _expect_silence(self, mobile: Line, rung: list[Call]) -> None:
        before = len(mobile.calls)
        self._alice.pause(_LISTEN_S)
        if rung or len(mobile.calls) > before:
            raise StepFailed("it rang at Alice's" if rung else "it rang at Alice's mobile")

    def _bob_talks(self) -> bool:
        return any(call.state is LegState.ESTABLISHED for call in self._bob.app.calls.calls())

    def _channels(self) -> str:
        return self._lab.cli("core show channels concise")

    def _is_over(self, call_id: str) -> bool:
        return all(call.is_ended for call in self._alice.app.calls.calls() if call.call_id == call_id)

    def _tidy(self) -> None:
        app = self._alice.app
        app.settings.set(QUIET_HOURS, False)
        app.settings.reset(EMERGENCY_CONTACTS)
        app.settings.reset(QUIET_ZONE)
        app.twinning.set_mode(_ALICE_ID, TwinMode.OFF)
        self._wait(lambda: app.twinning.view(_ALICE_ID).is_on is False, "Twinning cannot be switched off.")
        self._wait(lambda: self._rule(ForwardKind.ALWAYS).state is ForwardState.OFF, "Forwarding stays on.")

    def _wait(self, is_so: Callable[[], bool], title: str) -> None:
        self._alice.wait_for(is_so, _PATIENCE_S, title)
