"""vCard files: the versions and manners of other programs, hostile ones, and there and back again."""

import base64
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.directory.contact_card import MAX_PHOTO, Card, LineProblem
from softphone.directory.person import CONTACTS, Person, PersonNumber
from softphone.directory.vcard_file import Version, card_lines, read_cards

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(200))
ANNA = Person(
    person_id="contact:uid-1",
    source=CONTACTS,
    name="Anna-Lena Müller; “Ännchen”",
    given_name="Anna-Lena",
    family_name="Müller",
    department="Vertrieb, Süd",
    company="Nord\\wind; AG",
    title="Leiterin",
    email="anna@example.com",
    numbers=(PersonNumber("work", "+49 30 1234-501"), PersonNumber("mobile", "0170 5551234"), PersonNumber("fax", "9")),
    sip_address="anna@pbx.example",
    note="Zeile eins\nZeile zwei, mit Komma; und mehr",
)


def read(text: str | bytes) -> tuple[list[Card], list[LineProblem]]:
    content = text if isinstance(text, bytes) else text.encode()
    found = list(read_cards(content.splitlines(keepends=True)))
    return [c for c in found if isinstance(c, Card)], [p for p in found if isinstance(p, LineProblem)]


def one(text: str | bytes) -> Card:
    cards, problems = read(text)
    assert problems == []
    assert len(cards) == 1
    return cards[0]


def card(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""))


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_what_is_written_is_read_again(version: Version) -> None:
    content = b"".join(card_lines(replace(ANNA, has_photo=True), PNG, version))
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    again = one(content)
    assert replace(again.person, person_id=ANNA.person_id) == replace(ANNA, has_photo=True)
    assert again.uid == "uid-1"
    assert again.photo == PNG


TEXT = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30)


@given(TEXT, TEXT, TEXT, st.sampled_from(["3.0", "4.0"]))
def test_any_text_comes_through(name: str, company: str, note: str, version: Version) -> None:
    person = replace(ANNA, name=name, company=company, note=note, numbers=())
    again = one(b"".join(card_lines(person, None, version))).person
    assert (again.name, again.company, again.note) == (name, company, note)


def test_vcard_2_1_of_an_old_telephone() -> None:
    content = (
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;J=F6rg\r\n"
        b"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg =\r\nM=C3=BCller\r\n"
        b"TEL;WORK;VOICE:030 123\r\nTEL;CELL:0170 1\r\nTEL;HOME;FAX:99\r\n"
        b"ORG:Nordwind;Einkauf\r\nPHOTO;JPEG;ENCODING=BASE64:\r\n " + base64.b64encode(PNG) + b"\r\n\r\nEND:VCARD\r\n"
    )
    found = one(content)
    assert found.person.name == "Jörg Müller"
    assert found.person.family_name == "Müller"
    assert [(n.kind, n.text) for n in found.person.numbers] == [
        ("work", "030 123"),
        ("mobile", "0170 1"),
        ("fax", "99"),
    ]
    assert (found.person.company, found.person.department) == ("Nordwind", "Einkauf")
    assert found.photo == PNG


def test_vcard_4_uris_and_groups() -> None:
    found = one(
        card(
            "item1.FN;LANGUAGE=de:Anna Meyer",
            'TEL;VALUE=uri;PREF=1;TYPE="voice,home":tel:+49-30-555;ext=12',
            "item2.TEL;TYPE=cell:+49 170 1",
            "item2.X-ABLabel:Diensthandy",
            "TEL:12345",
            "IMPP;X-SERVICE-TYPE=SIP:sip:anna%2Bx@pbx.example",
            "IMPP:xmpp:anna@jabber.example",
            "UID:urn:uuid:4fbe8971",
            f"PHOTO:data:image/png;base64,{base64.b64encode(PNG).decode()}",
        )
    )
    numbers = [(n.kind, n.text) for n in found.person.numbers]
    assert numbers == [("home", "+49-30-555"), ("mobile", "+49 170 1"), ("other", "12345")]
    assert found.person.sip_address == "anna+x@pbx.example"
    assert found.uid == "4fbe8971"
    assert found.photo == PNG


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_both_charsets_are_recognised(encoding: str) -> None:
    assert one(card("FN:Jörg Groß").encode(encoding)).person.name == "Jörg Groß"


def test_a_line_folded_inside_a_character() -> None:
    line = "FN:Jörg".encode()
    cut = line.index(b"\xc3") + 1
    assert one(b"BEGIN:VCARD\r\n" + line[:cut] + b"\r\n " + line[cut:] + b"\r\nEND:VCARD\r\n").person.name == "Jörg"


def test_bad_lines_are_told_by_number_and_the_rest_is_read() -> None:
    cards, problems = read(card("FN:Anna", "no colon here", "TEL:1") + "stray\r\n" + card("FN:Bert", "=x=:y", "TEL:2"))
    assert [c.person.name for c in cards] == ["Anna", "Bert"]
    assert [p.line for p in problems] == [4, 7, 11]
    assert [c.line for c in cards] == [1, 8]


def test_a_card_without_an_end_costs_only_itself() -> None:
    cards, problems = read("BEGIN:VCARD\nFN:Anna\nTEL:1\n" + card("FN:Bert") + "BEGIN:VCARD\nFN:Carl\n")
    assert [c.person.name for c in cards] == ["Anna", "Bert", "Carl"]
    assert [p.line for p in problems] == [1, 8]


def test_a_card_without_a_name_is_called_by_what_there_is() -> None:
    assert one(card("N:Meyer;Anna")).person.name == "Anna Meyer"
    assert one(card("ORG:Nordwind")).person.name == "Nordwind"
    assert one(card("TEL:123")).person.name == "123"
    cards, problems = read(card("NOTE:nobody"))
    assert cards == []
    assert len(problems) == 1


def test_a_card_in_a_card_is_passed_over() -> None:
    found = one("BEGIN:VCARD\nFN:Boss\nAGENT:\nBEGIN:VCARD\nFN:Assistant\nTEL:2\nEND:VCARD\nTEL:1\nEND:VCARD\n")
    assert found.person.name == "Boss"
    assert [n.text for n in found.person.numbers] == ["1"]


def test_pictures_are_bounded_and_never_fetched() -> None:
    assert one(card("FN:Anna", "PHOTO;VALUE=uri:https://example.com/a.png")).photo is None
    for content in (b"<svg/>", PNG[:8] + bytes(MAX_PHOTO), b""):
        line = f"PHOTO;ENCODING=b:{base64.b64encode(content).decode()}"
        cards, problems = read(card("FN:Anna", line))
        assert [c.photo for c in cards] == [None]
        assert [p.line for p in problems] == [4]
    assert len(read(card("FN:Anna", "PHOTO;ENCODING=b:%%%%A"))[1]) == 1


def test_texts_are_made_fit_for_a_window() -> None:
    found = one(card("FN:Anna\u202e\u0007 \\n Meyer" + "x" * 5000, "NOTE:" + "y" * 100_000, *["TEL:1\u200b23"] * 200))
    assert found.person.name.startswith("Anna Meyerxxx")
    assert len(found.person.name) <= 500
    assert len(found.person.note) <= 20_000
    assert [n.text for n in found.person.numbers] == ["1 23"]


@given(st.binary(max_size=400))
def test_garbage_is_survived(content: bytes) -> None:
    read(content)
    read(b"BEGIN:VCARD\n" + content + b"\nEND:VCARD\n")
    read(b"BEGIN:VCARD\nTEL;" + content + b"\nPHOTO;ENCODING=b:" + content)
