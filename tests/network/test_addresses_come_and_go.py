"""From cable to Wi-Fi: registered again at once, and the call goes on."""

import signal
import time
from pathlib import Path
from typing import Any

import pytest
from softphone_lab.networks import Site, Vpn

from softphone.protocol.events import NetworkChanged, ReachabilityChanged, RegistrationChanged
from softphone.protocol.snapshots import (
    AccountConfig,
    MediaProblem,
    ReachabilityState,
    RegistrationProblem,
    RegistrationState,
    SrtpKeying,
    Transport,
)
from tests.harness.echo_call import EchoCall
from tests.harness.engine_process import EngineProcess
from tests.harness.lab_accounts import lab_config

pytestmark = pytest.mark.lab
USER = "1001"
PBX_NETWORK = "10.79.0.0/24"


def register(engine: EngineProcess, site: Site, user: str = USER, **settings: Any) -> AccountConfig:
    config = lab_config(site.facts, user, **settings)
    contact_uri = engine.register(config, site.facts.user(user).password).contact_uri
    assert site.cable.address in contact_uri
    return config


def wait_registered_at(engine: EngineProcess, address: str, since: int) -> None:
    """The next registration whose contact is there."""
    engine.wait(RegistrationChanged, lambda event: address in event.registration.contact_uri, since=since)


def bindings(site: Site) -> int:
    """How many the PBX has of the user."""
    with site.pbx.entered():
        return len(site.lab.contacts(USER))


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


@pytest.mark.parametrize("transport", list(Transport))
def test_moving_to_and_fro_leaves_no_bindings_behind(site: Site, engine: EngineProcess, transport: Transport) -> None:
    """The PBX allows five, keeps those of addresses that are gone, and would refuse a sixth."""
    config = register(engine, site, transport=transport)
    before = bindings(site)
    here, there = site.cable, site.wifi
    for turn in range(6):
        since = len(engine.frames)
        here.pull_out()
        if turn == 2:  # no address for so long that the account gives up
            engine.wait_registration(config.account_id, RegistrationState.FAILED, since=since)
        there.plug_in()
        wait_registered_at(engine, there.address, since)
        here, there = there, here
    assert bindings(site) == before


def test_an_encrypted_call_goes_on(site: Site, engine: EngineProcess, tmp_path: Path) -> None:
    call = EchoCall(engine, register(engine, site, "1005", transport=Transport.UDP), tmp_path)
    call.wait_heard()
    since = len(engine.frames)
    site.cable.pull_out()
    call.wait_heard(False)
    site.wifi.plug_in()
    wait_registered_at(engine, site.wifi.address, since)
    call.wait_heard()
    assert call.is_up
    media = engine.leg(call.leg_id).media
    assert media is not None
    assert media.keying == SrtpKeying.SDES


def test_vpn_comes_and_goes_under_a_call(site: Site, engine: EngineProcess, tmp_path: Path) -> None:
    config = register(engine, site)
    call = EchoCall(engine, config, tmp_path)
    call.wait_heard()
    since = len(engine.frames)
    vpn = Vpn(site.desk, site.pbx, PBX_NETWORK)
    try:
        wait_registered_at(engine, vpn.address, since)
        assert engine.wait(NetworkChanged, lambda event: event.network.is_vpn, since=since)
        call.wait_heard()
        since = len(engine.frames)
    finally:
        vpn.close()
    wait_registered_at(engine, site.cable.address, since)
    call.wait_heard()
    assert call.is_up


def test_no_network_is_said_and_it_is_over_when_it_is_back(site: Site, engine: EngineProcess, tmp_path: Path) -> None:
    config = register(engine, site)
    call = EchoCall(engine, config, tmp_path)
    call.wait_heard()
    since = len(engine.frames)
    site.cable.pull_out()
    failed = engine.wait_registration(config.account_id, RegistrationState.FAILED, since=since)
    assert failed.problem == RegistrationProblem.NO_NETWORK
    engine.wait_leg(call.leg_id, lambda leg: leg.media_problem == MediaProblem.NETWORK_GONE, since=since)
    since = len(engine.frames)
    site.cable.plug_in()
    wait_registered_at(engine, site.cable.address, since)
    engine.wait_leg(call.leg_id, lambda leg: leg.media_problem is None, since=since)
    call.wait_heard()


def test_after_sleep_everything_is_made_anew(site: Site, engine: EngineProcess, tmp_path: Path) -> None:
    config = register(engine, site, transport=Transport.TCP)
    call = EchoCall(engine, config, tmp_path)
    call.wait_heard()
    since = len(engine.frames)
    engine.process.send_signal(signal.SIGSTOP)
    time.sleep(4)
    engine.process.send_signal(signal.SIGCONT)
    engine.wait_registration(config.account_id, RegistrationState.REGISTERED, since=since)
    call.wait_heard()
    assert call.is_up


def test_a_registered_line_that_is_dead_is_found_out(site: Site, engine: EngineProcess) -> None:
    config = register(engine, site, transport=Transport.TCP)
    engine.wait(ReachabilityChanged, lambda event: event.reachability.state == ReachabilityState.REACHABLE)
    since = len(engine.frames)
    site.pbx.run("ip", "route", "add", "blackhole", f"{site.cable.address}/32")  # as a router that forgot the way back
    try:
        engine.wait(
            ReachabilityChanged,
            lambda event: event.reachability.state == ReachabilityState.UNREACHABLE,
            since=since,
            timeout_s=40.0,
        )
    finally:
        site.pbx.run("ip", "route", "del", "blackhole", f"{site.cable.address}/32")
    engine.wait_registration(config.account_id, RegistrationState.REGISTERED, since=since, timeout_s=40.0)
