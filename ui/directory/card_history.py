"""The calls with one person, newest first, some at a time."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from softphone.basics.words import translate
from softphone.history.entry import HistoryFilter, HistoryPage
from ui.directory.card_rows import PastCallRow
from ui.directory.ports import Records
from ui.style.tokens import SPACE_S
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

FIRST = 5
MORE = 20


class CardHistory(QWidget):
    """Part of a person's card."""

    def __init__(self, records: Records, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._records = records
        self._wanted: HistoryFilter | None = None
        self._after: int | None = None
        self._asked = 0  # what comes for an earlier question is passed over
        self._take_back: Callable[[], None] | None = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(SPACE_S)
        self.empty = Label(translate("directory", "No calls yet"), "muted")
        self.more = Button(translate("directory", "Show more"), "", "link")
        self.more.clicked.connect(lambda: self._ask(MORE))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_S, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(Label(translate("directory", "Calls with this person"), "section"))
        column.addWidget(self.empty)
        column.addLayout(self._rows)
        row = QHBoxLayout()
        row.addWidget(self.more)
        row.addStretch(1)
        column.addLayout(row)
        records.changed.add(lambda _: self._again())

    def show_calls_with(self, addresses: tuple[str, ...]) -> None:
        """Asks for the latest calls with any of these addresses and numbers."""
        self._wanted = HistoryFilter(addresses=addresses) if addresses else None
        self._clear()
        if self._wanted is not None:
            self._ask(FIRST)

    def forget(self) -> None:
        """Nothing is shown or awaited any more."""
        self._wanted = None
        self._clear()

    def rows(self) -> tuple[PastCallRow, ...]:
        """What is shown, newest first."""
        return tuple(self.findChildren(PastCallRow))

    def _again(self) -> None:
        if self._wanted is not None:
            count = max(FIRST, self._rows.count())
            self._after = None
            self._ask(count)

    def _ask(self, count: int) -> None:
        if self._wanted is None:
            return
        if self._take_back is not None:
            self._take_back()
        self._asked += 1
        asked, is_first = self._asked, self._after is None
        self._take_back = self._records.page(
            self._wanted, self._after, count, lambda page: self._on_page(asked, is_first, page)
        )

    def _on_page(self, asked: int, is_first: bool, page: HistoryPage) -> None:
        if asked != self._asked or self._wanted is None:
            return
        self._take_back = None
        if is_first:
            self._remove_rows()
        for entry in page.entries:
            self._rows.addWidget(PastCallRow(entry))
        self._after = page.next
        self.more.setVisible(page.next is not None)
        self.empty.setVisible(not self._rows.count())

    def _clear(self) -> None:
        self._asked += 1
        self._after = None
        self._remove_rows()
        self.more.hide()
        self.empty.show()

    def _remove_rows(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.setParent(None)
                row.deleteLater()
