"""Calls that are answered by themselves: intercom (Alert-Info, Call-Info answer-after), or by who calls."""

from collections.abc import Callable

from softphone.basics.ids import CallId
from softphone.calls.call import Call
from softphone.calls.calls import Calls
from softphone.protocol.snapshots import LegState
from softphone.runtime import Runtime
from softphone.settings.call_settings import AUTO_ANSWER, AUTO_ANSWER_HINTED, AUTO_ANSWERED_NUMBERS, AUTO_ANSWERS_MUTED
from softphone.settings.settings import Settings

LISTED_AFTER_S = 2.0  # long enough to see who calls and to say no
_LONGEST_S = 60.0


class AutoAnswer:
    """Off unless the user has switched it on; never beside another call, since that would put the other on hold.

    same_number: tells whether two numbers reach the same telephone.
    may_answer: False while nobody is to hear the room, such as on do not disturb.
    """

    def __init__(
        self,
        runtime: Runtime,
        settings: Settings,
        calls: Calls,
        same_number: Callable[[str, str], bool],
        may_answer: Callable[[], bool],
    ) -> None:
        self._runtime = runtime
        self._settings = settings
        self._calls = calls
        self._same_number = same_number
        self._may_answer = may_answer
        self._answered: set[CallId] = set()
        self._hinted: CallId | None = None

    def start(self) -> None:
        """Looks at every incoming call from now on."""
        self._calls.incoming.add(self._on_incoming)
        self._calls.removed.add(self._answered.discard)

    def answered(self, call_id: CallId) -> bool:
        """True when the call was answered by itself."""
        return call_id in self._answered

    def is_hinted(self, call_id: CallId) -> bool:
        """True for the first call that asks for it in vain, because the user has never switched it on."""
        return call_id == self._hinted and not self._settings.get(AUTO_ANSWER)

    def _on_incoming(self, call: Call) -> None:
        self._hint_once(call)
        delay_s = self._delay_s(call)
        if delay_s is not None:
            self._runtime.call_later(delay_s, lambda: self._answer(call.call_id))

    def _hint_once(self, call: Call) -> None:
        is_in_vain = call.leg.answer_after_s is not None and not self._settings.get(AUTO_ANSWER)
        if is_in_vain and not self._settings.get(AUTO_ANSWER_HINTED):
            self._hinted = call.call_id
            self._settings.set(AUTO_ANSWER_HINTED, True)

    def _delay_s(self, call: Call) -> float | None:
        remote = call.leg.remote
        if self._settings.get(AUTO_ANSWER) and call.leg.answer_after_s is not None:
            return min(max(0.0, call.leg.answer_after_s), _LONGEST_S)
        if remote.is_anonymous or not remote.number:
            return None
        listed = self._settings.get(AUTO_ANSWERED_NUMBERS)
        return LISTED_AFTER_S if any(self._same_number(remote.number, number) for number in listed) else None

    def _answer(self, call_id: CallId) -> None:
        call = self._calls.get(call_id)
        others = (other for other in self._calls.calls() if other.call_id != call_id and not other.is_ended)
        if call is None or call.state != LegState.ALERTING or any(others) or not self._may_answer():
            return
        self._answered.add(call_id)
        self._calls.answer(call_id, is_muted=self._settings.get(AUTO_ANSWERS_MUTED), warns=True)
