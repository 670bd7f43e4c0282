"""Contract: a server that is asked says once what it offers, and nobody is signed in by it."""

from msgspec.structs import replace

from softphone.basics.secret import Secret
from softphone.protocol.commands import ProbeServer
from softphone.protocol.events import RegistrationChanged, RejectCode, Rejected, ServerProbed
from softphone.protocol.snapshots import AccountConfig, EventPackage, RegistrationProblem, ServerOffer
from tests.contract.conftest import Bench
from tests.contract.stations import Station


def _probed(station: Station, account: AccountConfig, password: str) -> ServerOffer:
    cause = station.accepted(ProbeServer(probe_id="p", account=account, password=Secret(password)))
    offer = station.wait_event(ServerProbed, lambda event: event.probe_id == "p").offer
    assert station.causes(ServerProbed) == {cause}
    assert len(station.events(ServerProbed)) == 1
    return offer


def test_a_server_tells_its_user_what_it_offers(bench: Bench, engine: Station) -> None:
    offer = _probed(engine, bench.alice.account, bench.alice.password)
    assert offer.status_code == 200
    assert offer.names
    assert offer.server
    assert {"INVITE", "REFER"} <= set(offer.allow)
    assert "replaces" in offer.supported
    assert offer.problem is None
    tried = {each.package: each.is_offered for each in offer.packages}
    assert tried == {
        EventPackage.DIALOG: True,
        EventPackage.PRESENCE: True,
        EventPackage.MESSAGE_SUMMARY: True,
        EventPackage.REGISTRATION: False,
    }
    assert not engine.events(RegistrationChanged)


def test_a_stranger_learns_who_it_is(bench: Bench, engine: Station) -> None:
    for password in ("", "wrong"):
        offer = _probed(bench.start(), bench.alice.account, password)
        assert offer.wants_password
        assert offer.names
        assert not offer.packages


def test_a_server_that_is_not_there_is_named(bench: Bench, engine: Station) -> None:
    account = replace(bench.alice.account, server="no-such-host.invalid")
    offer = _probed(engine, account, bench.alice.password)
    assert offer.problem == RegistrationProblem.SERVER_NOT_FOUND
    assert not offer.server
    assert offer.status_code == 0


def test_an_account_without_a_user_is_refused(bench: Bench, engine: Station) -> None:
    account = replace(bench.alice.account, address_of_record="sip:pbx.example.com")
    reply = engine.reply(ProbeServer(probe_id="p", account=account, password=Secret("")))
    assert isinstance(reply, Rejected)
    assert reply.code == RejectCode.BAD_ARGUMENT
