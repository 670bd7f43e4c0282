"""Waits until the phone system took what is wished of some accounts, but not for ever."""

from collections.abc import Callable

from softphone.basics.ids import AccountId
from softphone.mobility.pbx_switches import PbxSwitches
from softphone.runtime import Runtime, Timer


class WaitForSwitches:
    """Calls back when the phone system took what was wished, or after a time."""

    def __init__(
        self,
        runtime: Runtime,
        switches: PbxSwitches,
        name: str,
        account_ids: list[AccountId],
        on_done: Callable[[], None],
        patience_s: float,
    ) -> None:
        self._switches, self._name, self._account_ids, self._on_done = switches, name, account_ids, on_done
        self._is_over = False
        self._timer: Timer = runtime.call_later(patience_s, self._finish)
        self._forget = switches.changed.add(lambda _: self._look())
        self._look()

    def _look(self) -> None:
        if all(self._switches.view(each, self._name).wished is None for each in self._account_ids):
            self._finish()

    def _finish(self) -> None:
        if not self._is_over:
            self._is_over = True
            self._timer.cancel()
            self._forget()
            self._on_done()
