"""Who may ring while the user is off work: calls that reach this program then are turned away, or ring."""

from softphone.basics.ids import CallId
from softphone.calls.call import Call
from softphone.calls.calls import Calls
from softphone.mobility.quiet_hours import QuietHours
from softphone.presence.own_status import OwnStatus
from softphone.protocol.snapshots import LegState


class QuietGate:
    """Busy is what the phone server sends on: to voicemail, or to where the user has calls go that find him busy.

    The bell is silent in quiet hours, but while somebody calls who may ring.
    """

    def __init__(self, quiet: QuietHours, calls: Calls, own_status: OwnStatus) -> None:
        self._quiet = quiet
        self._calls = calls
        self._own_status = own_status
        self._let_through: set[CallId] = set()

    def start(self) -> None:
        """Looks at every call from now on."""
        self._calls.turn_away_by(self._turns_away)
        self._calls.changed.add(self._on_call)
        self._calls.removed.add(self._forget)
        self._quiet.changed.add(lambda _: self._show())
        self._show()

    def _turns_away(self, call: Call) -> bool:
        view = self._quiet.view
        if not view.is_quiet:
            return False
        remote = call.leg.remote
        if not remote.is_anonymous and self._quiet.is_emergency_contact(remote.number):
            self._let_through.add(call.call_id)
            self._show()  # before anybody is told of the call, so that it rings
            return False
        return view.target != "silent"

    def _on_call(self, call: Call) -> None:
        if call.state != LegState.ALERTING:
            self._forget(call.call_id)

    def _forget(self, call_id: CallId) -> None:
        if call_id in self._let_through:
            self._let_through.discard(call_id)
            self._show()

    def _show(self) -> None:
        view = self._quiet.view
        self._own_status.set_off_work(
            view.is_quiet, self._quiet.until_s, is_silent=view.is_quiet and not self._let_through
        )
