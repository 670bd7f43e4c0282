"""Where the lab's Asterisk comes from: the machine's own mirror, and plain words when it cannot be had."""

from pathlib import Path

import pytest
from softphone_lab import FetchError, command, debian, rootfs
from softphone_lab.apt import debian_mirrors

ONE_LINE = "deb http://one-line.test/debian bookworm main\ndeb http://one-line.test/security bookworm-security main\n"
DEB822 = "Types: deb\nURIs: http://deb822.test/debian\nSuites: bookworm\nComponents: main contrib\n"
OTHERS = "deb http://node.test/node_20.x nodistro other\n# deb http://commented.test/debian sid main\n"


def use_sources(folder: Path, monkeypatch: pytest.MonkeyPatch, **files: str) -> None:
    """Let apt know these source files and no others."""
    parts = folder / "sources.list.d"
    parts.mkdir()
    for name, text in files.items():
        (parts / name.replace("_", ".")).write_text(text)
    settings = f'Dir::Etc::sourcelist "/dev/null"; Dir::Etc::sourceparts "{parts}"; Dir::State::lists "{folder}";\n'
    (folder / "apt.conf").write_text(settings)
    monkeypatch.setenv("APT_CONFIG", str(folder / "apt.conf"))
    monkeypatch.delenv("SOFTPHONE_LAB_MIRROR", raising=False)


def test_mirrors_are_read_from_both_kinds_of_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_sources(tmp_path, monkeypatch, a_list=ONE_LINE, b_sources=DEB822, c_list=OTHERS)
    assert set(debian_mirrors()) == {"http://one-line.test/debian", "http://deb822.test/debian"}


def test_a_machine_without_a_debian_mirror_is_told_what_to_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    use_sources(tmp_path, monkeypatch, c_list=OTHERS)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert command.run(["fetch"]) == 1
    assert "set SOFTPHONE_LAB_MIRROR" in capsys.readouterr().err


def test_a_mirror_that_does_not_answer_is_said_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOFTPHONE_LAB_MIRROR", "http://127.0.0.1:9/debian")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert command.run(["fetch"]) == 1
    assert "the Debian mirror cannot be reached: check the network" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "softphone/lab").iterdir()] == [".lock"]


def test_a_lab_that_is_not_fetched_says_how_to_fetch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with pytest.raises(FetchError, match="softphone_lab fetch"):
        rootfs.find()


@pytest.mark.lab
def test_the_fetched_asterisk_is_found_and_fetched_no_second_time() -> None:
    said: list[str] = []
    assert rootfs.fetch(said.append) == rootfs.find()
    assert said == []
    assert "22." in rootfs.find().version


def test_the_packages_of_the_other_parts_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.run(["packages"]) == 0
    assert set(capsys.readouterr().out.split()) == set(debian.PACKAGES) >= {"kamailio", "slapd", "dovecot-imapd"}
