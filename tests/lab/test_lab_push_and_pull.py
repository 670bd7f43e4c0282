"""A call goes to the mobile and comes back through the real PBX, and the far party hears no break."""

import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from softphone_lab import Lab
from softphone_lab.line_call import Answers

from softphone.mobility.pull import PullPlace
from tests.bench.measure_pull import PullStage
from tests.bench.mobility_stage import DESK_HZ

pytestmark = pytest.mark.lab


@pytest.fixture
def stage(lab: Lab, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PullStage]:
    with ExitStack() as stack:
        made = PullStage(lab, stack, tmp_path_factory.mktemp("pull"))
        lab.cli("database del TWIN 1001")
        yield made
        made.clear()


def test_a_call_that_was_pushed_is_offered_once_it_has_landed_and_is_taken_back(stage: PullStage) -> None:
    pulls = stage.desk.app.pulls
    offered: list[bool] = []
    call_id, theirs = stage.talk()
    forget = pulls.changed.add(lambda _: offered.append(stage.desk.app.push_news.is_under_way(stage.account_id)))
    view = stage.push(call_id, Answers.PERSON)
    since_s = time.time()
    stage.check_landed(call_id, theirs, view, since_s)
    stage.wait(lambda: bool(pulls.offers), "it is not offered")
    forget()
    assert not any(offered), "it was offered before it had landed"
    (offer,) = pulls.offers
    assert offer.where is PullPlace.MOBILE
    assert offer.party_number.endswith("9999")
    gap_s, _ = stage.take(theirs, offer)
    assert gap_s < 0.3
    taken = stage.taken()
    assert taken is not None
    assert taken.leg.remote.number.endswith("9999")
    assert theirs.voice.hears(DESK_HZ)
