"""All that a window says: what is written in it, what a screen reader reads, tooltips, menus and lists."""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)

from ui.widgets.labels import ElidedLabel

_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


def shown_texts(window: QWidget) -> Iterator[tuple[QWidget, str]]:
    """Each text with the widget that says it; what is hidden now says nothing."""
    for widget in (window, *window.findChildren(QWidget)):
        is_shown = widget is window or widget.isVisible()  # a menu is asked before it opens
        if is_shown and not widget.objectName().startswith("qt_"):
            for text in (*_own(widget), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()):
                if text.strip():
                    yield widget, text


def _own(widget: QWidget) -> Iterator[str]:
    if widget.isWindow():
        yield widget.windowTitle()
    match widget:
        case ElidedLabel():
            yield widget.full_text()
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QLineEdit():
            yield widget.placeholderText()
        case QGroupBox():
            yield widget.title()
        case QComboBox():
            yield from (widget.itemText(row) for row in range(widget.count()))
        case QMenu():
            yield from _of_actions(widget.actions())
        case QAbstractItemView() if widget.model() is not None:
            yield from _of_model(widget.model())


def _of_actions(actions: list[QAction]) -> Iterator[str]:
    for action in actions:
        if action.isVisible():
            yield action.text()
            menu = action.menu()
            if isinstance(menu, QMenu):
                yield from _of_actions(menu.actions())


def _of_model(model: QAbstractItemModel) -> Iterator[str]:
    for row in range(model.rowCount(QModelIndex())):
        for role in _ROLES:
            text = model.index(row, 0).data(role)
            if isinstance(text, str):
                yield text
