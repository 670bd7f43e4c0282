"""Where the parts of the main window stand: side by side when there is room, else below each other."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.style.tokens import SPACE_L, SPACE_M, SPACE_S

LEFT_WIDTH = 360
_UNLIMITED = 16777215
_TURNS = frozenset({QEvent.Type.ShowToParent, QEvent.Type.HideToParent})


@dataclass(frozen=True, slots=True)
class BodyState:
    """What decides the arrangement.

    Attributes:
        has_pages: the current page is shown, not only its tab.
        has_results, is_results_alone: results are shown; and they take the room of tabs and page too.
        has_card: a person's card is open.
    """

    is_wide: bool = False
    has_calls: bool = False
    has_pages: bool = True
    has_results: bool = False
    is_results_alone: bool = False
    has_card: bool = False


class WindowBody(QWidget):
    """Parts: dial line, pages with their tabs, calls, and results and card once they are made.

    Attributes:
        notes_area: the lines at the bottom, for the window to put where they do not scroll out of sight; what comes and
            goes there moves no button.
    """

    def __init__(self, dial: QWidget, pages: QWidget, calls: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dial, self._pages, self._calls = dial, pages, calls
        self._results: QWidget | None = None
        self._card: QWidget | None = None
        self.state = BodyState()
        self._lower = _Rest()  # what stands below the field: pages, results, or both
        self._column = QVBoxLayout(self._lower)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_S)
        self._column.addWidget(pages)
        dial.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.notes_area = NotesArea(self)

    def set_results(self, results: QWidget) -> None:
        """What the search finds, shown when `arrange` says."""
        self._results = results
        results.setVisible(False)
        self._column.addWidget(results)

    def set_card(self, card: QWidget) -> None:
        """The person's card, shown where and when `arrange` says."""
        self._card = card
        card.setParent(self)

    def add_note(self, note: QWidget) -> None:
        """A line at the bottom, over the whole width; it shows and hides itself."""
        self.notes_area.add(note)

    def notes(self) -> tuple[QWidget, ...]:
        """The lines at the bottom from top to bottom."""
        return self.notes_area.notes()

    def arrange(self, state: BodyState) -> None:
        """Puts every part where it belongs now."""
        self.state = state
        has_lower = state.is_wide or not state.has_card
        if self._results is not None:
            self._results.setVisible(state.has_results)
            self._column.setStretchFactor(self._results, 1 if state.has_results else 0)
        self._pages.setVisible(not state.is_results_alone)
        self._lower.setVisible(has_lower)
        self._column.setStretchFactor(self._pages, 0 if state.has_results else 1)
        self._calls.setVisible(self._shows_calls(state))
        if self._card is not None:
            self._card.setVisible(state.has_card)
        for part in (self._dial, self._lower):
            part.setMaximumWidth(LEFT_WIDTH if state.is_wide else _UNLIMITED)
            part.setMinimumWidth(LEFT_WIDTH if state.is_wide else 0)
        self._empty_grid()
        if state.is_wide:
            self._side_by_side(state)
        else:
            self._below_each_other(state)

    @staticmethod
    def _shows_calls(state: BodyState) -> bool:
        if state.is_wide:
            return state.has_calls or not state.has_card
        return state.has_calls or not (state.has_pages or state.has_card or state.has_results)

    def _side_by_side(self, state: BodyState) -> None:
        grid = self._grid
        grid.setHorizontalSpacing(SPACE_L)
        grid.addWidget(self._dial, 0, 0)
        grid.addWidget(self._lower, 1, 0, 2, 1)
        if state.has_card and self._card is not None and state.has_calls:
            grid.addWidget(self._calls, 0, 1, 2, 1)
            grid.addWidget(self._card, 2, 1)
        else:
            shown = self._card if state.has_card and self._card is not None else self._calls
            grid.addWidget(shown, 0, 1, 3, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(2, 1)  # above the card, calls take what they need

    def _below_each_other(self, state: BodyState) -> None:
        grid = self._grid
        grid.setHorizontalSpacing(0)
        parts = [self._calls, self._lower]
        if state.has_results:
            parts.reverse()  # what is found stands below what is typed
        if self._card is not None and state.has_card:
            parts.append(self._card)
        grid.addWidget(self._dial, 0, 0)
        for row, part in enumerate((part for part in parts if not part.isHidden()), start=1):
            grid.addWidget(part, row, 0)
            grid.setRowStretch(row, 1 if self._takes_rest(part, state) else 0)
        grid.setColumnStretch(0, 1)

    def _takes_rest(self, part: QWidget, state: BodyState) -> bool:
        """Calls take what they need where there is anything else to show."""
        if part is self._lower:
            return state.has_pages or state.has_results
        return part is not self._calls or not (state.has_pages or state.has_results or state.has_card)

    def _empty_grid(self) -> None:
        self._grid.setVerticalSpacing(SPACE_M)
        parts = [self._dial, self._lower, self._calls] + ([self._card] if self._card is not None else [])
        for part in parts:
            self._grid.removeWidget(part)
        for row in range(5):
            self._grid.setRowStretch(row, 0)
        for column in range(2):
            self._grid.setColumnStretch(column, 0)


class NotesArea(QWidget):
    """Lines that show and hide themselves; takes no room while none is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notes: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE_L, SPACE_S, SPACE_L, SPACE_M)
        self._column.setSpacing(SPACE_S)
        self.hide()

    def add(self, note: QWidget) -> None:
        """Puts it below the others."""
        is_shown = not note.isHidden()  # another parent hides it
        self._notes.append(note)
        self._column.addWidget(note)
        note.setVisible(is_shown)
        note.installEventFilter(self)
        self._follow()

    def notes(self) -> tuple[QWidget, ...]:
        """From top to bottom."""
        return tuple(self._notes)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TURNS:
            self._follow()
        return False

    def _follow(self) -> None:
        self.setVisible(any(not note.isHidden() for note in self._notes))


class _Rest(QWidget):
    """Asks for no more height than it cannot do without: what it would like must not clip the card of a call."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())
