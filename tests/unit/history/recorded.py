"""What a phone's history shows."""

from softphone.history.entry import HistoryEntry, HistoryFilter, HistoryPage
from tests.unit.app.phone import Phone


def entries(phone: Phone, limit: int = 50, wanted: HistoryFilter = HistoryFilter()) -> tuple[HistoryEntry, ...]:
    """The newest entries, as a window would get them."""
    pages: list[HistoryPage] = []
    phone.app.history.page(wanted, None, limit, pages.append)
    phone.runtime.run_posted()
    (page,) = pages
    return page.entries


def recorded(phone: Phone) -> HistoryEntry:
    """The newest entry."""
    return entries(phone)[0]
