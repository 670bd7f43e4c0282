"""Scenarios of the epoll wait: what wakes a loop that waits without an end, and that nothing else does."""

import socket
import threading
from collections.abc import Callable

import pjsua2 as pj

from tests.harness.sip_message import build
from tests.pjsua2.call_parts import Answering, PlainCall, dial
from tests.pjsua2.notifier import Notifier
from tests.pjsua2.sip_side import HOST, Side, Subscription, account_config, voluntary_sleeps


def _is_woken_until(side: Side, condition: Callable[[], object]) -> bool:
    """Waits with no end but the library's own. False: a wait had to be broken off, or nothing came of it."""
    before = side.overslept
    return side.until(condition, 8, step_s=8) and side.overslept == before


class _Registered(pj.Account):
    def __init__(self) -> None:
        super().__init__()
        self.codes: list[int] = []

    def onRegState(self, prm: pj.OnRegStateParam) -> None:
        self.codes.append(prm.code)


def idle(seconds: float) -> dict[str, float]:
    """A registered account with nothing to do: turns of the loop, and wake-ups of all threads, per second.

    The media clock has run before, as after a call; setNoDev() has stopped it.
    """
    side = Side()
    with Notifier() as registrar:
        config = account_config("me", registrar.port)
        config.regConfig.registrarUri = f"sip:{HOST}:{registrar.port}"
        account = _Registered()
        account.create(config)
        assert side.until(lambda: account.codes), "no answer to REGISTER"
        assert account.codes == [200], account.codes
        side.endpoint.audDevManager().setNoDev()
        side.run(2)  # the first timers of the library
        turns, sleeps = side.turns, voluntary_sleeps()
        side.run(seconds)
        result = {"turns": (side.turns - turns) / seconds, "wake_ups": (voluntary_sleeps() - sleeps) / seconds}
    side.close()
    return result


class _Handler(pj.RequestHandler):
    def __init__(self) -> None:
        super().__init__()
        self.methods: list[str] = []

    def onRequest(self, method: str, source: str, accountId: int, headers: str, contentType: str, body: bytes) -> int:
        self.methods.append(method)
        return 200


def packet() -> bool:
    """An OPTIONS comes while the loop waits. True: the loop saw it before its wait was over."""
    side = Side()
    handler = _Handler()
    handler.start()
    side.run(1.5)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as peer:
        peer.bind((HOST, 0))
        sender = threading.Timer(0.5, peer.sendto, (_options(peer.getsockname()[1]), (HOST, side.udp_port)))
        sender.start()
        was_seen = _is_woken_until(side, lambda: handler.methods)
        sender.join()
    side.close()
    return was_seen


def _options(port: int) -> bytes:
    pairs = [
        ("Via", f"SIP/2.0/UDP {HOST}:{port};rport;branch=z9hG4bKwake"),
        *(("From", f"<sip:other@{HOST}>;tag=1"), ("To", f"<sip:me@{HOST}>")),
        *(("Call-ID", "wake"), ("CSeq", "1 OPTIONS"), ("Max-Forwards", "70")),
    ]
    return build(f"OPTIONS sip:me@{HOST} SIP/2.0", pairs)


def own_timer() -> dict[str, object]:
    """A subscription is refused for a second: its states, and whether the loop was woken each time."""
    side = Side()
    with Notifier() as server:
        account = pj.Account()
        account.create(account_config("me", server.port))
        watched = Subscription().open(account, f"sip:busy@{HOST}:{server.port}")
        was_woken = _is_woken_until(side, lambda: watched.state == "ACTIVE")
        names = [state[0] for state in watched.states]
    side.close()
    return {"was_woken": was_woken, "states": names}


class _TimerEndpoint(pj.Endpoint):
    def __init__(self) -> None:
        super().__init__()
        self.fired = 0

    def onTimer(self, prm: pj.OnTimerParam) -> None:
        self.fired += 1


def timer_of_another_thread() -> bool:
    """Another thread sets a timer while the loop waits. True: it was called before the wait was over."""
    endpoint = _TimerEndpoint()
    side = Side(endpoint=endpoint)
    side.run(1.5)

    def schedule() -> None:
        endpoint.libRegisterThread("scheduler")
        endpoint.utilTimerSchedule(200, None)

    thread = threading.Timer(0.5, schedule)
    thread.start()
    was_called = _is_woken_until(side, lambda: endpoint.fired)
    thread.join()
    side.close()
    return was_called


class _DigitCall(PlainCall):
    digits = ""

    def onDtmfDigit(self, prm: pj.OnDtmfDigitParam) -> None:
        _DigitCall.digits += prm.digit


def job_of_another_thread() -> str:
    """A DTMF digit arrives by RTP in the media thread: the digits, if the loop was woken for them."""
    side = Side()
    account = Answering(_DigitCall)
    account.create(account_config("me", side.udp_port))
    call = dial(account, f"sip:me@{HOST}:{side.udp_port}")
    assert side.until(lambda: call.is_up and account.calls and account.calls[0].is_up)
    side.run(1)
    call.dialDtmf("7")
    was_woken = _is_woken_until(side, lambda: _DigitCall.digits)
    call.hangup(pj.CallOpParam())
    assert side.until(lambda: call.has_ended and account.calls[0].has_ended)
    account.calls.clear()
    side.close()
    return _DigitCall.digits if was_woken else "nobody woke the loop"
