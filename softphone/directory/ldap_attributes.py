"""How the attributes of an LDAP entry make a person (RFC 4519, RFC 2798, Active Directory), and the filters for it.

What a user types becomes assertion values only, escaped as RFC 4515 section 3 says.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from softphone.directory.person import LDAP, NumberKind, Person, PersonNumber
from softphone.settings.directory_server import DirectoryKind, DirectoryServer

FIELDS = (
    *("name", "given_name", "family_name", "department", "company", "title", "email", "sip_address", "note"),
    *("work", "mobile", "home", "fax", "other", "sip", "photo", "id", "changed"),
)
_NUMBER_KINDS: tuple[NumberKind, ...] = ("work", "mobile", "home", "sip", "other", "fax")
_MAX_WORDS = 8
_MAX_WORD_LENGTH = 64
_MIN_NUMBER_DIGITS = 3
_ESCAPED = {"\\": r"\5c", "*": r"\2a", "(": r"\28", ")": r"\29", "\0": r"\00"}
_DISABLED = "(userAccountControl:1.2.840.113556.1.4.803:=2)"

Attributes = Mapping[str, Sequence[bytes]]  # lower-case names without options


@dataclass(frozen=True, slots=True)
class AttributeMap:
    """Attribute names by field, in lower case; the first that has a value counts, of numbers all do.

    Attributes:
        fields: for each of `FIELDS` the names, perhaps none.
        people: filter that people match.
    """

    fields: Mapping[str, tuple[str, ...]]
    people: str

    @property
    def id_attribute(self) -> str:
        """Holds what stays the same for the life of an entry; empty when nothing does, then the DN must serve."""
        return next(iter(self.fields["id"]), "")

    @property
    def changed_attribute(self) -> str:
        """Holds a time or number that grows with every change of an entry; empty when nothing does."""
        return next(iter(self.fields["changed"]), "")

    @property
    def wanted(self) -> list[str]:
        """What to ask the server for: everything but photos, which are large and fetched one by one."""
        return sorted({name for field, names in self.fields.items() if field != "photo" for name in names})


_OPENLDAP: dict[str, tuple[str, ...]] = {
    "name": ("displayname", "cn"),
    "given_name": ("givenname",),
    "family_name": ("sn",),
    "department": ("ou", "departmentnumber"),
    "company": ("o",),
    "title": ("title",),
    "email": ("mail",),
    "work": ("telephonenumber",),
    "mobile": ("mobile",),
    "home": ("homephone",),
    "fax": ("facsimiletelephonenumber",),
    "photo": ("jpegphoto",),
    "id": ("entryuuid",),
    "changed": ("modifytimestamp",),
}
_ACTIVE_DIRECTORY: dict[str, tuple[str, ...]] = {
    "name": ("displayname", "cn"),
    "given_name": ("givenname",),
    "family_name": ("sn",),
    "department": ("department",),
    "company": ("company",),
    "title": ("title",),
    "email": ("mail",),
    "sip_address": ("msrtcsip-primaryuseraddress",),
    "work": ("telephonenumber", "othertelephone"),
    "mobile": ("mobile", "othermobile"),
    "home": ("homephone", "otherhomephone"),
    "sip": ("ipphone", "otheripphone"),
    "fax": ("facsimiletelephonenumber",),
    "photo": ("thumbnailphoto", "jpegphoto"),
    "id": ("objectguid",),
    "changed": ("usnchanged",),
}
_AD_PEOPLE = f"(&(objectCategory=person)(|(objectClass=contact)(&(objectClass=user)(!{_DISABLED}))))"


def attribute_map(server: DirectoryServer) -> AttributeMap:
    """The map that this server's settings ask for."""
    is_ad = server.kind is DirectoryKind.ACTIVE_DIRECTORY
    named: Mapping[str, tuple[str, ...]] = _ACTIVE_DIRECTORY if is_ad else _OPENLDAP
    if server.kind is DirectoryKind.CUSTOM:
        own = {field: tuple(name.strip().lower() for name in names) for field, names in server.attributes.items()}
        named = {**_OPENLDAP, **own}
    fields = {field: named.get(field, ()) for field in FIELDS}
    return AttributeMap(fields, server.filter.strip() or (_AD_PEOPLE if is_ad else "(objectClass=person)"))


def usual_names(field: str) -> tuple[str, ...]:
    """The attribute names of a field where no own ones are given."""
    return _OPENLDAP.get(field, ())


