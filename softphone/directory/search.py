"""One search: local hits as soon as they are known, the company server's added when it has answered."""

from collections.abc import Callable

from softphone.directory.index_search import Interrupter
from softphone.directory.person import Hit, Person, SearchResult
from softphone.directory.ranking import without_doubles
from softphone.runtime import Runtime, Timer

_TYPING_PAUSE_S = 0.25  # the server is not asked for every letter
AskServer = Callable[[str, Callable[[list[Person]], None]], Callable[[], None]]


class Search:
    """Results come on the runtime's thread until `cancel`."""

    def __init__(self, runtime: Runtime, text: str, on_result: Callable[[SearchResult], None], limit: int) -> None:
        self.interrupter = Interrupter()
        self._runtime = runtime
        self._text = text
        self._on_result = on_result
        self._limit = limit
        self._is_cancelled = False
        self._timer: Timer | None = None
        self._drop_question: Callable[[], None] = lambda: None
        self._local: list[Hit] | None = None
        self._remote: list[Person] | None = None

    def begin(self, work: Callable[[], list[Hit]], ask: AskServer | None) -> None:
        """work: finds local hits, on a worker thread. ask: asks the server; None when there is none."""
        if ask is None:
            self._remote = []
        else:
            self._timer = self._runtime.call_later(_TYPING_PAUSE_S, lambda: self._ask(ask))
        self._runtime.run_in_background(work, self._on_local, lambda error: self._on_local([]))

    def cancel(self) -> None:
        """No more results; what runs is broken off."""
        self._is_cancelled = True
        self.interrupter.interrupt()
        if self._timer is not None:
            self._timer.cancel()
        self._drop_question()

    def _ask(self, ask: AskServer) -> None:
        self._drop_question = ask(self._text, self._on_remote)

    def _on_local(self, hits: list[Hit]) -> None:
        self._local = hits
        self._tell()

    def _on_remote(self, people: list[Person]) -> None:
        self._remote = people
        if self._local is not None:
            self._tell()

    def _tell(self) -> None:
        if not self._is_cancelled:
            is_complete = self._remote is not None
            self._on_result(SearchResult(self._text, tuple(self._hits()), is_complete))

    def _hits(self) -> list[Hit]:
        """Local hits keep their places: what one is about to click must not move."""
        hits = self._local or []
        there = {hit.person.person_id for hit in hits}
        added = [person for person in self._remote or () if person.person_id not in there]
        new = without_doubles([*(hit.person for hit in hits), *added])
        return [*hits, *(Hit(person) for person in added if person in new)][: max(self._limit, len(hits))]
