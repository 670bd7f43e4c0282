"""Handing over to the mobile as the cards see it: loaded with the first call that talks, not before."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from softphone.basics.ids import CallId

if TYPE_CHECKING:
    from softphone.mobility.handoff import Handoffs
    from softphone.mobility.handoff_view import HandoffView


class LateHandoffs:
    """A HandoffPort.

    on_changed: told of each call whose handing over has come further. sees: what the other side of a call sees then.
    """

    def __init__(
        self,
        make: "Callable[[], Handoffs]",
        on_changed: Callable[[CallId], None],
        sees: "Callable[[HandoffView], str]",
    ) -> None:
        self._make, self._on_changed, self._sees = make, on_changed, sees

    @cached_property
    def _handoffs(self) -> "Handoffs":
        handoffs = self._make()
        handoffs.changed.add(lambda view: self._on_changed(view.call_id))
        return handoffs

    def can_push(self, call_id: CallId) -> bool:
        """See HandoffPort."""
        return self._handoffs.can_push(call_id)

    def of(self, call_id: CallId) -> "HandoffView | None":
        """See HandoffPort."""
        return self._handoffs.of(call_id) if "_handoffs" in self.__dict__ else None

    def sees(self, call_id: CallId) -> str:
        """See HandoffPort."""
        view = self.of(call_id)
        return "" if view is None else self._sees(view)

    def push(self, call_id: CallId) -> None:
        """See HandoffPort."""
        self._handoffs.push(call_id)

    def cancel(self, call_id: CallId) -> None:
        """See HandoffPort."""
        self._handoffs.cancel(call_id)

    def dismiss(self, call_id: CallId) -> None:
        """See HandoffPort."""
        self._handoffs.dismiss(call_id)
