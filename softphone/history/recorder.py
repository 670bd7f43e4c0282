"""Turns what is announced of the calls into entries of the history."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace

from softphone.basics.ids import CallId, LegId
from softphone.calls.call import Call
from softphone.calls.party_text import display_name
from softphone.history.entry import FROM, CallQuality, HistoryEntry, HistoryLeg
from softphone.protocol.snapshots import CallLegSnapshot, EndKind, MediaStatistics
from softphone.runtime import Runtime, Timer

HEARTBEAT_S = 30.0
_REMEMBERED = 256
_AMENDED = 8
# Ends of an incoming call that the user, on this or another device, wanted or caused.
_NOT_MISSED = (EndKind.REJECTED, EndKind.DECLINED, EndKind.ANSWERED_ELSEWHERE, EndKind.LOCAL_HANG_UP)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What else is known when a call begins."""

    dialled_text: str = ""
    work_identity: str = ""
    device: str = ""


def entry_of(
    call: Call,
    before: HistoryEntry | None,
    around: Circumstances,
    wall_time_s: float,
) -> HistoryEntry:
    """The entry for a call as it is now. before: the entry of the same call until now, None for a new call."""
    leg = call.leg
    remote = leg.remote
    media = leg.media
    is_over = call.is_ended
    return HistoryEntry(
        call_id=call.call_id,
        direction=leg.direction,
        started_s=leg.started_at_s,
        dialled_text=before.dialled_text if before else around.dialled_text,
        presented_number=remote.number,
        presented_name=remote.name,
        presented_uri=remote.uri,
        is_anonymous=remote.is_anonymous,
        person_name="" if call.name == display_name(remote) else call.name,
        account_id=leg.account_id,
        work_identity=(before.work_identity if before else "") or around.work_identity,
        answered_s=leg.answered_at_s,
        ended_s=(leg.ended_at_s or wall_time_s) if is_over else None,
        last_seen_s=wall_time_s,
        talked_s=call.talked_s,
        end_kind=leg.end.kind if leg.end else ("" if not is_over else EndKind.REMOTE_HANG_UP),
        end_text=call.end_text.title if call.end_text else "",
        codec=media.codec if media else (before.codec if before else ""),
        is_encrypted=media.is_encrypted if media else (before is not None and before.is_encrypted),
        device=around.device or (before.device if before else ""),
        quality=_quality(call.statistics) or (before.quality if before else None),
        recording=before.recording if before else "",
        is_missed=_is_missed(leg, is_over),
        legs=_legs(call, before.legs if before else ()),
    )


def _is_missed(leg: CallLegSnapshot, is_over: bool) -> bool:
    """Whatever ended a call that rang and that the user did not turn down: it was missed, also when the engine died."""
    is_open = leg.direction == "incoming" and is_over and leg.answered_at_s is None
    return is_open and (leg.end is None or leg.end.kind not in _NOT_MISSED)


def _legs(call: Call, before: tuple[HistoryLeg, ...]) -> tuple[HistoryLeg, ...]:
    leg = call.leg
    if call.taken_from is not None and not before:  # of what was before on the other device no more is known
        before = (HistoryLeg(LegId(f"{leg.leg_id}-elsewhere"), transfer_kind=f"{FROM}{call.taken_from}"),)
    known = next((one for one in before if one.leg_id == leg.leg_id), HistoryLeg(leg.leg_id))
    now = replace(
        known,
        sip_call_id=leg.sip_call_id or known.sip_call_id,
        remote_uri=leg.remote.uri,
        started_s=leg.started_at_s,
        answered_s=leg.answered_at_s,
        ended_s=leg.ended_at_s,
        end_kind=leg.end.kind if leg.end else "",
        end_code=leg.end.status_code if leg.end else None,
    )
    others = tuple(one for one in before if one.leg_id != leg.leg_id)
    return (*others, now)


def _quality(statistics: MediaStatistics | None) -> CallQuality | None:
    if statistics is None:
        return None
    return CallQuality(
        rx_packets=statistics.rx_packets,
        rx_lost=statistics.rx_lost,
        rx_loss_percent=statistics.rx_loss_percent,
        rx_jitter_ms=statistics.rx_jitter_ms,
        tx_loss_percent=statistics.tx_loss_percent,
        round_trip_ms=statistics.round_trip_ms,
    )


