"""What the fake engine's server offers: an Asterisk to those whom it knows."""

from softphone.basics.ids import CommandId
from softphone.basics.sip_uri import SipUri
from softphone.protocol.commands import ProbeServer
from softphone.protocol.events import RejectCode, ServerProbed
from softphone.protocol.snapshots import EventPackage, RegistrationProblem, ServerOffer, TriedPackage
from tests.fakes.fake_pbx import FakePbx
from tests.fakes.fake_stage import Refused, Stage

_TRIED = (EventPackage.DIALOG, EventPackage.PRESENCE, EventPackage.MESSAGE_SUMMARY, EventPackage.REGISTRATION)
_BAD_EVENT = 489
_UNREACHED = (
    RegistrationProblem.SERVER_NOT_FOUND,
    RegistrationProblem.NO_ANSWER,
    RegistrationProblem.TRANSPORT_REFUSED,
)
ASTERISK = ServerOffer(
    server="fake.example:5060",
    status_code=200,
    names=("Asterisk PBX 22.0",),
    allow=("OPTIONS", "REGISTER", "SUBSCRIBE", "NOTIFY", "PUBLISH", "INVITE", "ACK", "BYE", "CANCEL", "REFER"),
    supported=("100rel", "timer", "replaces"),
    packages=tuple(
        TriedPackage(package=package, status_code=_BAD_EVENT if package == EventPackage.REGISTRATION else 200)
        for package in _TRIED
    ),
)


class FakeProbes:
    """What ProbeServer does. offer: what the server says to a user of its own."""

    def __init__(self, stage: Stage, pbx: FakePbx) -> None:
        self.offer = ASTERISK
        self._stage, self._pbx = stage, pbx

    def probe(self, command: ProbeServer, cause: CommandId) -> None:
        try:
            user = SipUri.parse(command.account.address_of_record).user
        except ValueError:
            user = ""
        if not user:
            raise Refused(RejectCode.BAD_ARGUMENT, "address of record")
        event = ServerProbed(probe_id=command.probe_id, offer=self._offer_to(command))
        self._stage.later(self._pbx.answer_delay_s, lambda: self._stage.announce(event, cause))

    def _offer_to(self, command: ProbeServer) -> ServerOffer:
        problem = self._pbx.problem(command)
        if problem in _UNREACHED:
            found = problem != RegistrationProblem.SERVER_NOT_FOUND
            return ServerOffer(server=self.offer.server if found else "", problem=problem, detail=problem.value)
        if problem is not None or not command.password.reveal():
            return ServerOffer(server=self.offer.server, status_code=401, names=self.offer.names)
        return self.offer
