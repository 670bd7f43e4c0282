"""Why transfers failed, kept until the user has read it: the transfer itself is over by then."""

from typing import TYPE_CHECKING

from softphone.basics.ids import CallId

if TYPE_CHECKING:
    from softphone.calls.transfer import TransferView


class TransferNews:
    """The latest failure of each call."""

    def __init__(self) -> None:
        self._failed: dict[CallId, TransferView] = {}

    def take(self, view: "TransferView") -> None:
        """A transfer stands like this now."""
        if view.problem is not None:
            self._failed[view.first] = view
        elif view.stage != "failed":
            self._failed.pop(view.first, None)

    def failed(self, call_id: CallId) -> "TransferView | None":
        """The transfer of this caller that failed last, unless the user has read of it."""
        return self._failed.get(call_id)

    def dismiss(self, call_id: CallId) -> None:
        """The user has read it, or the call is no longer shown."""
        self._failed.pop(call_id, None)
