"""Fills the lab's configuration templates: each @NAME@ is replaced by a value."""

import re
from collections.abc import Mapping
from pathlib import Path

from .errors import LabError
from .places import CONF


def fill(text: str, values: Mapping[str, object]) -> str:
    """The text with each @NAME@ replaced. Raises LabError for a name without a value."""

    def value(match: re.Match[str]) -> str:
        if match[1] not in values:
            raise LabError(f"a configuration template wants @{match[1]}@, which is not given")
        return str(values[match[1]])

    return re.sub(r"@([A-Z][A-Z_]*)@", value, text)


def fill_folder(name: str, target: Path, values: Mapping[str, object]) -> None:
    """Fill every template under conf/<name> into `target`, with the same sub-folders."""
    for template in sorted(path for path in (CONF / name).rglob("*") if path.is_file()):
        filled = target / template.relative_to(CONF / name)
        filled.parent.mkdir(parents=True, exist_ok=True)
        filled.write_text(fill(template.read_text(), values))
