"""The telephone starts first, what is about people a little later; nothing is lost in between."""

from pathlib import Path

from softphone.directory.person import CONTACTS, Person, PersonNumber
from softphone.history.entry import HistoryFilter, HistoryPage
from softphone.presence.state import PresenceState
from softphone.protocol.commands import Publish
from tests.unit.app.phone import Phone


def recorded(phone: Phone) -> list[str]:
    pages: list[HistoryPage] = []
    phone.app.history.page(HistoryFilter(), None, 10, pages.append)
    phone.advance()
    return [entry.presented_number for entry in pages[0].entries]


def test_calls_that_were_there_before_the_history_are_in_it() -> None:
    phone = Phone.telephone_only()
    phone.talk_to("1002")
    phone.calls.hang_up(phone.ring_from("1003"))
    phone.advance()
    phone.start_people()
    assert sorted(recorded(phone)) == ["1002", "1003"]
    phone.advance(60)
    assert len(recorded(phone)) == 2


def test_a_call_that_was_there_before_the_directory_gets_its_name(tmp_path: Path) -> None:
    first = Phone(data_folder=tmp_path)
    first.app.start()
    first.advance(1)
    first.app.directory.contacts.add(Person("", CONTACTS, "Zoe Zander", numbers=(PersonNumber("work", "200"),)))
    first.advance()
    first.app.close(lambda: None)
    first.advance(5)
    phone = Phone.telephone_only(data_folder=tmp_path)
    call_id = phone.ring_from("200", "Unknown")
    assert phone.call(call_id).name == "Unknown"
    phone.start_people()
    assert phone.call(call_id).name == "Zoe Zander"


def test_ones_own_call_from_before_is_no_call_on_another_device() -> None:
    phone = Phone.telephone_only()
    call_id = phone.talk_to("1002")
    phone.start_people()
    own = phone.app.own_devices
    assert [leg.leg.leg_id for leg in own._legs.values()] == [phone.leg_id(call_id)]


def test_a_status_that_was_chosen_silences_from_the_start_and_is_told_soon() -> None:
    first = Phone.signed_in()
    first.app.own_status.choose(PresenceState.DO_NOT_DISTURB)
    first.app.close(lambda: None)
    first.advance(5)
    phone = Phone(settings_store=first.store, credentials=first.credentials)
    phone.app.start_telephone()
    assert phone.app.own_status.wants_silence
    phone.advance(1)
    assert phone.view().is_registered
    assert not phone.told(Publish)
    phone.start_people()
    assert phone.told(Publish)


def test_a_program_that_ends_at_once_opens_nothing() -> None:
    phone = Phone.telephone_only()
    done: list[bool] = []
    phone.app.close(lambda: done.append(True))
    phone.advance(5)
    assert done == [True]
    assert not {"history", "directory", "colleagues"} & phone.app.__dict__.keys()
