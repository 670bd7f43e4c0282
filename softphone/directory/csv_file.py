"""CSV: contacts out of what Outlook, Google and people write, and into what spreadsheets open without harm."""

import csv
import io
from collections.abc import Iterable, Iterator

from softphone.basics.words import translate
from softphone.directory.contact_card import Card, LineProblem, person_of, uid_of
from softphone.directory.folding import plain_words
from softphone.directory.person import NumberKind, Person
from softphone.directory.vcard_lines import decoded

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_DELIMITERS = (",", ";", "\t")
_TEXT_COLUMNS = {
    "name": ("name", "full name", "display name", "file as", "anzeigename", "vollstandiger name"),
    "given_name": ("given name", "first name", "vorname", "prenom"),
    "family_name": ("family name", "last name", "surname", "nachname", "familienname", "nom"),
    "company": ("company", "organization", "organisation", "organization name", "organization 1 name", "firma"),
    "department": ("department", "organization department", "organization 1 department", "abteilung"),
    "title": ("title", "job title", "organization title", "organization 1 title", "position"),
    "email": ("email", "e mail", "e mail address", "email address", "e mail 1 value", "e mail adresse", "mail"),
    "sip_address": ("sip address", "sip", "sip adresse"),
    "note": ("note", "notes", "notizen", "bemerkung", "bemerkungen"),
    "uid": ("uid", "id"),
}
_NUMBER_COLUMNS: dict[NumberKind, tuple[str, ...]] = {
    "work": (
        *("work", "work phone", "business phone", "office", "office phone", "telefon geschaftlich"),
        *("telefon dienstlich", "company main phone"),
    ),
    "mobile": ("mobile", "mobile phone", "cell", "cell phone", "handy", "mobiltelefon", "mobil"),
    "home": ("home", "home phone", "private", "telefon privat", "privat"),
    "fax": ("fax", "business fax", "home fax", "work fax", "fax geschaftlich", "fax privat", "telefax"),
    "other": ("other", "other phone", "phone", "phone number", "telephone", "number", "telefon", "nummer", "rufnummer"),
}
_GOOGLE_KINDS: dict[str, NumberKind] = {"work": "work", "main": "work", "mobile": "mobile", "home": "home"}
_HEAD = {
    "Name": "name",
    "Given name": "given_name",
    "Family name": "family_name",
    "Company": "company",
    "Department": "department",
    "Title": "title",
    "Email": "email",
    "SIP address": "sip_address",
    "Note": "note",
}
_NUMBER_HEADS: dict[str, NumberKind] = {
    "Work": "work",
    "Mobile": "mobile",
    "Home": "home",
    "Fax": "fax",
    "Other": "other",
}
_PER_KIND = 2


def read_rows(lines: Iterable[bytes]) -> Iterator[Card | LineProblem]:
    """The contacts in the lines of a file whose first row names the columns, and what could not be read."""
    texts = (decoded(line) for line in lines)
    first = next(texts, "").lstrip("\ufeff")
    if first.lower().startswith("sep="):  # Excel's own way to name the delimiter
        first = next(texts, "")
    delimiter = max(_DELIMITERS, key=first.count)
    columns = _columns(next(csv.reader([first], delimiter=delimiter), []))
    if not columns:
        yield LineProblem(
            1, translate("directory", "The first row has to name the columns, with Name and Phone among them.")
        )
        return
    reader = csv.reader(texts, delimiter=delimiter)
    before = 1
    while True:
        line, before = before + 1, before + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield LineProblem(
                line, translate("directory", "This row is not well formed; a quotation mark may be missing.")
            )
            before = reader.line_num + 1
            continue
        before = reader.line_num + 1
        if any(cell.strip() for cell in row):
            yield _card(row, columns, line)


def head_row() -> str:
    """The first row, with the mark by which spreadsheets know UTF-8."""
    numbers = [f"{head} {n}" if n > 1 else head for head in _NUMBER_HEADS for n in range(1, _PER_KIND + 1)]
    return "\ufeff" + _row([*_HEAD, *numbers, "UID"])


def person_row(person: Person) -> str:
    """The row of a person; two numbers of each kind, since a row has a fixed number of columns."""
    cells = [str(getattr(person, name)) for name in _HEAD.values()]
    for kind in _NUMBER_HEADS.values():
        texts = [number.text for number in person.numbers if number.kind == kind]
        cells += [*texts, *[""] * _PER_KIND][:_PER_KIND]
    return _row([*cells, uid_of(person.person_id)])


def _row(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([_harmless(cell) for cell in cells])
    return out.getvalue()


def _harmless(cell: str) -> str:
    """A spreadsheet must not take what somebody wrote into a note for a formula, nor a number for a sum."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def _columns(head: list[str]) -> dict[int, str]:
    """What each column is: a field of `Person`, ``uid`` or ``tel:`` with the kind of number."""
    found: dict[int, str] = {}
    for index, cell in enumerate(head[:500]):
        name = " ".join(plain_words(cell))
        bare = name.rstrip("0123456789 ") or name
        for column, names in _TEXT_COLUMNS.items():
            if (name in names or bare in names) and column not in found.values():
                found[index] = column
        for kind, names in _NUMBER_COLUMNS.items():
            if index not in found and (name in names or bare in names):
                found[index] = f"tel:{kind}"
        if name.startswith("phone ") and name.endswith(" value"):
            found[index] = "tel:google"
        elif name.startswith("phone ") and name.endswith((" type", " label")):
            found[index] = "kind"
    has_contact = any(column.startswith("tel:") or column in ("email", "sip_address") for column in found.values())
    return found if has_contact and len(found) > 1 else {}


def _card(row: list[str], columns: dict[int, str], line: int) -> Card | LineProblem:
    texts: dict[str, str] = {}
    numbers: list[tuple[NumberKind, str]] = []
    kind: NumberKind = "other"
    for index, cell in enumerate(row):
        column, text = columns.get(index, ""), _plain(cell.strip())
        if column == "kind":
            kind = _GOOGLE_KINDS.get(text.lower().lstrip("* "), "fax" if "fax" in text.lower() else "other")
        elif column.startswith("tel:") and text:
            own = next((k for k in _NUMBER_COLUMNS if column == f"tel:{k}"), kind)
            numbers += [(own, part) for part in text.split(" ::: ")]  # Google's way of several in one
        elif column and text:
            texts.setdefault(column, text)
    person = person_of(texts, numbers)
    if person is None:
        return LineProblem(line, translate("directory", "This row has neither a name nor a number."))
    return Card(person, texts.get("uid", "")[:200], None, line)
