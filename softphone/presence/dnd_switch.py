"""Do not disturb at a PBX that takes no PUBLISH: switched by its feature codes."""

import logging
from dataclasses import dataclass

from softphone.basics.ids import AccountId
from softphone.basics.listeners import Listeners
from softphone.engine_client.gateway import EngineGateway
from softphone.presence.feature_code import FeatureCodes
from softphone.protocol.snapshots import AccountConfig
from softphone.runtime import Runtime, Timer
from softphone.settings.declared import DND_SWITCHED_ON
from softphone.settings.settings import Settings

_RETRY_S = (15.0, 60.0, 300.0)
_log = logging.getLogger("softphone.presence")


def can_switch(config: AccountConfig) -> bool:
    """True when both codes are known; what could not be switched off again is not switched on."""
    return bool(config.dnd_on_code and config.dnd_off_code)


@dataclass(slots=True)
class _Switch:
    config: AccountConfig
    wants_on: bool
    is_dialling: bool = False
    failures: int = 0
    retry: Timer | None = None


class DndSwitch:
    """Remembers over restarts where it was switched on, so that it is switched off there when its time has come.

    It stays on when the program ends, as on a desk phone: the user said until when.

    Attributes:
        changed: announced when `is_failing` may have changed.
    """

    def __init__(self, runtime: Runtime, gateway: EngineGateway, settings: Settings) -> None:
        self._runtime = runtime
        self._settings = settings
        self._codes = FeatureCodes(runtime, gateway)
        self._switches: dict[AccountId, _Switch] = {}
        self.changed: Listeners[None] = Listeners()

    def set(self, config: AccountConfig, wants_on: bool) -> None:
        """Switches unless it is so already. Call it when the account is registered."""
        switch = self._switches.setdefault(config.account_id, _Switch(config, wants_on))
        is_new_wish = switch.wants_on != wants_on or switch.config != config
        switch.config, switch.wants_on = config, wants_on
        if is_new_wish:
            self._forget_failures(switch)
        self._carry_on(switch)

    def is_failing(self, account_id: AccountId) -> bool:
        """True while it could not be switched; it is tried again."""
        switch = self._switches.get(account_id)
        return switch is not None and switch.failures > 0

    def forget(self, account_id: AccountId) -> None:
        """The account is gone."""
        switch = self._switches.pop(account_id, None)
        if switch is not None:
            self._forget_failures(switch)
        self._note(account_id, False)

    def _carry_on(self, switch: _Switch) -> None:
        account_id = switch.config.account_id
        is_current = self._switches.get(account_id) is switch
        is_done = switch.wants_on == (account_id in self._settings.get(DND_SWITCHED_ON))
        if is_done or not is_current or not can_switch(switch.config) or switch.is_dialling or switch.retry is not None:
            return
        switch.is_dialling = True
        turned_on = switch.wants_on
        code = switch.config.dnd_on_code if turned_on else switch.config.dnd_off_code

        def done(was_taken: bool) -> None:
            switch.is_dialling = False
            if was_taken:
                self._forget_failures(switch)
                if self._switches.get(account_id) is switch:
                    self._note(account_id, turned_on)
            elif switch.wants_on == turned_on:
                self._note_failure(switch)
            self._carry_on(switch)
            self.changed.announce(None)

        self._codes.dial(switch.config, code, done)

    def _note(self, account_id: AccountId, is_on: bool) -> None:
        others = tuple(known for known in self._settings.get(DND_SWITCHED_ON) if known != account_id)
        self._settings.set(DND_SWITCHED_ON, (*others, account_id) if is_on else others)

    def _note_failure(self, switch: _Switch) -> None:
        delay_s = _RETRY_S[min(switch.failures, len(_RETRY_S) - 1)]
        switch.failures += 1
        _log.info("do not disturb was not switched for %s, next try in %.0f s", switch.config.account_id, delay_s)

        def again() -> None:
            switch.retry = None
            self._carry_on(switch)

        switch.retry = self._runtime.call_later(delay_s, again)

    @staticmethod
    def _forget_failures(switch: _Switch) -> None:
        switch.failures = 0
        if switch.retry is not None:
            switch.retry.cancel()
            switch.retry = None
