"""The part of the composition root that is about handing calls over to the mobile. Made when it is first asked for."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from softphone.composed import Composed

if TYPE_CHECKING:
    from softphone.mobility.handoff import Handoffs
    from softphone.mobility.push_news import PushNews

_SOUNDS = Path(__file__).resolve().parents[1] / "resources" / "sounds"


class HandoffParts(Composed):
    """What `MobilityParts` inherits."""

    @cached_property
    def push_news(self) -> "PushNews":
        """Which calls are on their way to the mobile."""
        from softphone.mobility.push_news import PushNews

        return PushNews()

    @cached_property
    def handoffs(self) -> "Handoffs":
        """Calls that go to the mobile."""
        from softphone.calls.dial_rules import DialledHere
        from softphone.mobility.handoff import Handoffs
        from softphone.mobility.handoff_guard import GuardedHandoff
        from softphone.mobility.identity_guard import Purpose

        return Handoffs(
            self.runtime,
            self.engine,
            self.accounts,
            self.calls,
            self.settings,
            numbers=self.mobile_numbers,
            guard=GuardedHandoff(
                lambda account_id, step: self.guard.check(account_id, Purpose.HANDOFF, "", step), self.runtime.now_s
            ),
            lamps=lambda: self.number_lamps,
            profile_of=lambda config: self.profiles.of(config),
            dialled_here=DialledHere(self.settings, lambda text: self.directory.plan.dialled_here(text)),
            prompt=_prompt,
            note=lambda call_id, kind, target: self.history.note_transfer(call_id, kind, target),
            news=self.push_news,
        )


def _prompt(confirmation: str) -> str:
    """The sound file in the user's language."""
    from softphone.languages import in_use

    return str(_SOUNDS / f"handoff_{confirmation}_{in_use()}.wav")
