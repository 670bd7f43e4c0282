"""CSV files: columns of other programs, spreadsheets that must not be attacked, rows that are broken."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.directory.contact_card import Card, LineProblem
from softphone.directory.csv_file import head_row, person_row, read_rows
from softphone.directory.person import CONTACTS, Person, PersonNumber

BERT = Person(
    person_id="contact:7",
    source=CONTACTS,
    name="Bert Berg",
    given_name="Bert",
    family_name="Berg",
    department="Recht",
    company="Nordwind; AG",
    title="Anwalt",
    email="bert@example.com",
    numbers=(
        PersonNumber("work", "+49 30 1"),
        PersonNumber("work", "2"),
        PersonNumber("mobile", "3"),
        PersonNumber("home", "4"),
        PersonNumber("fax", "5"),
        PersonNumber("other", "6"),
    ),
    sip_address="bert@pbx.example",
    note='=cmd|"/c calc"!A0\nzweite Zeile',
)


def read(text: str | bytes) -> tuple[list[Card], list[LineProblem]]:
    content = text if isinstance(text, bytes) else text.encode()
    found = list(read_rows(content.splitlines(keepends=True)))
    return [c for c in found if isinstance(c, Card)], [p for p in found if isinstance(p, LineProblem)]


def test_what_is_written_is_read_again() -> None:
    cards, problems = read(head_row() + person_row(BERT))
    assert problems == []
    assert replace(cards[0].person, person_id=BERT.person_id) == BERT
    assert cards[0].uid == "7"


def test_nothing_that_is_written_is_a_formula() -> None:
    row = person_row(replace(BERT, name="@SUM(1)", company="-2+3", title="\tx", department="=1"))
    assert all(not cell.strip('"').startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.split(","))
    assert '"\'=cmd|""/c calc""!A0' in row


TEXT = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20).filter(lambda t: t[0] != "'")


@given(TEXT, TEXT)
def test_any_text_comes_through(name: str, company: str) -> None:
    cards, _ = read(head_row() + person_row(replace(BERT, name=name, company=company)))
    assert (cards[0].person.name, cards[0].person.company) == (name, company)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_german_outlook_in_any_charset(encoding: str, delimiter: str) -> None:
    rows = ["Vorname;Nachname;Firma;Abteilung;Telefon geschäftlich;Mobiltelefon;E-Mail-Adresse"]
    rows += ["Jörg;Groß;Nordwind;Einkauf;030 1;0170 2;jg@example.com"]
    cards, problems = read("\r\n".join(rows).replace(";", delimiter).encode(encoding))
    assert problems == []
    person = cards[0].person
    assert (person.name, person.company, person.department) == ("Jörg Groß", "Nordwind", "Einkauf")
    assert [(n.kind, n.text) for n in person.numbers] == [("work", "030 1"), ("mobile", "0170 2")]
    assert person.email == "jg@example.com"


def test_google() -> None:
    phones = ",".join(f"Phone {n} - Label,Phone {n} - Value" for n in (1, 2))
    head = f"First Name,Last Name,Organization Name,E-mail 1 - Value,{phones}"
    cards, _ = read(f"{head}\nAnna,Meyer,Nordwind,a@example.com,Mobile,1 ::: 2,Work Fax,3\n")
    assert cards[0].person.name == "Anna Meyer"
    assert [(n.kind, n.text) for n in cards[0].person.numbers] == [("mobile", "1"), ("mobile", "2"), ("fax", "3")]


def test_bad_rows_are_told_by_line_and_the_rest_is_read() -> None:
    long = "x" * 200_000
    cards, problems = read(f'Name,Phone\nAnna,1\n,\n{long},2\n,,\n"",""\nBert,"2\n3"\nCarl,4\n')
    assert [c.person.name for c in cards] == ["Anna", "Bert", "Carl"]
    assert [c.line for c in cards] == [2, 7, 9]
    assert [p.line for p in problems] == [4]


def test_a_missing_quotation_mark_costs_the_rows_that_it_swallows() -> None:
    rows = "".join(f"Name{n},{n}\n" for n in range(30_000))
    cards, problems = read(f'Name,Phone\nAnna,1\n"Bert,2\n{rows}')
    assert cards[0].person.name == "Anna"
    assert len(cards) > 10_000
    assert [p.line for p in problems] == [3]


def test_a_file_without_named_columns_is_refused() -> None:
    for text in ("", "\n", "Anna,123\nBert,456\n", "Name\nAnna\n"):
        cards, problems = read(text)
        assert cards == []
        assert len(problems) == 1


@given(st.binary(max_size=300))
def test_garbage_is_survived(content: bytes) -> None:
    read(content)
    read(b"Name,Phone\n" + content)
