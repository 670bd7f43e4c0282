"""One search at a time: what is typed now, what was found for it, and whether more is awaited."""

from PySide6.QtCore import QObject, Signal

from softphone.directory.person import SearchResult
from ui.directory.ports import People, SearchHandle


class PersonSearch(QObject):
    """Signals: changed when the result, or that one is awaited, changed."""

    changed = Signal()

    def __init__(self, people: People | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._people = people
        self._running: SearchHandle | None = None
        self.text = ""
        self.result: SearchResult | None = None  # the latest, perhaps still of the text before

    def set_people(self, people: People) -> None:
        """Searches there from now on."""
        self._people = people
        people.changed.add(lambda _: self._again())
        self._again()

    @property
    def is_possible(self) -> bool:
        """Whether there is a directory to search."""
        return self._people is not None

    @property
    def is_waiting(self) -> bool:
        """True until the first result for the text is there."""
        return bool(self.text) and self.is_possible and (self.result is None or self.result.text != self.text)

    @property
    def is_complete(self) -> bool:
        """True when nothing is awaited any more for the text."""
        return not self.is_waiting and (self.result is None or self.result.is_complete)

    def set_text(self, text: str) -> None:
        """Searches for this; empty ends the search."""
        text = text.strip()
        if text == self.text:
            return
        self.text = text
        if not text:
            self.result = None
        self._start()

    def _again(self) -> None:
        if self.text:
            self._start()

    def _start(self) -> None:
        if self._running is not None:
            self._running.cancel()
            self._running = None
        if self.text and self._people is not None:
            wanted = self.text
            self._running = self._people.search(wanted, lambda result: self._on_result(wanted, result))
        self.changed.emit()

    def _on_result(self, wanted: str, result: SearchResult) -> None:
        if wanted == self.text:
            self.result = SearchResult(wanted, result.hits, result.is_complete)
            self.changed.emit()
