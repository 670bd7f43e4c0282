"""One honest state per person out of what PBX, lamp and presence server tell (RFC 3856, RFC 4235)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from softphone.presence.state import LampAction, PresenceState, Presentity, RemoteCall, RemoteCallState
from softphone.protocol.snapshots import Direction

_ON_A_CALL = (PresenceState.ON_THE_PHONE, PresenceState.RINGING)
_NOT_FREE = frozenset(PresenceState) - {PresenceState.AVAILABLE, PresenceState.UNKNOWN}
_ALWAYS = frozenset({LampAction.CALL, LampAction.TRANSFER, LampAction.MESSAGE})
_ACTIONS = {
    (can_pick_up, is_not_free): _ALWAYS
    | ({LampAction.PICK_UP} if can_pick_up else set())
    | ({LampAction.TELL_WHEN_FREE} if is_not_free else set())
    for can_pick_up in (False, True)
    for is_not_free in (False, True)
}


@dataclass(frozen=True, slots=True)
class LampReport:
    """What the person's lamp tells (RFC 4235).

    Attributes:
        calls: that are not terminated.
        idle_since_s: when the last call was seen to end; None when none was seen.
        stale_since_s: when the lamp was heard the last time, if it is not heard any more.
    """

    calls: tuple[RemoteCall, ...] = ()
    name: str = ""
    idle_since_s: float | None = None
    stale_since_s: float | None = None


@dataclass(frozen=True, slots=True)
class PresenceReport:
    """What a presence document tells (RFC 3863, RFC 4480).

    Attributes:
        since_s: when the state began, if the document says so.
        changed_s: when the state was told first.
        stale_since_s: when the server was heard the last time, if it is not heard any more.
    """

    state: PresenceState
    changed_s: float
    note: str = ""
    until_s: float | None = None
    since_s: float | None = None
    name: str = ""
    stale_since_s: float | None = None


@dataclass(frozen=True, slots=True)
class Reports:
    """All that is told of one person; None for what was not told (yet).

    Attributes:
        at_pbx: presence as the PBX tells it: whether a phone is registered and in use.
        at_server: presence as the person publishes it.
        is_awaited: a first report is on its way, so that silence means nothing yet.
    """

    lamp: LampReport | None = None
    at_pbx: PresenceReport | None = None
    at_server: PresenceReport | None = None
    is_awaited: bool = False

    @property
    def is_silent_about_presence(self) -> bool:
        return self.at_pbx is None and self.at_server is None

    def awaiting(self) -> "Reports":
        """The same with a first report on its way."""
        return Reports(self.lamp, self.at_pbx, self.at_server, is_awaited=True)


def fused(address: str, reports: Reports, previous: Presentity | None, now_s: float) -> Presentity:
    """The person as one state.

    The lamp wins for calls. What the person published wins over what the PBX infers, but "available" and "offline"
    do not hide that no phone is registered or that one is in use. Nothing heard any more: the last state stays and
    is marked stale.

    Args:
        previous: what was fused for this address before; `since_s` goes on from it.
        now_s: seconds since the epoch.
    """
    calls = reports.lamp.calls if reports.lamp else ()
    told = _told(reports)
    state = _call_state(calls) if calls else _state_without_calls(reports, told)
    report = told if told is not None and told.state == state else None
    return Presentity(
        address=address,
        state=state,
        note=_note(reports),
        until_s=report.until_s if report else None,
        since_s=_since(state, report, previous, now_s),
        stale_since_s=_stale_since(reports),
        name=_name(reports),
        calls=calls,
        actions=_ACTIONS[any(call.is_ringing for call in calls), state in _NOT_FREE],
    )


def is_free(presentity: Presentity) -> bool:
    """True when a call would find the person available, as far as is known now."""
    return presentity.state == PresenceState.AVAILABLE and presentity.stale_since_s is None


def _call_state(calls: Sequence[RemoteCall]) -> PresenceState:
    """Ringing when nothing but calls is there that wait to be answered; whoever talks or calls is on the phone."""
    return PresenceState.RINGING if all(map(_waits, calls)) else PresenceState.ON_THE_PHONE


def _waits(call: RemoteCall) -> bool:
    # Some PBXs tell no direction; a phone that calls somebody is then shown as ringing too.
    return call.state != RemoteCallState.CONFIRMED and call.direction != Direction.OUTGOING


def _told(reports: Reports) -> PresenceReport | None:
    """The presence report that counts."""
    published = _believed(reports.at_server, reports.lamp)
    line = _believed(reports.at_pbx, reports.lamp)
    if line is not None and line.state == PresenceState.OFFLINE:
        line = replace(line, state=PresenceState.NOT_REGISTERED)
    if published is None or published.state == PresenceState.UNKNOWN:
        return line or published
    if line is None or line.state == PresenceState.UNKNOWN:
        return published
    if line.state in _ON_A_CALL:
        return line
    if line.state == PresenceState.NOT_REGISTERED and published.state in (
        PresenceState.AVAILABLE,
        PresenceState.OFFLINE,
    ):
        return line
    return published


def _believed(report: PresenceReport | None, lamp: LampReport | None) -> PresenceReport | None:
    """The report, with a call in it taken out that the lamp has seen end since."""
    if report is None or lamp is None or report.state not in _ON_A_CALL:
        return report
    has_ended = lamp.stale_since_s is None and lamp.idle_since_s is not None and lamp.idle_since_s >= report.changed_s
    return replace(report, state=PresenceState.AVAILABLE, since_s=None) if has_ended and not lamp.calls else report


def _state_without_calls(reports: Reports, told: PresenceReport | None) -> PresenceState:
    if told is not None and told.state != PresenceState.UNKNOWN:
        return told.state
    # An idle lamp alone says that the line is free, unless somebody who knows better has yet to answer.
    is_line_free = reports.lamp is not None and not reports.is_awaited
    return PresenceState.AVAILABLE if is_line_free else PresenceState.UNKNOWN


def _note(reports: Reports) -> str:
    """What the person wrote. The PBX's own words, such as "On the phone", say nothing that the state does not."""
    return reports.at_server.note if reports.at_server else ""


def _name(reports: Reports) -> str:
    named = (report.name for report in (reports.at_server, reports.at_pbx, reports.lamp) if report is not None)
    return next((name for name in named if name), "")


def _since(
    state: PresenceState, report: PresenceReport | None, previous: Presentity | None, now_s: float
) -> float | None:
    told_s = report.since_s if report else None
    if previous is not None and previous.state == state:
        return told_s if told_s is not None else previous.since_s
    if told_s is not None:
        return told_s
    # Only a change that was seen has a time: a first report, or one after a silence, does not say since when.
    was_known = previous is not None and previous.state != PresenceState.UNKNOWN and previous.stale_since_s is None
    return now_s if was_known else None


def _stale_since(reports: Reports) -> float | None:
    """A call that is seen now is certain whatever else is not; everything else needs all who could tell otherwise."""
    lamp = reports.lamp
    if lamp is not None and lamp.calls and lamp.stale_since_s is None:
        return None
    times = [report.stale_since_s for report in (lamp, reports.at_pbx, reports.at_server) if report is not None]
    return min((at_s for at_s in times if at_s is not None), default=None)
