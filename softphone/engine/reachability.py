"""Proof that calls come in: a request, or a call, to the own address through the server, and whether it still has us.

Asked in full after each registration and each change of the network; in between the server is asked for the bindings of
the address (RFC 3261 section 10.2.3), so that a line that is registered and dead is found within half a minute.
"""

import logging
import random
import secrets
import time
from collections.abc import Callable

from softphone.basics.ids import AccountId, CommandId
from softphone.engine import sip_text
from softphone.engine.account import Account
from softphone.engine.accounts import Accounts, Emit
from softphone.engine.asking import Answer, Asker
from softphone.engine.legs import Legs
from softphone.engine.library import Inbox
from softphone.engine.loop import Loop, LoopTimer
from softphone.engine.probe_call import HEADER, ProbeCall
from softphone.protocol.commands import CheckReachability
from softphone.protocol.events import ReachabilityChanged
from softphone.protocol.snapshots import (
    ReachabilityCheck,
    ReachabilityProof,
    ReachabilitySnapshot,
    ReachabilityState,
    RegistrationState,
)

_log = logging.getLogger("softphone.engine.reachability")
FULL_S = 300.0
ALIVE_S = (17.0, 20.0)
_SOON_S = 0.4  # a burst of registrations and changes is one occasion
_AGAIN_S = 3.0
_TELL_S = 60.0  # people are shown minutes, and each event wakes the window up
_STILL_TRUE_S = 90.0
_OPTIONS_S, _BINDINGS_S, _CALL_S = 3.0, 4.0, 8.0
_BOUND = (RegistrationState.REGISTERED, RegistrationState.REFRESHING)


class Reachability:
    """The proofs of all accounts."""

    def __init__(self, inbox: Inbox, loop: Loop, accounts: Accounts, legs: Legs, asker: Asker, emit: Emit) -> None:
        self.inbox = inbox
        self.loop = loop
        self.legs = legs
        self.asker = asker
        self.emit = emit
        self.renew: Callable[[Account], None] = lambda account: account.rebind()
        self._accounts = accounts
        self._proofs: dict[AccountId, _Proof] = {}

    def check(self, command: CheckReachability, cause: CommandId) -> None:
        """Carries out CheckReachability."""
        self._proof_of(self._accounts.get(command.account_id)).check_now(cause)

    def registration_changed(self, account: Account) -> None:
        """The account is registered anew, or not any more."""
        self._proof_of(account).registration_changed()

    def request_came(self, account: Account | None, message: str) -> None:
        """Called at once for each request of a server that comes in outside of dialogs."""
        proof = self._proofs.get(account.config.account_id) if account is not None else None
        if proof is not None:
            proof.request_came(sip_text.header_named(message, HEADER))

    def takes_call(self, account: Account, call_id: int, message: str) -> bool:
        """True when a call that comes in is a proof and nobody's call. Called inside the library's callback."""
        proof = self._proofs.get(account.config.account_id)
        return proof is not None and proof.takes_call(account, call_id, message)

    def uses(self, account: Account) -> bool:
        """True while a call of a proof needs the account."""
        return any(proof.uses(account) for proof in self._proofs.values())

    def account_gone(self, account_id: AccountId) -> None:
        """The account is being removed."""
        proof = self._proofs.pop(account_id, None)
        if proof is not None:
            proof.stop()

    def close(self) -> None:
        """Asks nothing more."""
        for account_id in tuple(self._proofs):
            self.account_gone(account_id)

    def _proof_of(self, account: Account) -> "_Proof":
        proof = self._proofs.get(account.config.account_id)
        if proof is None or proof.account is not account:
            if proof is not None:
                proof.stop()
            proof = self._proofs[account.config.account_id] = _Proof(account, self)
        return proof


