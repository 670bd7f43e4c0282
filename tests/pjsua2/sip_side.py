"""One side of a SIP conversation: the library in single-threaded mode, accounts, a loop on the epoll wait."""

import gc
import random
import select
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pjsua2 as pj

HOST = "127.0.0.1"
STATES = ("NULL", "SENT", "ACCEPTED", "PENDING", "ACTIVE", "TERMINATED", "UNKNOWN", "RETRYING")


class Side:
    """The started library with UDP, TCP and, given a certificate, TLS transports on free ports.

    Attributes:
        turns: how often the wait has ended since the start.
        overslept: how often it ended because its time was up, and not because there was something to do.
    """

    def __init__(self, *, null_audio: bool = True, endpoint: pj.Endpoint | None = None, threads: int = 0) -> None:
        gc.disable()  # a proxy must not be destroyed in the middle of a callback
        self.turns = self.overslept = 0
        self.endpoint = endpoint or pj.Endpoint()
        self.endpoint.libCreate()
        self.endpoint.libInit(_configuration(threads))
        self.udp_port = self.add_transport(pj.PJSIP_TRANSPORT_UDP)
        self.tcp_port = self.add_transport(pj.PJSIP_TRANSPORT_TCP)
        self.endpoint.libStart()
        if null_audio:
            self.endpoint.audDevManager().setNullDev()
        self._poll = select.epoll()
        if threads == 0:
            self._poll.register(pj.sipEventFd(), select.EPOLLIN)

    def add_transport(self, kind: int, tls: dict[str, object] | None = None) -> int:
        """A transport on a free loopback port, which is returned; `tls` holds fields of its TlsConfig."""
        config = pj.TransportConfig()
        config.boundAddress = config.publicAddress = HOST
        for name, value in (tls or {}).items():
            setattr(config.tlsConfig, name, str(value) if isinstance(value, Path) else value)
        transport = self.endpoint.transportCreate(kind, config)
        return int(self.endpoint.transportGetInfo(transport).localName.rsplit(":", 1)[1])

    def turn(self, longest_s: float) -> None:
        """Waits until the library has something to do, then has it done; no longer than that."""
        timer_ms = pj.sipNextTimerMs()
        has_timer = 0 <= timer_ms / 1000 <= longest_s
        events = self._poll.poll(timer_ms / 1000 if has_timer else longest_s)
        self.turns += 1
        self.overslept += not events and not has_timer
        while self.endpoint.libHandleEvents(0) > 0:
            pass

    def until(self, condition: Callable[[], object], longest_s: float = 15.0, *, step_s: float = 0.2) -> bool:
        """Runs the library until the condition holds. False: it did not in that time.

        What the library does not wake up for itself (another thread's doing) is seen after `step_s`.
        """
        end_s = time.monotonic() + longest_s
        while not condition():
            left_s = end_s - time.monotonic()
            if left_s <= 0:
                return False
            self.turn(min(left_s, step_s))
        return True

    def run(self, seconds: float) -> None:
        """Runs the library for so long, waking up for nothing but its work."""
        end_s = time.monotonic() + seconds
        while (left_s := end_s - time.monotonic()) > 0:
            self.turn(left_s)

    def only_codec(self, name: str) -> None:
        """Offers and accepts this codec alone; `name` as in codecEnum2(), such as "PCMU/8000/1"."""
        names = [info.codecId for info in self.endpoint.codecEnum2()]
        assert name in names, names
        for each in names:
            self.endpoint.codecSetPriority(each, 255 if each == name else 0)

    def close(self, flags: int = pj.PJSUA_DESTROY_NO_RX_MSG) -> None:
        """Ends the library; by default without a second's wait for answers."""
        gc.collect()
        self._poll.close()
        self.endpoint.libDestroy(flags)


