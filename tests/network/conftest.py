"""A PBX on one machine and an engine on another, each in a network namespace, and what lies between them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from softphone_lab import Part
from softphone_lab.networks import Site

from tests.harness.engine_process import EngineProcess


@pytest.fixture(scope="session")
def whole_site() -> Iterator[Site]:
    site = Site((Part.PBX, Part.PRESENCE))
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
