"""A person in words: the kinds of numbers, the best number, the lines of a list and a card."""

from softphone.basics.words import translate
from softphone.calls.party_text import clean_text
from softphone.directory.person import CONTACTS, Hit, NumberKind, Person, PersonNumber
from softphone.presence.state import Presentity
from ui.calls.call_words import clock_text
from ui.widgets.presence_dot import state_words

MAX_LINE = 200
_BY_USE: tuple[NumberKind, ...] = ("work", "sip", "mobile", "home", "other", "fax")


def shown_name(person: Person) -> str:
    """The name on one line, however the directory wrote it."""
    return clean_text(person.name, MAX_LINE) or translate("directory", "No name")


def kind_words(kind: NumberKind) -> str:
    """What kind of number it is."""
    words = {
        "work": translate("directory", "Work"),
        "mobile": translate("directory", "Mobile"),
        "home": translate("directory", "Home"),
        "fax": translate("directory", "Fax"),
        "other": translate("directory", "Other"),
        "sip": translate("directory", "SIP address"),
    }
    return words.get(kind, words["other"])


def numbers_of(person: Person) -> tuple[PersonNumber, ...]:
    """Every number and address of the person that can be called, the most useful first."""
    numbers = [number for number in person.numbers if number.text.strip()]
    known = {number.text.strip().lower().removeprefix("sip:") for number in numbers} | {n.e164 for n in numbers}
    address = person.sip_address.lower()
    if address and not known & {address, address.partition("@")[0]}:  # an extension's own address is no second way
        numbers.append(PersonNumber("sip", person.sip_address))
    return tuple(sorted(numbers, key=lambda number: _BY_USE.index(number.kind) if number.kind in _BY_USE else 9))


def best_number(hit: Hit) -> PersonNumber | None:
    """The number to call: the one that was searched for, else the most useful one; None when there is none."""
    if hit.number_index is not None and 0 <= hit.number_index < len(hit.person.numbers):
        return hit.person.numbers[hit.number_index]
    return next(iter(numbers_of(hit.person)), None)


def shown_number(number: PersonNumber) -> str:
    """The number on one line, as it stands in the directory."""
    return clean_text(number.text, 64)


def place_words(person: Person) -> str:
    """Department and company, what is known of them."""
    parts = [clean_text(part, MAX_LINE) for part in (person.department, person.company)]
    return " · ".join(dict.fromkeys(filter(None, parts)))


def role_words(person: Person) -> str:
    """Title, department and company."""
    parts = [clean_text(part, MAX_LINE) for part in (person.title, person.department, person.company)]
    return " · ".join(dict.fromkeys(filter(None, parts)))


def initials(person: Person) -> str:
    """One or two capital letters for a picture that is not there."""
    given, family = clean_text(person.given_name, 40), clean_text(person.family_name, 40)
    words = [given, family] if given and family else shown_name(person).replace(",", " ").split()
    letters = [next((c for c in word if c.isalpha()), "") for word in words]
    letters = [letter for letter in letters if letter]
    if not letters:
        return "#"
    return (letters[0] + (letters[-1] if len(letters) > 1 else "")).upper()


def presence_words(presentity: Presentity) -> str:
    """State, until when or how old, and the note, on one line."""
    text = state_words(presentity.state)
    if presentity.stale_since_s is not None:
        text = translate("directory", "{state}, no news since {time}").format(
            state=text, time=clock_text(presentity.stale_since_s)
        )
    elif presentity.until_s is not None:
        text = translate("directory", "{state} until {time}").format(state=text, time=clock_text(presentity.until_s))
    return " · ".join(filter(None, (text, clean_text(presentity.note, MAX_LINE))))


def is_own_contact(person: Person) -> bool:
    """Whether the user made this person and may change it."""
    return person.source == CONTACTS
