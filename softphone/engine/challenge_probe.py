"""Whether a server that refused a REGISTER with 403 looks at the password at all (RFC 3261 sections 21.4.4, 22).

The library tells only the last answer: a 403 may stand for a wrong password or for an account that is refused whatever
its password. So the bindings are asked for without any credentials, which counts as no try: who is challenged then was
challenged before.
"""

from collections.abc import Callable

from softphone.basics.secret import Secret
from softphone.engine.account_setup import native_config
from softphone.engine.addresses import AccountAddresses
from softphone.engine.asking import Answer, Asker
from softphone.engine.failures import Failure
from softphone.engine.loop import Loop
from softphone.engine.pj import PjError, pj
from softphone.protocol.snapshots import AccountConfig, RegistrationProblem

_ANSWER_S = 3.0
_FORBIDDEN = 403


def is_unclear(failure: Failure) -> bool:
    """Whether it is worth asking."""
    return failure.status_code == _FORBIDDEN and failure.problem == RegistrationProblem.WRONG_PASSWORD


class ChallengeProbe:
    """One question, asked by an account of the library of its own, on the way that the REGISTER went."""

    def __init__(self, config: AccountConfig, addresses: AccountAddresses, transport_id: int, asker: Asker, loop: Loop,
                 on_done: Callable[[bool], None]) -> None:  # fmt: skip
        """on_done: called once with True when the account is refused whatever its password; never before this
        returns."""
        self._on_done: Callable[[bool], None] | None = on_done
        self._native: pj.Account | None = None
        native = native_config(config, addresses, Secret(""), "probe", transport_id, "")
        native.sipConfig.authCreds.clear()
        native.natConfig.udpKaIntervalSec = 0
        try:
            self._native = pj.Account()
            self._native.create(native)
            asker.ask(self._native.getId(), "REGISTER", addresses.target_of_query, (), _ANSWER_S, self._answered)
        except PjError:
            loop.post(lambda: self._answered(Answer(0)))

    def drop(self) -> None:
        """Nobody wants to know any more."""
        self._on_done = None
        self._close()

    def _answered(self, answer: Answer) -> None:
        self._close()
        on_done, self._on_done = self._on_done, None
        if on_done is not None:
            on_done(answer.code == _FORBIDDEN)

    def _close(self) -> None:
        native, self._native = self._native, None
        if native is not None:
            native.shutdown()
