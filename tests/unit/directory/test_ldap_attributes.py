"""People out of LDAP entries, and filters in which what was typed is a value and nothing else."""

import re
import uuid
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ldap3.operation.search import MATCH_SUBSTRING, parse_filter

from softphone.basics.ids import DirectoryServerId
from softphone.directory.ldap_attributes import PersonMaker, attribute_map, entry_filter, search_filter
from softphone.directory.person import PersonNumber
from softphone.settings.directory_server import DirectoryKind, DirectoryServer

OPENLDAP = DirectoryServer(server_id=DirectoryServerId("directory-1"), host="ldap.example.com")
AD = DirectoryServer(server_id=DirectoryServerId("directory-2"), host="dc", kind=DirectoryKind.ACTIVE_DIRECTORY)
HOSTILE = ("*)(uid=*", "*", "a)(|(cn=*))", "\\2a", "(&(x=y))", "admin)(!(cn=x", "=*", ">=a", "ü)(", "((", "))")


def entry(**attributes: str | bytes | list[str]) -> dict[str, list[bytes]]:
    """Attributes as they come from the wire, lower-case names."""
    return {name.replace("_", "-").lower(): _values(value) for name, value in attributes.items()}


def _values(value: str | bytes | list[str]) -> list[bytes]:
    if isinstance(value, bytes):
        return [value]
    return [text.encode() for text in ([value] if isinstance(value, str) else value)]


def test_an_openldap_entry_becomes_a_person() -> None:
    person = PersonMaker(OPENLDAP).person(
        "uid=anna,ou=people",
        entry(
            displayName="Anna Müller",
            cn="ignored",
            givenName="Anna",
            sn="Müller",
            ou="Sales",
            departmentNumber="17",
            title="Head of Sales",
            mail="anna@example.com",
            telephoneNumber=["+49 30 123-45", "+49 30 123-46"],
            mobile="+49 170 1",
            homePhone="+49 30 9",
            facsimileTelephoneNumber="+49 30 8",
            entryUUID="199D78B6-7a95-1041-9a72-7d27b73cb85b",
            modifyTimestamp="20261122075015Z",
        ),
    )
    assert person is not None
    assert person.person_id == "ldap:directory-1:199d78b6-7a95-1041-9a72-7d27b73cb85b"
    assert (person.name, person.given_name, person.family_name) == ("Anna Müller", "Anna", "Müller")
    assert (person.department, person.title, person.email) == ("Sales", "Head of Sales", "anna@example.com")
    assert person.numbers == (
        PersonNumber("work", "+49 30 123-45"),
        PersonNumber("work", "+49 30 123-46"),
        PersonNumber("mobile", "+49 170 1"),
        PersonNumber("home", "+49 30 9"),
        PersonNumber("fax", "+49 30 8"),
    )
    assert person.version == "20261122075015Z"


def test_an_active_directory_entry_becomes_a_person() -> None:
    guid = uuid.UUID("6f9619ff-8b86-d011-b42d-00cf4fc964ff")
    person = PersonMaker(AD).person(
        "CN=Bob,DC=x",
        entry(
            cn="Bob Baker",
            objectGUID=guid.bytes_le,
            department="IT",
            company="Example",
            telephoneNumber="1002",
            otherTelephone="+1 555 2",
            ipPhone="2002",
            msRTCSIP_PrimaryUserAddress="sip:bob@example.com",
            uSNChanged="4711",
        ),
    )
    assert person is not None
    assert person.person_id == f"ldap:directory-2:{guid}"
    assert [(n.kind, n.text) for n in person.numbers] == [("work", "1002"), ("work", "+1 555 2"), ("sip", "2002")]
    assert (person.company, person.sip_address, person.version) == ("Example", "bob@example.com", "4711")


