"""The history as a list of days and calls that grows while it is scrolled."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from softphone.basics.words import translate
from softphone.history.entry import HistoryEntry, HistoryFilter, HistoryPage
from ui.history.history_words import day_of, day_words, notes_words, number_words, outcome_words, time_words
from ui.history.ports import CallHistory
from ui.history.runs import Run, folded

PAGE_SIZE = 60
_MOST_AT_ONCE = 600  # rows that are read again after a change; what is below is fetched when it is scrolled to
_SETTLE_MS = 80
_ROLE = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class DayRow:
    """The heading of a day."""

    day: int


@dataclass(slots=True)
class CallRow:
    """One call or a fold of several; texts: what the delegate has worked out to draw."""

    run: Run
    texts: object = None

    @property
    def entry(self) -> HistoryEntry:
        """The call that is shown."""
        return self.run.first


Row = DayRow | CallRow


class LoadState(Enum):
    """How far the list is."""

    LOADING = "loading"
    READY = "ready"


class HistoryModel(QAbstractListModel):
    """Signals: state_changed when the first rows are there, or were asked for anew."""

    state_changed = Signal()

    def __init__(self, history: CallHistory, now_s: Callable[[], float], parent: QObject | None = None) -> None:
        """now_s: seconds since the epoch."""
        super().__init__(parent)
        self._history, self._now_s = history, now_s
        self.filter = HistoryFilter()
        self.state = LoadState.LOADING
        self._entries: list[HistoryEntry] = []
        self._rows: list[Row] = []
        self._next: int | None = None
        self._unfolded: set[int] = set()
        self._turn = 0
        self._take_back: Callable[[], None] | None = None
        self._is_fetching = False
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLE_MS)
        self._settling.timeout.connect(self.reload)
        self._forget = history.changed.add(lambda _: self._settling.start())

    def close(self) -> None:
        """Follows the history no more."""
        self._forget()
        self._settling.stop()
        self._turn += 1

    # ------------------------------------------------------------------ what is shown

    def show_only(self, wanted: HistoryFilter) -> None:
        """Shows the calls that fit."""
        if wanted != self.filter or self.state is LoadState.LOADING:
            self.filter = wanted
            self._unfolded.clear()
            self._ask(PAGE_SIZE)

    def reload(self) -> None:
        """Reads what is shown again, for the history changed."""
        self._settling.stop()
        self._ask(min(_MOST_AT_ONCE, max(PAGE_SIZE, len(self._entries) + 8)))

    def row(self, number: int) -> Row:
        """What stands at this place."""
        return self._rows[number]

    def call_at(self, index: Index) -> CallRow | None:
        """The call at the index; None for a day or no index."""
        row = self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None
        return row if isinstance(row, CallRow) else None

    def index_of(self, entry_id: int) -> QModelIndex:
        """Where this call is shown, also inside of a fold; an invalid index when it is not loaded."""
        for number, row in enumerate(self._rows):
            if isinstance(row, CallRow) and entry_id in row.run.ids:
                return self.index(number)
        return QModelIndex()

    def set_unfolded(self, run: Run, is_unfolded: bool) -> None:
        """Shows each call of a fold, or folds them again: any of them will do as the run then."""
        if is_unfolded:
            self._unfolded |= set(run.ids)
        else:
            self._unfolded -= self._neighbours(run)
        self._show_rows(self._built(self._entries))

    def can_fold(self, run: Run) -> bool:
        """Whether the call was shown by unfolding."""
        return run.count == 1 and run.first.entry_id in self._unfolded

    def _neighbours(self, run: Run) -> set[int]:
        """All calls that would be in one fold with this one."""
        for whole in folded(self._entries, set(), day_of):
            if run.first.entry_id in whole.ids:
                return set(whole.ids)
        return set(run.ids)

    # ------------------------------------------------------------------ Qt

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._next is not None and not self._is_fetching

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._is_fetching = True
            turn = self._turn
            self._history.page(self.filter, self._next, PAGE_SIZE, lambda page: self._on_more(turn, page))

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.call_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if isinstance(row, DayRow):
            return self.day_text(row) if role in (_ROLE.DisplayRole, _ROLE.AccessibleTextRole) else None
        match role:
            case _ROLE.DisplayRole:
                return row.entry.name
            case _ROLE.AccessibleTextRole:
                return self._spoken(row)
            case _ROLE.ToolTipRole:
                entry = row.entry
                return "\n".join(
                    filter(None, (entry.name, number_words(entry), outcome_words(entry), notes_words(entry)))
                )
        return None

    def day_text(self, row: DayRow) -> str:
        """Today, Yesterday, or the date."""
        return day_words(row.day, day_of(self._now_s()))

    def _spoken(self, row: CallRow) -> str:
        entry = row.entry
        count = translate("history", "{count} calls").format(count=row.run.count) if row.run.count > 1 else ""
        parts = (entry.name, count, outcome_words(entry), time_words(entry.started_s), number_words(entry))
        return ", ".join(filter(None, (*parts, notes_words(entry))))

    # ------------------------------------------------------------------ inside

    def _ask(self, limit: int) -> None:
        self._turn += 1
        turn = self._turn
        self._is_fetching = True
        if self._take_back is not None:
            self._take_back()
        self._take_back = self._history.page(self.filter, None, limit, lambda page: self._on_first(turn, page))

    def _on_first(self, turn: int, page: HistoryPage) -> None:
        if turn != self._turn:
            return
        self._is_fetching = False
        self._entries, self._next = list(page.entries), page.next
        self._show_rows(self._built(self._entries))
        self._set_state(LoadState.READY)

    def _on_more(self, turn: int, page: HistoryPage) -> None:
        if turn != self._turn:
            return
        self._is_fetching = False
        self._next = page.next
        self._entries += page.entries
        self._grow(self._built(self._entries))

    def _grow(self, rows: list[Row]) -> None:
        """Adds rows at the end; the last one may have become a larger fold."""
        kept = len(self._rows)
        for number in range(max(0, kept - 1), min(kept, len(rows))):
            self._rows[number] = rows[number]
            self.dataChanged.emit(self.index(number), self.index(number))
        if len(rows) > kept:
            self.beginInsertRows(QModelIndex(), kept, len(rows) - 1)
            self._rows += rows[kept:]
            self.endInsertRows()

    def _show_rows(self, rows: list[Row]) -> None:
        if [_content(row) for row in rows] == [_content(row) for row in self._rows]:
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def _built(self, entries: list[HistoryEntry]) -> list[Row]:
        rows: list[Row] = []
        day: int | None = None
        for run in folded(entries, self._unfolded, day_of):
            run_day = day_of(run.first.started_s)
            if run_day != day:
                day = run_day
                rows.append(DayRow(day))
            rows.append(CallRow(run))
        return rows

    def _set_state(self, state: LoadState) -> None:
        self.state = state
        self.state_changed.emit()


def _content(row: Row) -> object:
    return row if isinstance(row, DayRow) else row.run