def _configuration(threads: int) -> pj.EpConfig:
    config = pj.EpConfig()
    config.uaConfig.threadCnt = threads
    config.uaConfig.mainThreadOnly = threads == 0
    config.uaConfig.maxCalls = 64
    config.logConfig.level = config.logConfig.consoleLevel = 0
    config.medConfig.noVad = True
    config.medConfig.sndAutoCloseTime = -1  # else the clock of the null device stops for ever in a pause of a second
    return config


def account_config(user: str, port: int, *, transport: str = "udp", password: str = "") -> pj.AccountConfig:
    """An account at the server on this loopback port, not registered."""
    config = pj.AccountConfig()
    config.idUri = f"sip:{user}@{HOST}:{port}"
    media = config.mediaConfig.transportConfig
    media.boundAddress = media.publicAddress = HOST
    media.port = 2 * random.randrange(5_000, 15_000)  # the library tries 100 pairs of ports from here on
    if password:
        config.sipConfig.authCreds.append(pj.AuthCredInfo("digest", "*", user, 0, password))
    if transport != "udp":
        config.sipConfig.proxies.append(f"sip:{HOST}:{port};transport={transport};lr")
    return config


def header(name: str, value: str) -> pj.SipHeader:
    """One header for a request."""
    made = pj.SipHeader()
    made.hName, made.hValue = name, value
    return made


def headers(*pairs: tuple[str, str]) -> pj.SipHeaderVector:
    """Headers for a request."""
    made = pj.SipHeaderVector()
    for name, value in pairs:
        made.append(header(name, value))
    return made


class Subscription(pj.EventSubscription):
    """Keeps all it is told.

    Attributes:
        states: (name, SIP status, reason, delay in ms until the next attempt or -1), oldest first.
        bodies: those of the NOTIFYs.
    """

    def __init__(self) -> None:
        super().__init__()
        self.states: list[tuple[str, int, str, int]] = []
        self.bodies: list[bytes] = []

    def onState(self, state: int, code: int, reason: str, expires: int, delayMs: int) -> None:
        self.states.append((STATES[state], code, reason, delayMs))

    def onNotify(
        self,
        contentType: str,
        body: bytes,
        headers: str,
        subState: str,
        reason: str,
        expires: int,
        retryAfter: int,
    ) -> None:
        self.bodies.append(body)

    @property
    def state(self) -> str:
        """The name of the last state told."""
        return self.states[-1][0] if self.states else "NULL"

    def open(self, account: pj.Account, target: str, **fields: object) -> "Subscription":
        """Subscribes to the dialog package; `fields` are those of EventSubscriptionConfig."""
        self.create(subscription_config(account, target, **fields))
        return self


def subscription_config(account: pj.Account, target: str, **fields: object) -> pj.EventSubscriptionConfig:
    """A subscription to the dialog package of the target."""
    config = pj.EventSubscriptionConfig()
    config.accountId, config.target, config.event, config.expires = account.getId(), target, "dialog", 600
    config.accept.append("application/dialog-info+xml")
    for name, value in fields.items():
        setattr(config, name, value)
    return config


class Request(pj.OutRequest):
    """Keeps its response.

    Attributes:
        answer: (code, reason, head, body) of the final response; None: there is none yet.
    """

    def __init__(self) -> None:
        super().__init__()
        self.answer: tuple[int, str, str, bytes] | None = None

    def onResponse(self, code: int, reason: str, headers: str, contentType: str, body: bytes) -> None:
        self.answer = (code, reason, headers, body)


def resident_kb() -> int:
    """Memory of this process that is in RAM."""
    return _status_value("VmRSS", Path("/proc/self/status"))


def voluntary_sleeps() -> int:
    """How often threads of this process have gone to sleep, each time to be woken up again."""
    tasks = Path("/proc/self/task").iterdir()
    return sum(_status_value("voluntary_ctxt_switches", task / "status") for task in tasks)


def _status_value(name: str, path: Path) -> int:
    lines: Iterable[str] = path.read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))
