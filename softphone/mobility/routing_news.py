"""What is told in the main window while calls go elsewhere, so that nobody forgets it."""

from dataclasses import dataclass
from enum import Enum, auto

from softphone.basics.ids import AccountId
from softphone.basics.words import translate
from softphone.mobility.forwarding import Forwarding, ForwardKind, ForwardRule, ForwardState
from softphone.mobility.routing_words import NameOf, kind_words, rule_sentence
from softphone.mobility.twin_view import TwinMode
from softphone.mobility.twinning import Twinning


class NewsKind(Enum):
    """The more important first."""

    FORWARD = auto()
    PROBLEM = auto()
    TWIN = auto()


@dataclass(frozen=True, slots=True)
class RoutingNews:
    """One thing to be told. forward: which is on, for a forward."""

    kind: NewsKind
    account_id: AccountId
    words: str
    forward: ForwardKind | None = None


def routing_news(forwarding: Forwarding, twinning: Twinning, name_of: NameOf) -> tuple[RoutingNews, ...]:
    """All there is, the most important first."""
    found: list[RoutingNews] = []
    for account_id in forwarding.account_ids():
        for rule in forwarding.view(account_id):
            found += _of_rule(account_id, rule, name_of)
    for account_id in twinning.account_ids():
        view = twinning.view(account_id)
        if view.problem is not None:
            words = translate("mobility", "Mobile: {problem}").format(problem=view.problem.title)
            found.append(RoutingNews(NewsKind.PROBLEM, account_id, words))
        if view.is_on:
            found.append(RoutingNews(NewsKind.TWIN, account_id, translate("mobility", "Your mobile rings too")))
    return tuple(sorted(found, key=_weight))


def switch_off(news: RoutingNews, forwarding: Forwarding, twinning: Twinning) -> None:
    """Switches off what was told of. Raises UserFacingError."""
    if news.forward is not None:
        forwarding.set(news.account_id, news.forward, None)
    elif news.kind is NewsKind.TWIN:
        twinning.set_mode(news.account_id, TwinMode.OFF)


def _of_rule(account_id: AccountId, rule: ForwardRule, name_of: NameOf) -> list[RoutingNews]:
    if rule.problem is not None:
        words = f"{kind_words(rule.kind)}: {rule.problem.title}"
        return [RoutingNews(NewsKind.PROBLEM, account_id, words), *_if_on(account_id, rule, name_of)]
    return _if_on(account_id, rule, name_of)


def _if_on(account_id: AccountId, rule: ForwardRule, name_of: NameOf) -> list[RoutingNews]:
    if rule.state is not ForwardState.ON:
        return []
    return [RoutingNews(NewsKind.FORWARD, account_id, rule_sentence(rule, name_of), rule.kind)]


def _weight(news: RoutingNews) -> tuple[bool, int]:
    return news.forward is not ForwardKind.ALWAYS, news.kind.value
