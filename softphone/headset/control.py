"""What the buttons of a headset do with calls, and what its lamps show of them."""

from collections.abc import Callable
from typing import Protocol

from softphone.basics.listeners import Listeners
from softphone.calls.call import Call, CallAction
from softphone.calls.calls import Calls
from softphone.headset.report_layout import Button, Lamp
from softphone.protocol.snapshots import LegState, RejectReason

A = CallAction
_SPRING_S = 0.4  # a key that springs back does so within this
_SPEAKING = (LegState.CALLING, LegState.RINGBACK, LegState.EARLY_MEDIA, LegState.ANSWERING, LegState.ESTABLISHED)


class HeadsetPort(Protocol):
    """The headset's buttons and lamps, see `Headsets`."""

    pressed: Listeners[tuple[Button, bool]]

    def set_lamps(self, lit: frozenset[Lamp]) -> None:
        """Exactly these shine from now on."""


class HeadsetControl:
    """Hook: takes the call that rings, goes back to a held one, ends the active one. Flash: takes a waiting call, or
    swaps. Mute: switches the microphone.

    now_s: any clock. The hook of some headsets is a switch that stays, of others a key that springs back.
    """

    def __init__(self, calls: Calls, headsets: HeadsetPort, now_s: Callable[[], float]) -> None:
        self._calls = calls
        self._headsets = headsets
        self._now_s = now_s
        self._lifted_at_s = 0.0
        self._has_lift_done = self._springs_back = False

    def start(self) -> None:
        """Follows both from now on."""
        self._headsets.pressed.add(self._on_pressed)
        self._calls.changed.add(lambda _: self._show())
        self._calls.removed.add(lambda _: self._show())

    def _on_pressed(self, press: tuple[Button, bool]) -> None:
        button, is_down = press
        if button == Button.HOOK_SWITCH:
            self._on_hook(is_down)
        elif is_down and button == Button.FLASH:
            self._flash()
        elif is_down and button == Button.MUTE:
            self._mute()
        elif is_down and button == Button.REJECT:
            self._reject()

    def _on_hook(self, is_down: bool) -> None:
        if is_down:
            self._lifted_at_s = self._now_s()
            self._has_lift_done = self._lift()
            if self._springs_back and not self._has_lift_done:
                self._hang_up()
            return
        is_release = self._now_s() - self._lifted_at_s < _SPRING_S
        if self._springs_back:
            return
        if is_release:
            self._springs_back = True
        if not is_release or not self._has_lift_done:
            self._hang_up()

    def _lift(self) -> bool:
        """The headset also says this when it was told to light the off-hook lamp: then there is a call already, and
        nothing is done."""
        alerting, active = self._calls.next_alerting(), self._calls.active()
        if active is not None:
            return False
        if alerting is not None:
            self._calls.answer(alerting.call_id)
        else:
            self._calls.swap()
        return True

    def _hang_up(self) -> None:
        active = self._calls.active()
        if active is not None and A.HANG_UP in active.actions:
            self._calls.hang_up(active.call_id)

    def _flash(self) -> None:
        alerting = self._calls.next_alerting()
        if alerting is not None:
            self._calls.answer(alerting.call_id)
        else:
            self._calls.swap()

    def _mute(self) -> None:
        active = self._calls.active()
        if active is not None and active.actions & {A.MUTE, A.UNMUTE}:
            self._calls.set_muted(active.call_id, not active.leg.is_muted)

    def _reject(self) -> None:
        alerting = self._calls.next_alerting()
        if alerting is not None:
            self._calls.reject(alerting.call_id, RejectReason.DECLINE)

    def _show(self) -> None:
        live = [call for call in self._calls.calls() if not call.is_ended]
        active = self._calls.active()
        lit = {
            Lamp.RING: any(call.state == LegState.ALERTING for call in live),
            Lamp.OFF_HOOK: active is not None and _is_speaking(active),
            Lamp.MUTE: active is not None and active.leg.is_muted,
            Lamp.HOLD: active is None and any(call.is_held for call in live),
        }
        self._headsets.set_lamps(frozenset(lamp for lamp, is_lit in lit.items() if is_lit))


def _is_speaking(call: Call) -> bool:
    return call.state in _SPEAKING
