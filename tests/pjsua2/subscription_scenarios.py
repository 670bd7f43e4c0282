"""Scenarios with subscriptions: every fault a notifier can show (RFC 6665 sections 4.1.3 and 4.4.1), and thousands."""

from collections.abc import Callable

import pjsua2 as pj

from tests.pjsua2.notifier import KINDS, MOST_UNANSWERED, Notifier
from tests.pjsua2.sip_side import HOST, Side, Subscription, account_config, subscription_config

_RETRY_MIN_MS = 300


class Bench:
    """A side, an account at the notifier, and what is subscribed there."""

    def __init__(self, notifier: Notifier, transport: str) -> None:
        self.side = Side(null_audio=False)
        self.notifier = notifier
        self.account = pj.Account()
        self.account.create(account_config("me", notifier.port, transport=transport, password="secret"))

    def open(self, user: str, **fields: object) -> Subscription:
        """A subscription to this user of the notifier, with short delays."""
        return Subscription().open(self.account, self.target(user), retryMinMs=_RETRY_MIN_MS, **fields)

    def target(self, user: str) -> str:
        """The SIP URI of a user of the notifier."""
        return f"sip:{user}@{HOST}:{self.notifier.port}"


def faults(transport: str) -> dict[str, dict[str, object]]:
    """One subscription for each behaviour of the notifier, until each has shown what it does."""
    with Notifier() as notifier:
        bench = Bench(notifier, transport)
        kinds = {kind: bench.open(kind, expires=60 if kind == "brief" else 600) for kind in KINDS}
        kinds["once"] = bench.open("flap-2", autoRetry=False)
        bench.side.until(lambda: _has_seen_enough(kinds), 25)
        result: dict[str, dict[str, object]] = {
            kind: {"states": list(each.states), "bodies": len(each.bodies), "expires": each.getExpires()}
            for kind, each in kinds.items()
        }
        for each in kinds.values():
            each.unsubscribe()
        bench.side.until(lambda: kinds["nofinal"].state == "TERMINATED", 10)
        for kind, each in kinds.items():
            result[kind]["end"] = each.state
        bench.side.close()
    return result


def _has_seen_enough(kinds: dict[str, Subscription]) -> bool:
    retries = [state for state in kinds["flap"].states if state[0] == "RETRYING"]
    settled = ("auth", "brief", "busy", "early", "deactivated", "probation", "giveup")
    return (
        len(retries) >= 4
        and len(kinds["short"].bodies) >= 3
        and any(state[1] == 481 for state in kinds["gone"].states)
        and all(kinds[kind].state == "ACTIVE" for kind in settled)
    )


def life() -> dict[str, object]:
    """Objects dropped, a server that forgets, a second use, callbacks that drop their own object or throw."""
    result: dict[str, object] = {}
    with Notifier() as notifier:
        bench = Bench(notifier, "udp")
        side = bench.side
        watched = [bench.open("plain"), bench.open("plain-2", eventParams='sla;call-id="x"', eventId=True)]
        assert side.until(lambda: all(each.state == "ACTIVE" for each in watched)), [each.states for each in watched]
        del watched[1]
        result["unsubscribed_when_dropped"] = side.until(lambda: notifier.alive == 1)
        kept = watched[0]
        notifier.forget_all()
        side.until(lambda: notifier.alive == 0)
        kept.refresh()
        side.until(lambda: kept.states[-3:] and [each[0] for each in kept.states].count("ACTIVE") == 2)
        result["server_forgot"] = [state[0] for state in kept.states]
        kept.restart()
        result["restarted"] = side.until(lambda: [each[0] for each in kept.states].count("ACTIVE") == 3)
        kept.unsubscribe()
        side.until(lambda: kept.state == "TERMINATED")
        result["ended"] = kept.state
        kept.open(bench.account, bench.target("plain"))
        result["used_again"] = side.until(lambda: kept.state == "ACTIVE")
        result["odd_objects_survived"] = _odd_objects(bench)
        result["refused"] = [_refusal(bench, target, event) for target, event in _BAD]
        kept.unsubscribe()
        result["all_gone"] = side.until(lambda: pj.EventSubscription.count() == 0)
        side.close()
    return result


_BAD = (("not a uri", "dialog"), (f"sip:x@{HOST}", ""), ("", "dialog"))


def _refusal(bench: Bench, target: str, event: str) -> str:
    try:
        Subscription().open(bench.account, target, event=event)
    except pj.Error as error:
        return str(error.reason)
    return ""


class _DropsItself(Subscription):
    box: list[Subscription] = []

    def onNotify(self, *_: object) -> None:
        self.box.clear()


class _Throws(Subscription):
    times = 0

    def onNotify(self, *_: object) -> None:
        _Throws.times += 1
        raise ValueError("in onNotify")


def _odd_objects(bench: Bench) -> bool:
    box = _DropsItself.box
    box.append(_DropsItself().open(bench.account, bench.target("plain")))
    thrower = _Throws().open(bench.account, bench.target("plain"))
    have_survived = bench.side.until(lambda: not box and _Throws.times and thrower.state == "ACTIVE")
    thrower.unsubscribe()  # its printed exception keeps it, in sys.last_traceback
    return have_survived


class Counting(pj.EventSubscription):
    """One of thousands: counts for all."""

    states: dict[int, int] = {}
    notifies = 0

    def onState(self, state: int, *_: object) -> None:
        self.states[state] = self.states.get(state, 0) + 1

    def onNotify(self, *_: object) -> None:
        Counting.notifies += 1


def thousands(count: int, transport: str) -> dict[str, object]:
    """So many subscriptions: all accepted, one NOTIFY more to each, all ended."""
    with Notifier() as notifier:
        bench = Bench(notifier, transport)
        subscriptions = _subscribe(bench, count)
        seen: dict[str, object] = {"first": bench.side.until(lambda: Counting.notifies >= count)}
        seen["alive"] = pj.EventSubscription.count()
        notifier.notify_all()
        seen["second"] = bench.side.until(lambda: Counting.notifies >= 2 * count, 30)
        for number, each in enumerate(subscriptions):
            each.unsubscribe()
            _pace(bench.side, number, lambda: Counting.states.get(pj.EVSUB_TERMINATED, 0))
        seen["ended"] = bench.side.until(lambda: Counting.states.get(pj.EVSUB_TERMINATED, 0) == count)
        seen["left"] = pj.EventSubscription.count()
        bench.side.until(lambda: notifier.counts["200"] == notifier.counts["notifies"], 5)
        seen["server"] = dict(notifier.counts)
        subscriptions.clear()
        bench.side.close()
    return seen


def _subscribe(bench: Bench, count: int) -> list[Counting]:
    subscriptions = []
    for number in range(count):
        each = Counting()
        each.create(subscription_config(bench.account, bench.target(f"plain-{number}")))
        subscriptions.append(each)
        _pace(bench.side, number, lambda: Counting.notifies)
    return subscriptions


def _pace(side: Side, asked: int, done: Callable[[], int]) -> None:
    """Asks no faster than the server answers."""
    side.until(lambda: asked - done() < MOST_UNANSWERED)
