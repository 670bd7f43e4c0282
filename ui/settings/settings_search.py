"""Search over all settings pages: what they say, where it stands, and a sign on what was found."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QScrollArea, QWidget

from ui.settings.setting_row import SettingRow
from ui.widgets.forms import plain
from ui.widgets.labels import ElidedLabel, refresh_style

_SIGN_MS = 2500
_MOST = 40


@dataclass(frozen=True, slots=True)
class Found:
    """A place on a page whose words match. text: what it says; widget: what is to be seen and marked."""

    text: str
    widget: QWidget


def find(page: QWidget, words: str) -> tuple[Found, ...]:
    """Where the page says all of these words, beginnings of words first; each text once."""
    wanted = words.casefold().split()
    hits: dict[str, tuple[int, Found]] = {}
    for text, more, widget in _texts(page):
        whole = f"{text} {more}".casefold()
        if wanted and all(word in whole for word in wanted) and text not in hits:
            is_in_title = all(word in text.casefold() for word in wanted)
            hits[text] = (0 if is_in_title else 1, Found(text, widget))
    return tuple(found for _, found in sorted(hits.values(), key=lambda hit: hit[0]))[:_MOST]


def point_at(widget: QWidget) -> None:
    """Scrolls to it and marks it for a moment."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is not None:
        area.ensureWidgetVisible(widget, 20, 60)
    widget.setProperty("found", True)
    refresh_style(widget)
    QTimer.singleShot(_SIGN_MS, widget, lambda: _unmark(widget))


def _unmark(widget: QWidget) -> None:
    widget.setProperty("found", False)
    refresh_style(widget)


def _texts(page: QWidget) -> Iterator[tuple[str, str, QWidget]]:
    """(what is read, what else it is about, where it stands) of everything that can be found."""
    for row in page.findChildren(SettingRow):
        choices = row.findChild(QComboBox)
        names = [choices.itemText(index) for index in range(choices.count())] if choices is not None else []
        yield row.editor.widget.accessibleName(), " ".join((row.help_text(), row.setting.key, *names)), row
    for widget in page.findChildren(QWidget):
        if _is_in_row(widget, page) or widget.isHidden():
            continue
        text = _own_text(widget)
        if text:
            yield text, f"{widget.toolTip()} {widget.accessibleDescription()}", widget


def _own_text(widget: QWidget) -> str:
    if isinstance(widget, ElidedLabel):
        return widget.full_text()
    if isinstance(widget, QLabel | QAbstractButton):
        return plain(widget.text())
    if isinstance(widget, QLineEdit | QComboBox):
        return widget.accessibleName()
    return ""


def _is_in_row(widget: QWidget, page: QWidget) -> bool:
    parent = widget
    while parent is not page and parent is not None:
        if isinstance(parent, SettingRow):
            return True
        parent = parent.parentWidget()  # type: ignore[assignment]
    return False
