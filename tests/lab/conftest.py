"""What a test leaves behind at the PBX that all of them share would be the trouble of another one."""

import re
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from softphone_lab import Lab

_SWITCHES = ("CFU", "CFB", "CFNR", "CFNA", "DND", "TWIN", "TWINDELAY", "TWINGUARD", "RINGSECS")
_PATIENCE_S = 20.0  # a goodbye that is under way


@pytest.fixture(autouse=True)
def nothing_left_at_the_pbx(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that leaves a switch set or a call up at the lab that all share, and puts that right.

    What was there before is not the test's: an engine that another folder's test has killed says goodbye to no call.
    """
    lab: Lab | None = request.getfixturevalue("lab") if "lab" in request.fixturenames else None
    before = set(_left(lab)) if lab is not None else set()
    yield
    if lab is None:
        return
    deadline = time.monotonic() + _PATIENCE_S
    while (left := [each for each in _left(lab) if each not in before]) and time.monotonic() < deadline:
        time.sleep(0.1)
    if left:
        for switch in _switches(lab):
            lab.cli(f"database del {switch}")
        lab.cli("channel request hangup all")
        pytest.fail(f"left at the PBX: {', '.join(left)}")


def _left(lab: "Lab") -> list[str]:
    return _switches(lab) + list(lab.channels())


def _switches(lab: "Lab") -> list[str]:
    """Those that are set, such as "CFU 1001"."""
    found = re.findall(r"^/(\w+)/(\S+) ", lab.cli("database show"), re.MULTILINE)
    return [f"{family} {user}" for family, user in found if family in _SWITCHES]
