"""What changes a setting: a widget for each type that a setting may be declared with."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal, get_args, get_origin

from msgspec import Meta
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSlider, QWidget

from softphone.settings.setting import Setting
from ui.settings.setting_words import choice_words, empty_words
from ui.widgets.forms import ChoiceBox, line_edit, mark_invalid

_STEPS = 20


class Editor(QObject):
    """Signals: changed with the value that the user wants, not yet checked.

    Attributes:
        widget: what is shown.
        is_small: it stands before its words, as a check box does.
    """

    changed = Signal(object)
    is_small = False
    widget: QWidget

    def show_value(self, value: Any) -> None:
        """Shows the value without telling of it."""
        raise NotImplementedError

    def set_invalid(self, is_invalid: bool) -> None:
        """Shows whether what was entered cannot be used."""
        if isinstance(self.widget, QLineEdit):
            mark_invalid(self.widget, is_invalid)


class SwitchEditor(Editor):
    """Yes or no."""

    is_small = True

    def __init__(self) -> None:
        super().__init__()
        self.widget = box = QCheckBox()
        box.clicked.connect(lambda is_on: self.changed.emit(is_on))

    def show_value(self, value: Any) -> None:
        assert isinstance(self.widget, QCheckBox)
        self.widget.setChecked(bool(value))


class ChoiceEditor(Editor):
    """One of a few."""

    def __init__(self, choices: Sequence[tuple[object, str]]) -> None:
        super().__init__()
        self.widget = box = ChoiceBox(choices)
        box.activated.connect(lambda _: self.changed.emit(box.chosen()))

    def show_value(self, value: Any) -> None:
        assert isinstance(self.widget, ChoiceBox)
        self.widget.choose(value)


class TextEditor(Editor):
    """A line; several values stand between commas."""

    def __init__(self, item: type | None, is_list: bool, most: int, when_empty: str) -> None:
        super().__init__()
        self._item, self._is_list = item, is_list
        self._shown = ""
        self.widget = edit = line_edit("", when_empty, most)
        edit.editingFinished.connect(self._on_finished)

    def show_value(self, value: Any) -> None:
        assert isinstance(self.widget, QLineEdit)
        self._shown = ", ".join(map(str, value)) if self._is_list else str(value)
        if self.widget.text().strip() != self._shown:
            self.widget.setText(self._shown)

    def _on_finished(self) -> None:
        assert isinstance(self.widget, QLineEdit)
        text = self.widget.text().strip()
        if text == self._shown:
            return
        if not self._is_list:
            self.changed.emit(self._one(text))
            return
        self.changed.emit(tuple(self._one(part.strip()) for part in text.split(",") if part.strip()))

    def _one(self, text: str) -> object:
        """The value; the text itself where it is none, so that it is refused in the setting's words."""
        if self._item is not int:
            return text
        try:
            return int(text)
        except ValueError:
            return text


class ShareEditor(Editor):
    """From nothing to all."""

    def __init__(self) -> None:
        super().__init__()
        self.widget = slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(0, _STEPS)
        slider.setPageStep(_STEPS // 5)
        slider.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        slider.valueChanged.connect(lambda value: self.changed.emit(value / _STEPS))

    def show_value(self, value: Any) -> None:
        assert isinstance(self.widget, QSlider)
        step = round(float(value) * _STEPS)
        if self.widget.value() != step:
            self.widget.blockSignals(True)
            self.widget.setValue(step)
            self.widget.blockSignals(False)


def editor_for(setting: Setting[Any]) -> Editor:
    """The editor for the setting's type. Raises TypeError for a type that needs a page of its own."""
    kind, most = _plain(setting.kind)
    if kind is bool:
        return SwitchEditor()
    if get_origin(kind) is Literal:
        return ChoiceEditor([(value, choice_words(setting, value)) for value in get_args(kind)])
    if kind is float:
        return ShareEditor()
    if kind in (str, int):
        return TextEditor(kind, False, most, empty_words(setting))
    if get_origin(kind) is tuple:
        item, _ = _plain(get_args(kind)[0])
        if item in (str, int):
            return TextEditor(item, True, 4000, empty_words(setting))
    raise TypeError(f"{setting.key}: nothing edits {setting.kind}")


def can_edit(setting: Setting[Any]) -> bool:
    """False for a setting that the program keeps for itself, or that has a page of its own."""
    try:
        kind, _ = _plain(setting.kind)
    except TypeError:
        return False
    return kind in (bool, float, str, int) or get_origin(kind) in (Literal, tuple)


def _plain(kind: Any) -> tuple[Any, int]:
    """The type without its limits, and how long a text may be."""
    most = 1000
    while get_origin(kind) is Annotated:
        kind, *limits = get_args(kind)
        for limit in limits:
            if isinstance(limit, Meta) and limit.max_length is not None:
                most = limit.max_length
    return kind, most
