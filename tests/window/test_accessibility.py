"""Everything can be reached by keyboard, has a name for the screen reader, and can be read."""

import itertools
import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QListView,
    QMenu,
    QProgressBar,
    QScrollArea,
    QScrollBar,
    QWidget,
)

from softphone.languages import LANGUAGES, use
from tests.window.menus import MENUS
from tests.window.openers import OPENERS, open_window
from tests.window.people_stage import PeopleStage
from tests.window.window_stage import WindowStage
from ui.shortcuts import Keys, shortcut_list
from ui.style.stylesheet import _BASE, _BUTTONS, _INPUTS, _PAGES
from ui.style.tokens import DARK, LIGHT, Palette

_OPERABLE = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QAbstractSlider, QListView, QProgressBar)


def _operable(window: QWidget) -> list[QWidget]:
    inner = (QScrollBar,)
    return [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, _OPERABLE)
        and not isinstance(widget, inner)
        and not isinstance(widget.parentWidget(), QComboBox)  # its field is reached as the box itself
        and widget.isVisible()
        and not widget.objectName().startswith("qt_")
    ]


@pytest.mark.parametrize("name", OPENERS)
def test_everything_has_a_name(phone: WindowStage, name: str) -> None:
    nameless = [widget for widget in _operable(open_window(phone, name)) if not _name(widget)]
    assert nameless == []


@pytest.mark.parametrize("name", OPENERS)
def test_the_tree_of_a_screen_reader_has_names_and_roles(phone: WindowStage, name: str) -> None:
    """As it is told to assistive technology, down to the rows of lists."""
    root = QAccessible.queryAccessibleInterface(open_window(phone, name))
    nameless, unclear = [], []
    for one in _tree(root):
        if one.state().focusable:
            if not one.text(QAccessible.Text.Name):
                nameless.append((one.role(), one.object()))
            is_area = isinstance(one.object(), QScrollArea)  # takes the keyboard only to be scrolled
            if one.role() in (QAccessible.Role.NoRole, QAccessible.Role.Client) and not is_area:
                unclear.append(one.object())
    assert (nameless, unclear) == ([], [])


def _tree(one: QAccessibleInterface | None) -> Iterator[QAccessibleInterface]:
    if one is not None and one.isValid() and not one.state().invisible:
        yield one
        for number in range(one.childCount()):
            yield from _tree(one.child(number))


def _name(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text


@pytest.mark.parametrize("name", [name for name in OPENERS if name != "alert"])
def test_everything_is_reached_by_tab(phone: WindowStage, name: str) -> None:
    window = open_window(phone, name)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    reached: set[QWidget] = set()
    for _ in range(120):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        if focus is not None:
            reached.add(focus)
    radio = [w for w in _operable(window) if isinstance(w, QAbstractButton) and (w.autoExclusive() or w.group())]
    missed = [
        widget
        for widget in _operable(window)
        if widget.isEnabled() and not isinstance(widget, QProgressBar) and widget not in radio and widget not in reached
    ]
    assert [_name(widget) for widget in missed] == []
    assert not radio or any(button in reached for button in radio), "arrows move within a group"


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each language that the program speaks, one after the other."""
    yield use(request.param)
    use("en")


@pytest.mark.parametrize("name", OPENERS)
def test_mnemonics_are_unique_in_a_window(language: str, phone: WindowStage, name: str) -> None:
    window = open_window(phone, name)
    texts = [
        widget.text()  # type: ignore[attr-defined]
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and (isinstance(widget, QAbstractButton) or widget.inherits("QLabel"))
    ]
    marked = [text[text.index("&") + 1].lower() for text in texts if "&" in text.replace("&&", "")]
    assert sorted(marked) == sorted(set(marked))


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", MENUS)
def test_mnemonics_are_unique_in_a_menu(language: str, qapp: QApplication, name: str) -> None:
    stage = PeopleStage()
    menu = MENUS[name](stage)
    assert menu is not None
    _check_menu(menu)
    stage.close()


def _check_menu(menu: QMenu) -> None:
    texts = [action.text().replace("&&", "") for action in menu.actions() if action.isVisible()]
    marked = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
    assert sorted(marked) == sorted(set(marked)), texts
    for inner in filter(None, (action.menu() for action in menu.actions())):
        assert isinstance(inner, QMenu)
        _check_menu(inner)


_TEXTS = ("text", "muted", "accent", "accent_hover", "positive", "warning", "danger")
_GROUNDS = (
    *("window", "surface", "sunken", "hover", "pressed"),
    *("accent_soft", "positive_soft", "warning_soft", "danger_soft"),
)
_FILLS = ("accent", "accent_hover", "positive", "positive_hover", "danger", "danger_hover")


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_contrast_of_text(palette: Palette) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1, for each colour of text on each ground, whether they meet today or not."""
    pairs = [*itertools.product(_TEXTS, _GROUNDS), *(("on_fill", fill) for fill in _FILLS), ("surface", "text")]
    assert [(a, b) for a, b in pairs if _contrast(getattr(palette, a), getattr(palette, b)) < 4.5] == []


def test_texts_have_their_colours_and_grounds() -> None:
    """Of the style sheet's colours only those are used for text that the test above knows; `faint` where disabled."""
    for selector, rule in re.findall(r"([^{}]+)\{([^{}]*)\}", _BASE + _BUTTONS + _INPUTS + _PAGES):
        texts = re.findall(r"(?<![-\w])(?:color|selection-color):\s*\$(\w+)", rule)
        grounds = set(re.findall(r"background(?:-color)?:\s*\$(\w+)", rule))
        for text in texts:
            assert text in (*_TEXTS, "on_fill", "surface", "faint"), selector
            assert text != "faint" or all(":disabled" in part for part in selector.split(",")), selector
            assert text != "on_fill" or grounds <= set(_FILLS), selector
            assert text != "surface" or grounds == {"text"}, selector


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_contrast_of_outlines_and_focus(palette: Palette) -> None:
    """WCAG 2.2, 1.4.11: 3 to 1 for what shows that something can be operated."""
    grounds = [palette.window, palette.surface, palette.sunken]
    for colour, ground in itertools.product((palette.border_strong, palette.focus), grounds):
        assert _contrast(colour, ground) >= 3, (colour, ground)


def test_every_shortcut_is_in_the_list() -> None:
    listed = {keys for _, entries in shortcut_list() for _, keys in entries}
    declared = {value for name, value in vars(Keys).items() if name.isupper()} - {Keys.SHORTCUTS_ALSO}
    assert declared <= listed


def test_shortcut_list_opens_by_key(phone: WindowStage) -> None:
    QTest.keyClick(phone.main, Qt.Key.Key_F1)
    assert phone.windows.dialog("shortcuts") is not None


def test_tab_follows_the_eye(phone: WindowStage) -> None:
    phone.type_and_call("1002")
    phone.advance(1)
    phone.card().set_keypad_open(True)
    phone.incoming("1003", "Carol")
    phone.main.status.setFocus()
    seen: list[QWidget] = []
    while phone.main.focusWidget() not in seen:
        seen.append(phone.main.focusWidget())
        QTest.keyClick(seen[-1], Qt.Key.Key_Tab)
    tops = [widget.mapTo(phone.main, widget.rect().center()).y() for widget in seen]
    assert tops == sorted(tops), "never up again before the end"
    assert seen[-1] is phone.main.settings_button
    QTest.keyClick(phone.main.focusWidget(), Qt.Key.Key_Backtab)
    assert phone.main.focusWidget() is phone.main.settings_button
