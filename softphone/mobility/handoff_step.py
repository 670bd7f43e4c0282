"""What every way to the mobile has in common."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from softphone.accounts.view import AccountView
from softphone.basics.explanation import Explanation
from softphone.calls.call import Call
from softphone.calls.number_lamps import NumberLamps
from softphone.engine_client.gateway import EngineGateway
from softphone.mobility.handoff_view import HandoffStage
from softphone.pbx_profiles.profile import Profile
from softphone.protocol.events import AnyEvent
from softphone.runtime import Runtime


class StepNews(Protocol):
    """To whom a step tells what becomes of it. After `landed`, `back`, `lost` and `unsupported` it tells nothing."""

    def stage(self, stage: HandoffStage) -> None: ...

    def landed(self) -> None:
        """The far party talks to the mobile."""

    def back(self, problem: Explanation) -> None:
        """The far party stays here; the mobile is not to be called again."""

    def lost(self, problem: Explanation | None) -> None:
        """The far party is gone."""

    def unsupported(self, why: str) -> None:
        """This phone system cannot do it, and the mobile was not called, or not by this."""


class Step(Protocol):
    """One way, tried once."""

    def begin(self, call: Call) -> None:
        """Raises EngineUnavailable."""

    def take(self, call: Call) -> None:
        """The call changed; it may have ended."""

    def on_event(self, event: AnyEvent) -> None:
        """Anything else that the engine tells."""

    def stop(self) -> None:
        """Ends what the step has begun beside the call; it tells nothing from now on."""


@dataclass(frozen=True)
class StepSettings:
    """How a step waits. Seconds; `needs_key`: the person presses 1, else the answer is enough after the guard time."""

    ring_s: float
    confirm_s: float
    guard_s: float
    needs_key: bool


@dataclass(frozen=True)
class StepWorld:
    """What a step works with.

    Attributes:
        target: gives the SIP URI of what is dialled.
        number: the mobile's, as it is dialled; None while it is not known.
        prompt: the sound file that the person at the mobile hears.
    """

    runtime: Runtime
    gateway: EngineGateway
    lamps: Callable[[], NumberLamps]
    view: AccountView
    profile: Profile
    settings: StepSettings
    target: Callable[[str], str]
    number: Callable[[], str | None]
    prompt: str