class _Proof:
    """One account's. At most one check is under way."""

    def __init__(self, account: Account, all_of_them: Reachability) -> None:
        self.account = account
        self._all = all_of_them
        self._snapshot = ReachabilitySnapshot(account_id=account.config.account_id, state=ReachabilityState.NOT_CHECKED)
        self._told: ReachabilitySnapshot | None = self._snapshot
        self._timer: LoopTimer | None = None
        self._call: ProbeCall | None = None
        self._token = ""
        self._round = 0  # answers of an earlier check are void
        self._cause: CommandId | None = None
        self._was_bound_at = ""
        self._full_s = -1e9
        self._has_come_in = False
        self._came_s = -1e9
        self._lists_bindings = True
        self._is_renewing = self._just_renewed = False
        self._is_mute = False  # takes registrations, and answers nothing else

    # ------------------------------------------------------------------ occasions

    def registration_changed(self) -> None:
        registration = self.account.registration
        is_off = self.account.config.reachability == ReachabilityCheck.OFF
        if registration.state == RegistrationState.REGISTERED and not is_off:
            if self.account.contact_uri != self._was_bound_at or self._snapshot.state != ReachabilityState.REACHABLE:
                self._was_bound_at = self.account.contact_uri
                self._just_renewed, self._is_renewing, self._is_mute = self._is_renewing, False, False
                self._full_s = -1e9
                self._later(_SOON_S)
        elif registration.state not in _BOUND:
            self._was_bound_at, self._came_s = "", -1e9
            self._is_renewing = self._is_mute = False
            self.stop()
            is_wanted = registration.is_wanted and registration.state == RegistrationState.FAILED and not is_off
            self._enter(ReachabilityState.UNREACHABLE if is_wanted else ReachabilityState.NOT_CHECKED,
                        detail="not registered" if is_wanted else "")  # fmt: skip

    def check_now(self, cause: CommandId) -> None:
        self._cause = cause
        self._full_s = -1e9
        if self.account.registration.state not in _BOUND:
            self._end(ReachabilityState.UNREACHABLE, detail="not registered")
        else:
            self._look()

    def request_came(self, token: str) -> None:
        if not token:
            self._came_s = time.monotonic()  # whatever the server sends to our contact shows that it reaches us
        elif token == self._token:
            self._has_come_in = True

    def takes_call(self, account: Account, call_id: int, message: str) -> bool:
        return self._call is not None and self._call.takes(account, call_id, message)

    def uses(self, account: Account) -> bool:
        return account is self.account and self._call is not None and not self._call.is_over

    def stop(self) -> None:
        """Asks nothing more."""
        self._round += 1
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._call is not None:
            self._call.abandon()

    # ------------------------------------------------------------------ a check

    def _later(self, delay_s: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._all.loop.call_later(delay_s, self._look)

    def _look(self) -> None:
        self.stop()
        if self.account.registration.state not in _BOUND or self.account.addresses is None:
            return
        if time.monotonic() - self._full_s < FULL_S:
            self._ask_bindings()
            return
        if self._snapshot.state != ReachabilityState.REACHABLE or self._cause is not None:
            self._enter(ReachabilityState.CHECKING, checked_at_s=self._snapshot.checked_at_s)
        is_by_call = self.account.config.reachability == ReachabilityCheck.CALL
        if is_by_call and not len(self._all.legs):
            self._dial()
        else:
            self._ask_own_address()

    def _ask_own_address(self) -> None:
        self._token, self._has_come_in = secrets.token_hex(8), False
        self._ask("OPTIONS", ((HEADER, self._token),), _OPTIONS_S, lambda answer: self._full(ReachabilityProof.REQUEST))

    def _dial(self) -> None:
        self._has_come_in = False
        number = self._round

        def done(has_come_in: bool) -> None:
            if number == self._round:
                self._has_come_in = has_come_in
                self._full(ReachabilityProof.CALL)

        self._call = ProbeCall(self.account, self._all.inbox, self._all.loop, _CALL_S, done)
        self._call.start()

    def _full(self, proof: ReachabilityProof) -> None:
        self._full_s = time.monotonic()
        if self._has_come_in or time.monotonic() - self._came_s < _STILL_TRUE_S:
            self._just_renewed = False
            self._end(ReachabilityState.REACHABLE, proof if self._has_come_in else ReachabilityProof.REQUEST)
        else:
            self._ask_bindings()  # the server answers by itself: then at least it must know where we are

    def _ask_bindings(self) -> None:
        if self._is_mute:
            self._end(ReachabilityState.REACHABLE, ReachabilityProof.BINDING)
        elif self._lists_bindings:
            self._ask("REGISTER", (), _BINDINGS_S, self._bindings_told)
        else:
            self._ask("OPTIONS", (), _BINDINGS_S, self._sign_of_life)

    def _bindings_told(self, answer: Answer) -> None:
        if answer.code == 0:
            self._silent()
        elif not 200 <= answer.code < 300:
            self._lists_bindings = False
            self._ask_bindings()
        elif self._knows_us(answer.headers):
            self._just_renewed = False
            kept = self._snapshot.proof if self._snapshot.state == ReachabilityState.REACHABLE else None
            self._end(ReachabilityState.REACHABLE, kept or ReachabilityProof.BINDING)
        elif self._just_renewed:
            self._lists_bindings = False  # it took our registration a moment ago: it only does not say so
            self._ask_bindings()
        else:
            self._dead("the server has forgotten this phone")

    def _sign_of_life(self, answer: Answer) -> None:
        if answer.code == 0:
            self._silent()
        else:
            self._just_renewed = False
            self._end(ReachabilityState.REACHABLE, ReachabilityProof.BINDING)

    def _silent(self) -> None:
        """Whoever takes a registration and then keeps silent about it does not know the question."""
        if not self._just_renewed:
            self._dead("the server does not answer")
        else:
            self._is_mute, self._lists_bindings = not self._lists_bindings, False
            self._ask_bindings()

    def _knows_us(self, headers: str) -> bool:
        contacts = sip_text.headers_named(headers, "Contact")
        return any(f"line={self.account.line}" in contact for contact in contacts)

    def _dead(self, why: str) -> None:
        """Registered, and no call would come: the connection is dropped and the binding made anew."""
        _log.warning("account %s cannot be reached: %s", self.account.config.account_id, why)
        self._was_bound_at = ""
        self._is_renewing = True
        self._end(ReachabilityState.UNREACHABLE, detail=why)
        self._all.renew(self.account)

    def _ask(self, method: str, headers: tuple[tuple[str, str], ...], timeout_s: float,
             on_answer: Callable[[Answer], None]) -> None:  # fmt: skip
        number = self._round

        def answered(answer: Answer) -> None:
            if number == self._round:
                on_answer(answer)

        assert self.account.addresses is not None
        target = self.account.addresses.target_of_query
        self._all.asker.ask(self.account.native_id, method, target, headers, timeout_s, answered)

    # ------------------------------------------------------------------ words

    def _end(self, state: ReachabilityState, proof: ReachabilityProof | None = None, detail: str = "") -> None:
        self._round += 1
        self._enter(state, proof, detail, time.time())
        self._cause = None
        self._later(random.uniform(*ALIVE_S) if state == ReachabilityState.REACHABLE else _AGAIN_S)

    def _enter(self, state: ReachabilityState, proof: ReachabilityProof | None = None, detail: str = "",
               checked_at_s: float | None = None) -> None:  # fmt: skip
        self._snapshot = ReachabilitySnapshot(
            account_id=self.account.config.account_id,
            state=state,
            proof=proof,
            detail=detail,
            checked_at_s=checked_at_s,
        )
        told = self._told
        is_news = told is None or (told.state, told.proof, told.detail) != (state, proof, detail)
        has_aged = told is not None and (checked_at_s or 0.0) - (told.checked_at_s or 0.0) >= _TELL_S
        if is_news or has_aged or self._cause is not None:
            self._told = self._snapshot
            self._all.emit(ReachabilityChanged(reachability=self._snapshot), self._cause)
