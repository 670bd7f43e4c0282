"""What on the command line is a link, and what a file."""

from pathlib import Path

import pytest

from softphone.handed_over import is_file, is_link, made_absolute


@pytest.mark.parametrize(
    "argument", ["/home/a/team.vcf", "team.CSV", "account.toml", "./notes", "file:///home/a/b.vcf"]
)
def test_files(argument: str) -> None:
    assert is_file(argument)
    assert not is_link(argument)


@pytest.mark.parametrize("argument", ["tel:+4930123", "SIP:a@b/c", "callto:1"])
def test_links(argument: str) -> None:
    assert is_link(argument)
    assert not is_file(argument)


@pytest.mark.parametrize("argument", ["call", "account", "--lab", "-x/y", "1002", ""])
def test_neither(argument: str) -> None:
    assert not is_link(argument)
    assert not is_file(argument)


def test_paths_are_whole_when_they_are_handed_over() -> None:
    given = ("--hidden", "team.vcf", "file:///home/a/my%20team.vcf", "tel:1")
    whole = str(Path.cwd() / "team.vcf")
    assert made_absolute(given) == ("--hidden", whole, "/home/a/my team.vcf", "tel:1")
