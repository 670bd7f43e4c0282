"""How soon an account is registered again when the network is back, and how soon a call is heard from a new address."""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from softphone_lab.networks import Cable, Site

from softphone.protocol.events import RegistrationChanged
from softphone.protocol.snapshots import RegistrationState
from tests.bench.figures import Figure
from tests.harness.echo_call import EchoCall
from tests.harness.engine_process import EngineProcess
from tests.harness.lab_accounts import lab_config

REGISTERED_WITHIN_S = 3.0
USER = "1001"
_AWAY_S = 10.0  # longer than a short break: the engine has said that there is no network
Add = Callable[[Figure], None]


def measure_line(folder: Path, add: Add, runs: int) -> None:
    """Networks of its own: needs root, or a user namespace."""
    folder.mkdir(parents=True, exist_ok=True)
    site = Site()
    try:
        site.cable.plug_in()
        with EngineProcess(prefix=site.desk.prefix) as engine:
            config = lab_config(site.facts, USER)
            engine.register(config, site.facts.user(USER).password)
            back_s = [_away_and_back(site, engine) for _ in range(runs)]
            add(Figure("registered_when_network_is_back_s", "s", back_s, REGISTERED_WITHIN_S))
            call = EchoCall(engine, config, folder, seconds=20 + 15 * runs)
            call.wait_heard()
            ways = [(site.cable, site.wifi), (site.wifi, site.cable)]
            moved_s = [_moved(engine, call, *ways[turn % 2]) for turn in range(runs)]
            add(Figure("call_heard_from_new_address_s", "s", moved_s, note="echo, address changed"))
    finally:
        site.close()


def _away_and_back(site: Site, engine: EngineProcess) -> float:
    site.cable.pull_out()
    engine.read_for(_AWAY_S)
    since = len(engine.frames)
    site.cable.plug_in()
    began_s = time.monotonic()
    _wait_registered(engine, site.cable.address, since)
    return time.monotonic() - began_s


def _moved(engine: EngineProcess, call: EchoCall, old: Cable, new: Cable) -> float:
    since = len(engine.frames)
    old.pull_out()
    call.wait_heard(False)
    new.plug_in()
    began_s = time.monotonic()
    _wait_registered(engine, new.address, since)
    call.wait_heard()
    return time.monotonic() - began_s


def _wait_registered(engine: EngineProcess, address: str, since: int) -> None:
    engine.wait(
        RegistrationChanged,
        lambda event: (
            event.registration.state == RegistrationState.REGISTERED and address in event.registration.contact_uri
        ),
        since=since,
        timeout_s=60,
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        count = int(sys.argv[1]) if len(sys.argv) > 1 else 5
        measure_line(Path(made), lambda figure: print(figure.name, figure.as_dict(), figure.verdict), count)
