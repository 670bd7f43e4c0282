"""A phone system that switches lamps by codes, on top of the fake engine: a code that is answered moves its lamp."""

from typing import TYPE_CHECKING

from softphone.basics.ids import LegId
from softphone.basics.sip_uri import SipUri
from softphone.calls.number_lamps import NumberLamp
from softphone.protocol.commands import Dial
from softphone.protocol.events import CallLegChanged, EventFrame
from softphone.protocol.snapshots import LegState
from softphone.runtime import Runtime
from tests.fakes.fake_pbx import SHORT_TALK, FakePbx, Script
from tests.fakes.number_lamps import SwitchedLamps

if TYPE_CHECKING:
    from tests.unit.app.phone import Phone

_ON = ("*72", "*90", "*52", "*71", "*30", "*34")
_OFF = {"*73": "*72", "*91": "*90", "*53": "*52", "*70": "*71", "*31": "*30", "*35": "*34"}
_LAMP_S = 0.05


class CodesPbx(FakePbx):
    """Says what it did, then hangs up, whatever code is dialled."""

    def script(self, target: SipUri) -> Script:
        is_code = target.user.startswith("*") and target.user not in self.scripts
        return SHORT_TALK if is_code else super().script(target)


class SwitchedPbx:
    """The lab's codes and lamps for one extension; outlives the program.

    Attributes:
        on: the codes whose lamps are lit, with what followed them.
        is_heard: lamps tell something.
        ignores: codes that are answered and do nothing.
        lamps: those of the program that runs.
    """

    def __init__(self, runtime: Runtime, extension: str, host: str = "pbx.example.com") -> None:
        self._runtime, self._extension, self._host = runtime, extension, host
        self.on: dict[str, str] = {}
        self._is_heard = True
        self.ignores: set[str] = set()
        self.lamps = SwitchedLamps()

    @staticmethod
    def silent() -> SwitchedLamps:
        """Lamps of a phone system that tells nothing."""
        return SwitchedLamps()

    def new_lamps(self, phone: "Phone") -> SwitchedLamps:
        """The lamps for a program that starts, whose codes are followed from now on."""
        self.lamps = SwitchedLamps()
        self._answered: set[LegId] = set()
        phone.app.engine.events.add(lambda frame: self._on_event(phone, frame))
        self._show()
        return self.lamps

    @property
    def is_heard(self) -> bool:
        return self._is_heard

    @is_heard.setter
    def is_heard(self, is_heard: bool) -> None:
        self._is_heard = is_heard
        self._show()

    def switch(self, code: str, is_on: bool) -> None:
        """Somebody switches it at another phone."""
        if is_on:
            self.on[code] = "elsewhere"
        else:
            self.on.pop(code, None)
        self._show()

    def _show(self) -> None:
        for code in _ON:
            lamp = NumberLamp(is_known=self._is_heard, is_busy=code in self.on)
            self.lamps.lamps[f"{code}{self._extension}@{self._host}"] = lamp
        self.lamps.changed.announce(None)

    def _on_event(self, phone: "Phone", frame: EventFrame) -> None:
        if not isinstance(frame.event, CallLegChanged):
            return
        leg = frame.event.leg
        if leg.state != LegState.ESTABLISHED or leg.leg_id in self._answered:
            return
        dial = next((c for c in phone.told(Dial) if isinstance(c, Dial) and c.leg_id == leg.leg_id), None)
        if dial is not None and dial.is_silent:
            self._answered.add(leg.leg_id)
            code = dial.target.partition(":")[2].partition("@")[0]
            self._runtime.call_later(_LAMP_S, lambda: self._take(code))

    def _take(self, code: str) -> None:
        if code in self.ignores:
            return
        if code in _OFF:
            self.on.pop(_OFF[code], None)
        for on in _ON:
            if code.startswith(on):
                self.on[on] = code.removeprefix(on)
        self._show()
