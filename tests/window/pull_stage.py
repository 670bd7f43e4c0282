"""Calls on other devices that a test offers to the window."""

from dataclasses import replace

from softphone.basics.explanation import Explanation
from softphone.basics.ids import AccountId
from softphone.basics.listeners import Listeners
from softphone.mobility.pull_offers import PullOffer, PullPlace


def offer(
    name: str = "Erin", number: str = "1007", where: PullPlace = PullPlace.MOBILE, since_s: float = 0.0
) -> PullOffer:
    return PullOffer(f"{where}-{number or since_s}", AccountId("a"), where, name, number, since_s)


class ScriptedPulls:
    """What `PullBanner` sees of the feature. taken: what was asked for; cancelled: how often that was taken back."""

    def __init__(self, *offers: PullOffer) -> None:
        self.changed: Listeners[None] = Listeners()
        self.offers = offers
        self.taken: list[str] = []
        self.cancelled = 0
        self._problems: dict[str, Explanation] = {}

    def set(self, *offers: PullOffer) -> None:
        self.offers = offers
        self.changed.announce(None)

    def take(self, offer_id: str) -> None:
        self.taken.append(offer_id)
        self.set(*(replace(each, is_being_taken=each.offer_id == offer_id) for each in self.offers))

    def cancel(self) -> None:
        self.cancelled += 1
        self.set(*(replace(each, is_being_taken=False) for each in self.offers))

    def fail(self, offer_id: str, problem: Explanation) -> None:
        self._problems[offer_id] = problem
        self.set(*(replace(each, is_being_taken=False) for each in self.offers))

    def problem_of(self, offer_id: str) -> Explanation | None:
        return self._problems.get(offer_id)
