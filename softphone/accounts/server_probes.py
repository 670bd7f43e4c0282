"""Asking servers what they offer: relays each answer to the one who asked."""

import secrets
from collections.abc import Callable

from softphone.accounts.accounts import Accounts
from softphone.accounts.config import normalised
from softphone.basics.secret import Secret
from softphone.engine_client.gateway import EngineGateway
from softphone.protocol.commands import ProbeServer
from softphone.protocol.events import Accepted, EventFrame, Rejected, ServerProbed
from softphone.protocol.snapshots import AccountConfig, RegistrationProblem, ServerOffer

OnOffer = Callable[[ServerOffer], None]


class ServerProbes:
    """Those under way. Each ends with exactly one answer."""

    def __init__(self, gateway: EngineGateway, accounts: Accounts) -> None:
        self._gateway, self._accounts = gateway, accounts
        self._running: dict[str, OnOffer] = {}
        gateway.events.add(self._on_event)
        gateway.state_changed.add(lambda _: self._on_engine_state())

    def start(self, config: AccountConfig, password: Secret | None, on_offer: OnOffer) -> str:
        """Asks the account's server, and signs nobody in; returns the id of the question.

        password: None takes the one that is known for this account; without one the server tells less.
        Raises AccountError, EngineUnavailable.
        """
        config = normalised(config)
        password = password or self._accounts.known_password(config.account_id) or Secret("")
        probe_id = f"probe-{secrets.token_hex(4)}"

        def replied(reply: Accepted | Rejected) -> None:
            if isinstance(reply, Rejected):
                self._end(probe_id, RegistrationProblem.BAD_CONFIGURATION, reply.detail)

        self._gateway.send(ProbeServer(probe_id=probe_id, account=config, password=password), replied)
        self._running[probe_id] = on_offer
        return probe_id

    def cancel(self, probe_id: str) -> None:
        """Forgets the question; the engine finishes it unheard."""
        self._running.pop(probe_id, None)

    def _on_event(self, frame: EventFrame) -> None:
        if isinstance(frame.event, ServerProbed):
            on_offer = self._running.pop(frame.event.probe_id, None)
            if on_offer is not None:
                on_offer(frame.event.offer)

    def _on_engine_state(self) -> None:
        """The engine that asked is gone."""
        for probe_id in tuple(self._running):
            self._end(probe_id, RegistrationProblem.NO_ANSWER, "the engine was lost")

    def _end(self, probe_id: str, problem: RegistrationProblem, detail: str) -> None:
        on_offer = self._running.pop(probe_id, None)
        if on_offer is not None:
            on_offer(ServerOffer(problem=problem, detail=detail))
