"""Real engines to be ill-treated, without the machine's sound."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.processes.telephone import Telephone

if TYPE_CHECKING:
    from softphone_lab import Lab


@pytest.fixture(autouse=True)
def no_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's sound, if it has any, is none of these tests' business."""
    monkeypatch.setenv("PIPEWIRE_REMOTE", "none")
    monkeypatch.setenv("PULSE_SERVER", "unix:/nonexistent")


@pytest.fixture(scope="package")
def lab() -> Iterator["Lab"]:
    """A PBX of our own: killed engines leave bindings behind, which are cleared for all accounts at once."""
    from softphone_lab import Lab

    with_pbx = Lab()
    with_pbx.up()
    yield with_pbx
    with_pbx.down()


@pytest.fixture
def alice(lab: "Lab") -> Iterator[Telephone]:
    """Registered at the lab PBX."""
    telephone = Telephone.at(lab.facts, "1001")
    yield telephone.start()
    telephone.close()
    telephone.runtime.close()
    # A killed engine cannot take its binding back, and the PBX takes five of each account.
    lab.cli("database deltree registrar contact")


@pytest.fixture
def bob(lab: "Lab", alice: Telephone) -> Iterator[Telephone]:
    """Registered at the lab PBX, on Alice's runtime."""
    telephone = Telephone.at(lab.facts, "1002", alice.runtime)
    yield telephone.start()
    telephone.close()


def open_descriptors() -> int:
    """How many files this process has open."""
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208
