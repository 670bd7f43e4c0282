"""Every language has all texts of the program, and the files are as the tools write them."""

import re
import shutil
from pathlib import Path

import pytest
from softphone_setup.texts import LANGUAGES, Text, catalogue, read_ts, texts_of, update_ts

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "translations"
LUPDATE = ROOT / ".venv" / "bin" / "pyside6-lupdate"
RENEW = "run packaging/setup/update_translations.py, translate what it names with Qt Linguist, and run it again"


@pytest.fixture(scope="module")
def texts() -> list[Text]:
    """Every text of the program."""
    return texts_of(ROOT)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str, texts: list[Text]) -> None:
    known = read_ts(FOLDER / f"softphone_{language}.ts")
    assert [one.text for one in known if not one.is_finished] == [], RENEW
    assert {one.text for one in known} == set(texts), RENEW
    assert [one.text for one in known if one.text.is_plural and len(one.forms) != 2] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_are_as_the_tools_write_them(language: str, texts: list[Text], tmp_path: Path) -> None:
    ts = FOLDER / f"softphone_{language}.ts"
    copy = tmp_path / ts.name
    shutil.copy(ts, copy)
    update_ts(texts, copy, LUPDATE)
    assert copy.read_text(encoding="utf-8") == ts.read_text(encoding="utf-8"), RENEW
    assert ts.with_suffix(".json").read_text(encoding="utf-8") == catalogue(read_ts(ts)), RENEW


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_values_and_mnemonics_of_the_texts(language: str) -> None:
    for one in read_ts(FOLDER / f"softphone_{language}.ts"):
        wanted = _values(one.text.text)
        for form in one.forms:
            assert _values(form) == wanted, one.text
            if one.text.context != "countries":
                assert _has_mnemonic(form) == _has_mnemonic(one.text.text), one.text


def _values(text: str) -> set[str]:
    return set(re.findall(r"\{\w*\}|%n", text))


def _has_mnemonic(text: str) -> bool:
    return "&" in text.replace("&&", "")
