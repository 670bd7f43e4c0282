"""A REFER of ours and the news of it, followed to the end (RFC 3515 section 2.4, RFC 5589 sections 6 and 7)."""

import logging
from collections.abc import Callable

from softphone.basics.ids import LegId
from softphone.engine.loop import Loop, LoopTimer
from softphone.protocol.snapshots import TransferSnapshot, TransferState

# A PBX that has just answered may not have joined the two yet: Asterisk loses a REFER within 0.1 s of its answer.
SETTLE_S = 0.3
_LOOK_S, _HOLD_TAKES_S = 0.03, 4.0
FIRST_NEWS_S = 20.0  # from the REFER, whose own time-out is 32 s, or its 202 to the first NOTIFY
OUTCOME_S = 180.0  # longer than any telephone rings
_TIMED_OUT = 408
_ENDED = (TransferState.SUCCEEDED, TransferState.FAILED)
_log = logging.getLogger("softphone.engine.refer")


class Refer:
    """requested -> accepted -> ringing -> succeeded or failed; each step may be left out.

    Attributes:
        snapshot: how far it has come.
    """

    def __init__(self, leg_id: LegId, target: str, send: Callable[[], str], loop: Loop,
                 changed: Callable[["Refer"], None]) -> None:  # fmt: skip
        """target: for the snapshot. send: sends the REFER, and says why it could not. changed: told of each step."""
        self.snapshot = TransferSnapshot(state=TransferState.REQUESTED, target=target)
        self._leg_id = leg_id
        self._send = send
        self._loop = loop
        self._changed = changed
        self._sending: LoopTimer | None = None
        self._patience: LoopTimer | None = None
        self._is_sent = self._was_notified = False

    @property
    def is_under_way(self) -> bool:
        return self.snapshot.state not in _ENDED

    @property
    def is_taken(self) -> bool:
        """The far party has said that it does what it was asked for."""
        return self.is_under_way and self.snapshot.state != TransferState.REQUESTED

    def begin(self, answered_for_s: float, is_settled: Callable[[], bool]) -> None:
        """Sends the REFER as soon as the call is old enough, and no hold or resume is under way any more."""

        def look(left_s: float) -> None:
            if is_settled() or left_s <= 0:
                self._send_now()
            else:
                self._sending = self._loop.call_later(_LOOK_S, lambda: look(left_s - _LOOK_S))

        young_s = max(0.0, answered_for_s)  # the clock may have been set back since
        self._sending = self._loop.call_later(SETTLE_S - young_s, lambda: look(_HOLD_TAKES_S))

    def news(self, code: int, reason: str, *, is_last: bool) -> None:
        """A response to the REFER (a 2xx as 100), or the status that a NOTIFY told."""
        if not self.is_under_way or not self._is_sent:
            return
        is_first = self.snapshot.state == TransferState.REQUESTED
        if code >= 300 or (is_last and code < 200):
            # A subscription that ends without an outcome tells nothing good.
            self._enter(TransferState.FAILED, code if code >= 300 else None, reason)
        elif code >= 200:
            self._enter(TransferState.SUCCEEDED, code, reason)
        elif code > 100:
            self._enter(TransferState.RINGING, code, reason)
        elif is_first:
            self._enter(TransferState.ACCEPTED, code, reason)
        if not is_first:
            self._was_notified = True
        self._wait(OUTCOME_S if self._was_notified else FIRST_NEWS_S)

    def leg_ended(self, *, was_transferred: bool) -> None:
        """No more news will come. was_transferred: the far party left for the target, as far as can be told."""
        if self.is_under_way and not was_transferred:
            self._enter(TransferState.FAILED, self.snapshot.status_code, "the call has ended", is_told=False)
        self._stop()

    def _send_now(self) -> None:
        self._sending = None
        self._is_sent = True
        problem = self._send()
        if problem:
            self._enter(TransferState.FAILED, None, problem)
        else:
            self._wait(OUTCOME_S)

    def _wait(self, seconds: float) -> None:
        if self._patience is not None:
            self._patience.cancel()
        self._patience = None
        if self.is_under_way:
            self._patience = self._loop.call_later(seconds, self._no_news)

    def _no_news(self) -> None:
        self._enter(TransferState.FAILED, _TIMED_OUT, "no news of the transfer")

    def _enter(self, state: TransferState, code: int | None, detail: str, *, is_told: bool = True) -> None:
        _log.info("transfer of leg %s: %s -> %s (%s)", self._leg_id, self.snapshot.state, state, code)
        self.snapshot = TransferSnapshot(
            state=state, target=self.snapshot.target, status_code=code, detail=detail[:200]
        )  # fmt: skip
        if state in _ENDED:
            self._stop()
        if is_told:
            self._changed(self)

    def _stop(self) -> None:
        for timer in (self._sending, self._patience):
            if timer is not None:
                timer.cancel()
        self._sending = self._patience = None
