"""Contract: incoming calls are proved when asked, and a look at the network is answered."""

from softphone.basics.ids import AccountId
from softphone.protocol.commands import CheckReachability, LookAtNetwork
from softphone.protocol.events import ReachabilityChanged, RejectCode, Rejected
from softphone.protocol.snapshots import ReachabilityState, RegistrationState
from tests.contract.conftest import ALICE, Bench
from tests.contract.stations import Station


def test_a_registered_account_is_proved_reachable_when_asked(bench: Bench, engine: Station) -> None:
    engine.put(bench.alice.account, bench.alice.password)
    engine.wait_registration(ALICE, RegistrationState.REGISTERED)
    engine.accepted(CheckReachability(account_id=ALICE))
    proved = engine.wait_event(
        ReachabilityChanged, lambda event: event.reachability.state == ReachabilityState.REACHABLE
    ).reachability
    assert proved.account_id == ALICE
    assert proved.checked_at_s
    assert proved.proof is not None


def test_an_account_that_is_not_registered_is_not_reachable(bench: Bench, engine: Station) -> None:
    engine.put(bench.alice.account, "wrong")
    engine.wait_registration(ALICE, RegistrationState.FAILED)
    command_id = engine.accepted(CheckReachability(account_id=ALICE))
    engine.wait(lambda: command_id in engine.causes(ReachabilityChanged), "the outcome")
    assert engine.events(ReachabilityChanged)[-1].reachability.state == ReachabilityState.UNREACHABLE


def test_check_of_an_unknown_account_is_refused(engine: Station) -> None:
    reply = engine.reply(CheckReachability(account_id=AccountId("nobody")))
    assert isinstance(reply, Rejected)
    assert reply.code == RejectCode.UNKNOWN_ACCOUNT


def test_a_look_at_the_network_is_accepted_at_any_time(engine: Station) -> None:
    engine.accepted(LookAtNetwork())
    engine.accepted(LookAtNetwork())
