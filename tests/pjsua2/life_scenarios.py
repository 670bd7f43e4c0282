"""Scenarios of the library's life: its end at any moment, threads that may not call, modes that are refused."""

import ctypes
import random
import threading

import pjsua2 as pj

from tests.pjsua2.call_parts import dial
from tests.pjsua2.notifier import Notifier
from tests.pjsua2.sip_side import HOST, Request, Side, Subscription, account_config, headers, resident_kb

_KINDS = ("plain", "auth", "silent", "flap", "busy", "deactivated")


def lives(count: int) -> dict[str, object]:
    """So many lives of the library in one process, each ended with everything under way; memory after some of them."""
    memory_kb = []
    with Notifier() as server:
        for number in range(count):
            _one_life(server, random.Random(number))
            server.forget_all()
            server.requests.clear()
            if number in (count // 5, count - 1):
                ctypes.CDLL(None).malloc_trim(0)
                memory_kb.append(resident_kb())
    return {"lives": count, "memory_kb": memory_kb}


def _one_life(server: Notifier, chance: random.Random) -> None:
    side = Side()
    pj.SipTrace.start()
    account = pj.Account()
    account.create(account_config("me", server.port, transport=chance.choice(("udp", "tcp")), password="secret"))
    subscriptions = [
        Subscription().open(account, f"sip:{chance.choice(_KINDS)}-{index}@{HOST}:{server.port}") for index in range(40)
    ]
    requests = [Request() for _ in range(5)]
    for request in requests:
        target = chance.choice((f"sip:me@{HOST}:{server.port}", f"sip:me@{HOST}:9"))
        request.send(account.getId(), "PUBLISH", target, headers(("Event", "presence")), "a/b", b"x")
    call = dial(account, f"sip:nobody@{HOST}:9")
    side.run(chance.random() * 0.1)
    for subscription in subscriptions[:12]:
        subscription.unsubscribe()
    del subscriptions[: chance.randrange(24)]
    side.run(chance.random() * 0.05)
    side.close()
    assert all(subscription.getState() == pj.EVSUB_NULL for subscription in subscriptions)
    assert not any(request.isPending() for request in requests)
    assert pj.EventSubscription.count() == 0
    del call


def end(how: str) -> str:
    """A process that ends in the middle of everything: "waits", "outlived", "dropped" or "forgotten"."""
    with Notifier() as server:
        side = Side()
        account = pj.Account()
        account.create(account_config("me", server.port, password="secret"))
        subscriptions = [
            Subscription().open(account, f"sip:{_KINDS[index % len(_KINDS)]}-{index}@{HOST}:{server.port}")
            for index in range(40)
        ]
        call = dial(account, f"sip:nobody@{HOST}:9")
        side.run(0.1)
        if how == "dropped":
            subscriptions.clear()
        if how == "waits":
            side.close(0)
        elif how != "forgotten":
            side.close()
    del call, account
    return how


def foreign_thread() -> dict[str, str]:
    """What another thread is told that calls the extension."""
    side = Side(null_audio=False)
    account = pj.Account()
    account.create(account_config("me", 9))
    watched = Subscription().open(account, f"sip:x@{HOST}:9")
    told: dict[str, str] = {}

    def call_all() -> None:
        side.endpoint.libRegisterThread("foreign")
        told["create"] = _refusal(lambda: Subscription().open(account, f"sip:x@{HOST}:9"))
        told["refresh"] = _refusal(watched.refresh)
        told["request"] = _refusal(lambda: Request().send(account.getId(), "OPTIONS", "sip:x@y", headers(), "", b""))
        told["wait"] = _refusal(pj.sipNextTimerMs)

    thread = threading.Thread(target=call_all)
    thread.start()
    thread.join()
    side.close()
    return told


def worker_threads() -> str:
    """What is said when the library has threads of its own."""
    side = Side(null_audio=False, threads=1)
    account = pj.Account()
    account.create(account_config("me", 9))
    told = _refusal(lambda: Subscription().open(account, f"sip:x@{HOST}:9"))
    side.close()
    return told


def not_started() -> str:
    """What is said before the library has been created."""
    return _refusal(pj.sipEventFd)


def error_text() -> str:
    """What a traceback shows of an error."""
    try:
        pj.sipEventFd()
    except pj.Error as error:
        return str(error)
    return ""


def silence() -> str:
    """The library is created, started and destroyed; it must not have printed anything."""
    side = Side(null_audio=False)
    side.run(0.1)
    side.close()
    return "said nothing"


def facts() -> dict[str, object]:
    """Settings that are built in."""
    side = Side(null_audio=False)
    result: dict[str, object] = {
        "tls": pj.TlsConfig().proto,
        "suites": list(side.endpoint.srtpCryptoEnum()),
        "version": side.endpoint.libVersion().full,
        "calls": pj.UaConfig().maxCalls,
    }
    side.close()
    return result


def module_names() -> list[str]:
    """What the module offers."""
    return [name for name in dir(pj) if not name.startswith("_")]


def _refusal(call: object) -> str:
    assert callable(call)
    try:
        call()
    except pj.Error as error:
        return str(error.reason)
    return ""
