"""What is true of every file of the repository."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 500
# Written in pieces, so that this file does not find itself.
REGISTRIES = "|".join(
    ("deb[.]deb" + "ian", "pypi[.]" + "org/simple", "registry[.]np" + "mjs", "files[.]python" + "hosted")
)
MACHINE_PATHS = "|".join(("/wo" + "rk/", "/ro" + "ot/", "/tmp/bo" + "ot"))
FOREIGN = re.compile(f"{REGISTRIES}|{MACHINE_PATHS}")
MOCKS = re.compile(r"\bunittest[.]mo" + r"ck\b|\bMagicMo" + r"ck\b|\bmock" + r"er\b")


def tracked(suffix: str = "") -> list[Path]:
    """The files that git knows, but for those deleted in the work tree."""
    listing = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return [ROOT / name for name in listing.split("\0") if name.endswith(suffix) and name and (ROOT / name).is_file()]


def named(files: Iterator[Path]) -> list[str]:
    return [str(file.relative_to(ROOT)) for file in files]


def test_no_source_file_is_too_long() -> None:
    assert named(file for file in tracked(".py") if len(file.read_text().splitlines()) > LONGEST_FILE) == []


def test_no_mock_library_is_used() -> None:
    assert named(file for file in tracked(".py") if MOCKS.search(file.read_text())) == []


def test_only_the_engine_imports_pjsua2() -> None:
    shipped = (file for file in tracked(".py") if file.relative_to(ROOT).parts[0] in {"softphone", "ui"})
    outside = (file for file in shipped if not file.is_relative_to(ROOT / "softphone" / "engine"))
    assert named(file for file in outside if "pjsua2" in imported(file)) == []


def test_no_registry_host_and_no_path_of_one_machine() -> None:
    found: list[str] = []
    for file in tracked():
        try:
            text = file.read_text()
        except UnicodeDecodeError:
            continue
        found += [f"{file.relative_to(ROOT)}: {match.group()}" for match in FOREIGN.finditer(text)]
    assert found == []


def test_every_module_says_what_it_is() -> None:
    modules = (file for file in tracked(".py") if file.read_text().strip())
    assert named(file for file in modules if not ast.get_docstring(ast.parse(file.read_text()))) == []


def test_packaging_folder_does_not_shadow_the_library() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_names_of_test_files_are_unique() -> None:
    names = [file.name for file in tracked(".py") if file.name.startswith("test_")]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE"])
def test_root_documents_are_there(name: str) -> None:
    assert (ROOT / name).stat().st_size > 500


def imported(file: Path) -> set[str]:
    """Top-level names of the modules that a file imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module.split(".")[0])
    return names