class Recorder:
    """Follows the calls; gives each entry that says something new to `on_entry`, and all that live twice a minute.

    Figures of the sound change all the time and alone are no news; they go along with the next entry. `measure` makes
    the engine measure them during talks, and returns what ends that.
    """

    def __init__(
        self,
        runtime: Runtime,
        circumstances: Callable[[Call], Circumstances],
        on_entry: Callable[[HistoryEntry], None],
        measure: Callable[[], Callable[[], None]],
    ) -> None:
        self._runtime = runtime
        self._circumstances = circumstances
        self._on_entry = on_entry
        self._measure = measure
        self._stop_measuring: Callable[[], None] | None = None
        self._live: dict[CallId, HistoryEntry] = {}
        self._done: deque[CallId] = deque(maxlen=_REMEMBERED)
        self._last: dict[CallId, HistoryEntry] = {}
        self._heartbeat: Timer | None = None

    def take(self, call: Call) -> None:
        """A call changed."""
        if call.call_id in self._done:
            self._amend(call)
            return
        before = self._live.get(call.call_id)
        now_s = self._runtime.wall_time_s()
        entry = entry_of(call, before, self._circumstances(call), now_s)
        is_news = before is None or _news(entry) != _news(before)
        if call.is_ended:
            self._live.pop(call.call_id, None)
            self._done.append(call.call_id)
            self._last = {**dict(list(self._last.items())[1 - _AMENDED :]), call.call_id: entry}
        else:
            self._live[call.call_id] = entry
        if is_news:
            self._on_entry(entry)
        self._settle()

    def _amend(self, call: Call) -> None:
        """Of a call that is over no more is written than why it ended, which may become known a moment later."""
        entry = self._last.get(call.call_id)
        if entry is not None and call.end_text is not None and call.end_text.title != entry.end_text:
            self._last[call.call_id] = replace(entry, end_text=call.end_text.title)
            self._on_entry(self._last[call.call_id])

    def note_transfer(self, call_id: CallId, kind: str, target: str) -> None:
        """The far party of a call that lives, or has just ended, was transferred.

        kind: ``blind``, ``consult``, or ``mobile`` when the call goes on there.
        """
        entry = self._live.get(call_id) or self._last.get(call_id)
        if entry is not None and entry.legs:
            leg = replace(
                entry.legs[-1],
                transfer_kind=kind,
                transfer_target=target,
                transferred_s=self._runtime.wall_time_s(),
            )
            self._replace(replace(entry, legs=(*entry.legs[:-1], leg)))

    def note_recording(self, call_id: CallId, path: str) -> None:
        """A call that lives is being recorded to this file."""
        entry = self._live.get(call_id)
        if entry is not None:
            self._replace(replace(entry, recording=path))

    def stop(self) -> None:
        """No further heartbeat."""
        self._live.clear()
        self._settle()

    def _replace(self, entry: HistoryEntry) -> None:
        table = self._last if entry.call_id in self._done else self._live
        table[entry.call_id] = entry
        self._on_entry(entry)

    def _settle(self) -> None:
        """No timer while there is no call: an idle program sleeps."""
        is_talking = any(entry.answered_s is not None for entry in self._live.values())
        if is_talking and self._stop_measuring is None:
            self._stop_measuring = self._measure()
        elif not is_talking and self._stop_measuring is not None:
            self._stop_measuring()
            self._stop_measuring = None
        if self._live and self._heartbeat is None:
            self._heartbeat = self._runtime.call_later(HEARTBEAT_S, self._beat)
        elif not self._live and self._heartbeat is not None:
            self._heartbeat.cancel()
            self._heartbeat = None

    def _beat(self) -> None:
        self._heartbeat = None
        now_s = self._runtime.wall_time_s()
        for entry in tuple(self._live.values()):
            self._replace(replace(entry, last_seen_s=now_s))
        self._settle()


def _news(entry: HistoryEntry) -> HistoryEntry:
    """The entry without what changes all the time."""
    return replace(entry, last_seen_s=0.0, quality=None)