def test_the_entry_of_a_person_is_found_again() -> None:
    guid = uuid.UUID("6f9619ff-8b86-d011-b42d-00cf4fc964ff")
    assert entry_filter(attribute_map(OPENLDAP), f"ldap:directory-1:{guid}") == f"(entryuuid={guid})"
    expected = "".join(f"\\{byte:02x}" for byte in guid.bytes_le)
    assert entry_filter(attribute_map(AD), f"ldap:directory-2:{guid}") == f"(objectguid={expected})"
    assert entry_filter(attribute_map(OPENLDAP), "ldap:directory-1:dn=x)(cn=*") == ""


def test_without_a_lasting_id_the_dn_serves() -> None:
    person = PersonMaker(OPENLDAP).person("CN=Anna,DC=x", entry(cn="Anna"))
    assert person is not None
    assert person.person_id == "ldap:directory-1:dn=cn=anna,dc=x"


@pytest.mark.parametrize("attributes", [{}, entry(telephoneNumber="1"), entry(cn="  ")])
def test_an_entry_without_a_name_is_nobody(attributes: dict[str, list[bytes]]) -> None:
    assert PersonMaker(OPENLDAP).person("x", attributes) is None


def test_what_cannot_be_shown_is_taken_out() -> None:
    person = PersonMaker(OPENLDAP).person("x", entry(cn="Anna\n\x00 Bad\x1b[31m", telephoneNumber=b"\xff\xfe1"))
    assert person is not None
    assert person.name == "Anna Bad [31m"
    assert person.numbers[0].text.isprintable()


def test_own_attribute_names_replace_the_usual_ones() -> None:
    server = DirectoryServer(
        server_id=DirectoryServerId("d"),
        kind=DirectoryKind.CUSTOM,
        attributes={"work": ("companyPhone",), "department": ("division",)},
    )
    person = PersonMaker(server).person("x", entry(cn="A", companyPhone="17", division="R&D", telephoneNumber="18"))
    assert person is not None
    assert [number.text for number in person.numbers] == ["17"]
    assert person.department == "R&D"


def leaves(node: Any) -> list[Any]:
    """The assertions of a parsed filter."""
    return [node] if not node.elements else [leaf for element in node.elements for leaf in leaves(element)]


def assertions(text: str) -> list[tuple[str, bytes]]:
    """Attribute and value of what the filter asks beside who is a person."""
    built = search_filter(attribute_map(OPENLDAP), text)
    root = parse_filter(built, None, True, True, None, False)  # type: ignore[no-untyped-call]
    found = []
    for leaf in leaves(root.elements[0])[1:]:
        assert leaf.tag == MATCH_SUBSTRING
        (value,) = leaf.assertion["any"]
        assert set(leaf.assertion) == {"attr", "any"}
        found.append((leaf.assertion["attr"], _unescaped(value)))
    return found


def _unescaped(value: bytes | str) -> bytes:
    raw = value.encode() if isinstance(value, str) else value
    return re.sub(rb"\\([0-9a-f]{2})", lambda match: bytes.fromhex(match[1].decode()), raw)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_values(text: str) -> None:
    found = assertions(text)
    assert {value for _, value in found} == {word.encode() for word in text.split()}
    assert {name for name, _ in found} == {"displayname", "cn", "givenname", "sn", "ou", "departmentnumber", "mail"}


@given(st.text(min_size=1, max_size=40))
def test_any_text_stays_a_value(text: str) -> None:
    words = "".join(c if c.isprintable() else " " for c in text).split()
    if not words or sum(c.isdecimal() for c in text) >= 3:
        return
    assert {value for _, value in assertions(text)} == {word.encode() for word in words[:8]}


def test_numbers_are_looked_for_among_numbers() -> None:
    found = assertions("030 123 45")
    assert {name for name, _ in found} == {
        *("telephonenumber", "mobile", "homephone", "facsimiletelephonenumber"),
    }
    assert {value for _, value in found} == {b"03012345"}


@pytest.mark.parametrize("text", ["", "  ", "\t\n", "\0", "\u00ad\u200b", "\ud800"])
def test_nothing_typed_asks_nothing(text: str) -> None:
    assert search_filter(attribute_map(OPENLDAP), text) == ""
