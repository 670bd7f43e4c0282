"""The far party of a FakeEngine: it does what the test says."""

from softphone.basics.ids import AccountId, LegId
from softphone.protocol.snapshots import EndKind, EndReason, LegState, RejectReason
from tests.contract.stations import Station
from tests.fakes.fake_engine import FakeEngine
from tests.fakes.fake_pbx import RINGS_FOR_EVER

_REFUSED = {
    RejectReason.BUSY: EndReason(kind=EndKind.BUSY, status_code=486),
    RejectReason.DECLINE: EndReason(kind=EndKind.DECLINED, status_code=603),
}


class ScriptedParty:
    """Acts on the near engine's side of the call, as the network would."""

    target = "sip:far@fake.example"

    def __init__(self, station: Station, engine: FakeEngine, account_id: AccountId) -> None:
        self._station = station
        self._engine = engine
        self._account_id = account_id
        self._leg_id: LegId | None = None
        engine.pbx.scripts["far"] = RINGS_FOR_EVER

    @property
    def leg_id(self) -> LegId:
        if self._leg_id is None:
            self._leg_id = self._station.wait_any_leg()
        return self._leg_id

    def wait_ringing(self) -> None:
        self._station.wait_state(self.leg_id, LegState.RINGBACK)

    def answer(self) -> None:
        self.wait_ringing()
        self._engine.far_answers(self.leg_id)
        self._station.settle()

    def reject(self, reason: RejectReason) -> None:
        self._engine.far_ends(self.leg_id, _REFUSED[reason])

    def hang_up(self) -> None:
        """BYE, or CANCEL while the near party alerts."""
        is_alerting = self._engine.leg(self.leg_id).state == LegState.ALERTING
        kind = EndKind.MISSED if is_alerting else EndKind.REMOTE_HANG_UP
        self._engine.far_ends(self.leg_id, EndReason(kind=kind, status_code=487 if is_alerting else None))

    def hold(self) -> None:
        self._engine.far_holds(self.leg_id)

    def resume(self) -> None:
        self._engine.far_resumes(self.leg_id)

    def send_digit(self, digit: str) -> None:
        self._engine.far_sends_digit(self.leg_id, digit)

    def digits(self) -> str:
        return self._engine.pbx.digits.get(self.leg_id, "")

    def call_near(self) -> None:
        self._leg_id = self._engine.incoming(self._account_id, "1002", "Bob Baker")

    def wait_ended(self) -> None:
        self._station.wait_state(self.leg_id, LegState.ENDED)