class PersonMaker:
    """Makes people of one server's entries; built once, as a mirror makes a hundred thousand."""

    def __init__(self, server: DirectoryServer) -> None:
        self.map = attribute_map(server)
        self._prefix = f"{LDAP}:{server.server_id}:"
        fields = self.map.fields
        self._texts = tuple(fields[name] for name in FIELDS[:9])
        self._numbers = tuple((kind, name) for kind in _NUMBER_KINDS for name in fields[kind])
        self._id, self._changed = self.map.id_attribute, self.map.changed_attribute
        self._has_photos = bool(fields["photo"])

    def id_of(self, dn: str, attributes: Attributes) -> str:
        """The person's id: from the lasting id where there is one, else from the DN."""
        values = attributes.get(self._id)
        return self._prefix + (_lasting_id(values[0]) if values else f"dn={dn.lower()}")

    def version_of(self, attributes: Attributes) -> str:
        """What changes with the entry; empty when the server does not tell."""
        values = attributes.get(self._changed)
        return values[0].decode("utf-8", "replace") if values else ""

    def person(self, dn: str, attributes: Attributes) -> Person | None:
        """The person; None for an entry without a name."""
        name, given, family, department, company, title, email, sip_address, note = (
            _first(names, attributes) for names in self._texts
        )
        name = name or f"{given} {family}".strip()
        if not name:
            return None
        numbers: list[PersonNumber] = []
        for kind, attribute in self._numbers:
            for value in attributes.get(attribute, ()):
                text = _text(value)
                if text and all(known.text != text for known in numbers):
                    numbers.append(PersonNumber(kind, text))
        return Person(
            self.id_of(dn, attributes),
            LDAP,
            name,
            given,
            family,
            department,
            company,
            title,
            email,
            tuple(numbers),
            _without_scheme(sip_address),
            note,
            self._has_photos,
            self.version_of(attributes),
        )


def entry_filter(maps: AttributeMap, person_id: str) -> str:
    """Finds the entry of this person by its lasting id; empty when its id was made from the DN."""
    lasting = person_id.rsplit(":", 1)[-1]
    try:
        number = uuid.UUID(lasting)
    except ValueError:
        return ""
    is_ad = maps.id_attribute == "objectguid"
    value = "".join(f"\\{byte:02x}" for byte in number.bytes_le) if is_ad else str(number)
    return f"({maps.id_attribute}={value})"


def search_filter(maps: AttributeMap, text: str) -> str:
    """People who match every word of the text, in any order; empty when there is nothing to look for."""
    # Half of a surrogate pair cannot be sent, and servers pass over what cannot be seen: then it matches everybody.
    text = "".join(c if c.isprintable() else " " for c in text)
    words = [word[:_MAX_WORD_LENGTH] for word in text.split()[:_MAX_WORDS]]
    clauses = [_digits_clause(maps, text)] if _looks_like_number(text) else [_word_clause(maps, w) for w in words]
    found = "".join(clauses)
    return f"(&{maps.people}{found})" if found else ""


def changed_filter(maps: AttributeMap, mark: str) -> str:
    """People who changed since the mark, those of the mark's own second among them."""
    return f"(&{maps.people}({maps.changed_attribute}>={escaped(mark)}))"


def escaped(text: str) -> str:
    """The text as an assertion value of RFC 4515: nothing in it can be read as a part of the filter."""
    return "".join(_ESCAPED.get(c, c) for c in text)


def _looks_like_number(text: str) -> bool:
    digits = sum(c.isdecimal() for c in text)
    return digits >= _MIN_NUMBER_DIGITS and not any(c.isalpha() or c in "@*\\" for c in text)


def _digits_clause(maps: AttributeMap, text: str) -> str:
    digits = escaped("".join(c for c in text if c.isdecimal())[:_MAX_WORD_LENGTH])
    clauses = "".join(f"({name}=*{digits}*)" for kind in _NUMBER_KINDS for name in maps.fields[kind])
    return f"(|{clauses})" if clauses else ""


def _word_clause(maps: AttributeMap, word: str) -> str:
    value = escaped(word)
    names = [n for f in ("name", "given_name", "family_name", "department", "email") for n in maps.fields[f]]
    return "(|" + "".join(f"({name}=*{value}*)" for name in dict.fromkeys(names)) + ")"


def _first(names: tuple[str, ...], attributes: Attributes) -> str:
    for name in names:
        for value in attributes.get(name, ()):
            text = _text(value)
            if text:
                return text
    return ""


def _text(value: bytes) -> str:
    """One line, without what cannot be shown."""
    text = value.decode("utf-8", "replace").strip()
    if text.isprintable():
        return text
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _lasting_id(value: bytes) -> str:
    """entryUUID comes as text, objectGUID as 16 bytes in Microsoft's order; anything else as hexadecimal digits."""
    if len(value) == 16:
        return str(uuid.UUID(bytes_le=value))
    if len(value) == 36 and value.isascii():
        return value.decode().lower()
    return f"x{value.hex()}"


def _without_scheme(address: str) -> str:
    scheme, colon, rest = address.partition(":")
    return rest if colon and scheme.lower() in ("sip", "sips") else address
