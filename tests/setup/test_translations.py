"""Every text of the program is given to translators, and every language has all of them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from softphone_setup.texts import Text, TextError, texts_in

ROOT = Path(__file__).resolve().parents[2]

# Calls whose strings a user reads, by the places or names of the arguments that hold them.
_SHOWN: dict[str, tuple[int | str, ...]] = {
    **dict.fromkeys(("setText", "setWindowTitle", "setToolTip", "setTitle", "setLabelText", "set_full_text"), (0,)),
    **dict.fromkeys(("setAccessibleName", "setAccessibleDescription", "setPlaceholderText", "set_hint"), (0,)),
    **dict.fromkeys(("QLabel", "QPushButton", "QRadioButton", "QCheckBox", "QAction", "QGroupBox", "QMenu"), (0,)),
    **dict.fromkeys(("Label", "ElidedLabel", "Button", "ToggleButton", "addAction", "addMenu", "addTab"), (0,)),
    **dict.fromkeys(("addRow", "addItem", "insertItem"), (0, 1)),
    "IconButton": (1,),
    "add_row": (1, 3),
    **dict.fromkeys(("show_message", "ConfirmDialog"), (0, 1, 2, 3)),
    **dict.fromkeys(("Explanation", "LineProblem"), (0, 1, "title", "remedy")),
    **dict.fromkeys(("say", "tell"), (0, 1)),
}
# Names, not words: they are the same in every language.
_NAMES = frozenset({"Softphone", "OK", "first run", "G.711 A-law", "G.711 µ-law", "030 123456"})
_LOGGING = ("debug", "info", "warning", "error", "exception", "critical", "log")
_SENTENCE = re.compile(r"[a-zß-ÿ]{2,} [a-zß-ÿ]{2,}")
_WORDS = re.compile(r"[^\W\d_]{2,}")


def _files() -> Iterator[Path]:
    """What has words for users: not the engine, whose words go into the log, nor the demo, whose are for developers."""
    silent = tuple(ROOT / "softphone" / name for name in ("engine", "demo", "protocol"))
    for path in sorted([*ROOT.glob("softphone/**/*.py"), *ROOT.glob("ui/**/*.py")]):
        if not any(path.is_relative_to(folder) for folder in silent):
            yield path


def test_texts_are_found_where_they_stand(tmp_path: Path) -> None:
    code = tmp_path / "code.py"
    code.write_text(
        'A = mark("calls", "One " "text")\n'
        "def f(n, name):\n"
        '    return translate("calls", "%n call(s)", "", n), translate("calls", "Open", "verb")\n'
        '    return translate("calls", A)\n'
    )
    assert set(texts_in(code)) == {
        Text("calls", "One text"),
        Text("calls", "%n call(s)", is_plural=True),
        Text("calls", "Open", "verb"),
    }


@pytest.mark.parametrize(
    "code", ['translate("calls", f"Call {name}")', 'translate(context, "Call")', 'mark("calls", A)']
)
def test_a_text_that_translators_cannot_see_is_refused(code: str, tmp_path: Path) -> None:
    path = tmp_path / "code.py"
    path.write_text(code)
    with pytest.raises(TextError):
        list(texts_in(path))


def test_what_is_shown_is_translated() -> None:
    errors = _error_classes()
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text}" for path in _files() for line, text in _untranslated(path, errors)
    ]
    assert found == []


def test_sentences_of_the_windows_are_translated() -> None:
    """Wherever they stand: every string of several words."""
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in sorted((ROOT / "ui").rglob("*.py"))
        if path.name != "stylesheet.py"
        for line, text in _sentences(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def _sentences(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Strings that no user reads are in calls that log or translate, in what is raised for developers, and alone."""
    passed: set[ast.AST] = set()
    for node in ast.walk(module):
        is_silent = isinstance(node, ast.Call) and (
            getattr(node.func, "id", getattr(node.func, "attr", "")) in ("translate", "mark", *_LOGGING)
        )
        if is_silent or isinstance(node, ast.Raise | ast.Assert):
            passed.update(ast.walk(node))
        elif isinstance(node, ast.Expr):
            passed.add(node.value)
    for node in ast.walk(module):
        match node:
            case ast.Constant(value=str(text)) if node not in passed and text not in _NAMES and _SENTENCE.search(text):
                yield node.lineno, text


def test_nothing_is_translated_before_the_language_is_known() -> None:
    """The command line's own modules are loaded after it."""
    late = {"cli.py", "remote_command.py"}
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in _files()
        if path.name not in late
        for call in _at_import(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == [], "mark it there, and translate it where it is used"


def _error_classes() -> set[str]:
    """UserFacingError and all that are made of it."""
    bases = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for path in _files()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    found = {"UserFacingError"}
    while more := {name for name, of in bases.items() if of & found} - found:
        found |= more
    return found


def _untranslated(path: Path, errors: set[str]) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            places = (0, 1) if name in errors else _SHOWN.get(name, ())
            for place in places:
                for text in _words_at(node, place):
                    yield node.lineno, text


def _words_at(call: ast.Call, place: int | str) -> Iterator[str]:
    if isinstance(place, int):
        values = call.args[place : place + 1]
    else:
        values = [keyword.value for keyword in call.keywords if keyword.arg == place]
    for value in values:
        yield from _words_of(value)


def _words_of(value: ast.expr) -> Iterator[str]:
    """Literal words in what is given: alone, in an f-string, or as one of two."""
    match value:
        case ast.Constant(value=str(text)) if _WORDS.search(text) and text.strip() not in _NAMES:
            yield text
        case ast.JoinedStr(values=parts):
            for part in parts:
                yield from _words_of(part)
        case ast.IfExp(body=one, orelse=other):
            yield from (*_words_of(one), *_words_of(other))
        case ast.BoolOp(values=ones):
            for one in ones:
                yield from _words_of(one)


def _at_import(node: ast.AST) -> Iterator[ast.Call]:
    """Calls of `translate` that are carried out when the module is loaded."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef):
            outside: list[ast.AST] = [*child.decorator_list, *child.args.defaults]
            outside += [default for default in child.args.kw_defaults if default is not None]
            for one in outside:
                yield from _at_import(ast.Expression(one))  # type: ignore[arg-type]
        elif not isinstance(child, ast.Lambda):
            if isinstance(child, ast.Call) and isinstance(child.func, ast.Name) and child.func.id == "translate":
                yield child
            yield from _at_import(child)
