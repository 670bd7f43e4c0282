"""Lamps by number on the colleagues who are watched."""

import pytest

from softphone.calls.number_lamps import NumberLamp
from softphone.number_lamps import ColleaguesLamps
from softphone.protocol.snapshots import EventPackage
from tests.unit.presence.documents import DIALOG_INFO, dialogs
from tests.unit.presence.office import Office

DIALOG = EventPackage.DIALOG
SLOT = "sip:701@pbx.example.com:5070"


@pytest.fixture
def office() -> Office:
    return Office()


def test_a_number_is_watched_once_there_is_an_account(office: Office) -> None:
    lamps = ColleaguesLamps(office.colleagues)
    told: list[None] = []
    lamps.changed.add(told.append)
    leave = lamps.watch("701")
    assert lamps.get("701") == NumberLamp()
    office.open()
    office.wait()
    assert SLOT in office.targets(DIALOG)
    told.clear()
    office.notify(SLOT, DIALOG, dialogs("confirmed", version=1), DIALOG_INFO)
    office.wait()
    assert told
    assert lamps.get("701").is_busy
    assert lamps.get("701").is_known
    leave()
    leave()


def test_who_is_waited_for_is_told_by_the_number_that_was_given(office: Office) -> None:
    lamps = ColleaguesLamps(office.colleagues)
    free: list[str] = []
    lamps.became_free.add(free.append)
    office.open()
    leave = lamps.watch("701")
    office.wait()
    office.notify(SLOT, DIALOG, dialogs("confirmed", version=1), DIALOG_INFO)
    lamps.tell_when_free("701")
    office.wait()
    assert free == []
    office.notify(SLOT, DIALOG, dialogs(version=2), DIALOG_INFO)
    office.wait()
    assert free == ["701"]
    leave()


def test_a_lamp_that_is_told_anew_is_told_apart_from_one_that_changes(office: Office) -> None:
    lamps = ColleaguesLamps(office.colleagues)
    anew: list[tuple[str, bool]] = []
    lamps.told_anew.add(lambda number: anew.append((number, lamps.get(number).is_busy)))
    office.open()
    leave = lamps.watch("701")
    office.wait()
    office.notify(SLOT, DIALOG, dialogs("confirmed", version=1), DIALOG_INFO)
    office.notify(SLOT, DIALOG, dialogs(version=2), DIALOG_INFO)
    office.notify(SLOT, DIALOG, dialogs("confirmed", version=3), DIALOG_INFO)
    anew.clear()

    office.pbx.states["701", DIALOG] = (DIALOG_INFO, dialogs())
    office.engine.events.forget(office.engine.events.find(SLOT, DIALOG))
    office.wait()

    assert anew == [("701", False)]
    assert lamps.get("701").is_known
    office.notify(SLOT, DIALOG, dialogs("confirmed", version=5), DIALOG_INFO)
    assert anew == [("701", False)]
    leave()
