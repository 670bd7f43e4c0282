"""Stamps: a step is done again exactly when something that it depends on has changed."""

from pathlib import Path

from softphone_setup.stamps import Stamps, digest_of


def test_stamp_holds_until_the_digest_changes(tmp_path: Path) -> None:
    stamps = Stamps(tmp_path / "stamps")
    assert not stamps.is_valid("step", "one")
    stamps.write("step", "one")
    assert stamps.is_valid("step", "one")
    assert not stamps.is_valid("step", "two")
    stamps.forget("step")
    assert not stamps.is_valid("step", "one")


def test_damaged_stamp_counts_as_not_done(tmp_path: Path) -> None:
    (tmp_path / "step").write_bytes(b"\xff\xfe\x00")
    assert not Stamps(tmp_path).is_valid("step", "one")


def test_digest_follows_names_and_contents_of_sources_only(tmp_path: Path) -> None:
    source = tmp_path / "recipe" / "build.py"
    source.parent.mkdir()
    source.write_text("a = 1\n")
    before = digest_of("x", source.parent)
    (source.parent / "__pycache__").mkdir()
    (source.parent / "__pycache__" / "build.pyc").write_bytes(b"compiled")
    assert digest_of("x", source.parent) == before
    assert digest_of("y", source.parent) != before
    source.write_text("a = 2\n")
    changed = digest_of("x", source.parent)
    assert changed != before
    source.rename(source.with_name("other.py"))
    assert digest_of("x", source.parent) != changed
