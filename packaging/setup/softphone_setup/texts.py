"""The texts that the program shows: found in the sources, handed to Qt's lupdate, and read back from its .ts files."""

from __future__ import annotations

import ast
import json
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

SOURCES = ("softphone", "ui")
LANGUAGES = ("de",)
_FUNCTIONS = {"translate", "mark"}


class TextError(Exception):
    """A text cannot be found, by us or by translators; says where."""


@dataclass(frozen=True, order=True)
class Text:
    """One text of the program in English, as it stands in the code."""

    context: str
    text: str
    comment: str = ""
    is_plural: bool = False


def texts_of(root: Path) -> list[Text]:
    """Every text in the sources below the checkout's root, each once, in order. Raises TextError."""
    found = {text for folder in SOURCES for path in sorted((root / folder).rglob("*.py")) for text in texts_in(path)}
    return sorted(found)


def texts_in(path: Path) -> Iterator[Text]:
    """The texts in one file. Raises TextError where one is no literal: lupdate and translators need to see it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _FUNCTIONS:
            yield from _text(node, path)


def _text(call: ast.Call, path: Path) -> Iterator[Text]:
    function = ast.unparse(call.func)
    if call.keywords or not 2 <= len(call.args) <= 4:
        raise TextError(f"{path}:{call.lineno}: give {function} its arguments by their places")
    literals = [arg.value for arg in call.args[:3] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    if len(literals) == min(len(call.args), 3):
        context, text, comment = (*literals, "")[:3]
        yield Text(context, text, comment, is_plural=len(call.args) == 4)
    elif function == "mark" or isinstance(call.args[1], (ast.Constant, ast.JoinedStr, ast.BinOp)):
        raise TextError(f"{path}:{call.lineno}: context, text and comment have to be literals")


def update_ts(texts: Iterable[Text], ts: Path, lupdate: Path) -> None:
    """Brings the .ts file up to date: new texts come in, those that are gone go, lupdate knows changed ones again.

    lupdate itself reads Python, but loses texts whose number is not a literal; so it gets them as the C++ that it was
    made for.
    """
    with tempfile.TemporaryDirectory(prefix="softphone-texts-") as folder:
        source = Path(folder) / "texts.cpp"
        source.write_text("void texts(int n) {\n" + "".join(map(_as_cpp, texts)) + "}\n", encoding="utf-8")
        options = ["-no-obsolete", "-sort-messages", "-locations", "none", "-silent", "-source-language", "en"]
        command = [str(lupdate), str(source), *options, "-ts", str(ts)]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def _as_cpp(text: Text) -> str:
    parts = [text.context, text.text, text.comment]
    number = ", n" if text.is_plural else ""
    return f"  QCoreApplication::translate({', '.join(json.dumps(p, ensure_ascii=False) for p in parts)}{number});\n"


@dataclass(frozen=True)
class Translated:
    """A text in a .ts file.

    forms: the translation, or one for each form of the number. is_finished: as Linguist marks it, and none is empty.
    """

    text: Text
    forms: tuple[str, ...]
    is_finished: bool


def read_ts(ts: Path) -> list[Translated]:
    """What a .ts file holds, in its order."""
    return [
        _read_message(context.findtext("name", ""), message)
        for context in ElementTree.parse(ts).getroot().iter("context")
        for message in context.iter("message")
    ]


def _read_message(context: str, message: ElementTree.Element) -> Translated:
    is_plural = message.get("numerus") == "yes"
    translation = message.find("translation")
    assert translation is not None
    forms = [form.text or "" for form in translation.iter("numerusform")] if is_plural else [translation.text or ""]
    text = Text(context, message.findtext("source", ""), message.findtext("comment", ""), is_plural)
    return Translated(text, tuple(forms), translation.get("type") is None and all(forms))


def catalogue(translated: Iterable[Translated]) -> str:
    """The finished texts as JSON, as softphone/languages.py reads it."""
    texts: dict[str, dict[str, str | list[str]]] = {}
    for one in translated:
        if one.is_finished:
            key = f"{one.text.text}\x04{one.text.comment}" if one.text.comment else one.text.text
            texts.setdefault(one.text.context, {})[key] = list(one.forms) if one.text.is_plural else one.forms[0]
    return json.dumps(texts, ensure_ascii=False, indent=0) + "\n"
