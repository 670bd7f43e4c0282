"""The user's rules of what is dialled, in the order in which they are tried: a table that is edited in place."""

import secrets

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from softphone.basics.errors import SettingsError
from softphone.basics.words import translate
from softphone.calls.dial_rules import rules_of
from softphone.settings.call_settings import DIAL_RULES
from softphone.settings.dial_rule import DialRule
from softphone.settings.settings import Settings
from ui.style.tokens import SPACE_S
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

_ROWS_SHOWN = 5
_BEGINS, _DIGITS, _BECOMES = range(3)


class DialRulesView(QWidget):
    """Each cell takes effect when it is left."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._rules: tuple[DialRule, ...] = ()
        self._is_filling = False
        self.table = QTableWidget(0, 3)
        self.problem = Label("", "problem", wraps=True)
        self.problem.hide()
        self.add = Button(translate("settings", "Add a ru&le"), "add")
        self.remove = Button(translate("settings", "Remo&ve"), "remove")
        self.up = Button(translate("settings", "&Up"), "chevron-up")
        self.down = Button(translate("settings", "Do&wn"), "chevron-down")
        self._build()
        self.table.itemChanged.connect(self._on_edited)
        self.table.currentCellChanged.connect(lambda *_: self._refresh_buttons())
        self.add.clicked.connect(self._on_add)
        self.remove.clicked.connect(self._on_remove)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        forget = settings.changed.add(self._on_setting)
        self.destroyed.connect(lambda _=None: forget())
        self._fill()

    def _build(self) -> None:
        table = self.table
        table.setHorizontalHeaderLabels(
            [
                translate("settings", "Begins with"),
                translate("settings", "Digits"),
                translate("settings", "Is dialled as"),
            ]
        )
        table.setAccessibleName(translate("settings", "Rules for dialling"))
        table.verticalHeader().hide()
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_DIGITS, QHeaderView.ResizeMode.ResizeToContents)
        table.setFixedHeight(header.sizeHint().height() + _ROWS_SHOWN * table.verticalHeader().defaultSectionSize())
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        for button in (self.add, self.remove, self.up, self.down):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        words = translate(
            "settings",
            "The first rule that fits is used: such as +49 30, dialled as 0 030. Emergency numbers are never changed.",
        )
        column.addWidget(Label(words, "small", wraps=True))
        column.addWidget(table)
        column.addLayout(buttons)
        column.addWidget(self.problem)
        if self._settings.is_locked(DIAL_RULES):
            self.setEnabled(False)

    # ------------------------------------------------------------------ showing

    def _on_setting(self, key: str) -> None:
        if key.startswith(DIAL_RULES.key) and not self._is_filling:
            self._fill()

    def _fill(self) -> None:
        row = self.table.currentRow()
        self._is_filling = True
        self._rules = rules_of(self._settings)
        self.table.setRowCount(len(self._rules))
        for at, rule in enumerate(self._rules):
            for column, text in enumerate((rule.begins_with, str(rule.digits or ""), rule.becomes)):
                self.table.setItem(at, column, QTableWidgetItem(text))
        self._is_filling = False
        if self._rules:
            self.table.setCurrentCell(min(max(row, 0), len(self._rules) - 1), max(self.table.currentColumn(), 0))
        self._refresh_buttons()

    def _refresh_buttons(self) -> None:
        row = self.table.currentRow()
        self.remove.setEnabled(row >= 0)
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < len(self._rules) - 1)

    # ------------------------------------------------------------------ editing

    def _on_edited(self, item: QTableWidgetItem) -> None:
        if self._is_filling:
            return
        rule, text = self._rules[item.row()], "".join(item.text().split())
        if item.column() == _DIGITS:
            changed = replace(rule, digits=int(text) if text.isascii() and text.isdigit() else 0)
        elif item.column() == _BEGINS:
            changed = replace(rule, begins_with=text)
        else:
            changed = replace(rule, becomes=text)
        self._put(changed)

    def _on_add(self) -> None:
        position = self._rules[-1].position + 1 if self._rules else 0
        self._put(DialRule(rule_id=secrets.token_hex(4), position=position))
        row = len(self._rules) - 1
        self.table.setCurrentCell(row, _BEGINS)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        item = self.table.item(row, _BEGINS)
        if item is not None:
            self.table.editItem(item)

    def _on_remove(self) -> None:
        row = self.table.currentRow()
        if row >= 0:
            self._settings.remove_entry(DIAL_RULES, self._rules[row].rule_id)

    def _move(self, by: int) -> None:
        row = self.table.currentRow()
        order = list(self._rules)
        order.insert(row + by, order.pop(row))
        self.table.setCurrentCell(row + by, max(self.table.currentColumn(), 0))
        for position, rule in enumerate(order):
            if rule.position != position:
                self._settings.put_entry(DIAL_RULES, replace(rule, position=position))

    def _put(self, rule: DialRule) -> None:
        try:
            self._settings.put_entry(DIAL_RULES, rule)
        except SettingsError:
            self.problem.setText(
                translate("settings", "A rule has digits, * and # only, and a + in front if it needs one.")
            )
            self.problem.show()
            QAccessible.updateAccessibility(QAccessibleEvent(self.problem, QAccessible.Event.Alert))
            self._fill()
        else:
            self.problem.hide()
