"""The application's style sheet, written from the tokens."""

from string import Template

from ui.style.icons import ICON_FOLDER
from ui.style.tokens import (
    RADIUS_CARD,
    RADIUS_CONTROL,
    TYPE_DISPLAY,
    TYPE_SMALL,
    TYPE_STRONG,
    TYPE_TITLE,
    Palette,
)

_BASE = """
QMainWindow, QDialog, #page, #scroll_content { background: $window; }
QToolTip { background: $text; color: $surface; border: none; padding: 4px 8px; }
QLabel { background: transparent; color: $text; }
QLabel[role="title"] { font-size: ${title_pt}pt; font-weight: 600; }
QLabel[role="section"] { font-weight: 600; color: $text; }
QLabel[role="name"] { font-size: ${strong_pt}pt; font-weight: 600; }
QLabel[role="timer"] { font-size: ${strong_pt}pt; font-weight: 600; color: $text; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="small"] { color: $muted; font-size: ${small_pt}pt; }
QLabel[role="problem"] { color: $danger; }
QLabel[tone="neutral"] { color: $muted; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="positive"] { color: $positive; }
QLabel[tone="warning"] { color: $warning; }
QLabel[tone="danger"] { color: $danger; }
QLabel:disabled { color: $faint; }
QFrame[card="true"] { background: $surface; border: 1px solid $border; border-radius: ${card}px; }
QFrame[card="true"][emphasis="active"] { border: 2px solid $positive; }
QFrame[card="true"][emphasis="alerting"] { border: 2px solid $accent; background: $surface; }
QFrame[card="true"]:focus { border: 2px solid $focus; }
QFrame[card="true"][emphasis="quiet"] { background: $sunken; border: 1px solid $border; }
*[found="true"] { background: $warning_soft; border-radius: ${control}px; }
QFrame[banner="neutral"], QFrame[banner="accent"] { background: $accent_soft; border-radius: ${control}px; }
QFrame[banner="positive"] { background: $positive_soft; border-radius: ${control}px; }
QFrame[banner="warning"] { background: $warning_soft; border-radius: ${control}px; }
QFrame[banner="danger"] { background: $danger_soft; border-radius: ${control}px; }
QFrame[line="true"] { background: $border; border: none; max-height: 1px; min-height: 1px; }
#header { background: $surface; border-bottom: 1px solid $border; }
#footer { background: $surface; border-top: 1px solid $border; }
QScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar::handle:vertical { background: $border_strong; border-radius: 3px; min-height: 32px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle:horizontal { background: $border_strong; border-radius: 3px; min-width: 32px; margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
"""

_BUTTONS = """
QPushButton, QToolButton {
  background: $surface; color: $text; border: 2px solid transparent; border-radius: ${control}px;
  padding: 5px 12px;
}
QPushButton[kind="plain"], QPushButton[kind="primary"], QPushButton[kind="positive"], QPushButton[kind="danger"],
QPushButton[kind="action"], QPushButton[kind="link"], QPushButton[kind="danger-quiet"],
QDialogButtonBox QPushButton { min-height: 22px; }
QPushButton { border: 2px solid $border; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $pressed; }
QPushButton:focus, QToolButton:focus { border: 2px solid $focus; }
QPushButton:disabled, QToolButton:disabled { color: $faint; }
QPushButton[kind="primary"] {
  background: $accent; color: $on_fill; border-color: $accent; font-weight: 600;
}
QPushButton[kind="primary"]:hover {
  background: $accent_hover; border-color: $accent_hover;
}
QPushButton[kind="positive"] { background: $positive; color: $on_fill; border-color: $positive; font-weight: 600; }
QPushButton[kind="positive"]:hover { background: $positive_hover; border-color: $positive_hover; }
QPushButton[kind="danger"] { background: $danger; color: $on_fill; border-color: $danger; font-weight: 600; }
QPushButton[kind="danger"]:hover { background: $danger_hover; border-color: $danger_hover; }
QPushButton[kind="danger-quiet"] { color: $danger; }
QPushButton[kind="danger-quiet"]:hover { background: $danger_soft; border-color: $danger; }
QPushButton[kind="danger-quiet"]:focus { border-color: $focus; }
QPushButton[kind="primary"]:focus, QPushButton[kind="positive"]:focus, QPushButton[kind="danger"]:focus {
  border: 2px solid $text;
}
QPushButton[kind="primary"]:disabled, QPushButton[kind="positive"]:disabled, QPushButton[kind="danger"]:disabled {
  background: $sunken; color: $faint; border-color: $sunken;
}
QPushButton[kind="quiet"], QToolButton[kind="quiet"] { background: transparent; border-color: transparent; }
QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover { background: $hover; }
QPushButton[kind="quiet"]:focus, QToolButton[kind="quiet"]:focus { border-color: $focus; }
QPushButton[kind="link"] {
  background: transparent; border-color: transparent; color: $accent; font-weight: 600; padding: 5px 6px;
}
QPushButton[kind="link"]:hover { color: $accent_hover; background: $hover; }
QPushButton[kind="link"]:focus { border-color: $focus; }
QPushButton[kind="action"] { background: $sunken; border-color: $sunken; padding: 5px 10px; }
QPushButton[in_row="true"] { padding: 5px 4px; }
QPushButton[kind="action"]:hover { background: $pressed; border-color: $pressed; }
QPushButton[kind="action"]:focus { border-color: $focus; }
QPushButton[kind="action"]:checked {
  background: $warning_soft; color: $warning; border-color: $warning; font-weight: 600;
}
QPushButton[kind="action"]:disabled { background: transparent; border-color: transparent; color: $faint; }
QPushButton[kind="action"][toggles="panel"]:checked {
  background: $accent_soft; color: $accent; border-color: $accent; font-weight: normal;
}
QPushButton[kind="key"] { background: $surface; border: 2px solid $border; padding: 0; }
QPushButton[kind="key"]:hover { background: $hover; }
QPushButton[kind="key"]:pressed { background: $accent_soft; border-color: $accent; }
QPushButton[kind="key"]:focus { border-color: $focus; }
QToolButton::menu-indicator, QPushButton::menu-indicator { image: none; width: 0; }
#status_button { text-align: left; padding: 6px 8px; }
"""

