"""Far parties are called what the directory calls them."""

from softphone.basics.ids import CallId
from softphone.calls.call import Call
from softphone.directory.person import CONTACTS, Person, PersonNumber, SearchResult
from softphone.settings.declared import COUNTRY, OUTSIDE_PREFIX
from tests.unit.app.phone import Phone


def contact(name: str, number: str) -> Person:
    return Person("", CONTACTS, name, numbers=(PersonNumber("work", number),))


def shown(phone: Phone, call_id: CallId) -> Call:
    call = phone.calls.get(call_id)
    assert call is not None
    return call


def test_a_caller_is_named_by_the_directory() -> None:
    phone = Phone.signed_in()
    phone.app.directory.contacts.add(contact("Zoe Zander", "+49 30 5551234"))
    phone.advance()
    call_id = phone.talk_to("0305551234")
    assert (shown(phone, call_id).name, shown(phone, call_id).number) == ("Zoe Zander", "0305551234")


def test_several_people_with_one_number_are_shown_as_such() -> None:
    phone = Phone.signed_in()
    for name in ("Zoe Zander", "Yan Young", "Xenia Xu"):
        phone.app.directory.contacts.add(contact(name, "200"))
    phone.advance()
    name = shown(phone, phone.talk_to("200")).name
    assert name.endswith(" or 2 others")


def test_a_name_that_becomes_known_during_the_call_is_shown() -> None:
    phone = Phone.signed_in()
    call_id = phone.talk_to("200")
    before = shown(phone, call_id).name
    phone.seen.clear()
    phone.app.directory.contacts.add(contact("Zoe Zander", "200"))
    phone.advance()
    assert before != "Zoe Zander"
    assert [call.name for call in phone.seen][-1] == "Zoe Zander"


def test_names_of_the_directory_are_made_fit_for_the_window() -> None:
    phone = Phone.signed_in()
    phone.app.directory.contacts.add(contact("Zoe\u202e\u0007" + "x" * 400, "200"))
    phone.advance()
    name = shown(phone, phone.talk_to("200")).name
    assert name.startswith("Zoex")
    assert len(name) <= 64


def test_favourites_are_found_although_they_are_in_no_directory() -> None:
    phone = Phone.signed_in()
    phone.app.favourites.add("Quentin Quick", "4711")
    phone.advance()
    names: list[str] = []
    phone.app.directory.search("quen", lambda result: names.extend(hit.person.name for hit in result.hits))
    phone.advance()
    assert names == ["Quentin Quick"]
    assert shown(phone, phone.talk_to("4711")).name == "Quentin Quick"


def test_who_called_of_late_is_found_and_stands_first() -> None:
    phone = Phone.signed_in()
    for number in ("201", "202", "203"):
        phone.app.directory.contacts.add(contact(f"Willi Wolf{number}", number))
    phone.calls.hang_up(phone.talk_to("203"))
    phone.calls.hang_up(phone.talk_to("0891234567"))
    phone.advance(5)
    results: list[SearchResult] = []
    phone.app.directory.search("willi", results.append)
    phone.app.directory.search("089123", results.append)
    phone.advance(1)
    assert [hit.person.name for hit in results[0].hits] == ["Willi Wolf203", "Willi Wolf201", "Willi Wolf202"]
    assert [hit.person.numbers[0].text for hit in results[1].hits] == ["0891234567"]


def test_a_number_of_the_directory_is_dialled_as_the_site_dials() -> None:
    phone = Phone.signed_in()
    phone.app.settings.set(COUNTRY, "DE")
    phone.app.settings.set(OUTSIDE_PREFIX, "0")
    phone.app.directory.contacts.add(contact("Zoe Zander", "+49 89 5551234"))
    phone.advance()
    call = shown(phone, phone.talk_to("+49 89 5551234"))
    assert (call.name, call.number) == ("Zoe Zander", "00895551234")
