"""What the view of calls on other devices needs of the feature."""

from typing import Protocol

from softphone.basics.explanation import Explanation
from softphone.basics.listeners import Listeners
from softphone.mobility.pull_offers import PullOffer


class PullPort(Protocol):
    """The part of `Pulls` that is shown and pressed."""

    @property
    def changed(self) -> Listeners[None]: ...

    @property
    def offers(self) -> tuple[PullOffer, ...]: ...

    def take(self, offer_id: str) -> None: ...

    def cancel(self) -> None: ...

    def problem_of(self, offer_id: str) -> Explanation | None: ...
