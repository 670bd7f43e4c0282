"""A PBX on one machine and an engine on another, each in a network namespace, and what lies between them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from softphone_lab import Lab, LabFacts

from tests.harness.engine_process import EngineProcess
from tests.harness.network_namespaces import Cable, Namespace

PBX_ADDRESS = "10.79.0.1"


class Site:
    """The two machines. cable, wifi: two ways from one to the other; neither is plugged in."""

    def __init__(self) -> None:
        self.pbx, self.desk = Namespace(), Namespace()
        self.pbx.run("ip", "addr", "add", f"{PBX_ADDRESS}/32", "dev", "lo")
        self.cable, self.wifi = Cable(1, self.desk, self.pbx), Cable(2, self.desk, self.pbx)
        self.lab = Lab(host=PBX_ADDRESS)
        with self.pbx.entered():
            self.lab.up()

    @property
    def facts(self) -> LabFacts:
        return self.lab.facts

    def unplug(self) -> None:
        """As it was in the beginning."""
        self.cable.pull_out()
        self.wifi.pull_out()

    def close(self) -> None:
        self.lab.down()
        self.desk.close()
        self.pbx.close()


@pytest.fixture(scope="session")
def whole_site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@pytest.fixture
def site(whole_site: Site) -> Site:
    """The cable is in."""
    whole_site.unplug()
    whole_site.cable.plug_in()
    return whole_site


@pytest.fixture
def engine(site: Site, tmp_path: Path) -> Iterator[EngineProcess]:
    """An engine at the desk."""
    with EngineProcess(prefix=site.desk.prefix) as running:
        yield running
