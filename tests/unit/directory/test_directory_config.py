"""Settings of a directory server as people type them."""

import pytest

from softphone.basics.errors import UserFacingError
from softphone.basics.ids import DirectoryServerId
from softphone.directory.directory_config import normalised
from softphone.settings.directory_server import DirectorySecurity, DirectoryServer


def server(host: str, port: int = 0, people: str = "") -> DirectoryServer:
    return DirectoryServer(server_id=DirectoryServerId("directory-1"), host=host, port=port, filter=people)


@pytest.mark.parametrize(
    ("typed", "host", "port"),
    [
        (" ldap.example.com ", "ldap.example.com", 0),
        ("ldap.example.com:1389", "ldap.example.com", 1389),
        ("ldaps://ldap.example.com:1636/", "ldap.example.com", 1636),
        ("192.0.2.1", "192.0.2.1", 0),
        ("[2001:db8::1]:389", "2001:db8::1", 389),
    ],
)
def test_a_server_is_understood_as_it_is_typed(typed: str, host: str, port: int) -> None:
    found = normalised(server(typed))
    assert (found.host, found.port) == (host, port)


@pytest.mark.parametrize("typed", ["", "  ", "two words", "host:99999", "a/b", "-x"])
def test_what_is_no_server_is_told(typed: str) -> None:
    with pytest.raises(UserFacingError) as told:
        normalised(server(typed))
    assert told.value.remedy


@pytest.mark.parametrize("people", ["cn=*", "(cn=*", "((cn=*)"])
def test_a_filter_whose_brackets_are_wrong_is_told(people: str) -> None:
    with pytest.raises(UserFacingError):
        normalised(server("x.example", people=people))


def test_the_port_follows_the_kind_of_connection() -> None:
    assert server("x").used_port == 389
    ldaps = DirectoryServer(server_id=DirectoryServerId("d"), host="x", security=DirectorySecurity.LDAPS)
    assert ldaps.used_port == 636
