"""A server that takes registrations, and answers nothing else that it is asked outside of calls."""

from softphone.basics.ids import AccountId
from softphone.protocol.events import ReachabilityChanged
from softphone.protocol.snapshots import AccountConfig, ReachabilityProof, ReachabilityState
from tests.harness.engine_process import EngineProcess
from tests.harness.scripted_registrar import ScriptedRegistrar


def test_it_is_not_taken_for_dead_again_and_again(engine: EngineProcess) -> None:
    with ScriptedRegistrar() as registrar:
        registrar.ignores_queries = True
        aor = f"sip:alice@127.0.0.1:{registrar.port}"
        engine.register(AccountConfig(account_id=AccountId("a"), address_of_record=aor), "right")
        told = engine.wait(
            ReachabilityChanged, lambda e: e.reachability.state == ReachabilityState.REACHABLE, timeout_s=60.0
        )
        assert told.reachability.proof == ReachabilityProof.BINDING
        since = len(registrar.messages)
        engine.read_for(4.0)
        asked = [m for m in registrar.messages[since:] if m.method == "REGISTER" and m.header("Contact")]
        assert not asked
