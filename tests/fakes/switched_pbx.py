"""A phone system that switches lamps by codes, on top of the fake engine: a code that is answered moves its lamp."""

from collections.abc import Callable
from typing import Any

from softphone.basics.ids import LegId
from softphone.calls.number_lamps import NumberLamp
from softphone.engine_client.gateway import EngineGateway
from softphone.protocol.commands import AnyCommand, Dial
from softphone.protocol.events import CallLegChanged, EventFrame
from softphone.protocol.snapshots import LegState
from softphone.runtime import Runtime
from tests.fakes.fake_pbx import SHORT_TALK, Script
from tests.fakes.number_lamps import SwitchedLamps

_ON = ("*72", "*90", "*52", "*71", "*30", "*34")
_OFF = {"*73": "*72", "*91": "*90", "*53": "*52", "*70": "*71", "*31": "*30", "*35": "*34"}
_LAMP_S = 0.05


class CodeScripts(dict[str, Script]):
    """Whatever code is dialled, the PBX says what it did, then hangs up. To be put in place of `FakePbx.scripts`."""

    def get(self, user: str, default: Any = None) -> Any:
        return SHORT_TALK if user.startswith("*") and user not in self else super().get(user, default)


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

    def new_lamps(self, gateway: EngineGateway, told: Callable[[], list[AnyCommand]]) -> SwitchedLamps:
        """The lamps for a program that starts, whose codes are followed from now on. told: what its engine was told."""
        self.lamps = SwitchedLamps()
        self._answered: set[LegId] = set()
        gateway.events.add(lambda frame: self._on_event(told(), frame))
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

    def forget(self) -> None:
        """It is restarted, and nothing is on any more; whoever watches is told anew."""
        self.on.clear()
        for code in _ON:
            self.lamps.forget(f"{code}{self._extension}@{self._host}")

    def _show(self) -> None:
        for code in _ON:
            lamp = NumberLamp(is_known=self._is_heard, is_busy=code in self.on)
            self.lamps.lamps[f"{code}{self._extension}@{self._host}"] = lamp
        self.lamps.changed.announce(None)

    def _on_event(self, told: list[AnyCommand], frame: EventFrame) -> None:
        if not isinstance(frame.event, CallLegChanged):
            return
        leg = frame.event.leg
        if leg.state != LegState.ESTABLISHED or leg.leg_id in self._answered:
            return
        dial = next((command for command in told if isinstance(command, Dial) and command.leg_id == leg.leg_id), None)
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