_INPUTS = """
QLineEdit, QComboBox, QDateTimeEdit {
  background: $surface; color: $text; border: 1px solid $border_strong; border-radius: ${control}px;
  padding: 6px 10px; min-height: 22px; selection-background-color: $accent; selection-color: $on_fill;
}
QLineEdit:focus, QComboBox:focus, QDateTimeEdit:focus { border: 2px solid $focus; padding: 5px 9px; }
QLineEdit { placeholder-text-color: $muted; }
QLineEdit[invalid="true"] { border: 2px solid $danger; padding: 5px 9px; }
QLineEdit:disabled, QComboBox:disabled {
  background: $sunken; color: $faint; border-color: $border;
}
#dial_field { font-size: ${strong_pt}pt; min-height: 0; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down, QDateTimeEdit::drop-down { border: none; width: 28px; }
QComboBox::down-arrow, QDateTimeEdit::down-arrow {
  image: url($icons/control-arrow-$scheme.svg); width: 12px; height: 12px;
}
QComboBox QAbstractItemView, QMenu, QListWidget {
  background: $surface; color: $text; border: 1px solid $border; border-radius: ${control}px; padding: 4px;
  outline: none;
}
QComboBox QAbstractItemView::item { min-height: 28px; padding: 2px 8px; }
QMenu { border-radius: 0; }
QMenu::indicator { width: 12px; height: 12px; padding-left: 8px; }
QMenu::indicator:checked { image: url($icons/control-tick-$scheme.svg); }
QMenu::item { padding: 7px 28px 7px 12px; border-radius: 5px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $faint; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QListWidget#pages { background: transparent; border: none; padding: 0; }
QListWidget::item { padding: 8px 10px; border-radius: 6px; color: $text; border: 2px solid transparent; }
QListWidget::item:hover { background: $hover; }
QListWidget::item:selected { background: $accent_soft; color: $text; }
QListWidget::item:selected:focus { border: 2px solid $focus; }
QCheckBox, QRadioButton {
  color: $text; spacing: 8px; padding: 3px; border: 2px solid transparent; border-radius: 6px;
}
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }
QCheckBox:disabled, QRadioButton:disabled { color: $faint; }
QCheckBox::indicator {
  width: 16px; height: 16px; border: 1px solid $border_strong; border-radius: 4px; background: $surface;
}
QListWidget::indicator { width: 16px; height: 16px; border: 1px solid $border_strong; border-radius: 4px; }
QListWidget::indicator:checked {
  background: $accent; border-color: $accent; image: url($icons/control-check-$scheme.svg);
}
QCheckBox::indicator:checked {
  background: $accent; border-color: $accent; image: url($icons/control-check-$scheme.svg);
}
QRadioButton::indicator {
  width: 16px; height: 16px; border: 1px solid $border_strong; border-radius: 9px; background: $surface;
}
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 5px solid $accent; background: $on_fill; }
QSlider::groove:horizontal { height: 4px; background: $border_strong; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal { background: $accent; width: 18px; height: 18px; margin: -7px 0; border-radius: 9px; }
QSlider::handle:horizontal:focus { border: 2px solid $text; }
"""

_PAGES = """
QToolButton[kind="tab"] {
  background: transparent; color: $muted; border: 2px solid transparent; border-radius: ${control}px;
  padding: 3px 4px 2px 4px; font-size: ${small_pt}pt;
}
QToolButton[kind="tab"]:hover { background: $hover; color: $text; }
QToolButton[kind="tab"]:pressed { background: $pressed; }
QToolButton[kind="tab"]:checked { background: $accent_soft; color: $accent; font-weight: 600; }
QToolButton[kind="tab"]:focus { border-color: $focus; }
QListView[people="true"] { background: transparent; color: $text; border: none; outline: none; }
QFrame[avatar="true"] { background: $sunken; border: none; }
QPlainTextEdit, QTextEdit {
  background: $surface; color: $text; border: 1px solid $border_strong; border-radius: ${control}px; padding: 4px 8px;
  selection-background-color: $accent; selection-color: $on_fill;
}
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $focus; padding: 3px 7px; }
"""


def stylesheet(palette: Palette, body_pt: float) -> str:
    """The whole style sheet for these colours. body_pt: the system's font size in points."""
    values: dict[str, object] = {
        **{name: value for name, value in vars(palette).items() if isinstance(value, str)},
        "card": RADIUS_CARD,
        "control": RADIUS_CONTROL,
        "icons": ICON_FOLDER.as_posix(),
        "scheme": "dark" if palette.is_dark else "light",
    }
    for name, factor in (
        ("small", TYPE_SMALL),
        ("strong", TYPE_STRONG),
        ("title", TYPE_TITLE),
        ("display", TYPE_DISPLAY),
    ):
        values[f"{name}_pt"] = f"{body_pt * factor:.1f}"
    return Template(_BASE + _BUTTONS + _INPUTS + _PAGES).substitute(values)
