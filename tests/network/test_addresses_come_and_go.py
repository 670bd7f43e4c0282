"""From cable to Wi-Fi: registered again at once, and the call goes on."""

from pathlib import Path
from typing import Any

import pytest

from softphone.protocol.events import NetworkChanged, RegistrationChanged
from softphone.protocol.snapshots import AccountConfig, RegistrationProblem, Transport
from tests.harness.echo_call import EchoCall
from tests.harness.engine_process import EngineProcess
from tests.harness.lab_accounts import lab_config
from tests.network.conftest import Site

pytestmark = pytest.mark.lab
USER = "1001"
PBX_NETWORK = "10.79.0.0/24"


def register(engine: EngineProcess, site: Site, **settings: Any) -> AccountConfig:
    config = lab_config(site.facts, USER, **settings)
    contact_uri = engine.register(config, site.facts.user(USER).password).contact_uri
    assert site.cable.address in contact_uri
    return config


def wait_registered_at(engine: EngineProcess, address: str, since: int) -> None:
    """The next registration whose contact is there."""
    engine.wait(RegistrationChanged, lambda event: address in event.registration.contact_uri, since=since)


def problems(engine: EngineProcess, since: int) -> set[RegistrationProblem]:
    told = [event.registration for event in engine.events[since:] if isinstance(event, RegistrationChanged)]
    return {registration.problem for registration in told if registration.problem is not None}


@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
def test_a_call_goes_on_from_cable_to_wifi(
    site: Site, engine: EngineProcess, tmp_path: Path, transport: Transport
) -> None:
    config = register(engine, site, transport=transport)
    call = EchoCall(engine, config, tmp_path)
    call.wait_heard()
    since = len(engine.frames)
    site.cable.pull_out()
    call.wait_heard(False)
    site.wifi.plug_in()
    wait_registered_at(engine, site.wifi.address, since)
    call.wait_heard()
    assert call.is_up
    assert problems(engine, since) <= {RegistrationProblem.NO_NETWORK}
    told = engine.wait(NetworkChanged, lambda event: site.wifi.address in event.network.addresses, since=since)
    assert told.network.has_way_out
    assert not told.network.is_vpn
