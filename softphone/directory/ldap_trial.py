"""Tries a directory server step by step, so that the user sees what works and what does not."""

import contextlib
import socket
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from softphone.basics.secret import Secret
from softphone.basics.words import mark
from softphone.directory.ldap_attributes import PersonMaker
from softphone.directory.ldap_connection import LdapConnection, reachability
from softphone.directory.ldap_problem import DirectoryError, DirectoryProblem
from softphone.protocol.snapshots import StepOutcome
from softphone.settings.directory_server import DirectorySecurity, DirectoryServer

P = DirectoryProblem
_LOOKED_AT = 5
_TRIAL_TIMEOUT_S = 10.0


class TrialStep(StrEnum):
    """The steps, in their order."""

    RESOLVE = "resolve"
    CONNECT = "connect"
    SECURE = "secure"
    SIGN_IN = "sign_in"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class TrialProgress:
    """A step changed. problem: why it failed. found: whether the last step saw any people."""

    step: TrialStep
    outcome: StepOutcome
    problem: DirectoryProblem | None = None
    found: bool = True


STEP_WORDS: dict[TrialStep, str] = {
    TrialStep.RESOLVE: mark("directory", "Find the directory server"),
    TrialStep.CONNECT: mark("directory", "Connect to it"),
    TrialStep.SECURE: mark("directory", "Check its identity and make the connection secure"),
    TrialStep.SIGN_IN: mark("directory", "Sign in"),
    TrialStep.SEARCH: mark("directory", "Look for people"),
}


def try_server(server: DirectoryServer, password: Secret | None, on_progress: Callable[[TrialProgress], None]) -> None:
    """One sign-in at most. Blocks; `on_progress` is called on this thread. What is wrong is told, never raised."""
    _Trial(server, password, on_progress).run()


class _Trial:
    def __init__(
        self, server: DirectoryServer, password: Secret | None, on_progress: Callable[[TrialProgress], None]
    ) -> None:
        self._server = server
        self._password = password
        self._on_progress = on_progress

    def run(self) -> None:
        if not (self._resolves() and self._connects()):
            return
        there = self._signs_in()
        if there is not None:
            with contextlib.closing(there):
                self._search(there)

    def _tell(self, step: TrialStep, outcome: StepOutcome, problem: DirectoryProblem | None = None) -> None:
        self._on_progress(TrialProgress(step, outcome, problem))

    def _resolves(self) -> bool:
        self._tell(TrialStep.RESOLVE, StepOutcome.RUNNING)
        try:
            if not self._server.host:
                raise DirectoryError(P.NOT_SET_UP, self._server)
            socket.getaddrinfo(self._server.host, self._server.used_port, type=socket.SOCK_STREAM)
        except DirectoryError as error:
            self._tell(TrialStep.RESOLVE, StepOutcome.FAILED, error.problem)
            return False
        except (OSError, UnicodeError):
            self._tell(TrialStep.RESOLVE, StepOutcome.FAILED, P.SERVER_NOT_FOUND)
            return False
        self._tell(TrialStep.RESOLVE, StepOutcome.PASSED)
        return True

    def _connects(self) -> bool:
        self._tell(TrialStep.CONNECT, StepOutcome.RUNNING)
        problem = reachability(self._server)
        if problem is not None:
            self._tell(TrialStep.CONNECT, StepOutcome.FAILED, problem)
            return False
        self._tell(TrialStep.CONNECT, StepOutcome.PASSED)
        return True

    def _signs_in(self) -> LdapConnection | None:
        step = TrialStep.SECURE
        is_secured = self._server.security is not DirectorySecurity.NONE

        def secured() -> None:
            nonlocal step
            self._tell(step, StepOutcome.PASSED if is_secured else StepOutcome.NOT_NEEDED)
            step = TrialStep.SIGN_IN
            self._tell(step, StepOutcome.RUNNING)

        self._tell(step, StepOutcome.RUNNING)
        try:
            there = LdapConnection(self._server, self._password, answer_timeout_s=_TRIAL_TIMEOUT_S, on_secured=secured)
        except DirectoryError as error:
            if error.problem is P.PASSWORD_MISSING:
                secured()
            self._tell(step, StepOutcome.FAILED, error.problem)
            return None
        self._tell(step, StepOutcome.PASSED if self._server.bind_dn else StepOutcome.NOT_NEEDED)
        return there

    def _search(self, there: LdapConnection) -> None:
        self._tell(TrialStep.SEARCH, StepOutcome.RUNNING)
        maker = PersonMaker(self._server)
        try:
            entries = there.search(maker.map.people, maker.map.wanted, limit=_LOOKED_AT)
        except DirectoryError as error:
            self._tell(TrialStep.SEARCH, StepOutcome.FAILED, error.problem)
            return
        has_people = any(maker.person(*entry) is not None for entry in entries)
        self._on_progress(TrialProgress(TrialStep.SEARCH, StepOutcome.PASSED, None, has_people))
